// Wrong: try one, wait, try the next one.
// Reported: a silent address first
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import netbook.exercise.ConnectAny;
import netbook.exercise.Race;

class Serial implements ConnectAny {
  @Override
  public Race.Connection connect(
      List<InetSocketAddress> addresses, Duration delay, Duration limit, Race race)
      throws IOException {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("no address");
    }
    var each = limit.dividedBy(addresses.size());
    var failures = new ArrayList<IOException>();
    for (var address : addresses) {
      race.start(address);
      switch (race.await(each)) {
        case Race.Connected(_, var connection) -> {
          return connection;
        }
        case Race.Failed(_, var failure) -> failures.add(failure);
        case Race.Elapsed() -> race.cancel(address);
      }
    }
    var failed =
        failures.size() == addresses.size()
            ? new IOException("all have failed")
            : new SocketTimeoutException("no connection within " + limit);
    failures.forEach(failed::addSuppressed);
    throw failed;
  }
}
