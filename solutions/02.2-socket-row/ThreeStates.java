// Wrong: listening, connected, and dying: the chapter's cells show no others.
// Reported: every state
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import netbook.exercise.SocketRow;

class ThreeStates implements SocketRow {
  @Override
  public String read(String row) {
    var columns = row.strip().split("\\s+");
    var state =
        switch (Integer.parseInt(columns[3], 16)) {
          case 10 -> "LISTEN";
          case 6 -> "TIME_WAIT";
          default -> "ESTABLISHED";
        };
    return end(columns[1]) + " -> " + end(columns[2]) + " " + state;
  }

  private String end(String column) {
    var parts = column.split(":");
    int port = Integer.parseInt(parts[1], 16);
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
