// Wrong: it got stuck because the buffers were too small.
// Reported: 64 MiB
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import netbook.exercise.FilterClient;

class BiggerBuffers implements FilterClient {
  @Override
  public void filter(SocketChannel connection, InputStream from, OutputStream to)
      throws IOException {
    try (connection) {
      connection.setOption(StandardSocketOptions.SO_SNDBUF, 64 << 10);
      connection.setOption(StandardSocketOptions.SO_RCVBUF, 64 << 10);
      send(connection, from);
      receive(connection, to);
    }
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
