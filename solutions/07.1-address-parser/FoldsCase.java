// Wrong: with one bit set, capital letters are small ones, and digits stay what they are.
// Reported: one character off
import java.io.ByteArrayOutputStream;
import netbook.exercise.AddressParser;

class FoldsCase implements AddressParser {
  private static final int LENGTH_MAX = 45;

  @Override
  public byte[] parse(String text) {
    require(text.length() <= LENGTH_MAX, text);
    return text.contains(":") ? ipv6(text) : ipv4(text);
  }

  private static byte[] ipv4(String text) {
    var numbers = text.split("\\.", -1);
    require(numbers.length == 4, text);
    var octets = new byte[4];
    for (int i = 0; i < 4; i++) {
      octets[i] = (byte) number(numbers[i]);
    }
    return octets;
  }

  private static int number(String digits) {
    require(!digits.isEmpty() && digits.length() <= 3, digits);
    int number = 0;
    for (char c : digits.toCharArray()) {
      require(c >= '0' && c <= '9', digits);
      number = 10 * number + (c - '0');
    }
    require(digits.length() == 1 || digits.charAt(0) != '0', digits);
    require(number <= 255, digits);
    return number;
  }

  private static byte[] ipv6(String text) {
    int gap = text.indexOf("::");
    var before = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
    var after = groups(gap < 0 ? "" : text.substring(gap + 2), true);
    int missing = 16 - before.length - after.length;
    require(gap < 0 ? missing == 0 : missing >= 2, text);
    var octets = new byte[16];
    System.arraycopy(before, 0, octets, 0, before.length);
    System.arraycopy(after, 0, octets, 16 - after.length, after.length);
    return octets;
  }

  private static byte[] groups(String text, boolean last) {
    var octets = new ByteArrayOutputStream();
    if (text.isEmpty()) {
      return octets.toByteArray();
    }
    var groups = text.split(":", -1);
    for (int i = 0; i < groups.length; i++) {
      if (last && i == groups.length - 1 && groups[i].contains(".")) {
        octets.writeBytes(ipv4(groups[i]));
      } else {
        int group = group(groups[i]);
        octets.write(group >> 8);
        octets.write(group);
      }
    }
    return octets.toByteArray();
  }

  private static int group(String digits) {
    require(!digits.isEmpty() && digits.length() <= 4, digits);
    int group = 0;
    for (char c : digits.toCharArray()) {
      int digit = "0123456789abcdef".indexOf(c | 0x20);
      require(digit >= 0, digits);
      group = 16 * group + digit;
    }
    return group;
  }

  private static void require(boolean right, String text) {
    if (!right) {
      throw new IllegalArgumentException("not an address: " + text);
    }
  }
}
