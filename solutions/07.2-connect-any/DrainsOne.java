// Wrong: one more may have come meanwhile.
// Reported: three connect in the same moment
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import netbook.exercise.ConnectAny;
import netbook.exercise.Race;

class DrainsOne implements ConnectAny {
  @Override
  public Race.Connection connect(
      List<InetSocketAddress> addresses, Duration delay, Duration limit, Race race)
      throws IOException {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("no address");
    }
    var end = race.now().plus(limit);
    var next = race.now();
    int begun = 0;
    var failures = new ArrayList<IOException>();
    while (failures.size() < addresses.size() && race.now().compareTo(end) < 0) {
      if (begun < addresses.size() && race.now().compareTo(next) >= 0) {
        race.start(addresses.get(begun++));
        next = race.now().plus(delay);
      }
      var until = begun < addresses.size() && next.compareTo(end) < 0 ? next : end;
      switch (race.await(until.minus(race.now()))) {
        case Race.Connected(_, var connection) -> {
          endRest(addresses, race, failures);
          return connection;
        }
        case Race.Failed(_, var failure) -> {
          failures.add(failure);
          next = race.now();
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

  /** Cancels what is under way, and closes or keeps what has ended in this very moment. */
  private static void endRest(
      List<InetSocketAddress> addresses, Race race, List<IOException> failures) {
    addresses.forEach(race::cancel);
    var event = race.await(Duration.ZERO);
    if (event instanceof Race.Connected(_, var late)) {
      late.close();
    } else if (event instanceof Race.Failed(_, var failure)) {
      failures.add(failure);
    }
  }
}
