package netbook.resolve;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;
import netbook.resolve.Attempt.Ending;

/**
 * A race of attempts to connect to a host, one for each of its addresses: the next one begins when
 * the last has had no answer for a quarter of a second, or at once when one has failed, though
 * never within 10 ms of the last, and the first connection ends all others (RFC 8305 §5, "Happy
 * Eyeballs").
 *
 * {@snippet :
 * var eyes = HappyEyeballs.with();
 * try (var connection = eyes.connect(addresses)) { … }
 * Show.race(eyes.attempts());
 * }
 *
 * <p>One thread waits for all attempts. A race may be run again; not safe for use by several
 * threads.
 */
public final class HappyEyeballs {
  /** RFC 8305 §5: the recommended Connection Attempt Delay. */
  private static final Duration DELAY = Duration.ofMillis(250);

  /** RFC 8305 §5: it MUST NOT be less than 10 milliseconds. */
  private static final Duration DELAY_MIN = Duration.ofMillis(10);

  /** RFC 8305 §5: the recommended Maximum Connection Attempt Delay. */
  private static final Duration DELAY_MAX = Duration.ofSeconds(2);

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** A host with more addresses than that isn't reached by trying them all. */
  private static final int ATTEMPTS_MAX = 64;

  private Duration delay = DELAY;
  private Duration timeout = TIMEOUT;
  private Attempts attempts = new Attempts();

  private HappyEyeballs() {}

  /** Begins with the defaults: 250 ms from one attempt to the next, and 5 s for all of them. */
  public static HappyEyeballs with() {
    return new HappyEyeballs();
  }

  /**
   * Sets the Connection Attempt Delay: how long an attempt has before the next begins beside it.
   *
   * @param delay 10 ms to 2 s
   * @return this
   */
  public HappyEyeballs delay(Duration delay) {
    if (delay.compareTo(DELAY_MIN) < 0 || delay.compareTo(DELAY_MAX) > 0) {
      throw new IllegalArgumentException(
          "delay: " + delay.toMillis() + " ms is not in 10 ms to 2 s");
    }
    this.delay = delay;
    return this;
  }

  /**
   * Sets how long the whole race may take.
   *
   * @param timeout more than nothing, and at most an hour
   * @return this
   */
  public HappyEyeballs timeout(Duration timeout) {
    if (!timeout.isPositive() || timeout.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("timeout: " + timeout + " is not in 1 ns to 1 hour");
    }
    this.timeout = timeout;
    return this;
  }

  /**
   * Connects to the first of these addresses that answers. They are tried in their order, the first
   * 64 at most.
   *
   * @return the one connection that is left, in blocking mode; the caller closes it
   * @throws SocketTimeoutException if none has connected in time
   * @throws InterruptedIOException if the thread is interrupted
   * @throws IOException if all have failed; in both cases each one's own failure is suppressed in
   *     it
   */
  public SocketChannel connect(List<InetSocketAddress> addresses) throws IOException {
    try (var dialer = new SocketDialer()) {
      return dialer.take(race(dialer, addresses));
    }
  }

  /**
   * Runs the same race in memory.
   *
   * @return the address that has connected
   * @throws IOException as {@link #connect(List)} does
   */
  public InetSocketAddress connect(MemoryHost host) throws IOException {
    return connect(host, host.addresses());
  }

  /**
   * Runs the same race in memory, to some of the host's addresses or in another order.
   *
   * @return the address that has connected
   * @throws IOException as {@link #connect(List)} does
   */
  public InetSocketAddress connect(MemoryHost host, List<InetSocketAddress> addresses)
      throws IOException {
    return addresses.get(race(host.dialer(), addresses));
  }

  /** The attempts of the last race, in the order in which they began. */
  public List<Attempt> attempts() {
    return attempts.all();
  }

  /**
   * Addresses in turns, one of a family and then one of the other, as long as there are both; the
   * first stays the first (RFC 8305 §4). In each family the order stays.
   */
  public static List<InetSocketAddress> interleave(List<InetSocketAddress> addresses) {
    var byFamily =
        addresses.stream()
            .collect(Collectors.partitioningBy(each -> each.getAddress() instanceof Inet6Address));
    var turns = new ArrayDeque<Queue<InetSocketAddress>>();
    boolean sixFirst =
        !addresses.isEmpty() && addresses.getFirst().getAddress() instanceof Inet6Address;
    turns.add(new ArrayDeque<>(byFamily.get(sixFirst)));
    turns.add(new ArrayDeque<>(byFamily.get(!sixFirst)));
    var mixed = new ArrayList<InetSocketAddress>();
    while (mixed.size() < addresses.size()) {
      var next = turns.remove();
      if (!next.isEmpty()) {
        mixed.add(next.remove());
      }
      turns.add(next);
    }
    return mixed;
  }

  /** Runs a race; the number of the attempt that has connected. */
  private int race(Dialer dialer, List<InetSocketAddress> addresses) throws IOException {
    attempts = new Attempts();
    return new Course(dialer, addresses, attempts).run();
  }

  /** One race. */
  private final class Course {
    private final Dialer dialer;
    private final List<InetSocketAddress> addresses;
    private final Attempts race;
    private final long beganNanos;
    private final Set<Integer> open = new LinkedHashSet<>();
    private final List<IOException> failures = new ArrayList<>();

    Course(Dialer dialer, List<InetSocketAddress> addresses, Attempts race) {
      this.dialer = dialer;
      this.addresses = addresses.stream().limit(ATTEMPTS_MAX).toList();
      this.race = race;
      this.beganNanos = dialer.nanos();
    }

    private long nanos() {
      return dialer.nanos() - beganNanos;
    }

    int run() throws IOException {
      long endNanos = timeout.toNanos();
      long latestNanos = 0;
      long nextNanos = 0;
      int begun = 0;
      try {
        while (nanos() < endNanos && (begun < addresses.size() || !open.isEmpty())) {
          if (begun < addresses.size() && nanos() >= nextNanos) {
            begin(begun++);
            latestNanos = nanos();
            nextNanos = latestNanos + delay.toNanos();
          }
          boolean more = begun < addresses.size();
          long untilNanos = more ? Math.min(nextNanos, endNanos) : endNanos;
          var ended = dialer.await(beganNanos + untilNanos);
          if (ended != null && hasConnected(ended)) {
            endRest(Ending.ABANDONED);
            return ended.number();
          }
          if (ended != null) {
            // The next need not wait for one that is gone, but attempts don't come in a burst.
            nextNanos = Math.max(nanos(), latestNanos + DELAY_MIN.toNanos());
          }
        }
      } catch (InterruptedIOException e) {
        endRest(Ending.ABANDONED);
        throw e;
      }
      throw failed();
    }

    private void begin(int number) {
      race.begin(addresses.get(number), nanos());
      open.add(number);
      dialer.begin(number, addresses.get(number));
    }

    private boolean hasConnected(Dialer.Ended ended) {
      open.remove(ended.number());
      var failure = ended.failure();
      if (failure == null) {
        race.end(ended.number(), nanos(), Ending.CONNECTED, "");
        return true;
      }
      race.fail(ended.number(), nanos(), failure);
      failures.add(failure);
      dialer.abandon(ended.number());
      return false;
    }

    /** Gives up what is still under way. */
    private void endRest(Ending ending) {
      for (int number : open) {
        dialer.abandon(number);
        race.end(number, nanos(), ending, "");
      }
    }

    private IOException failed() {
      endRest(Ending.TIMED_OUT);
      var each =
          race.all().stream()
              .map(attempt -> attempt.host() + " " + attempt.ending().words())
              .collect(Collectors.joining(", "));
      var what = "no connection to any of " + addresses.size() + " addresses: " + each;
      var failed = open.isEmpty() ? new IOException(what) : new SocketTimeoutException(what);
      failures.forEach(failed::addSuppressed);
      for (int number : open) {
        var silent = "no answer from " + Attempt.host(addresses.get(number));
        failed.addSuppressed(new SocketTimeoutException(silent));
      }
      return failed;
    }
  }
}
