// Wrong: a read waits for a second at most, so that is the longest it takes.
// Reported: a byte now and then
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import netbook.bytes.Bytes;
import netbook.exercise.Refuser;

class EachReadAnew implements Refuser {
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
    connection.socket().setSoTimeout(1000);
    var in = connection.socket().getInputStream();
    var chunk = new byte[8192];
    int left = 1 << 20;
    try {
      for (int count = 0; count >= 0 && left > 0; left -= count) {
        count = in.read(chunk);
      }
    } catch (SocketTimeoutException e) {
      // Nobody there any more.
    }
  }
}
