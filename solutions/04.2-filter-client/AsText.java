// Wrong: letters in upper case are text, so I read and write text.
// Reported: every byte there is
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import netbook.exercise.FilterClient;

class AsText implements FilterClient {
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
    var text = new InputStreamReader(from, StandardCharsets.UTF_8);
    var chunk = new char[8192];
    for (int count = text.read(chunk); count >= 0; count = text.read(chunk)) {
      var octets = StandardCharsets.UTF_8.encode(CharBuffer.wrap(chunk, 0, count));
      while (octets.hasRemaining()) {
        connection.write(octets);
      }
    }
    connection.shutdownOutput();
  }

  private void receive(SocketChannel connection, OutputStream to) throws IOException {
    var chunk = ByteBuffer.allocate(8192);
    while (connection.read(chunk) >= 0) {
      to.write(chunk.array(), 0, chunk.position());
      chunk.clear();
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
