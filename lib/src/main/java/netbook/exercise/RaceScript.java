package netbook.exercise;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the addresses of a {@link Race} do, and what the race is held to. Immutable.
 *
 * @param doings what each address does, in the order in which they are to be tried
 * @param delay from an attempt to the next one
 * @param limit how long all of it may take
 * @param begin what the clock says when it begins
 */
record RaceScript(List<Doing> doings, Duration delay, Duration limit, Duration begin) {
  private static final int PORT = 80;
  private static final Duration DELAY = Duration.ofMillis(250);
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** How an attempt ends. */
  enum Ending {
    CONNECTS,
    REFUSES,
    UNREACHABLE,
    SILENT
  }

  /**
   * What one address does.
   *
   * @param ip the address as text
   * @param after how long it takes; nothing to do with it if it is silent
   */
  record Doing(String ip, int port, Ending ending, Duration after) {
    /** The address with its port: each time another object, equal to the others. */
    InetSocketAddress address() {
      return new InetSocketAddress(InetAddress.ofLiteral(ip), port);
    }

    /** The address as text, with its port if that isn't the usual one. */
    String host() {
      return port == PORT ? ip : ip + ":" + port;
    }
  }

  /** Keeps its own copy. */
  RaceScript {
    doings = List.copyOf(doings);
  }

  /**
   * A script with a delay of 250 ms and a limit of 5 s.
   *
   * @param lines such as {@code 192.0.2.1 silent} and {@code 192.0.2.1 connects 40}; an IPv4
   *     address may have a port, as in {@code 192.0.2.1:81 silent}
   */
  static RaceScript of(String... lines) {
    var doings = Stream.of(lines).map(RaceScript::doing).toList();
    return new RaceScript(doings, DELAY, LIMIT, Duration.ZERO);
  }

  private static Doing doing(String line) {
    var words = List.of(line.split(" ", -1));
    var ending =
        switch (words.get(1)) {
          case "connects" -> Ending.CONNECTS;
          case "refuses" -> Ending.REFUSES;
          case "unreachable" -> Ending.UNREACHABLE;
          case "silent" -> Ending.SILENT;
          default -> throw new IllegalArgumentException(line);
        };
    long millis = ending == Ending.SILENT ? 0 : Long.parseLong(words.get(2));
    var host = List.of(words.getFirst().split(":", -1));
    return host.size() == 2
        ? new Doing(
            host.getFirst(), Integer.parseInt(host.getLast()), ending, Duration.ofMillis(millis))
        : new Doing(words.getFirst(), PORT, ending, Duration.ofMillis(millis));
  }

  /** The same with another delay. */
  RaceScript delay(int millis) {
    return new RaceScript(doings, Duration.ofMillis(millis), limit, begin);
  }

  /** The same with another limit. */
  RaceScript limit(int millis) {
    return new RaceScript(doings, delay, Duration.ofMillis(millis), begin);
  }

  /** The same with a clock that doesn't begin at zero. */
  RaceScript begin(Duration time) {
    return new RaceScript(doings, delay, limit, time);
  }

  List<InetSocketAddress> addresses() {
    return doings.stream().map(Doing::address).toList();
  }

  /** What an address does, if it is one of these. */
  Optional<Doing> find(@Nullable InetSocketAddress address) {
    return doings.stream().filter(doing -> doing.address().equals(address)).findAny();
  }
}
