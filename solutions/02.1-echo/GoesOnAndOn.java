// Wrong: whatever fails, the server goes on, until somebody interrupts it.
// Reported: the end of the server
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import netbook.exercise.Echo;

class GoesOnAndOn implements Echo {
  @Override
  public void serve(ServerSocketChannel listening) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        var connection = listening.accept();
        Thread.startVirtualThread(() -> talk(connection));
      } catch (IOException e) {
        // The next one may have more luck.
      }
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
