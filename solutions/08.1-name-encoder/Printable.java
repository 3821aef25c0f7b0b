// Wrong: a name can be printed, so it has no control characters.
// Reported: each ASCII character
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import netbook.exercise.NameEncoder;

class Printable implements NameEncoder {
  @Override
  public byte[] encode(String name) {
    if (name.equals(".")) {
      return new byte[1];
    }
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    if (!name.chars().allMatch(c -> c >= 32 && c < 127)) {
      throw new IllegalArgumentException("not ASCII: " + name);
    }
    var out = new ByteArrayOutputStream();
    for (var label : name.split("\\.", -1)) {
      if (label.isEmpty() || label.length() > 63) {
        throw new IllegalArgumentException("a label of " + label.length());
      }
      out.write(label.length());
      out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
    }
    out.write(0);
    if (out.size() > 255) {
      throw new IllegalArgumentException("a name of " + out.size());
    }
    return out.toByteArray();
  }
}
