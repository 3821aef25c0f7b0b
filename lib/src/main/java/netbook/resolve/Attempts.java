package netbook.resolve;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import netbook.resolve.Attempt.Ending;

/** The attempts of one race, written down as they begin and end. */
final class Attempts {
  private record Begun(InetSocketAddress address, long nanos) {}

  private final List<Begun> begun = new ArrayList<>();
  private final Map<Integer, Attempt> ended = new TreeMap<>();

  /**
   * Writes down that one begins.
   *
   * @return its number, from 0
   */
  int begin(InetSocketAddress address, long nanos) {
    begun.add(new Begun(address, nanos));
    return begun.size() - 1;
  }

  /** Writes down that one has ended. */
  void end(int number, long nanos, Ending ending, String note) {
    var its = begun.get(number);
    var from = Duration.ofNanos(its.nanos());
    var to = Duration.ofNanos(nanos);
    ended.put(number, new Attempt(its.address(), from, to, ending, note));
  }

  /** Writes down that one has failed. */
  void fail(int number, long nanos, IOException e) {
    var message = String.valueOf(e.getMessage());
    boolean refused = e instanceof ConnectException && message.contains("refused");
    end(number, nanos, refused ? Ending.REFUSED : Ending.FAILED, refused ? "" : message);
  }

  /** Those that have ended, in the order in which they began. */
  List<Attempt> all() {
    return List.copyOf(ended.values());
  }
}
