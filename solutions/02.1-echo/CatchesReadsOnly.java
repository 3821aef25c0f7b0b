// Wrong: that a client has gone shows when I read from it, so there I catch it.
// Reported: a reset while it is answered
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import netbook.exercise.Echo;

class CatchesReadsOnly implements Echo {
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
              echo(key);
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
      client.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(8192));
    }
  }

  private void echo(SelectionKey key) throws IOException {
    SocketChannel client = (SocketChannel) key.channel();
    ByteBuffer buffer = (ByteBuffer) key.attachment();
    if (key.isReadable()) {
      int count;
      try {
        count = client.read(buffer);
      } catch (IOException reset) {
        count = -1;
      }
      if (count == -1) {
        client.close();
        return;
      }
      buffer.flip();
    }
    client.write(buffer);
    if (buffer.hasRemaining()) {
      key.interestOps(SelectionKey.OP_WRITE);
    } else {
      buffer.clear();
      key.interestOps(SelectionKey.OP_READ);
    }
  }
}
