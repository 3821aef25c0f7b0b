// Right: one thread and a selector, which looks up now and then whether the door is still open.
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import netbook.exercise.Echo;

class EventLoop implements Echo {
  @Override
  public void serve(ServerSocketChannel listening) throws IOException {
    listening.configureBlocking(false);
    try (var selector = Selector.open()) {
      listening.register(selector, SelectionKey.OP_ACCEPT);
      while (listening.isOpen()) {
        selector.select(20);
        for (var key : selector.selectedKeys()) {
          handle(listening, selector, key);
        }
        selector.selectedKeys().clear();
      }
      selector.selectNow();
      for (var key : selector.keys()) {
        key.channel().close();
      }
    }
  }

  private void handle(ServerSocketChannel listening, Selector selector, SelectionKey key)
      throws IOException {
    if (key.channel() == listening) {
      var connection = listening.isOpen() ? listening.accept() : null;
      if (connection != null) {
        connection.configureBlocking(false);
        connection.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(4096));
      }
      return;
    }
    try {
      move(key, (SocketChannel) key.channel(), (ByteBuffer) key.attachment());
    } catch (IOException e) {
      key.channel().close();
    }
  }

  private void move(SelectionKey key, SocketChannel connection, ByteBuffer chunk)
      throws IOException {
    if (key.isReadable() && connection.read(chunk) < 0) {
      connection.close();
      return;
    }
    chunk.flip();
    connection.write(chunk);
    boolean all = !chunk.hasRemaining();
    chunk.compact();
    key.interestOps(all ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
  }
}
