// Wrong: the limit is that of the text that I am given.
// Reported: A-labels of over 255 bytes
import java.io.ByteArrayOutputStream;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import netbook.exercise.NameEncoder;

class CountsBeforeIdn implements NameEncoder {
  @Override
  public byte[] encode(String name) {
    if (name.equals(".")) {
      return new byte[1];
    }
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    if (name.length() > 253) {
      throw new IllegalArgumentException("a name of " + (name.length() + 2));
    }
    name = IDN.toASCII(name);
    var out = new ByteArrayOutputStream();
    for (var label : name.split("\\.", -1)) {
      if (label.isEmpty() || label.length() > 63) {
        throw new IllegalArgumentException("a label of " + label.length());
      }
      out.write(label.length());
      out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
    }
    out.write(0);
    return out.toByteArray();
  }
}
