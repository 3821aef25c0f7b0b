// Right: the library's names know how they are compared.
import java.net.InetSocketAddress;
import java.util.Arrays;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import netbook.dns.DnsMessage;
import netbook.dns.Flag;
import netbook.exercise.ReplyMatcher;

class ByName implements ReplyMatcher {
  @Override
  public boolean isAnswer(
      byte[] query, InetSocketAddress asked, byte[] datagram, InetSocketAddress from) {
    if (!asked.equals(from) || datagram.length < query.length) {
      return false;
    }
    try {
      var ours = DnsMessage.decode(Bytes.copyOf(query));
      var theirs = DnsMessage.decode(front(datagram, query.length));
      return theirs.header().has(Flag.QR)
          && theirs.header().id() == ours.header().id()
          && datagram[4] == 0
          && datagram[5] == 1
          && theirs.questions().equals(ours.questions());
    } catch (MalformedException e) {
      return false;
    }
  }

  /** The header and as much as our question takes, without the records behind it. */
  private static Bytes front(byte[] datagram, int size) {
    var front = Arrays.copyOf(datagram, size);
    Arrays.fill(front, 6, 12, (byte) 0);
    return Bytes.copyOf(front);
  }
}
