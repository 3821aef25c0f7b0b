// Wrong: if the server hangs up, the answer is over.
// Reported: a reset
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicReference;
import netbook.exercise.FilterClient;

class ResetIsTheEnd implements FilterClient {
  @Override
  public void filter(SocketChannel connection, InputStream from, OutputStream to)
      throws IOException {
    var broken = new AtomicReference<IOException>();
    try (connection) {
      var writer = Thread.startVirtualThread(() -> {
        try {
          send(connection, from);
        } catch (IOException e) {
          broken.compareAndSet(null, e);
          close(connection);
        }
      });
      receive(connection, to);
      join(writer);
    } catch (IOException e) {
      throw broken.get() == null ? e : broken.get();
    }
    if (broken.get() != null) {
      throw broken.get();
    }
  }

  private void send(SocketChannel connection, InputStream from) throws IOException {
    var chunk = new byte[8192];
    for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
      var octets = ByteBuffer.wrap(chunk, 0, count);
      while (octets.hasRemaining()) {
        connection.write(octets);
      }
    }
    connection.shutdownOutput();
  }

  private void receive(SocketChannel connection, OutputStream to) throws IOException {
    var chunk = ByteBuffer.allocate(8192);
    while (isRead(connection, chunk)) {
      to.write(chunk.array(), 0, chunk.position());
      chunk.clear();
    }
  }

  private boolean isRead(SocketChannel connection, ByteBuffer chunk) {
    try {
      return connection.read(chunk) >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void close(SocketChannel connection) {
    try {
      connection.close();
    } catch (IOException e) {
      // It is gone all the same.
    }
  }

  private void join(Thread writer) throws IOException {
    try {
      writer.join();
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }
}
