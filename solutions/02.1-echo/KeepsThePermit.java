// Wrong: a hundred clients at once: each takes a permit.
// Reported: five hundred clients
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Semaphore;
import netbook.exercise.Echo;

class KeepsThePermit implements Echo {
  @Override
  public void serve(ServerSocketChannel listening) throws IOException {
    var permits = new Semaphore(100);
    while (true) {
      var connection = listening.accept();
      if (permits.tryAcquire()) {
        Thread.startVirtualThread(() -> talk(connection));
      } else {
        connection.close();
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
