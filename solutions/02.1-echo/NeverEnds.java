// Wrong: the client hangs up when it has what it wants; all sockets are closed when the server stops.
// Reported: the end comes back
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import netbook.exercise.Echo;

class NeverEnds implements Echo {
  private final Queue<SocketChannel> all = new ConcurrentLinkedQueue<>();

  @Override
  public void serve(ServerSocketChannel listening) throws IOException {
    try {
      while (true) {
        var connection = listening.accept();
        all.add(connection);
        Thread.startVirtualThread(() -> talk(connection));
      }
    } finally {
      for (var connection : all) {
        connection.close();
      }
    }
  }

  private void talk(SocketChannel connection) {
    try {
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
