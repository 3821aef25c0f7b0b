// Wrong: the future keeps what goes wrong, and get throws it when I have sent all.
// Reported: much left to send
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import netbook.exercise.FilterClient;

class AsksInTheEnd implements FilterClient {
  @Override
  public void filter(SocketChannel connection, InputStream from, OutputStream to)
      throws IOException {
    try (var tasks = Executors.newVirtualThreadPerTaskExecutor(); connection) {
      var answers = tasks.submit(() -> Channels.newInputStream(connection).transferTo(to));
      from.transferTo(Channels.newOutputStream(connection));
      connection.shutdownOutput();
      answers.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IOException(e);
    }
  }
}
