// Wrong: when the loop is over, I close; a reset connection is closed already.
// Reported: clients that reset
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import netbook.exercise.Echo;

class ClosesTheGoodOnes implements Echo {
  private final Queue<SocketChannel> broken = new ConcurrentLinkedQueue<>();

  @Override
  public void serve(ServerSocketChannel listening) throws IOException {
    try {
      while (true) {
        var connection = listening.accept();
        Thread.startVirtualThread(() -> talk(connection));
      }
    } finally {
      for (var connection : broken) {
        connection.close();
      }
    }
  }

  private void talk(SocketChannel connection) {
    try {
      echo(connection);
      connection.close();
    } catch (IOException e) {
      broken.add(connection);
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
