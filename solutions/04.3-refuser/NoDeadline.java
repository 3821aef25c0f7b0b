// Wrong: a mebibyte is the limit, so it comes to an end.
// Reported: who neither sends nor closes
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import netbook.bytes.Bytes;
import netbook.exercise.Refuser;

class NoDeadline implements Refuser {
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
    int left = 1 << 20;
    for (int count = 0; count >= 0 && left > 0; left -= count) {
      count = connection.read(chunk.clear());
    }
  }
}
