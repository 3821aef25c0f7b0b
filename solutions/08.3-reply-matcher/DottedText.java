// Wrong: two names are the same if their texts are.
// Reported: a dot inside of a label
import java.net.InetSocketAddress;
import java.util.Arrays;
import netbook.exercise.ReplyMatcher;

class DottedText implements ReplyMatcher {
  @Override
  public boolean isAnswer(
      byte[] query, InetSocketAddress asked, byte[] datagram, InetSocketAddress from) {
    try {
      return from.equals(asked)
          && datagram[0] == query[0]
          && datagram[1] == query[1]
          && (datagram[2] & 0x80) != 0
          && datagram[4] == 0
          && datagram[5] == 1
          && text(query).equals(text(datagram))
          && Arrays.equals(rest(query), rest(datagram));
    } catch (IndexOutOfBoundsException | IllegalStateException e) {
      return false;
    }
  }

  /** The end of the name. */
  private static int end(byte[] message) {
    int at = 12;
    while (message[at] != 0) {
      at = next(message, at);
    }
    return at + 1;
  }

  private static int next(byte[] message, int at) {
    if (message[at] < 0 || message[at] > 63) {
      throw new IllegalStateException("no label at " + at);
    }
    return at + 1 + message[at];
  }

  private static byte[] rest(byte[] message) {
    int end = end(message);
    if (end + 4 > message.length) {
      throw new IllegalStateException("cut");
    }
    return Arrays.copyOfRange(message, end, end + 4);
  }

  /** Its labels, with a dot after each. */
  private static String text(byte[] message) {
    var text = new StringBuilder();
    for (int at = 12; message[at] != 0; at = next(message, at)) {
      for (int i = at + 1; i < next(message, at); i++) {
        int octet = message[i] & 0xff;
        text.append((char) (octet >= 'A' && octet <= 'Z' ? octet + 32 : octet));
      }
      text.append('.');
    }
    return text.toString();
  }
}
