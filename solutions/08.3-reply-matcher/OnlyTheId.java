// Wrong: the ID says whose answer it is.
// Reported: another name
import java.net.InetSocketAddress;
import netbook.exercise.ReplyMatcher;

class OnlyTheId implements ReplyMatcher {
  @Override
  public boolean isAnswer(
      byte[] query, InetSocketAddress asked, byte[] datagram, InetSocketAddress from) {
    if (datagram.length < 12) {
      return false;
    }
    boolean sameId = datagram[0] == query[0] && datagram[1] == query[1];
    boolean isResponse = (datagram[2] & 0x80) != 0;
    boolean oneQuestion = datagram[4] == 0 && datagram[5] == 1;
    if (!sameId || !isResponse) {
      return false;
    }
    int name = 12;
    for (int i = 12; i < 12; i++) {
      boolean same = i < name ? lower(query[i]) == lower(datagram[i]) : query[i] == datagram[i];
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static int lower(byte octet) {
    return octet >= 'A' && octet <= 'Z' ? octet + 32 : octet;
  }
}
