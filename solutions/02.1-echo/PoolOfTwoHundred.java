// Right: two hundred threads, when a hundred clients may come.
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import netbook.exercise.Echo;

class PoolOfTwoHundred implements Echo {
  private static final int THREADS = 200;

  @Override
  public void serve(ServerSocketChannel listening) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      while (true) {
        SocketChannel client = listening.accept();
        threads.execute(() -> echo(client));
      }
    } catch (ClosedChannelException closed) {
      // the listening socket was closed: done
    } finally {
      threads.shutdownNow();
    }
  }

  private static void echo(SocketChannel client) {
    try (client) {
      ByteBuffer buffer = ByteBuffer.allocate(8192);
      while (client.read(buffer) != -1) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          client.write(buffer);
        }
        buffer.clear();
      }
    } catch (IOException gone) {
      // only this client's business
    }
  }
}
