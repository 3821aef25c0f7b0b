// Wrong: a buffered stream saves calls; I flush it after each line, and then close the connection.
// Reported: no line end
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import netbook.exercise.Echo;

class ClosesBeforeFlushing implements Echo {
  @Override
  public void serve(ServerSocketChannel listening) throws IOException {
    while (true) {
      var connection = listening.accept();
      Thread.startVirtualThread(() -> talk(connection));
    }
  }

  private void talk(SocketChannel connection) {
    try (connection) {
      echo(connection);
    } catch (IOException e) {
      // This client is gone. The others are not.
    }
  }

  private void echo(SocketChannel connection) throws IOException {
    var in = Channels.newInputStream(connection);
    var out = new BufferedOutputStream(Channels.newOutputStream(connection));
    var chunk = new byte[8192];
    for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
      out.write(chunk, 0, count);
      if (chunk[count - 1] == '\n') {
        out.flush();
      }
    }
  }
}
