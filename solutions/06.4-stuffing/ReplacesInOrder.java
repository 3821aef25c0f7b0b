// Wrong: first db dd becomes db again, and then db dc becomes c0.
// Reported: a dc behind an escaped ESC
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import netbook.exercise.Stuffing;

class ReplacesInOrder implements Stuffing {
  @Override
  public byte[] encode(byte[] message) {
    var text = new String(message, StandardCharsets.ISO_8859_1);
    var stuffed = text.replace("\u00db", "\u00db\u00dd").replace("\u00c0", "\u00db\u00dc");
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
