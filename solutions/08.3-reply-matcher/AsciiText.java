// Wrong: a name is ASCII text.
// Reported: letters that aren't ASCII
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import netbook.exercise.ReplyMatcher;

class AsciiText implements ReplyMatcher {
  @Override
  public boolean isAnswer(
      byte[] query, InetSocketAddress asked, byte[] datagram, InetSocketAddress from) {
    if (!from.equals(asked) || datagram.length < query.length) {
      return false;
    }
    boolean sameId = datagram[0] == query[0] && datagram[1] == query[1];
    boolean isResponse = (datagram[2] & 0x80) != 0;
    boolean oneQuestion = datagram[4] == 0 && datagram[5] == 1;
    if (!sameId || !isResponse || !oneQuestion) {
      return false;
    }
    int name = query.length - 4;
    for (int i = 12; i < query.length; i++) {
      boolean same = i < name || query[i] == datagram[i];
      if (!same) {
        return false;
      }
    }
    return text(query, name).equalsIgnoreCase(text(datagram, name));
  }

  private static String text(byte[] message, int end) {
    return new String(message, 12, end - 12, StandardCharsets.US_ASCII);
  }
}
