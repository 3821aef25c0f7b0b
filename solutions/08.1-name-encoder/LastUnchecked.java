// Wrong: I look at a label when a dot ends it.
// Reported: a label of 64
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import netbook.exercise.NameEncoder;

class LastUnchecked implements NameEncoder {
  @Override
  public byte[] encode(String name) {
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
    var labels = name.split("\\.", -1);
    for (int i = 0; i < labels.length; i++) {
      var label = labels[i];
      if (label.isEmpty() || i < labels.length - 1 && label.length() > 63) {
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
