// Wrong: eight threads are plenty: a client needs one for a moment only.
// Reported: silent clients first
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executors;
import netbook.exercise.Echo;

class PoolOfEight implements Echo {
  @Override
  public void serve(ServerSocketChannel listening) throws IOException {
    try (var pool = Executors.newFixedThreadPool(8)) {
      while (true) {
        var connection = listening.accept();
        pool.execute(() -> talk(connection));
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
