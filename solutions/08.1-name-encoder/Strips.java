// Wrong: blanks around a name are a mistake of typing.
// Reported: blanks
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import netbook.exercise.NameEncoder;

class Strips implements NameEncoder {
  @Override
  public byte[] encode(String name) {
    name = name.strip();
    if (name.equals(".")) {
      return new byte[1];
    }
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    if (!name.chars().allMatch(c -> c < 128)) {
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
