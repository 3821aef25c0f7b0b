package netbook.tap;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;
import netbook.bytes.Bytes;
import netbook.net.Datagram;
import netbook.trace.Event;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;
import netbook.trace.Traced;

/**
 * Datagrams in memory, on which time is virtual: a wait of an hour takes no time, and two runs are
 * the same to the nanosecond. The code under test sends and receives at one end; at the other
 * stands a {@link Peer} that reacts. Between them a script drops, duplicates, reorders and delays,
 * and strangers may send what they like.
 *
 * <p>For one thread. Time passes only while that thread waits in {@link #receive}.
 */
public final class MemoryDatagrams implements Traced {
  /** Where the peer stands, an address that is for examples only (RFC 5737 §3). */
  public static final InetSocketAddress SERVER_ADDRESS =
      new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 7007);

  private static final String STRANGER = "stranger";

  private final Peer peer;
  private final Line outbound;
  private final Line inbound;
  private final Later later = new Later();
  private final Deque<Datagram> inbox = new ArrayDeque<>();
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
    this.outbound = new Line(Event.CLIENT, Event.SERVER, toServer, 2);
    this.inbound = new Line(Event.SERVER, Event.CLIENT, toClient, 3);
    this.time =
        new VirtualTime(
            VirtualTime.along(outbound.course, outbound::leave),
            VirtualTime.along(inbound.course, inbound::leave),
            later);
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
   * Sends a datagram as a stranger, now. No script gets hold of it.
   *
   * @param sender the address that it says it comes from
   */
  public void forge(InetSocketAddress sender, Bytes datagram) {
    trace.datagram(1, STRANGER, Event.CLIENT, datagram, "");
    inbox.add(new Datagram(sender, datagram, 0));
  }

  /**
   * Does something when some time has passed, such as a late reply; what is due at the same moment
   * is done in the order in which it was asked for.
   *
   * @param delay nothing, or more
   */
  public void after(Duration delay, Runnable action) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay: " + delay + " is negative");
    }
    later.add(time.nanos() + delay.toNanos(), action);
  }

  /**
   * Waits for the next datagram.
   *
   * @return with the sender that it names, which is {@link #SERVER_ADDRESS} if the peer sent it
   * @throws SocketTimeoutException if none comes in time
   */
  public Datagram receive() throws SocketTimeoutException {
    if (!time.await(() -> !inbox.isEmpty())) {
      var message = "no datagram within " + time.timeout().toMillis() + " ms";
      trace.event(1, Event.SERVER, Event.CLIENT, Kind.TIMEOUT, message);
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
  private final class Line {
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

    private void leave(Item item) {
      if (item.kind() == Item.Kind.LOST) {
        lost += item.bytes().size();
        direction.lost(item, item.note());
      } else {
        direction.left(item);
        arrived(item.bytes());
      }
    }

    private void arrived(Bytes datagram) {
      if (receiver.equals(Event.CLIENT)) {
        inbox.add(new Datagram(SERVER_ADDRESS, datagram, 0));
      } else {
        peer.received(MemoryDatagrams.this, datagram);
      }
    }
  }

  /** What is to be done at its moment. */
  private static final class Later implements VirtualTime.Way {
    private final TreeMap<Long, Deque<Runnable>> actions = new TreeMap<>();

    void add(long atNanos, Runnable action) {
      actions.computeIfAbsent(atNanos, _ -> new ArrayDeque<>()).add(action);
    }

    @Override
    public long dueNanos() {
      return actions.isEmpty() ? Long.MAX_VALUE : actions.firstKey();
    }

    @Override
    public void pass(long nanos) {
      var first = actions.firstEntry();
      if (first == null || first.getKey() > nanos) {
        return;
      }
      var action = first.getValue().remove();
      if (first.getValue().isEmpty()) {
        actions.remove(first.getKey());
      }
      action.run();
    }
  }
}
