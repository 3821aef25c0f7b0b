// Stub: what stands in the cell before a learner has written anything.
import java.net.InetSocketAddress;
import netbook.exercise.Exercise;
import netbook.exercise.ReplyMatcher;

class Stub implements ReplyMatcher {
  @Override
  public boolean isAnswer(
      byte[] query, InetSocketAddress asked, byte[] datagram, InetSocketAddress from) {
    throw Exercise.yourTurn();
  }
}
