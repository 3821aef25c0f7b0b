// Wrong: read gives a byte, or -1 at the end.
// Reported: every byte there is
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import netbook.exercise.Echo;

class MinusOne implements Echo {
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
    var in = new BufferedInputStream(Channels.newInputStream(connection));
    var out = new BufferedOutputStream(Channels.newOutputStream(connection));
    for (byte octet = (byte) in.read(); octet != -1; octet = (byte) in.read()) {
      out.write(octet);
      if (in.available() == 0) {
        out.flush();
      }
    }
    out.flush();
  }
}
