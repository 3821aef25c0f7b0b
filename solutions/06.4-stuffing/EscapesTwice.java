// Wrong: first each END is replaced, then each ESC, and back in the other order: it fits.
// Reported: END in a message
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import netbook.exercise.Stuffing;

class EscapesTwice implements Stuffing {
  @Override
  public byte[] encode(byte[] message) {
    var text = new String(message, StandardCharsets.ISO_8859_1);
    var stuffed = text.replace("\u00c0", "\u00db\u00dc").replace("\u00db", "\u00db\u00dd");
    return (stuffed + "\u00c0").getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public List<byte[]> decode(byte[] stream) throws IOException {
    var messages = new ArrayList<byte[]>();
    var text = new String(stream, StandardCharsets.ISO_8859_1);
    if (!text.isEmpty() && !text.endsWith("\u00c0")) {
      throw new IOException("the stream ends inside a frame");
    }
    for (var frame : text.split("\u00c0")) {
      if (frame.isEmpty()) {
        continue;
      }
      if (!frame.matches("(?s)([^\u00db]|\u00db[\u00dc\u00dd])*+")) {
        throw new IOException("a broken escape");
      }
      var message = frame.replace("\u00db\u00dd", "\u00db").replace("\u00db\u00dc", "\u00c0");
      messages.add(message.getBytes(StandardCharsets.ISO_8859_1));
    }
    return messages;
  }
}
