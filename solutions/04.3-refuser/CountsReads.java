// Wrong: a mebibyte is 128 reads of 8 KiB.
// Reported: half a mebibyte more
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import netbook.bytes.Bytes;
import netbook.exercise.Refuser;

class CountsReads implements Refuser {
  @Override
  public void refuse(SocketChannel connection, Bytes explanation) throws IOException {
    try (connection) {
      send(connection, explanation);
      connection.shutdownOutput();
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
    for (int reads = 0; reads < 128; reads++) {
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
      } catch (SocketTimeoutException e) {
        return;
      }
    }
  }
}
