// Wrong: each piece in my queue is small, so I keep little.
// Reported: 64 MiB
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import netbook.exercise.FilterClient;

class QueueWithoutEnd implements FilterClient {
  private static final byte[] END = {};

  @Override
  public void filter(SocketChannel connection, InputStream from, OutputStream to)
      throws IOException {
    var queue = new LinkedBlockingQueue<Object>();
    try (connection) {
      var sender = Thread.startVirtualThread(() -> send(connection, from, queue));
      Thread.startVirtualThread(() -> receive(connection, sender, queue));
      for (var next = queue.take(); next != END; next = queue.take()) {
        if (next instanceof Throwable broken) {
          throw new IOException(broken);
        }
        to.write((byte[]) next);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void send(SocketChannel connection, InputStream from, BlockingQueue<Object> queue) {
    try {
      from.transferTo(Channels.newOutputStream(connection));
      connection.shutdownOutput();
    } catch (IOException | RuntimeException e) {
      queue.add(e);
    }
  }

  private void receive(SocketChannel connection, Thread sender, BlockingQueue<Object> queue) {
    try {
      var in = Channels.newInputStream(connection);
      var chunk = new byte[8192];
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        queue.add(Arrays.copyOf(chunk, count));
      }
      sender.join();
      queue.add(END);
    } catch (IOException | RuntimeException | InterruptedException e) {
      queue.add(e);
    }
  }
}
