package netbook.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * The engine of a server: accepts connections and gives each one a virtual thread. It doesn't know
 * the {@link TcpServer} that a learner holds, so that a {@code Cleaner} can stop the engine of a
 * server that was let go of.
 */
final class Listener {
  private static final int CONNECTIONS_MAX = 10_000;
  private static final int FAILURES_MAX = 100;
  private static final Duration CLOSING = Duration.ofMillis(500);
  private static final Duration GRACE = Duration.ofMillis(100);
  private static final Duration ACCEPT_RETRY = Duration.ofMillis(50);

  private final String name;
  private final boolean named;
  private final ServerSocketChannel channel;
  private final SocketAddress address;
  private final Loop loop;
  private final Duration timeout;
  private final Trace trace;
  private final Thread acceptor;
  private final @Nullable Object fileKey;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Wire, Thread> active = new HashMap<>();
  private final Deque<Failure> failures = new ArrayDeque<>();
  private long failed;
  private int served;
  private boolean closed;

  /** What the acceptor does until the socket is closed. */
  interface Loop {
    void run(Listener listener, ServerSocketChannel channel)
        throws IOException, InterruptedException;
  }

  Listener(
      String name,
      boolean named,
      ServerSocketChannel channel,
      Loop loop,
      Duration timeout,
      Trace trace)
      throws IOException {
    this.name = name;
    this.named = named;
    this.channel = channel;
    this.address = channel.getLocalAddress();
    this.loop = loop;
    this.timeout = timeout;
    this.trace = trace;
    this.fileKey =
        address instanceof UnixDomainSocketAddress unix ? SocketFile.key(unix.getPath()) : null;
    // A platform thread, since busy handlers may hold all that carry the virtual ones.
    this.acceptor =
        Thread.ofPlatform().daemon().name("netbook-" + name + "-accept").unstarted(this::run);
  }

  void start() {
    lock.lock();
    try {
      acceptor.start();
      Servers.add(this);
    } finally {
      lock.unlock();
    }
  }

  SocketAddress address() {
    return address;
  }

  Trace trace() {
    return trace;
  }

  boolean isNamed(String name) {
    return named && this.name.equals(name);
  }

  Servers.Entry entry() {
    return new Servers.Entry(name, Addresses.text(address));
  }

  private void run() {
    try {
      loop.run(this, channel);
    } catch (Throwable e) { // a learner's loop may throw anything; it is kept and shown
      if (!isOurDoing(e, isClosed())) {
        failed(0, e);
      }
    } finally {
      stopListening();
      active().forEach(this::closeWire);
    }
  }

  /** Whether it was thrown because we closed what the thread was waiting for. */
  private static boolean isOurDoing(Throwable e, boolean closed) {
    return closed
        && (e instanceof IOException
            || e instanceof UncheckedIOException
            || e instanceof InterruptedException);
  }

  /** The loop of a server that has a handler for each connection. */
  void acceptAll(ConnectionHandler handler) throws ClosedChannelException {
    while (awaitRoom()) {
      try {
        serve(channel.accept(), handler);
      } catch (ClosedChannelException e) {
        throw e;
      } catch (IOException e) {
        // Out of file descriptors, most likely: what is open may close soon.
        failed(0, e);
        awaitClosed(ACCEPT_RETRY);
      }
    }
  }

  private void serve(SocketChannel accepted, ConnectionHandler handler) throws IOException {
    int number = trace.nextConnection();
    Wire wire;
    try {
      wire = new Wire(accepted, trace, number, "server", "client");
    } catch (IOException e) {
      accepted.close();
      throw e;
    }
    wire.timeout(timeout);
    trace.event(number, "client", "server", Kind.CONNECT, "");
    var thread =
        Thread.ofVirtual()
            .name("netbook-" + name + "-" + number)
            .unstarted(() -> handle(wire, handler));
    if (enter(wire, thread)) {
      thread.start();
    } else {
      wire.close();
    }
  }

  private boolean enter(Wire wire, Thread thread) {
    lock.lock();
    try {
      if (!closed) {
        active.put(wire, thread);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void handle(Wire wire, ConnectionHandler handler) {
    try {
      handler.handle(new TcpConnection(wire));
    } catch (Throwable e) { // a learner's handler may throw anything; it is kept and shown
      if (!isOurDoing(e, !wire.isOpen())) {
        failed(wire.number(), e);
        trace.event(wire.number(), "server", "client", Kind.FAILURE, Failure.text(e));
      }
    } finally {
      end(wire);
    }
  }

  private void end(Wire wire) {
    try {
      wire.closeInOrder();
    } catch (IOException e) {
      failed(wire.number(), e);
    } finally {
      lock.lock();
      try {
        active.remove(wire);
        served++;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private void failed(int connection, Throwable cause) {
    lock.lock();
    try {
      failed++;
      failures.add(new Failure(connection, cause));
      if (failures.size() > FAILURES_MAX) {
        failures.remove();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until one more connection may be accepted; false once the server is closed. */
  private boolean awaitRoom() {
    lock.lock();
    try {
      while (!closed && active.size() >= CONNECTIONS_MAX) {
        changed.awaitUninterruptibly();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void awaitClosed(Duration longest) {
    try {
      var _ = await(() -> closed, longest);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until something is so, which is asked under the lock; false if it isn't in time. */
  private boolean await(BooleanSupplier condition, Duration longest) throws InterruptedException {
    lock.lock();
    try {
      long nanos = longest.toNanos();
      while (!condition.getAsBoolean() && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return condition.getAsBoolean();
    } finally {
      lock.unlock();
    }
  }

  /** The failures kept, oldest first: the last hundred. */
  List<Failure> failures() {
    lock.lock();
    try {
      return List.copyOf(failures);
    } finally {
      lock.unlock();
    }
  }

  void awaitServed(int count, Duration longest)
      throws InterruptedException, SocketTimeoutException {
    lock.lock(); // held on, so that the message has the numbers that the wait ended with
    try {
      if (!await(() -> served >= count, longest)) {
        throw new SocketTimeoutException(
            "awaited the end of %d connections within %s; %d ended, %d are open"
                .formatted(count, Deadline.text(longest), served, active.size()));
      }
    } finally {
      lock.unlock();
    }
  }

  void awaitStopped(Duration longest) throws InterruptedException, SocketTimeoutException {
    if (!acceptor.join(longest)) {
      throw new SocketTimeoutException(
          "awaited the end of "
              + entry()
              + " within "
              + Deadline.text(longest)
              + "; it still runs");
    }
  }

  /**
   * Stops listening, closes what is open, and gives the threads a moment to notice. Whoever calls
   * it finds the port free afterwards, also while another call is at it, and when interrupted: the
   * waiting is done by a thread of its own, which nobody interrupts.
   */
  void close() {
    stopListening();
    if (acceptor.equals(Thread.currentThread())) {
      return;
    }
    var closer =
        Thread.ofPlatform().daemon().name("netbook-" + name + "-close").start(this::closeAll);
    boolean interrupted = Thread.interrupted();
    long end = System.nanoTime() + CLOSING.toNanos();
    while (closer.isAlive() && System.nanoTime() < end) {
      try {
        var _ = closer.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (closer.isAlive()) {
      failed(
          0, new SocketTimeoutException("still busy " + Deadline.text(CLOSING) + " after close"));
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Wire> active() {
    lock.lock();
    try {
      return List.copyOf(active.keySet());
    } finally {
      lock.unlock();
    }
  }

  /** Whether something may still happen here: it accepts, or a handler is at work. */
  boolean isRunning() {
    lock.lock();
    try {
      // In this order: what is accepted last is active before the acceptor ends.
      return acceptor.isAlive() || !active.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Closes the listening socket, unless that was done before. */
  private void stopListening() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    closeChannel();
    Servers.remove(this);
  }

  private void closeChannel() {
    try (channel) {
      if (address instanceof UnixDomainSocketAddress unix
          && Objects.equals(fileKey, SocketFile.key(unix.getPath()))) {
        Files.deleteIfExists(unix.getPath());
      }
    } catch (IOException e) {
      failed(0, e);
    }
  }

  private void closeWire(Wire wire) {
    try {
      wire.close();
    } catch (IOException e) {
      failed(wire.number(), e);
    }
  }

  /**
   * The port is free once the acceptor has left its call, and not before. Closing gets it out of
   * accept and handlers out of reads; only an interrupt gets a thread out of a wait of its own, or
   * a loop written by hand out of a read. It comes second, since one that hits an accept just as it
   * succeeds leaks the new socket.
   */
  private void closeAll() {
    active().forEach(this::closeWire);
    try {
      if (!acceptor.join(GRACE)) {
        acceptor.interrupt();
        var _ = acceptor.join(CLOSING);
      }
      if (!await(active::isEmpty, GRACE)) {
        interruptHandlers();
        var _ = await(active::isEmpty, CLOSING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void interruptHandlers() {
    lock.lock();
    try {
      active.values().forEach(Thread::interrupt);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    lock.lock();
    try {
      return "%s %s %s, %d served, %d open%s"
          .formatted(
              name,
              closed ? "stopped, was on" : "on",
              Addresses.text(address),
              served,
              active.size(),
              failed == 0 ? "" : ", " + failed + " failed");
    } finally {
      lock.unlock();
    }
  }
}
