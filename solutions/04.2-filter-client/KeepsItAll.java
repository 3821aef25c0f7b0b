// Wrong: a thread collects the answers, and once all are there, I write them.
// Reported: 64 MiB
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import netbook.exercise.FilterClient;

class KeepsItAll implements FilterClient {
  @Override
  public void filter(SocketChannel connection, InputStream from, OutputStream to)
      throws IOException {
    try (connection) {
      var answers = new ByteArrayOutputStream();
      var reader = Thread.startVirtualThread(() -> {
        try {
          receive(connection, answers);
        } catch (IOException e) {
          // What has come by then is what there is.
        }
      });
      send(connection, from);
      join(reader);
      answers.writeTo(to);
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
    while (connection.read(chunk) >= 0) {
      to.write(chunk.array(), 0, chunk.position());
      chunk.clear();
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
