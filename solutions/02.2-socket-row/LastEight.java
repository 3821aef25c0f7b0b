// Wrong: the last eight digits are the address, and what stands before them is padding.
// Reported: the loopback address of IPv6
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import netbook.exercise.SocketRow;

class LastEight implements SocketRow {
  private static final List<String> STATES =
      List.of(
        "ESTABLISHED", "SYN_SENT", "SYN_RECEIVED", "FIN_WAIT_1", "FIN_WAIT_2", "TIME_WAIT",
        "CLOSED", "CLOSE_WAIT", "LAST_ACK", "LISTEN", "CLOSING");

  @Override
  public String read(String row) {
    var columns = row.strip().split("\\s+");
    var state = STATES.get(Integer.parseInt(columns[3], 16) - 1);
    return end(columns[1]) + " -> " + end(columns[2]) + " " + state;
  }

  private String end(String column) {
    var parts = column.split(":");
    int port = Integer.parseInt(parts[1], 16);
    var digits = parts[0].substring(parts[0].length() - 8);
    var octets = new byte[4];
    for (int word = 0; word < octets.length / 4; word++) {
      for (int i = 0; i < 4; i++) {
        int at = 8 * word + 2 * (3 - i);
        octets[4 * word + i] = (byte) Integer.parseInt(digits.substring(at, at + 2), 16);
      }
    }
    try {
      var address = InetAddress.getByAddress(octets);
      var text = address.getHostAddress();
      return text + ":" + port;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(column, e);
    }
  }
}
