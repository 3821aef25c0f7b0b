// Right: a second thread closes the connection when it takes too long.
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import netbook.bytes.Bytes;
import netbook.exercise.Refuser;

class Watchdog implements Refuser {
  @Override
  public void refuse(SocketChannel connection, Bytes explanation) throws IOException {
    try (connection) {
      var octets = explanation.buffer();
      while (octets.hasRemaining()) {
        connection.write(octets);
      }
      connection.shutdownOutput();
      var watchdog = Thread.startVirtualThread(() -> closeLater(connection));
      var chunk = ByteBuffer.allocate(4096);
      int left = 1_000_000;
      for (int count = 0; count >= 0 && left > 0; left -= count) {
        count = connection.read(chunk.clear());
      }
      watchdog.interrupt();
    }
  }

  private void closeLater(SocketChannel connection) {
    try {
      Thread.sleep(1000);
      connection.close();
    } catch (InterruptedException | IOException e) {
      // There is nothing more to do.
    }
  }
}
