// Right: one thread and a selector: it writes when there is room, and reads when there is something.
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import netbook.exercise.FilterClient;

class OneThread implements FilterClient {
  @Override
  public void filter(SocketChannel connection, InputStream from, OutputStream to)
      throws IOException {
    try (connection; var selector = Selector.open()) {
      connection.configureBlocking(false);
      var key = connection.register(selector, 0);
      var chunk = new byte[8192];
      var octets = ByteBuffer.allocate(0);
      var answer = ByteBuffer.allocate(8192);
      boolean all = false;
      while (true) {
        if (!all && !octets.hasRemaining()) {
          int count = from.read(chunk);
          all = count < 0;
          if (all) {
            connection.shutdownOutput();
          } else {
            octets = ByteBuffer.wrap(chunk, 0, count);
          }
        }
        key.interestOps(SelectionKey.OP_READ | (all ? 0 : SelectionKey.OP_WRITE));
        selector.select();
        selector.selectedKeys().clear();
        if (connection.read(answer) < 0) {
          return;
        }
        to.write(answer.array(), 0, answer.position());
        answer.clear();
        if (!all) {
          connection.write(octets);
        }
      }
    }
  }
}
