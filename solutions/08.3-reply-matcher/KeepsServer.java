// Wrong: there is one server, the one that I asked first.
// Reported: two calls
import java.net.InetSocketAddress;
import netbook.exercise.ReplyMatcher;

class KeepsServer implements ReplyMatcher {
  private InetSocketAddress server;

  @Override
  public boolean isAnswer(
      byte[] query, InetSocketAddress asked, byte[] datagram, InetSocketAddress from) {
    if (server == null) {
      server = asked;
    }
    if (!from.equals(server) || datagram.length < query.length) {
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
