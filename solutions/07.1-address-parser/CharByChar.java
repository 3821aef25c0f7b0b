// Right: one pass over the characters, which knows what it has seen.
import java.nio.ByteBuffer;
import java.util.Arrays;
import netbook.exercise.AddressParser;

class CharByChar implements AddressParser {
  @Override
  public byte[] parse(String text) {
    if (text.length() > 45) {
      throw new IllegalArgumentException("too long");
    }
    return text.indexOf(':') < 0 ? ipv4(text, 0) : ipv6(text);
  }

  /** From a place to the end. */
  private static byte[] ipv4(String text, int from) {
    var octets = new byte[4];
    int count = 0;
    int value = -1;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9' && value != 0) {
        value = value < 0 ? c - '0' : 10 * value + c - '0';
      } else if (c == '.' && value >= 0 && count < 3) {
        octets[count++] = (byte) value;
        value = -1;
      } else {
        throw new IllegalArgumentException("\"" + c + "\" at " + i);
      }
      if (value > 255) {
        throw new IllegalArgumentException("over 255 at " + i);
      }
    }
    if (count != 3 || value < 0) {
      throw new IllegalArgumentException("not four numbers");
    }
    octets[3] = (byte) value;
    return octets;
  }

  private static byte[] ipv6(String text) {
    var buffer = ByteBuffer.allocate(16);
    int gap = -1;
    int at = 0;
    if (text.startsWith("::")) {
      gap = 0;
      at = 2;
    }
    while (at < text.length()) {
      int start = at;
      int value = 0;
      while (at < text.length() && hex(text.charAt(at)) >= 0 && at - start < 4) {
        value = 16 * value + hex(text.charAt(at++));
      }
      if (at < text.length() && text.charAt(at) == '.') {
        put(buffer, ipv4(text, start));
        break;
      }
      if (at == start) {
        throw new IllegalArgumentException("no group at " + at);
      }
      put(buffer, new byte[] {(byte) (value >> 8), (byte) value});
      if (at == text.length()) {
        break;
      }
      if (text.charAt(at++) != ':' || at == text.length()) {
        throw new IllegalArgumentException("no colon, or nothing behind it, at " + at);
      }
      if (text.charAt(at) == ':') {
        if (gap >= 0) {
          throw new IllegalArgumentException("a second :: at " + at);
        }
        gap = buffer.position();
        at++;
      }
    }
    return filled(buffer, gap);
  }

  private static byte[] filled(ByteBuffer buffer, int gap) {
    int missing = buffer.remaining();
    if (gap < 0 ? missing > 0 : missing == 0) {
      throw new IllegalArgumentException("not eight groups");
    }
    var octets = buffer.array();
    if (gap >= 0) {
      System.arraycopy(octets, gap, octets, gap + missing, buffer.position() - gap);
      Arrays.fill(octets, gap, gap + missing, (byte) 0);
    }
    return octets;
  }

  private static void put(ByteBuffer buffer, byte[] octets) {
    if (buffer.remaining() < octets.length) {
      throw new IllegalArgumentException("more than eight groups");
    }
    buffer.put(octets);
  }

  private static int hex(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }
}
