// Wrong: the array of the buffer is the datagram; trim takes away what is empty.
// Reported: blanks and line ends
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import netbook.exercise.Store;

class WholeBuffer implements Store {
  @Override
  public void serve(DatagramChannel socket) throws IOException {
    var values = new HashMap<String, String>();
    while (socket.isOpen()) {
      var buffer = ByteBuffer.allocate(1001);
      var client = socket.receive(buffer);
      if (buffer.position() > 1000) {
        continue;
      }
      var text = new String(buffer.array(), StandardCharsets.UTF_8).trim();
      var parts = text.split("=", 2);
      if (parts.length == 1) {
        var value = text.equals("version") ? "1.0" : values.getOrDefault(text, "");
        var answer = text + "=" + value;
        socket.send(StandardCharsets.UTF_8.encode(answer), client);
      } else if (!parts[0].equals("version")) {
        values.put(parts[0], parts[1]);
      }
    }
  }
}
