// Wrong: a name has letters, digits and hyphens.
// Reported: an underscore and digits
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import netbook.exercise.NameEncoder;

class HostNames implements NameEncoder {
  @Override
  public byte[] encode(String name) {
    if (name.equals(".")) {
      return new byte[1];
    }
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    if (!name.matches("[A-Za-z0-9.-]+")) {
      throw new IllegalArgumentException(name);
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
