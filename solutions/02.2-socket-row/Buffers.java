// Right: a ByteBuffer of each order turns the words, an enum has the states.
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Scanner;
import netbook.exercise.SocketRow;

class Buffers implements SocketRow {
  enum State {
    NONE,
    ESTABLISHED,
    SYN_SENT,
    SYN_RECEIVED,
    FIN_WAIT_1,
    FIN_WAIT_2,
    TIME_WAIT,
    CLOSED,
    CLOSE_WAIT,
    LAST_ACK,
    LISTEN,
    CLOSING
  }

  @Override
  public String read(String row) {
    var in = new Scanner(row);
    in.next();
    return end(in.next()) + " -> " + end(in.next()) + " " + State.values()[in.nextInt(16)];
  }

  private String end(String column) {
    int colon = column.indexOf(':');
    var from = ByteBuffer.wrap(HexFormat.of().parseHex(column.substring(0, colon)));
    var to = ByteBuffer.allocate(from.limit()).order(ByteOrder.LITTLE_ENDIAN);
    while (from.hasRemaining()) {
      to.putInt(from.getInt());
    }
    try {
      var address = InetAddress.getByAddress(to.array());
      var form = address instanceof Inet4Address ? "%s:%d" : "[%s]:%d";
      return form.formatted(
          address.getHostAddress(), HexFormat.fromHexDigits(column, colon + 1, colon + 5));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
