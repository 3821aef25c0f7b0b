package netbook.tap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import netbook.bytes.Bytes;
import netbook.trace.Event;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;
import netbook.trace.Traced;
import org.jspecify.annotations.Nullable;

/**
 * A connection in memory, on which time is virtual: a wait of an hour takes no time, and two runs
 * are the same to the nanosecond. The code under test has one end, with streams that block; at the
 * other end stands a {@link Peer} that reacts. Between them the faults of a script do just what
 * they do on a {@link Tap}.
 *
 * <p>For one thread. Time passes only while that thread waits in {@link #in}, or asks how much is
 * available, which takes a millisecond.
 */
public final class MemoryLink implements Traced {
  private static final long ASKING_NANOS = Duration.ofMillis(1).toNanos();

  private final String me;
  private final String other;
  private final Peer peer;
  private final Line outbound;
  private final Line inbound;
  private final VirtualTime time;
  private final Trace trace = new Trace(10_000, 4 << 20, this::nanos);
  private final Deque<Bytes> inbox = new ArrayDeque<>();
  private final InputStream in = new In();
  private final OutputStream out = new Out();
  private boolean ended;
  private boolean reset;
  private boolean closed;

  /** Who stands at the other end, and answers what reaches it. */
  public interface Peer {
    /** The connection stands. */
    default void connected(MemoryLink link) {}

    /** Octets have come. */
    void received(MemoryLink link, Bytes bytes);

    /** The code under test will send no more. */
    default void finished(MemoryLink link) {}
  }

  private MemoryLink(String me, String other, Peer peer, Script out, Script in) {
    this.me = me;
    this.other = other;
    this.peer = peer;
    this.outbound = new Line(me, other, out, me.equals(Event.CLIENT) ? 2 : 3);
    this.inbound = new Line(other, me, in, me.equals(Event.CLIENT) ? 3 : 2);
    this.time =
        new VirtualTime(
            VirtualTime.along(outbound.course, outbound::leave),
            VirtualTime.along(inbound.course, inbound::leave));
    trace.nextConnection();
    trace.event(1, Event.CLIENT, Event.SERVER, Kind.CONNECT, "");
    peer.connected(this);
  }

  /** A connection whose client is the code under test. */
  public static MemoryLink ofClient(Peer server, Script toServer, Script toClient) {
    return new MemoryLink(Event.CLIENT, Event.SERVER, server, toServer, toClient);
  }

  /** A connection whose server is the code under test. */
  public static MemoryLink ofServer(Peer client, Script toServer, Script toClient) {
    return new MemoryLink(Event.SERVER, Event.CLIENT, client, toClient, toServer);
  }

  /** What arrives; a read that gets nothing in time throws {@link SocketTimeoutException}. */
  public InputStream in() {
    return in;
  }

  /** Where the code under test writes; there is always room. */
  public OutputStream out() {
    return out;
  }

  /** Says for the code under test that it will send no more. */
  public void finishSending() {
    outbound.end(Item.Kind.FIN);
    time.passUntil(time.nanos());
  }

  /** Closes the end of the code under test, as closing one of its streams does. */
  public void close() {
    finishSending();
    closed = true;
  }

  /** Lets all happen that is still on its way, however long it takes. */
  public void settle() {
    time.settle();
  }

  /** Sends from the peer's end, now. */
  public void reply(Bytes bytes) {
    if (!bytes.isEmpty()) {
      inbound.arrived(bytes);
    }
  }

  /** Says at the peer's end that it will send no more. */
  public void finishReplying() {
    inbound.end(Item.Kind.FIN);
  }

  /** Aborts from the peer's end. */
  public void resetByPeer() {
    inbound.end(Item.Kind.RESET);
  }

  /**
   * Sets how long a read may wait.
   *
   * @param timeout more than nothing
   */
  public void timeout(Duration timeout) {
    time.timeout(timeout);
  }

  /** The virtual time since the connection began. */
  public Duration now() {
    return Duration.ofNanos(time.nanos());
  }

  /** What has crossed, with virtual times. */
  @Override
  public Trace trace() {
    return trace;
  }

  /** How many octets the faults have swallowed, both ways. */
  public long lost() {
    return outbound.lost + inbound.lost;
  }

  /** Waits until something is there to read. */
  private void await() throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    if (!time.await(() -> !inbox.isEmpty() || ended || reset)) {
      var message = "no byte within " + time.timeout().toMillis() + " ms";
      trace.event(1, other, me, Kind.TIMEOUT, message);
      throw new SocketTimeoutException(message);
    }
    if (inbox.isEmpty() && reset) {
      throw new SocketException("Connection reset");
    }
  }

  private long nanos() {
    return time.nanos();
  }

  /** One line: the time and what has crossed. */
  @Override
  public String toString() {
    return "link in memory after %d ms, %s".formatted(now().toMillis(), trace);
  }

  /** One direction. */
  private final class Line {
    private final String sender;
    private final String receiver;
    private final Course course;
    private final Direction direction;
    private @Nullable String deafBy;
    private boolean endTaken;
    private long lost;

    Line(String sender, String receiver, Script script, long number) {
      this.sender = sender;
      this.receiver = receiver;
      this.course = Course.ofStream(script, number, 0);
      this.direction = Direction.ofStream(trace, 1, sender, receiver, script, course);
    }

    Line opposite() {
      return this == outbound ? inbound : outbound;
    }

    void arrived(Bytes bytes) {
      if (endTaken || reset) {
        return;
      }
      boolean idle = course.dueNanos() == Long.MAX_VALUE;
      direction.arrived(bytes, time.nanos(), idle, deafBy == null);
    }

    void end(Item.Kind kind) {
      if (!endTaken && !reset) {
        endTaken = true;
        course.end(kind, time.nanos());
      }
    }

    private void leave(Item item) {
      if (deafBy != null) {
        lose(item, deafBy);
        return;
      }
      switch (item.kind()) {
        case DATA -> deliver(item);
        case LOST -> lose(item, item.note());
        case STALL -> direction.stalled(item);
        case FIN -> {
          direction.finished(item);
          finish(receiver);
        }
        case RESET -> {
          outbound.course.clear();
          inbound.course.clear();
          direction.reset(item);
          reset = true;
        }
        case CLOSE -> {
          direction.closedBoth(item);
          opposite().deafBy = item.note();
          finish(receiver);
          finish(sender);
        }
        case HALF_OPEN -> {
          direction.resetSender(item);
          opposite().deafBy = item.note();
          reset |= sender.equals(me);
        }
      }
    }

    private void deliver(Item item) {
      direction.left(item);
      if (receiver.equals(me)) {
        inbox.add(item.bytes());
      } else {
        peer.received(MemoryLink.this, item.bytes());
      }
    }

    private void lose(Item item, String fault) {
      lost += item.bytes().size();
      direction.lost(item, fault);
    }

    private void finish(String receiver) {
      if (receiver.equals(me)) {
        ended = true;
      } else {
        peer.finished(MemoryLink.this);
      }
    }
  }

  private final class In extends InputStream {
    private @Nullable Bytes current;
    private int position;

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, into.length);
      if (length == 0) {
        return 0;
      }
      if (current == null || position == current.size()) {
        await();
        current = inbox.poll();
        position = 0;
      }
      if (current == null) {
        return -1;
      }
      int count = Math.min(length, current.size() - position);
      System.arraycopy(current.slice(position, position + count).toArray(), 0, into, offset, count);
      position += count;
      return count;
    }

    @Override
    public void close() {
      MemoryLink.this.close();
    }

    @Override
    public int available() {
      time.passUntil(time.nanos() + ASKING_NANOS);
      int rest = current == null ? 0 : current.size() - position;
      return rest + inbox.stream().mapToInt(Bytes::size).sum();
    }
  }

  private final class Out extends OutputStream {
    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      if (closed || (outbound.endTaken && !reset)) {
        throw new ClosedChannelException();
      }
      if (reset) {
        throw new SocketException("Broken pipe");
      }
      if (length > 0) {
        outbound.arrived(Bytes.copyOf(octets, offset, offset + length));
        time.passUntil(time.nanos());
      }
    }

    @Override
    public void close() {
      MemoryLink.this.close();
    }
  }
}
