package netbook.tap;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import netbook.bytes.Bytes;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;
import netbook.trace.Traced;

/**
 * Datagrams in memory, on which time is virtual: a wait of an hour takes no time, and two runs are
 * the same to the nanosecond. The code under test sends and receives at one end; at the other
 * stands a {@link Peer} that reacts. Between them a script drops, duplicates, reorders and delays.
 *
 * <p>For one thread. Time passes only while that thread waits in {@link #receive}.
 */
public final class MemoryDatagrams implements Traced {
  private final Peer peer;
  private final Line outbound;
  private final Line inbound;
  private final Deque<Bytes> inbox = new ArrayDeque<>();
  private final VirtualTime time;
  private final Trace trace = new Trace(10_000, 4 << 20, this::nanos);
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
    this.time = new VirtualTime(outbound, inbound);
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
    time.passUntil(time.nanos());
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
    if (!time.await(() -> !inbox.isEmpty())) {
      var message = "no datagram within " + time.timeout().toMillis() + " ms";
      trace.event(1, Relay.SERVER, Relay.CLIENT, Kind.TIMEOUT, message);
      throw new SocketTimeoutException(message);
    }
    return inbox.remove();
  }

  /**
   * Sets how long {@link #receive} may wait.
   *
   * @param timeout more than nothing
   */
  public void timeout(Duration timeout) {
    time.timeout(timeout);
  }

  /** The virtual time since the beginning. */
  public Duration now() {
    return Duration.ofNanos(time.nanos());
  }

  /** What was sent, arrived and was lost, with virtual times. */
  @Override
  public Trace trace() {
    return trace;
  }

  /** How many octets the faults have swallowed, both ways. */
  public long lost() {
    return lost;
  }

  private long nanos() {
    return time.nanos();
  }

  /** One line: the time and what has crossed. */
  @Override
  public String toString() {
    return "datagrams in memory after %d ms, %s".formatted(now().toMillis(), trace);
  }

  /** One direction. */
  private final class Line implements VirtualTime.Way {
    private final String receiver;
    private final Course course;
    private final Direction direction;

    Line(String sender, String receiver, Script script, long number) {
      this.receiver = receiver;
      this.course = Course.ofDatagrams(script, number);
      this.direction = Direction.ofDatagrams(trace, 1, sender, receiver, script, course);
    }

    void sent(Bytes datagram) {
      direction.arrived(datagram, time.nanos(), course.size() == 0, true);
    }

    @Override
    public Course course() {
      return course;
    }

    @Override
    public void leave(Item item) {
      if (item.kind() == Item.Kind.LOST) {
        lost += item.bytes().size();
        direction.lost(item, item.note());
      } else {
        direction.left(item);
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
