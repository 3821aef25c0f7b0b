// Wrong: split gives the key and the value; one part alone is a question.
// Reported: a value with an equals sign
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import netbook.exercise.Store;

class SplitAll implements Store {
  @Override
  public void serve(DatagramChannel socket) throws IOException {
    var values = new HashMap<String, String>();
    while (socket.isOpen()) {
      var buffer = ByteBuffer.allocate(1001);
      var client = socket.receive(buffer);
      if (buffer.position() > 1000) {
        continue;
      }
      var text = StandardCharsets.ISO_8859_1.decode(buffer.flip()).toString();
      var parts = text.split("=");
      if (parts.length == 1) {
        var value = text.equals("version") ? "1.0" : values.getOrDefault(text, "");
        var answer = text + "=" + value;
        socket.send(StandardCharsets.ISO_8859_1.encode(answer), client);
      } else if (!parts[0].equals("version")) {
        values.put(parts[0], parts[1]);
      }
    }
  }
}
