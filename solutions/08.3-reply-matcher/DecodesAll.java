// Wrong: what can't be decoded is no answer.
// Reported: junk behind the question
import java.net.InetSocketAddress;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import netbook.dns.DnsMessage;
import netbook.dns.Flag;
import netbook.exercise.ReplyMatcher;

class DecodesAll implements ReplyMatcher {
  @Override
  public boolean isAnswer(
      byte[] query, InetSocketAddress asked, byte[] datagram, InetSocketAddress from) {
    if (!asked.equals(from) || datagram.length < query.length) {
      return false;
    }
    try {
      var ours = DnsMessage.decode(Bytes.copyOf(query));
      var theirs = DnsMessage.decode(Bytes.copyOf(datagram));
      return theirs.header().has(Flag.QR)
          && theirs.header().id() == ours.header().id()
          && datagram[4] == 0
          && datagram[5] == 1
          && theirs.questions().equals(ours.questions());
    } catch (MalformedException e) {
      return false;
    }
  }
}
