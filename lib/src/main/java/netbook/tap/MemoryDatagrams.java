package netbook.tap;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import netbook.bytes.Bytes;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;

/**
 * Datagrams in memory, on which time is virtual: a wait of an hour takes no time, and two runs are
 * the same to the nanosecond. The code under test sends and receives at one end; at the other
 * stands a {@link Peer} that reacts. Between them a script drops, duplicates, reorders and delays.
 *
 * <p>For one thread. Time passes only while that thread waits in {@link #receive}.
 */
public final class MemoryDatagrams {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Peer peer;
  private final Line outbound;
  private final Line inbound;
  private final Deque<Bytes> inbox = new ArrayDeque<>();
  private final Trace trace = new Trace(10_000, 4 << 20, () -> this.nanos);
  private long nanos;
  private Duration timeout = TIMEOUT;
  private long lost;

  /** Who stands at the other end, and answers what reaches it. */
  public interface Peer {
    /** A datagram has come. */
    void received(MemoryDatagrams link, Bytes datagram);
  }

  private MemoryDatagrams(Peer server, Script toServer, Script toClient) {
    this.peer = server;
    this.outbound = new Line(Relay.CLIENT, Relay.SERVER, toServer, 2);
    this.inbound = new Line(Relay.SERVER, Relay.CLIENT, toClient, 3);
    trace.nextConnection();
  }

  /**
   * A pair of ends of which the code under test has the client's.
   *
   * @throws IllegalArgumentException if a fault can't be done to datagrams, or not at that moment
   */
  public static MemoryDatagrams of(Peer server, Script toServer, Script toClient) {
    return new MemoryDatagrams(server, toServer, toClient);
  }

  /** Sends a datagram; whether it arrives is the script's affair. */
  public void send(Bytes datagram) {
    outbound.sent(datagram);
    passUntil(nanos);
  }

  /** Sends a datagram from the peer's end, now. */
  public void reply(Bytes datagram) {
    inbound.sent(datagram);
  }

  /**
   * Waits for the next datagram.
   *
   * @throws SocketTimeoutException if none comes in time
   */
  public Bytes receive() throws SocketTimeoutException {
    long endNanos = nanos + timeout.toNanos();
    while (inbox.isEmpty()) {
      if (!step(endNanos)) {
        nanos = endNanos;
        var message = "no datagram within " + timeout.toMillis() + " ms";
        trace.event(1, Relay.SERVER, Relay.CLIENT, Kind.TIMEOUT, message);
        throw new SocketTimeoutException(message);
      }
    }
    return inbox.remove();
  }

  /**
   * Sets how long {@link #receive} may wait.
   *
   * @param timeout more than nothing
   */
  public void timeout(Duration timeout) {
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("timeout: " + timeout + " is not positive");
    }
    this.timeout = timeout;
  }

  /** The virtual time since the beginning. */
  public Duration now() {
    return Duration.ofNanos(nanos);
  }

  /** What was sent, arrived and was lost, with virtual times. */
  public Trace trace() {
    return trace;
  }

  /** How many octets the faults have swallowed, both ways. */
  public long lost() {
    return lost;
  }

  private void passUntil(long untilNanos) {
    boolean more = true;
    while (more) {
      more = step(untilNanos);
    }
  }

  /** Lets the next thing happen, if its time comes before the limit. */
  private boolean step(long untilNanos) {
    var next = outbound.course.dueNanos() <= inbound.course.dueNanos() ? outbound : inbound;
    long due = next.course.dueNanos();
    if (due > untilNanos || due == Long.MAX_VALUE) {
      return false;
    }
    nanos = Math.max(nanos, due);
    next.go();
    return true;
  }

  /** One line: the time and what has crossed. */
  @Override
  public String toString() {
    return "datagrams in memory after %d ms, %s".formatted(now().toMillis(), trace);
  }

  /** One direction. */
  private final class Line {
    private final String sender;
    private final String receiver;
    private final Course course;

    Line(String sender, String receiver, Script script, long number) {
      this.sender = sender;
      this.receiver = receiver;
      this.course = Course.ofDatagrams(script, number);
    }

    void sent(Bytes datagram) {
      trace.data(1, sender, Relay.TAP, datagram);
      course.data(datagram, nanos);
    }

    void go() {
      var item = course.next(nanos);
      if (item == null) {
        return;
      }
      if (item.kind() == Item.Kind.LOST) {
        lost += item.bytes().size();
        trace.event(1, sender, Relay.TAP, Kind.LOST, item.bytes().size() + " B, " + item.note());
      } else {
        trace.data(1, Relay.TAP, receiver, item.bytes(), item.note());
        arrived(item.bytes());
      }
    }

    private void arrived(Bytes datagram) {
      if (receiver.equals(Relay.CLIENT)) {
        inbox.add(datagram);
      } else {
        peer.received(MemoryDatagrams.this, datagram);
      }
    }
  }
}
