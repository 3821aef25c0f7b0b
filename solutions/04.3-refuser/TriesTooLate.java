// Wrong: what may fail is the dropping, so that is what I try.
// Reported: who goes in the middle
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import netbook.bytes.Bytes;
import netbook.exercise.Refuser;

class TriesTooLate implements Refuser {
  @Override
  public void refuse(SocketChannel connection, Bytes explanation) throws IOException {
    send(connection, explanation);
    connection.shutdownOutput();
    try (connection) {
      drain(connection);
    }
  }

  private void send(SocketChannel connection, Bytes explanation) throws IOException {
    var octets = explanation.buffer();
    while (octets.hasRemaining()) {
      connection.write(octets);
    }
  }

  private void drain(SocketChannel connection) throws IOException {
    var in = connection.socket().getInputStream();
    var chunk = new byte[8192];
    long end = System.nanoTime() + 1_000_000_000L;
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
