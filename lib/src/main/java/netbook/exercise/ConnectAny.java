package netbook.exercise;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;

/**
 * Exercise 07.2: a connection to one of a host's addresses, whichever is there first, as RFC 8305
 * §5 says.
 *
 * <p>The attempts begin one after another: the first at once, each of the others when the one
 * before has gone on for a delay, or has failed. The first connection wins, and nothing else is
 * left open.
 */
@FunctionalInterface
public interface ConnectAny {
  /**
   * Connects.
   *
   * @param addresses all different, in the order in which they are tried; unmodifiable
   * @param delay how long after an attempt the next one begins beside it; 10 ms or more
   * @param limit how long all of it may take, more than zero
   * @param race makes the attempts
   * @return the one connection that is open at the end
   * @throws SocketTimeoutException if there is none within the limit
   * @throws IOException if all attempts have failed; each failure that {@link Race#await} told is
   *     to be found in either exception: it is that one, or anywhere among its causes and what is
   *     suppressed
   * @throws IllegalArgumentException at once, if there is no address
   */
  Race.Connection connect(
      List<InetSocketAddress> addresses, Duration delay, Duration limit, Race race)
      throws IOException;

  /** The check of it. */
  static Exercise<ConnectAny> exercise() {
    return Exercise.of(
        ConnectAny.class,
        "07.2",
        "The first that answers",
        "Your race reaches every host that can be reached, waits for no dead address, and leaves"
            + " nothing open.",
        RaceProbes.all());
  }
}
