// Wrong: write may take only a part, so I repeat it until all is taken.
// Reported: a client that doesn't read
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import netbook.exercise.Echo;

class WritesUntilAllIsTaken implements Echo {
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
      client.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(8192));
    }
  }

  private void echo(SelectionKey key) throws IOException {
    SocketChannel client = (SocketChannel) key.channel();
    ByteBuffer buffer = (ByteBuffer) key.attachment();
    if (client.read(buffer) == -1) {
      client.close();
      return;
    }
    buffer.flip();
    while (buffer.hasRemaining()) {
      client.write(buffer);
    }
    buffer.clear();
  }
}
