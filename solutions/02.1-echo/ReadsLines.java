// Wrong: people type lines, so a server reads lines.
// Reported: no line end
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import netbook.exercise.Echo;

class ReadsLines implements Echo {
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
    var in = new BufferedReader(new InputStreamReader(Channels.newInputStream(connection)));
    var out = Channels.newOutputStream(connection);
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      out.write((line + "\n").getBytes());
    }
  }
}
