// Wrong: every loop needs a limit, and nobody says more than a hundred things.
// Reported: a megabyte
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import netbook.exercise.Echo;

class HundredReads implements Echo {
  @Override
  public void serve(ServerSocketChannel listening) throws IOException {
    while (true) {
      var connection = listening.accept();
      Thread.startVirtualThread(() -> talk(connection));
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
    for (int i = 0; i < 100 && connection.read(chunk) >= 0; i++) {
      chunk.flip();
      while (chunk.hasRemaining()) {
        connection.write(chunk);
      }
      chunk.clear();
    }
  }
}
