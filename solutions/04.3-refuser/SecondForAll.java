// Wrong: the whole refusal may take a second, so its clock starts at once.
// Reported: who listens late
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import netbook.bytes.Bytes;
import netbook.exercise.Refuser;

class SecondForAll implements Refuser {
  @Override
  public void refuse(SocketChannel connection, Bytes explanation) throws IOException {
    long end = System.nanoTime() + 1_000_000_000L;
    try (connection) {
      send(connection, explanation);
      connection.shutdownOutput();
      drain(connection, end);
    }
  }

  private void send(SocketChannel connection, Bytes explanation) throws IOException {
    var octets = explanation.buffer();
    while (octets.hasRemaining()) {
      connection.write(octets);
    }
  }

  private void drain(SocketChannel connection, long end) throws IOException {
    var in = connection.socket().getInputStream();
    var chunk = new byte[8192];
    int dropped = 0;
    while (dropped < 1 << 20) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      connection.socket().setSoTimeout((int) left);
      try {
        int count = in.read(chunk);
        if (count < 0) {
          return;
        }
        dropped += count;
      } catch (SocketTimeoutException e) {
        return;
      }
    }
  }
}
