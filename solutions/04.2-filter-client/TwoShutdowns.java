// Wrong: a connection is two streams, and when both are shut down, it is closed.
// Reported: a reset
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import netbook.exercise.FilterClient;

class TwoShutdowns implements FilterClient {
  @Override
  public void filter(SocketChannel connection, InputStream from, OutputStream to)
      throws IOException {
    var answers = new FutureTask<Void>(() -> {
      try {
        Channels.newInputStream(connection).transferTo(to);
      } catch (IOException | RuntimeException e) {
        end(connection);
        throw e;
      }
      return null;
    });
    try {
      Thread.startVirtualThread(answers);
      from.transferTo(Channels.newOutputStream(connection));
      connection.shutdownOutput();
      answers.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IOException(e);
    } finally {
      end(connection);
    }
  }

  private void end(SocketChannel connection) throws IOException {
    connection.shutdownOutput();
    connection.shutdownInput();
  }
}
