// Wrong: eight hex digits are 32 bits, and so is an int.
// Reported: octets from 80
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import netbook.exercise.SocketRow;

class IntOfEight implements SocketRow {
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
    var octets = ByteBuffer.allocate(parts[0].length() / 2);
    for (int at = 0; at < parts[0].length(); at += 8) {
      octets.putInt(Integer.reverseBytes(Integer.parseInt(parts[0].substring(at, at + 8), 16)));
    }
    try {
      var address = InetAddress.getByAddress(octets.array());
      var text = address.getHostAddress();
      var shown = address instanceof Inet6Address ? "[" + text + "]" : text;
      return shown + ":" + Integer.parseInt(parts[1], 16);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(column, e);
    }
  }
}
