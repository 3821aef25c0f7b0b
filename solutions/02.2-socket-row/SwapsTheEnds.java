// Wrong: 127.0.0.1 reads 1.0.0.127, so I swap the first octet and the last one.
// Reported: four different octets
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import netbook.exercise.SocketRow;

class SwapsTheEnds implements SocketRow {
  private static final List<String> STATES =
      List.of(
        "ESTABLISHED", "SYN_SENT", "SYN_RECEIVED", "FIN_WAIT_1", "FIN_WAIT_2", "TIME_WAIT",
        "CLOSED", "CLOSE_WAIT", "LAST_ACK", "LISTEN", "CLOSING");

  @Override
  public String read(String row) {
    var columns = row.strip().split("\\s+");
    return end(columns[1]) + " -> " + end(columns[2]) + " " + STATES.get(Integer.parseInt(columns[3], 16) - 1);
  }

  private String end(String column) {
    var parts = column.split(":");
    int port = Integer.parseInt(parts[1], 16);
    if (parts[0].length() == 8) {
      var digits = new StringBuilder();
      for (int at : new int[] {6, 2, 4, 0}) {
        digits.append(Integer.parseInt(parts[0].substring(at, at + 2), 16)).append('.');
      }
      return digits.substring(0, digits.length() - 1) + ":" + port;
    }
    var octets = new byte[parts[0].length() / 2];
    for (int word = 0; word < octets.length / 4; word++) {
      for (int i = 0; i < 4; i++) {
        int at = 8 * word + 2 * (3 - i);
        octets[4 * word + i] = (byte) Integer.parseInt(parts[0].substring(at, at + 2), 16);
      }
    }
    try {
      var address = InetAddress.getByAddress(octets);
      var text = address.getHostAddress();
      return (address instanceof Inet6Address ? "[" + text + "]" : text) + ":" + port;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(column, e);
    }
  }
}
