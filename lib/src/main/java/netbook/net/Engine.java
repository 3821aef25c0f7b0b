package netbook.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import netbook.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * The engine of a server: the thread that serves its socket, what went wrong there, and how it all
 * stops. It doesn't know the handle that a learner holds, so that a {@code Cleaner} can stop the
 * engine of a server that was let go of.
 */
abstract sealed class Engine permits Listener, Receiver {
  private static final int FAILURES_MAX = 100;
  private static final Duration CLOSING = Duration.ofMillis(500);
  private static final Duration GRACE = Duration.ofMillis(100);

  private final String name;
  private final boolean named;
  private final SocketAddress address;
  private final Trace trace;
  private final Thread thread;
  private final int failing;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Failure> failures = new ArrayDeque<>();
  private long failed;
  private boolean closed;

  /**
   * An engine that stands still.
   *
   * @param task what its thread does, in a word
   * @param failing what stands for the connection in a failure of that thread
   */
  Engine(Name name, SocketAddress address, Trace trace, String task, int failing) {
    this.name = name.shown();
    this.named = name.given();
    this.address = address;
    this.trace = trace;
    this.failing = failing;
    // A platform thread, since busy handlers may hold all that carry the virtual ones.
    this.thread =
        Thread.ofPlatform().daemon().name("netbook-" + this.name + "-" + task).unstarted(this::run);
  }

  /** What a server is called, and whether somebody gave it that name. */
  record Name(String shown, boolean given) {
    static Name of(@Nullable String name) {
      return new Name(name == null ? "server" : name, name != null);
    }
  }

  /** Serves until the socket is closed. */
  abstract void serve() throws IOException, InterruptedException;

  /** Closes the server's own socket; called once. */
  abstract void closeSocket() throws IOException;

  /** Closes the sockets of clients that it has, and may be called again. */
  abstract void closeConnections();

  /** Gives handlers on threads of their own a moment to end, then interrupts them. */
  abstract void endHandlers(Duration grace, Duration longest) throws InterruptedException;

  final void start() {
    lock.lock();
    try {
      thread.start();
      Servers.add(this);
    } finally {
      lock.unlock();
    }
  }

  final String name() {
    return name;
  }

  final SocketAddress address() {
    return address;
  }

  final Trace trace() {
    return trace;
  }

  final boolean isNamed(String name) {
    return named && this.name.equals(name);
  }

  /** Where it is, as the list of servers has it. */
  String where() {
    return Addresses.text(address);
  }

  final Servers.Entry entry() {
    return new Servers.Entry(name, where());
  }

  private void run() {
    try {
      serve();
    } catch (Throwable e) { // a learner's loop may throw anything; it is kept and shown
      if (!isOurDoing(e, isClosed())) {
        failed(failing, e);
      }
    } finally {
      stopServing();
      closeConnections();
      Servers.remove(this);
    }
  }

  /** Whether it was thrown because we closed what the thread was waiting for. */
  static boolean isOurDoing(Throwable e, boolean closed) {
    return closed
        && (e instanceof IOException
            || e instanceof UncheckedIOException
            || e instanceof InterruptedException);
  }

  final void failed(int connection, Throwable cause) {
    locked(() -> {
      failed++;
      failures.add(new Failure(connection, cause));
      if (failures.size() > FAILURES_MAX) {
        failures.remove();
      }
    });
  }

  /** The failures kept, oldest first: the last hundred. */
  final List<Failure> failures() {
    lock.lock();
    try {
      return List.copyOf(failures);
    } finally {
      lock.unlock();
    }
  }

  /** Changes something that others wait for. */
  final void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  final ReentrantLock lock() {
    return lock;
  }

  /** Waits until something is so, which is asked under the lock; false once it is closed. */
  final boolean awaitWhileOpen(BooleanSupplier condition) {
    lock.lock();
    try {
      while (!closed && !condition.getAsBoolean()) {
        changed.awaitUninterruptibly();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something is so, which is asked under the lock; false if it isn't in time. */
  final boolean await(BooleanSupplier condition, Duration longest) throws InterruptedException {
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

  /** Waits until the server is closed, or for so long. */
  final void awaitClosed(Duration longest) {
    try {
      var _ = await(() -> closed, longest);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  final void awaitStopped(Duration longest) throws InterruptedException, SocketTimeoutException {
    if (!thread.join(longest)) {
      throw new SocketTimeoutException(
          "awaited the end of "
              + entry()
              + " within "
              + Deadline.text(longest)
              + "; it still runs");
    }
  }

  /** Whether something may still happen here: its thread serves, or a handler is at work. */
  boolean isRunning() {
    return thread.isAlive();
  }

  final boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Closes the server's socket, unless that was done before. */
  private void stopServing() {
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
    try {
      closeSocket();
    } catch (IOException e) {
      failed(failing, e);
    }
  }

  /**
   * Stops serving, closes what is open, and gives the threads a moment to notice. Whoever calls it
   * finds the port free afterwards, also while another call is at it, and when interrupted: the
   * waiting is done by a thread of its own, which nobody interrupts.
   */
  final void close() {
    stopServing();
    if (!isRunning() || thread.equals(Thread.currentThread())) {
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
          failing,
          new SocketTimeoutException("still busy " + Deadline.text(CLOSING) + " after close"));
    }
    // Not before: who starts another one of its name waits for this one's port.
    Servers.remove(this);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The port is free once the thread has left its call, and not before. Closing gets it out of
   * accept and handlers out of reads; only an interrupt gets a thread out of a wait of its own, or
   * a loop written by hand out of a read. It comes second, since one that hits an accept just as it
   * succeeds leaks the new socket.
   */
  private void closeAll() {
    closeConnections();
    try {
      if (!thread.join(GRACE)) {
        thread.interrupt();
        var _ = thread.join(CLOSING);
      }
      endHandlers(GRACE, CLOSING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What it has done so far, in a few words; called with the lock held. */
  abstract String done();

  @Override
  public final String toString() {
    lock.lock();
    try {
      return "%s %s %s, %s%s"
          .formatted(
              name,
              closed ? "stopped, was on" : "on",
              where(),
              done(),
              failed == 0 ? "" : ", " + failed + " failed");
    } finally {
      lock.unlock();
    }
  }
}
