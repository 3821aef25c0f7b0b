// Wrong: SO_LINGER 0 means that nothing lingers, so all is sent at once.
// Reported: no request at all
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import netbook.bytes.Bytes;
import netbook.exercise.Refuser;

class AbortsAtTheEnd implements Refuser {
  @Override
  public void refuse(SocketChannel connection, Bytes explanation) throws IOException {
    try (connection) {
      connection.setOption(StandardSocketOptions.SO_LINGER, 0);
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
