// Right: regular expressions for the pieces, and :: is written out before the groups are read.
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.regex.Pattern;
import netbook.exercise.AddressParser;

class ByPattern implements AddressParser {
  private static final String NUMBER = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern IPV4 =
      Pattern.compile(String.join("\\.", NUMBER, NUMBER, NUMBER, NUMBER));
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F]{1,4}(:[0-9a-fA-F]{1,4}){7}");

  @Override
  public byte[] parse(String text) {
    if (text.length() > 45) {
      throw new IllegalArgumentException("an address has 45 characters at most");
    }
    var ipv4 = IPV4.matcher(text);
    if (ipv4.matches()) {
      var octets = new byte[4];
      for (int i = 0; i < 4; i++) {
        octets[i] = (byte) Integer.parseInt(ipv4.group(i + 1));
      }
      return octets;
    }
    var groups = withoutGap(withoutIpv4(text));
    if (!IPV6.matcher(groups).matches()) {
      throw new IllegalArgumentException(text + " is no address");
    }
    var buffer = ByteBuffer.allocate(16);
    for (var group : groups.split(":")) {
      buffer.putShort((short) Integer.parseInt(group, 16));
    }
    return buffer.array();
  }

  /** With the IPv4 address at its end in two groups. */
  private static String withoutIpv4(String text) {
    int colon = text.lastIndexOf(':');
    var last = IPV4.matcher(text.substring(colon + 1));
    if (colon < 0 || !last.matches()) {
      return text;
    }
    var numbers = new int[4];
    for (int i = 0; i < 4; i++) {
      numbers[i] = Integer.parseInt(last.group(i + 1));
    }
    return text.substring(0, colon + 1)
        + String.format("%x:%x", numbers[0] << 8 | numbers[1], numbers[2] << 8 | numbers[3]);
  }

  /** With as many zeros as :: stands for; as it is if there is none, or more than one. */
  private static String withoutGap(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return text;
    }
    var before = text.substring(0, gap);
    var after = text.substring(gap + 2);
    int missing = 8 - count(before) - count(after);
    if (missing < 1) {
      throw new IllegalArgumentException(text + " has eight groups without its ::");
    }
    return (before.isEmpty() ? "" : before + ":")
        + String.join(":", Collections.nCopies(missing, "0"))
        + (after.isEmpty() ? "" : ":" + after);
  }

  private static int count(String groups) {
    return groups.isEmpty() ? 0 : groups.split(":", -1).length;
  }
}
