// Right: a wait for each address, and one for all that are left; a winner at the limit is taken.
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import netbook.exercise.ConnectAny;
import netbook.exercise.Race;

class Phases implements ConnectAny {
  @Override
  public Race.Connection connect(
      List<InetSocketAddress> addresses, Duration delay, Duration limit, Race race)
      throws IOException {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException();
    }
    var connections = new ArrayList<Race.Connection>();
    var failures = new ArrayList<IOException>();
    long endNanos = race.now().plus(limit).toNanos();
    for (int i = 0; i < addresses.size() && connections.isEmpty(); i++) {
      long nowNanos = race.now().toNanos();
      if (nowNanos >= endNanos) {
        break;
      }
      race.start(addresses.get(i));
      boolean last = i == addresses.size() - 1;
      long untilNanos = last ? endNanos : Math.min(endNanos, nowNanos + delay.toNanos());
      wait(race, untilNanos, last ? addresses.size() : failures.size() + 1, connections, failures);
    }
    for (var address : addresses) {
      if (!race.cancel(address)) {
        wait(race, race.now().toNanos(), addresses.size(), connections, failures);
      }
    }
    if (!connections.isEmpty()) {
      connections.stream().skip(1).forEach(Race.Connection::close);
      return connections.getFirst();
    }
    var failed =
        failures.size() < addresses.size()
            ? new SocketTimeoutException("no answer in " + limit.toMillis() + " ms")
            : new ConnectException("failed: " + failures);
    failures.forEach(failed::addSuppressed);
    throw failed;
  }

  /** Waits for a connection, or so many failures, until a time. */
  private static void wait(
      Race race,
      long untilNanos,
      int failuresMax,
      List<Race.Connection> connections,
      List<IOException> failures) {
    do {
      switch (race.await(Duration.ofNanos(untilNanos - race.now().toNanos()))) {
        case Race.Connected connected -> {
          connections.add(connected.connection());
          return;
        }
        case Race.Failed failed -> failures.add(failed.failure());
        case Race.Elapsed _ -> {
          return;
        }
      }
    } while (failures.size() < failuresMax);
  }
}
