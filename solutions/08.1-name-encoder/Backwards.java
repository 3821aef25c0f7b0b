// Right: lengths are filled in from the end, and IDN takes other letters.
import java.net.IDN;
import java.nio.ByteBuffer;
import netbook.exercise.NameEncoder;

class Backwards implements NameEncoder {
  @Override
  public byte[] encode(String name) {
    var text = IDN.toASCII(name);
    if (text.isEmpty()) {
      throw new IllegalArgumentException("no name");
    }
    if (!text.endsWith(".")) {
      text += ".";
    }
    var out = ByteBuffer.allocate(text.length() + 1);
    int length = 0;
    for (int i = text.length() - 1; i >= 0; i--) {
      if (text.charAt(i) != '.') {
        out.put(i + 1, (byte) text.charAt(i));
        length++;
      } else if (i < text.length() - 1) {
        out.put(i + 1, checked(length));
        length = 0;
      }
    }
    if (!text.equals(".")) {
      out.put(0, checked(length));
    } else {
      return new byte[1];
    }
    if (out.capacity() > 255) {
      throw new IllegalArgumentException("a name of " + out.capacity());
    }
    return out.array();
  }

  private static byte checked(int length) {
    if (length < 1 || length > 63) {
      throw new IllegalArgumentException("a label of " + length);
    }
    return (byte) length;
  }
}
