// Wrong: a client finishes when it has its answer.
// Reported: who never stops sending
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import netbook.bytes.Bytes;
import netbook.exercise.Refuser;

class DrainsForEver implements Refuser {
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
    var chunk = ByteBuffer.allocate(8192);
    while (connection.read(chunk.clear()) >= 0) {
      // Not wanted.
    }
  }
}
