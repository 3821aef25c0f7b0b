// Right: no InetAddress, every number by hand, the states with hyphens.
import java.util.ArrayList;
import java.util.regex.Pattern;
import netbook.exercise.SocketRow;

class ByHand implements SocketRow {
  private static final Pattern ROW =
      Pattern.compile("\\s*\\d+: (\\p{XDigit}+):(\\w{4}) (\\p{XDigit}+):(\\w{4}) (..) .*");
  private static final String STATES =
      "ESTABLISHED SYN-SENT SYN-RECEIVED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSED CLOSE-WAIT"
          + " LAST-ACK LISTEN CLOSING";

  @Override
  public String read(String row) {
    var found = ROW.matcher(row);
    if (!found.matches()) {
      throw new IllegalArgumentException(row);
    }
    var state = STATES.split(" ")[Integer.parseInt(found.group(5), 16) - 1];
    var local = address(found.group(1)) + ":" + Integer.parseInt(found.group(2), 16);
    var remote = address(found.group(3)) + ":" + Integer.parseInt(found.group(4), 16);
    return local + " -> " + remote + " " + state;
  }

  private String address(String digits) {
    if (digits.length() == 8) {
      return dotted(digits);
    }
    if (digits.toUpperCase().startsWith("0000000000000000FFFF0000")) {
      return dotted(digits.substring(24));
    }
    var groups = new ArrayList<String>();
    for (int at = 0; at < digits.length(); at += 8) {
      long word = Integer.toUnsignedLong(Integer.reverseBytes(word(digits.substring(at, at + 8))));
      groups.add(Long.toHexString(word >> 16));
      groups.add(Long.toHexString(word & 0xffff));
    }
    return "[" + String.join(":", groups) + "]";
  }

  private String dotted(String digits) {
    int word = word(digits);
    return (word & 0xff) + "." + (word >> 8 & 0xff) + "." + (word >> 16 & 0xff) + "." + (word >>> 24);
  }

  private int word(String digits) {
    return Integer.parseUnsignedInt(digits, 16);
  }
}
