package netbook.resolve;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import netbook.resolve.Attempt.Ending;
import org.jspecify.annotations.Nullable;

/**
 * A host with several addresses that answers by a script, in a time of its own: it goes on only
 * while somebody waits for a connection, so two minutes take no time, and each run is the same.
 *
 * {@snippet :
 * var host = MemoryHost.with()
 *     .silent("2001:db8::1")
 *     .accepts("192.0.2.1", Duration.ofMillis(30));
 * }
 *
 * <p>Not safe for use by several threads.
 */
public final class MemoryHost {
  /** The port of all of its addresses. */
  public static final int PORT = 80;

  /** What an address does; silent if {@code afterNanos} is the largest number. */
  private record Doing(long afterNanos, boolean accepts) {}

  private static final Doing SILENT = new Doing(Long.MAX_VALUE, false);

  private final Map<InetSocketAddress, Doing> doings = new LinkedHashMap<>();
  private final Attempts attempts = new Attempts();
  private long nanos;

  private MemoryHost() {}

  /** Begins with no address. */
  public static MemoryHost with() {
    return new MemoryHost();
  }

  /**
   * Adds an address at which a connection is there after some time.
   *
   * @param address an IPv4 or IPv6 address as text
   * @return this
   */
  public MemoryHost accepts(String address, Duration after) {
    return add(address, new Doing(checked(after).toNanos(), true));
  }

  /**
   * Adds an address whose machine says after some time that nobody listens there.
   *
   * @param address an IPv4 or IPv6 address as text
   * @return this
   */
  public MemoryHost refuses(String address, Duration after) {
    return add(address, new Doing(checked(after).toNanos(), false));
  }

  /**
   * Adds an address from which nothing ever comes back.
   *
   * @param address an IPv4 or IPv6 address as text
   * @return this
   */
  public MemoryHost silent(String address) {
    return add(address, SILENT);
  }

  private MemoryHost add(String address, Doing doing) {
    doings.put(new InetSocketAddress(InetAddress.ofLiteral(address), PORT), doing);
    return this;
  }

  private static Duration checked(Duration after) {
    if (after.isNegative() || after.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("after: " + after + " is not in 0 to 1 hour");
    }
    return after;
  }

  /** Its addresses, in the order in which they were added. */
  public List<InetSocketAddress> addresses() {
    return List.copyOf(doings.keySet());
  }

  /**
   * Tries one address, and waits.
   *
   * @throws ConnectException if it refuses
   * @throws SocketTimeoutException if nothing comes back in time
   */
  public void connect(InetSocketAddress address, Duration timeout) throws IOException {
    int number = attempts.begin(address, nanos);
    var dialer = dialer();
    dialer.begin(number, address);
    var ended = dialer.await(nanos + timeout.toNanos());
    if (ended == null) {
      attempts.end(number, nanos, Ending.TIMED_OUT, "");
      throw new SocketTimeoutException(
          "no answer from %s within %s".formatted(Attempt.host(address), text(timeout)));
    }
    var failure = ended.failure();
    if (failure != null) {
      attempts.fail(number, nanos, failure);
      throw failure;
    }
    attempts.end(number, nanos, Ending.CONNECTED, "");
  }

  private static String text(Duration time) {
    return time.equals(Duration.ofSeconds(time.toSeconds()))
        ? time.toSeconds() + " s"
        : time.toMillis() + " ms";
  }

  /** How much of its time has passed. */
  public Duration now() {
    return Duration.ofNanos(nanos);
  }

  /** All attempts by {@link #connect}; a {@link HappyEyeballs race} has its own. */
  public List<Attempt> attempts() {
    return attempts.all();
  }

  /** Attempts at its addresses. */
  Dialer dialer() {
    return new Script();
  }

  private final class Script implements Dialer {
    /** What has begun and not ended, and when it ends. */
    private final Map<Integer, Long> due = new TreeMap<>();

    private final Map<Integer, InetSocketAddress> addresses = new HashMap<>();

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public void begin(int number, InetSocketAddress address) {
      long after = doing(address).afterNanos();
      due.put(number, after == Long.MAX_VALUE ? after : nanos + after);
      addresses.put(number, address);
    }

    private Doing doing(InetSocketAddress address) {
      return doings.getOrDefault(address, SILENT);
    }

    @Override
    public @Nullable Ended await(long untilNanos) {
      var next = due.entrySet().stream().min(Map.Entry.comparingByValue());
      if (next.isEmpty() || next.get().getValue() > untilNanos) {
        nanos = Math.max(nanos, untilNanos);
        return null;
      }
      int number = next.get().getKey();
      nanos = Math.max(nanos, next.get().getValue());
      due.remove(number);
      var address = Objects.requireNonNull(addresses.get(number));
      if (doing(address).accepts()) {
        return new Ended(number, null);
      }
      return new Ended(
          number, new ConnectException("Connection refused: " + Attempt.host(address)));
    }

    @Override
    public void abandon(int number) {
      due.remove(number);
    }
  }

  /** One line: how many addresses. */
  @Override
  public String toString() {
    return "host with " + doings.size() + (doings.size() == 1 ? " address" : " addresses");
  }
}
