// Wrong: an answer has no error but SERVFAIL or NXDOMAIN.
// Reported: all other flags, and all RCODEs
import java.net.InetSocketAddress;
import netbook.exercise.ReplyMatcher;

class KnownErrors implements ReplyMatcher {
  @Override
  public boolean isAnswer(
      byte[] query, InetSocketAddress asked, byte[] datagram, InetSocketAddress from) {
    if (!from.equals(asked) || datagram.length < query.length) {
      return false;
    }
    boolean sameId = datagram[0] == query[0] && datagram[1] == query[1];
    boolean isResponse = (datagram[2] & 0x80) != 0;
    int rcode = datagram[3] & 0x0f;
    boolean known = rcode == 0 || rcode == 2 || rcode == 3;
    boolean oneQuestion = datagram[4] == 0 && datagram[5] == 1;
    if (!sameId || !isResponse || !known || !oneQuestion) {
      return false;
    }
    int name = query.length - 4;
    for (int i = 12; i < query.length; i++) {
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
