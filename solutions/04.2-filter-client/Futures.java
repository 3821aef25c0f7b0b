// Right: each half is a task, and the first failure closes the connection for both.
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import netbook.exercise.FilterClient;

class Futures implements FilterClient {
  @Override
  public void filter(SocketChannel connection, InputStream from, OutputStream to)
      throws IOException {
    try (connection; var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
      var both = new ExecutorCompletionService<Void>(tasks);
      both.submit(() -> {
        from.transferTo(Channels.newOutputStream(connection));
        connection.shutdownOutput();
        return null;
      });
      both.submit(() -> {
        Channels.newInputStream(connection).transferTo(to);
        return null;
      });
      try {
        both.take().get();
        both.take().get();
      } catch (ExecutionException | InterruptedException e) {
        connection.close();
        throw new IOException(e);
      }
    }
  }
}
