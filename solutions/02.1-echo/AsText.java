// Wrong: an echo returns the text that it was sent, character by character.
// Reported: byte by byte
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import netbook.exercise.Echo;

class AsText implements Echo {
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
    var in = new InputStreamReader(Channels.newInputStream(connection), StandardCharsets.UTF_8);
    var out = Channels.newOutputStream(connection);
    var chunk = new char[4096];
    for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
      out.write(new String(chunk, 0, count).getBytes(StandardCharsets.UTF_8));
    }
  }
}
