// Right: ID and question are looked for from the front, and nothing may differ but a letter's case.
import java.net.InetSocketAddress;
import java.util.stream.IntStream;
import netbook.exercise.ReplyMatcher;

class Mismatches implements ReplyMatcher {
  @Override
  public boolean isAnswer(
      byte[] query, InetSocketAddress asked, byte[] datagram, InetSocketAddress from) {
    int end = query.length;
    return from.getPort() == asked.getPort()
        && from.getAddress().equals(asked.getAddress())
        && datagram.length >= end
        && datagram[2] < 0
        && IntStream.of(0, 1, 4, 5, end - 4, end - 3, end - 2, end - 1)
            .allMatch(i -> query[i] == datagram[i])
        && IntStream.range(12, end - 4).allMatch(i -> alike(query[i], datagram[i]));
  }

  private static boolean alike(byte one, byte other) {
    int small = one | 0x20;
    return one == other || (one ^ other) == 0x20 && small >= 'a' && small <= 'z';
  }
}
