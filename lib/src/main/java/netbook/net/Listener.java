package netbook.net;

import java.io.IOException;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;

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

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Wire> active = new HashSet<>();
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
    this.acceptor = Thread.ofVirtual().name("netbook-" + name + "-accept").unstarted(this::run);
  }

  void start() {
    Servers.add(this);
    acceptor.start();
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
    } catch (ClosedChannelException | InterruptedException e) {
      // the server was stopped
    } catch (Throwable e) { // a learner's loop may throw anything; it is kept and shown
      failed(0, e);
    } finally {
      stopListening();
    }
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
    var wire = new Wire(accepted, trace, number, "server", "client");
    wire.timeout(timeout);
    trace.event(number, "client", "server", Kind.CONNECT, "");
    if (enter(wire)) {
      var _ =
          Thread.ofVirtual()
              .name("netbook-" + name + "-" + number)
              .start(() -> handle(wire, handler));
    } else {
      wire.close();
    }
  }

  private boolean enter(Wire wire) {
    lock.lock();
    try {
      return !closed && active.add(wire);
    } finally {
      lock.unlock();
    }
  }

  private void handle(Wire wire, ConnectionHandler handler) {
    try {
      handler.handle(new TcpConnection(wire));
    } catch (Throwable e) { // a learner's handler may throw anything; it is kept and shown
      if (wire.isOpen() || !(e instanceof ClosedChannelException)) {
        failed(wire.number(), e);
        trace.event(wire.number(), "server", "client", Kind.FAILURE, String.valueOf(e));
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
    lock.lock();
    try {
      long nanos = longest.toNanos();
      while (!closed && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
    lock.lock();
    try {
      long nanos = longest.toNanos();
      while (served < count) {
        if (nanos <= 0) {
          throw new SocketTimeoutException(
              "awaited the end of %d connections within %s; %d ended, %d are open"
                  .formatted(count, Deadline.text(longest), served, active.size()));
        }
        nanos = changed.awaitNanos(nanos);
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

  /** Stops listening, closes what is open, and gives the threads a moment to notice. */
  void close() {
    if (stopListening()) {
      active().forEach(this::closeWire);
      awaitThreads();
    }
  }

  private List<Wire> active() {
    lock.lock();
    try {
      return List.copyOf(active);
    } finally {
      lock.unlock();
    }
  }

  /** Closes the listening socket; false if that was done before. */
  private boolean stopListening() {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    closeChannel();
    Servers.remove(this);
    return true;
  }

  private void closeChannel() {
    try {
      channel.close();
      if (address instanceof UnixDomainSocketAddress unix) {
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
   * The port is free once the acceptor has left its call, and not before. Closing the socket gets
   * it out of accept; only an interrupt gets a loop written by hand out of a read of some
   * connection. It comes second, since one that hits an accept just as it succeeds leaks the new
   * socket.
   */
  private void awaitThreads() {
    long end = System.nanoTime() + CLOSING.toNanos();
    try {
      if (!acceptor.join(GRACE)) {
        acceptor.interrupt();
      }
      if (!acceptor.join(CLOSING)) {
        failed(0, new SocketTimeoutException("still accepting after close"));
      }
      awaitHandlers(end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitHandlers(long endNanos) throws InterruptedException {
    lock.lock();
    try {
      for (long nanos = 1; !active.isEmpty() && nanos > 0; ) {
        nanos = changed.awaitNanos(endNanos - System.nanoTime());
      }
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
