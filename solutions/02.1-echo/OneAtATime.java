// Wrong: one client after the other, each in a try of its own.
// Reported: silent clients first
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import netbook.exercise.Echo;

class OneAtATime implements Echo {
  @Override
  public void serve(ServerSocketChannel listening) throws IOException {
    while (true) {
      talk(listening.accept());
    }
  }

  private void talk(SocketChannel connection) {
    try (connection) {
      echo(connection);
    } catch (IOException e) {
      // This client is gone. The others are not.
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
