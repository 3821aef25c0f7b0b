// Wrong: what isn't taken yet waits in the client's queue; when read gives -1, it has finished.
// Reported: a client that reads late
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import netbook.exercise.Echo;

class EndsBeforeItsQueue implements Echo {
  @Override
  public void serve(ServerSocketChannel listening) throws IOException {
    try (Selector selector = Selector.open()) {
      listening.configureBlocking(false);
      listening.register(selector, SelectionKey.OP_ACCEPT);
      try {
        while (listening.isOpen()) {
          selector.select(100);
          Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
          while (ready.hasNext()) {
            SelectionKey key = ready.next();
            ready.remove();
            if (!key.isValid()) {
              continue;
            }
            if (key.channel() == listening) {
              accept(listening, selector);
            } else {
              try {
                echo(key);
              } catch (IOException gone) {
                key.channel().close();
              }
            }
          }
        }
      } finally {
        for (SelectionKey key : selector.keys()) {
          if (key.channel() != listening) {
            key.channel().close();
          }
        }
      }
    } catch (ClosedChannelException closed) {
      // the listening socket was closed: done
    }
  }

  private void accept(ServerSocketChannel listening, Selector selector) throws IOException {
    SocketChannel client = listening.accept();
    if (client != null) {
      client.configureBlocking(false);
      client.register(selector, SelectionKey.OP_READ, new ArrayDeque<ByteBuffer>());
    }
  }

  @SuppressWarnings("unchecked")
  private void echo(SelectionKey key) throws IOException {
    SocketChannel client = (SocketChannel) key.channel();
    Queue<ByteBuffer> waiting = (Queue<ByteBuffer>) key.attachment();
    if (key.isReadable()) {
      ByteBuffer buffer = ByteBuffer.allocate(8192);
      if (client.read(buffer) == -1) {
        client.close();
        return;
      }
      waiting.add(buffer.flip());
    }
    while (!waiting.isEmpty()) {
      client.write(waiting.element());
      if (waiting.element().hasRemaining()) {
        break;
      }
      waiting.remove();
    }
    key.interestOps(
        waiting.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
  }
}
