// Wrong: a row has 17 columns, like the one that I looked at; with fewer it isn't a row of that table.
// Reported: a row with fewer columns
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import netbook.exercise.SocketRow;

class SeventeenColumns implements SocketRow {
  private static final String[] STATES =
      ("ESTABLISHED SYN_SENT SYN_RECEIVED FIN_WAIT_1 FIN_WAIT_2 TIME_WAIT "
              + "CLOSED CLOSE_WAIT LAST_ACK LISTEN CLOSING")
          .split(" ");

  @Override
  public String read(String row) {
    String[] fields = row.strip().split("\\s+");
    if (fields.length < 17) {
      throw new IllegalArgumentException("not a row of /proc/net/tcp: " + row);
    }
    int state = HexFormat.fromHexDigits(fields[3]);
    return address(fields[1]) + " -> " + address(fields[2]) + " " + STATES[state - 1];
  }

  private static String address(String field) {
    String[] half = field.split(":");
    byte[] octets = HexFormat.of().parseHex(half[0]);
    for (int i = 0; i < octets.length; i += 4) {
      swap(octets, i, i + 3);
      swap(octets, i + 1, i + 2);
    }
    try {
      InetAddress address = InetAddress.getByAddress(octets);
      String host = address.getHostAddress();
      if (address instanceof Inet6Address) {
        host = '[' + host + ']';
      }
      return host + ':' + HexFormat.fromHexDigits(half[1]);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void swap(byte[] octets, int a, int b) {
    byte kept = octets[a];
    octets[a] = octets[b];
    octets[b] = kept;
  }
}
