package netbook.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import netbook.bytes.Bytes;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;

/**
 * The engine of one connection: a socket with deadlines that writes down what crosses it. It
 * doesn't know the {@link TcpConnection} that a learner holds, so that a {@code Cleaner} can close
 * the socket of a connection that was let go of.
 *
 * <p>One thread may read while another writes.
 */
final class Wire implements Closeable {
  /** How much a closing side still reads, so that its last words aren't lost to a reset. */
  private static final int LINGER_MAX = 1 << 20;

  private static final Duration LINGER = Duration.ofSeconds(1);

  private final SocketChannel channel;
  private final Trace trace;
  private final int number;
  private final String me;
  private final String peer;
  private final Lane inbound;
  private final Lane outbound;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Duration timeout = Deadline.DEFAULT;
  private volatile boolean finished;
  private volatile boolean ended;

  /**
   * Takes a connected channel over.
   *
   * @param number of the connection in the trace
   * @param me what the trace calls this end
   * @param peer what it calls the other
   */
  Wire(SocketChannel channel, Trace trace, int number, String me, String peer) throws IOException {
    this.channel = channel;
    this.trace = trace;
    this.number = number;
    this.me = me;
    this.peer = peer;
    this.inbound = new Lane(channel, SelectionKey.OP_READ);
    this.outbound = new Lane(channel, SelectionKey.OP_WRITE);
    channel.configureBlocking(false);
    if (!(channel.getLocalAddress() instanceof UnixDomainSocketAddress)) {
      // Each write is sent at once, as is promised; Nagle's algorithm (RFC 9293 §3.7.4) would wait.
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
  }

  SocketChannel channel() {
    return channel;
  }

  int number() {
    return number;
  }

  Trace trace() {
    return trace;
  }

  String me() {
    return me;
  }

  Duration timeout() {
    return timeout;
  }

  void timeout(Duration timeout) {
    this.timeout = Deadline.checked(timeout);
  }

  /**
   * Reads what there is, after waiting for the first octet.
   *
   * @param awaited what the caller hopes for and has so far, for the message of a timeout
   * @return how many octets, or -1 at the end of the stream
   */
  int read(ByteBuffer into, Deadline deadline, Supplier<String> awaited) throws IOException {
    try {
      return receive(into, deadline, awaited);
    } catch (IOException e) {
      noteFailure(peer, me, e);
      throw e;
    }
  }

  private int receive(ByteBuffer into, Deadline deadline, Supplier<String> awaited)
      throws IOException {
    inbound.lock().lock();
    try {
      if (closed.get()) {
        throw new ClosedChannelException();
      }
      int from = into.position();
      int count = ended ? -1 : channel.read(into);
      while (count == 0 && into.hasRemaining()) {
        inbound.await(deadline, awaited);
        count = channel.read(into);
      }
      arrived(into, from, count);
      return count;
    } finally {
      inbound.lock().unlock();
    }
  }

  private void arrived(ByteBuffer into, int from, int count) {
    if (count > 0) {
      trace.data(number, peer, me, Bytes.copyOf(into.duplicate().flip().position(from)));
    } else if (count < 0 && !ended) {
      ended = true;
      trace.event(number, peer, me, Kind.FIN, "");
    }
  }

  /** Writes all that remains in the buffer. */
  void write(ByteBuffer from) throws IOException {
    var all = from.duplicate();
    outbound.lock().lock();
    try {
      writeAll(from, all.remaining());
    } catch (IOException e) {
      noteFailure(me, peer, e);
      throw e;
    } finally {
      var sent = all.limit(from.position());
      if (sent.hasRemaining()) {
        trace.data(number, me, peer, Bytes.copyOf(sent));
      }
      outbound.lock().unlock();
    }
  }

  private void writeAll(ByteBuffer from, int size) throws IOException {
    if (finished) {
      throw new ClosedChannelException();
    }
    var deadline = Deadline.in(timeout);
    while (from.hasRemaining()) {
      if (channel.write(from) == 0) {
        outbound.await(
            deadline,
            () ->
                "room to send %d B (%d B went, the %s reads no more)"
                    .formatted(size, size - from.remaining(), peer));
      }
    }
  }

  private void noteFailure(String from, String to, IOException e) {
    var why = String.valueOf(e.getMessage());
    switch (e) {
      case ClosedChannelException _ -> {} // our own close() is an event already
      case SocketTimeoutException _ -> trace.event(number, from, to, Kind.TIMEOUT, why);
      case InterruptedIOException _ -> {} // the reader was told to stop; the wire is as it was
      default -> trace.event(number, peer, me, Kind.RESET, why);
    }
  }

  /** Says that nothing more will be sent; may be repeated. */
  void finishSending() throws IOException {
    outbound.lock().lock();
    try {
      if (!finished && channel.isOpen()) {
        finished = true;
        channel.shutdownOutput();
        trace.event(number, me, peer, Kind.FIN, "");
      }
    } finally {
      outbound.lock().unlock();
    }
  }

  /** Aborts: the peer sees a reset, and what was on the way is lost. */
  void reset() throws IOException {
    if (closed.compareAndSet(false, true)) {
      if (!(channel.getLocalAddress() instanceof UnixDomainSocketAddress)) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
      trace.event(number, me, peer, Kind.RESET, "");
      release();
    }
  }

  /**
   * Closes in good order: says that it is done, then reads what the peer still sends until it is
   * done too. A socket that is closed with octets unread sends a reset, which can overtake its own
   * last words (RFC 9293 §3.10.4, RFC 1122 §4.2.2.13). Bounded by a second and a mebibyte.
   */
  void closeInOrder() throws IOException {
    var deadline = Deadline.in(LINGER);
    try {
      if (outbound.lock().tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
        try {
          finishSending();
        } finally {
          outbound.lock().unlock();
        }
        drain(deadline);
      }
    } catch (IOException e) {
      // The peer is gone or doesn't end: there is nothing left to be polite about.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  private void drain(Deadline deadline) throws IOException, InterruptedException {
    if (!inbound.lock().tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
      return; // some other thread still reads
    }
    try {
      var rest = ByteBuffer.allocate(8192);
      for (int left = LINGER_MAX, count = 0; left > 0 && count >= 0; left -= count) {
        count = receive(rest.clear(), deadline, () -> "end of stream");
      }
    } finally {
      inbound.lock().unlock();
    }
  }

  boolean isOpen() {
    return !closed.get();
  }

  @Override
  public void close() throws IOException {
    if (closed.compareAndSet(false, true)) {
      if (channel.isOpen()) {
        trace.event(number, me, peer, Kind.CLOSE, "");
      }
      release();
    }
  }

  private void release() throws IOException {
    try (channel;
        inbound;
        outbound) {
      finished = true;
    }
  }
}
