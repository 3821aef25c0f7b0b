// Right: only the failure of the latest attempt lets the next begin; each open attempt is in a set.
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import netbook.exercise.ConnectAny;
import netbook.exercise.Race;

class LatestOnly implements ConnectAny {
  @Override
  public Race.Connection connect(
      List<InetSocketAddress> addresses, Duration delay, Duration limit, Race race)
      throws IOException {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("connect to whom?");
    }
    var beginning = race.now();
    var waiting = new ArrayDeque<>(addresses);
    var open = new LinkedHashSet<InetSocketAddress>();
    var latest = waiting.remove();
    race.start(latest);
    open.add(latest);
    var left = delay;
    IOException failed = null;
    while (true) {
      var limitLeft = limit.minus(race.now().minus(beginning));
      if (!limitLeft.isPositive()) {
        break;
      }
      boolean startsNext = !waiting.isEmpty() && left.compareTo(limitLeft) < 0;
      var before = race.now();
      var event = race.await(startsNext ? left : limitLeft);
      left = left.minus(race.now().minus(before));
      if (event instanceof Race.Connected connected) {
        open.remove(connected.address());
        cancel(open, race);
        return connected.connection();
      }
      if (event instanceof Race.Failed failure) {
        open.remove(failure.address());
        if (failed == null) {
          failed = failure.failure();
        } else {
          failed.addSuppressed(failure.failure());
        }
        if (waiting.isEmpty() && open.isEmpty()) {
          throw failed;
        }
        if (failure.address().equals(latest)) {
          left = Duration.ZERO;
        }
      }
      if (!left.isPositive() && !waiting.isEmpty()) {
        latest = waiting.remove();
        race.start(latest);
        open.add(latest);
        left = delay;
      }
    }
    var timeout = new SocketTimeoutException("limit");
    timeout.initCause(failed);
    cancel(open, race).forEach(timeout::addSuppressed);
    throw timeout;
  }

  /** Gives up those that are open; what had failed already is returned. */
  private static List<IOException> cancel(Set<InetSocketAddress> open, Race race) {
    var failures = new ArrayList<IOException>();
    int ended = 0;
    for (var address : open) {
      ended += race.cancel(address) ? 0 : 1;
    }
    for (int i = 0; i < ended; i++) {
      switch (race.await(Duration.ZERO)) {
        case Race.Connected late -> late.connection().close();
        case Race.Failed late -> failures.add(late.failure());
        case Race.Elapsed _ -> throw new IllegalStateException("what has ended is told");
      }
    }
    return failures;
  }
}
