// Wrong: what I send comes back, so I read as much before I send more.
// Reported: what is held back
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import netbook.exercise.FilterClient;

class LockStep implements FilterClient {
  @Override
  public void filter(SocketChannel connection, InputStream from, OutputStream to)
      throws IOException {
    try (connection) {
      var chunk = new byte[4096];
      for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
        connection.write(ByteBuffer.wrap(chunk, 0, count));
        var answer = ByteBuffer.allocate(count);
        while (answer.hasRemaining()) {
          if (connection.read(answer) < 0) {
            throw new EOFException();
          }
        }
        to.write(answer.array());
      }
    }
  }
}
