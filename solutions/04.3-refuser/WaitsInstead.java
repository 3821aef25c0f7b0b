// Wrong: the client needs some time to read, so I wait before I close.
// Reported: half a mebibyte more
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.SocketChannel;
import netbook.bytes.Bytes;
import netbook.exercise.Refuser;

class WaitsInstead implements Refuser {
  @Override
  public void refuse(SocketChannel connection, Bytes explanation) throws IOException {
    try (connection) {
      send(connection, explanation);
      connection.shutdownOutput();
      Thread.sleep(500);
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  private void send(SocketChannel connection, Bytes explanation) throws IOException {
    var octets = explanation.buffer();
    while (octets.hasRemaining()) {
      connection.write(octets);
    }
  }
}
