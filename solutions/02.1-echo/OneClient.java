// Wrong: accept the client, and talk to it until it has finished.
// Reported: a second client
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import netbook.exercise.Echo;

class OneClient implements Echo {
  @Override
  public void serve(ServerSocketChannel listening) throws IOException {
    try (var connection = listening.accept()) {
      echo(connection);
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
