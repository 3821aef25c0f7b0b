// Wrong: what write has taken will arrive.
// Reported: a short request
import java.io.IOException;
import java.nio.channels.SocketChannel;
import netbook.bytes.Bytes;
import netbook.exercise.Refuser;

class WritesAndCloses implements Refuser {
  @Override
  public void refuse(SocketChannel connection, Bytes explanation) throws IOException {
    try (connection) {
      send(connection, explanation);
    }
  }

  private void send(SocketChannel connection, Bytes explanation) throws IOException {
    var octets = explanation.buffer();
    while (octets.hasRemaining()) {
      connection.write(octets);
    }
  }
}
