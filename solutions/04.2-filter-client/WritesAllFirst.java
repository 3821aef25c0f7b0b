// Wrong: first I say everything, then I listen.
// Reported: 128 KiB
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import netbook.exercise.FilterClient;

class WritesAllFirst implements FilterClient {
  @Override
  public void filter(SocketChannel connection, InputStream from, OutputStream to)
      throws IOException {
    send(connection, from);
    receive(connection, to);
    connection.close();
  }

  private void send(SocketChannel connection, InputStream from) throws IOException {
    var chunk = new byte[8192];
    for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
      var octets = ByteBuffer.wrap(chunk, 0, count);
      while (octets.hasRemaining()) {
        connection.write(octets);
      }
    }
    connection.shutdownOutput();
  }

  private void receive(SocketChannel connection, OutputStream to) throws IOException {
    var chunk = ByteBuffer.allocate(8192);
    while (connection.read(chunk) >= 0) {
      to.write(chunk.array(), 0, chunk.position());
      chunk.clear();
    }
  }
}
