// Wrong: I read what came, and say that I have finished before I close.
// Reported: 100 KB against 200 KB
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import netbook.bytes.Bytes;
import netbook.exercise.Refuser;

class FinishesAndCloses implements Refuser {
  @Override
  public void refuse(SocketChannel connection, Bytes explanation) throws IOException {
    try (connection) {
      connection.read(ByteBuffer.allocate(8192));
      send(connection, explanation);
      connection.shutdownOutput();
    }
  }

  private void send(SocketChannel connection, Bytes explanation) throws IOException {
    var octets = explanation.buffer();
    while (octets.hasRemaining()) {
      connection.write(octets);
    }
  }
}
