// Wrong: I read the 100 KB, and SO_LINGER sees to the rest.
// Reported: more of the request
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import netbook.bytes.Bytes;
import netbook.exercise.Refuser;

class Lingers implements Refuser {
  @Override
  public void refuse(SocketChannel connection, Bytes explanation) throws IOException {
    try (connection) {
      connection.setOption(StandardSocketOptions.SO_LINGER, 5);
      var request = ByteBuffer.allocate(102_400);
      while (request.hasRemaining() && connection.read(request) >= 0) {
        // The next piece.
      }
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
