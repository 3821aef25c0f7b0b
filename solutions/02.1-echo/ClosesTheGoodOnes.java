// Wrong: when the loop is over, I close; a reset connection is closed already.
// Reported: clients that reset
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import netbook.exercise.Echo;

class ClosesTheGoodOnes implements Echo {
  private final List<SocketChannel> broken = new ArrayList<>();
  private volatile boolean over;

  @Override
  public void serve(ServerSocketChannel listening) throws IOException {
    over = false;
    try {
      while (true) {
        var connection = listening.accept();
        Thread.startVirtualThread(() -> talk(connection));
      }
    } finally {
      closeBroken();
    }
  }

  private synchronized void keep(SocketChannel connection) {
    broken.add(connection);
    if (over) {
      closeBroken();
    }
  }

  private synchronized void closeBroken() {
    over = true;
    for (var connection : broken) {
      try {
        connection.close();
      } catch (IOException e) {
        // It is gone.
      }
    }
  }

  private void talk(SocketChannel connection) {
    try {
      echo(connection);
      connection.close();
    } catch (IOException e) {
      keep(connection);
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
