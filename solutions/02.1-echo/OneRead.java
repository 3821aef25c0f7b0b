// Wrong: a message is what one read gives.
// Reported: byte by byte
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import netbook.exercise.Echo;

class OneRead implements Echo {
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
    var chunk = ByteBuffer.allocate(16);
    connection.read(chunk);
    connection.write(chunk.flip());
  }
}
