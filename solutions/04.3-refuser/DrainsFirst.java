// Wrong: one reads a request before one answers it.
// Reported: who waits for the answer
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import netbook.bytes.Bytes;
import netbook.exercise.Refuser;

class DrainsFirst implements Refuser {
  @Override
  public void refuse(SocketChannel connection, Bytes explanation) throws IOException {
    try (connection) {
      var chunk = ByteBuffer.allocate(8192);
      while (connection.read(chunk.clear()) >= 0) {
        // Not wanted.
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
