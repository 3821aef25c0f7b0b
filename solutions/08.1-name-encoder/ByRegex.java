// Right: one pattern says what a name is.
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import netbook.exercise.NameEncoder;

class ByRegex implements NameEncoder {
  private static final Pattern NAME =
      Pattern.compile("\\.|[^.]{1,63}(\\.[^.]{1,63})*\\.?", Pattern.DOTALL);

  @Override
  public byte[] encode(String name) {
    boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(name);
    if (!ascii || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(name + " is no name");
    }
    var text = name.equals(".") ? "" : name.endsWith(".") ? name : name + ".";
    if (text.length() + 1 > 255) {
      throw new IllegalArgumentException(name + " is too long");
    }
    var octets = new byte[text.length() + 1];
    int from = 0;
    for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', from)) {
      octets[from] = (byte) (dot - from);
      for (int i = from; i < dot; i++) {
        octets[i + 1] = (byte) text.charAt(i);
      }
      from = dot + 1;
    }
    return octets;
  }
}
