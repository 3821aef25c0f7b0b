package netbook.trace;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import netbook.bytes.Bytes;

/**
 * The ordered record of what crossed a wire, from which every picture is drawn.
 *
 * <p>Bounded: when there are more events or bytes than it may hold, the oldest go, and {@link
 * #dropped} counts them. Safe for use by several threads; the order of the events is the order of
 * the calls.
 */
public final class Trace implements Traced {
  private static final int EVENTS_MAX = 10_000;
  private static final long BYTES_MAX = 4 << 20;

  private final int eventsMax;
  private final long bytesMax;
  private final LongSupplier nanoClock;
  private final Deque<Event> events = new ArrayDeque<>();
  private long bytesHeld;
  private long dropped;
  private boolean begun;
  private long startNanos;
  private int connections;
  private int watchers;

  /** An empty trace that holds at most 10 000 events and 4 MiB. */
  public Trace() {
    this(EVENTS_MAX, BYTES_MAX, System::nanoTime);
  }

  /**
   * An empty trace with limits and a clock of your own.
   *
   * @param eventsMax the most events it holds, 1 or more
   * @param bytesMax the most octets that its events hold together, 0 or more
   * @param nanoClock nanoseconds from some origin, as {@link System#nanoTime}
   */
  public Trace(int eventsMax, long bytesMax, LongSupplier nanoClock) {
    if (eventsMax < 1 || bytesMax < 0) {
      throw new IllegalArgumentException("no room: " + eventsMax + " events, " + bytesMax + " B");
    }
    this.eventsMax = eventsMax;
    this.bytesMax = bytesMax;
    this.nanoClock = nanoClock;
  }

  /** Lets its time begin now and not at its first event; does nothing if it has begun. */
  public synchronized void begin() {
    beginAt(nanoClock.getAsLong());
  }

  private void beginAt(long nanos) {
    if (!begun) {
      begun = true;
      startNanos = nanos;
    }
  }

  /** This. */
  @Override
  public Trace trace() {
    return this;
  }

  /** The number for a connection that begins now: 1, 2, 3 and so on. */
  public synchronized int nextConnection() {
    return ++connections;
  }

  /** How many connections have begun. */
  public synchronized int connections() {
    return connections;
  }

  /** The number for whoever draws it live from now on; those with an earlier one stop. */
  public synchronized int nextWatcher() {
    return ++watchers;
  }

  /** How many have drawn it live; the last of them still may. */
  public synchronized int watchers() {
    return watchers;
  }

  /** Records bytes that crossed. */
  public void data(int connection, String from, String to, Bytes bytes) {
    data(connection, from, to, bytes, "");
  }

  /** Records bytes that crossed, and a few words about how. */
  public void data(int connection, String from, String to, Bytes bytes, String note) {
    add(connection, from, to, Event.Kind.DATA, bytes, note);
  }

  /** Records a datagram that crossed, and a few words about how, which may be none. */
  public void datagram(int connection, String from, String to, Bytes bytes, String note) {
    add(connection, from, to, Event.Kind.DATAGRAM, bytes, note);
  }

  /** Records an event without bytes. */
  public void event(int connection, String from, String to, Event.Kind kind, String note) {
    add(connection, from, to, kind, Bytes.EMPTY, note);
  }

  private synchronized void add(
      int connection, String from, String to, Event.Kind kind, Bytes bytes, String note) {
    long now = nanoClock.getAsLong();
    beginAt(now);
    events.add(
        new Event(connection, Duration.ofNanos(now - startNanos), from, to, kind, bytes, note));
    bytesHeld += bytes.size();
    while (events.size() > eventsMax || bytesHeld > bytesMax) {
      bytesHeld -= events.remove().bytes().size();
      dropped++;
    }
  }

  /** What it holds now, oldest first. */
  public synchronized List<Event> events() {
    return List.copyOf(events);
  }

  /** All the octets that one side sent, on all connections, as far as they are held. */
  public Bytes sentBy(String from) {
    var sent = new ByteArrayOutputStream();
    for (var event : events()) {
      if (event.from().equals(from)) {
        sent.writeBytes(event.bytes().toArray());
      }
    }
    return Bytes.copyOf(sent.toByteArray());
  }

  /** How many events it was given, those included that it had to drop: it only ever grows. */
  public synchronized long recorded() {
    return events.size() + dropped;
  }

  /** How many events it had to drop. */
  public synchronized long dropped() {
    return dropped;
  }

  /** One line: how much it holds. */
  @Override
  public synchronized String toString() {
    return "trace of %d event%s, %d B"
            .formatted(events.size(), events.size() == 1 ? "" : "s", bytesHeld)
        + (dropped == 0 ? "" : ", " + dropped + " older ones dropped");
  }
}
