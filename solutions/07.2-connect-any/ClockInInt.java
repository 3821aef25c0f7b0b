// Wrong: milliseconds fit into an int, and plus is plus.
// Reported: clocks of every kind
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import netbook.exercise.ConnectAny;
import netbook.exercise.Race;

class ClockInInt implements ConnectAny {
  @Override
  public Race.Connection connect(
      List<InetSocketAddress> addresses, Duration delay, Duration limit, Race race)
      throws IOException {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("no address");
    }
    int endMs = now(race) + (int) limit.toMillis();
    int nextMs = now(race);
    int begun = 0;
    var failures = new ArrayList<IOException>();
    while (failures.size() < addresses.size() && now(race) < endMs) {
      if (begun < addresses.size() && now(race) >= nextMs) {
        race.start(addresses.get(begun++));
        nextMs = now(race) + (int) delay.toMillis();
      }
      int untilMs = begun < addresses.size() ? Math.min(nextMs, endMs) : endMs;
      switch (race.await(Duration.ofMillis(untilMs - now(race)))) {
        case Race.Connected(_, var connection) -> {
          endRest(addresses, race, failures);
          return connection;
        }
        case Race.Failed(_, var failure) -> {
          failures.add(failure);
          nextMs = now(race);
        }
        case Race.Elapsed() -> {}
      }
    }
    endRest(addresses, race, failures);
    var failed =
        failures.size() == addresses.size()
            ? new IOException("all have failed")
            : new SocketTimeoutException("no connection within " + limit);
    failures.forEach(failed::addSuppressed);
    throw failed;
  }

  private static int now(Race race) {
    return (int) race.now().toMillis();
  }

  /** Cancels what is under way, closes what has connected by now, keeps what has failed. */
  private static void endRest(
      List<InetSocketAddress> addresses, Race race, List<IOException> failures) {
    addresses.forEach(race::cancel);
    var event = race.await(Duration.ZERO);
    while (!(event instanceof Race.Elapsed)) {
      if (event instanceof Race.Connected(_, var late)) {
        late.close();
      } else if (event instanceof Race.Failed(_, var failure)) {
        failures.add(failure);
      }
      event = race.await(Duration.ZERO);
    }
  }
}
