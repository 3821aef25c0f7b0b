// Wrong: IDN writes small letters, so I do that for it.
// Reported: capital letters beside such a letter
import java.io.ByteArrayOutputStream;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import netbook.exercise.NameEncoder;

class LowersForIdn implements NameEncoder {
  @Override
  public byte[] encode(String name) {
    if (name.equals(".")) {
      return new byte[1];
    }
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    if (!name.chars().allMatch(c -> c < 128)) {
      name = IDN.toASCII(name.toLowerCase(Locale.ROOT));
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
