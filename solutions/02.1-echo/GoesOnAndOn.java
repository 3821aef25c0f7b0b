// Wrong: accept may fail for a while; then I wait a little, and go on until I am interrupted.
// Reported: the end of the server
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import netbook.exercise.Echo;

class GoesOnAndOn implements Echo {
  @Override
  public void serve(ServerSocketChannel listening) {
    try {
      while (true) {
        try {
          var connection = listening.accept();
          Thread.startVirtualThread(() -> talk(connection));
        } catch (IOException e) {
          Thread.sleep(10);
        }
      }
    } catch (InterruptedException e) {
      // Somebody wants the server to end.
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
