// Wrong: no exception may end a server.
// Reported: the end of the server
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import netbook.exercise.Store;

class GoesOnAndOn implements Store {
  @Override
  public void serve(DatagramChannel socket) throws IOException {
    var values = new HashMap<String, String>();
    while (!Thread.currentThread().isInterrupted()) {
      try {
        serveOne(socket, values);
      } catch (IOException e) {
        LockSupport.parkNanos(10_000_000); // On with the next one.
      }
    }
  }

  private void serveOne(DatagramChannel socket, Map<String, String> values) throws IOException {
      var buffer = ByteBuffer.allocate(1001);
      var client = socket.receive(buffer);
      if (buffer.position() > 1000) {
        return;
      }
      var text = StandardCharsets.ISO_8859_1.decode(buffer.flip()).toString();
      var parts = text.split("=", 2);
      if (parts.length == 1) {
        var value = text.equals("version") ? "1.0" : values.getOrDefault(text, "");
        var answer = text + "=" + value;
        socket.send(StandardCharsets.ISO_8859_1.encode(answer), client);
      } else if (!parts[0].equals("version")) {
        values.put(parts[0], parts[1]);
      }
  }
}
