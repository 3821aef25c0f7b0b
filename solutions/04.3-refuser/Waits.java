// Right: a selector waits with a deadline, and what comes is thrown away.
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import netbook.bytes.Bytes;
import netbook.exercise.Refuser;

class Waits implements Refuser {
  @Override
  public void refuse(SocketChannel connection, Bytes explanation) throws IOException {
    try (connection; var selector = Selector.open()) {
      Channels.newOutputStream(connection).write(explanation.toArray());
      connection.shutdownOutput();
      connection.configureBlocking(false);
      connection.register(selector, SelectionKey.OP_READ);
      var end = Instant.now().plusSeconds(1);
      var chunk = ByteBuffer.allocate(1 << 16);
      for (int dropped = 0; dropped < 1 << 20; ) {
        long left = Duration.between(Instant.now(), end).toMillis();
        if (left <= 0 || selector.select(left) == 0) {
          return;
        }
        selector.selectedKeys().clear();
        int count = connection.read(chunk.clear());
        if (count < 0) {
          return;
        }
        dropped += count;
      }
    }
  }
}
