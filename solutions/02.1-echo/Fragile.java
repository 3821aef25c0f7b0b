// Wrong: one client after the other, and if something goes wrong, serve says so.
// Reported: silent clients first
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import netbook.exercise.Echo;

class Fragile implements Echo {
  @Override
  public void serve(ServerSocketChannel listening) throws IOException {
    while (true) {
      try (var connection = listening.accept()) {
        echo(connection);
      }
    }
  }

  private void echo(SocketChannel connection) throws IOException {
    var chunk = ByteBuffer.allocate(8192);
    while (connection.read(chunk) >= 0) {
      chunk.flip();
      while (chunk.hasRemaining()) {
        connection.write(chunk);
      }
      chunk.clear();
    }
  }
}
