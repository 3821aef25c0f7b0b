package netbook.exercise;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A learner's server while it runs: the socket on which it listens, its thread, and how it ended.
 * Its thread belongs to the group of the thread that starts it, and so is measured and ended with
 * it.
 */
final class TriedServer implements AutoCloseable {
  /** How long a client waits for anything; right code needs a few milliseconds. */
  static final Duration WAIT = Duration.ofSeconds(1);

  private static final int BACKLOG = 64;

  /** How large the buffers are, unless a client asks for more. */
  static final int BUFFER = 16 << 10;

  private static final Duration AFTER_END = Duration.ofMillis(300);

  private final ServerSocketChannel listening = ServerSocketChannel.open();
  private final Selector selector = Selector.open();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final String method;
  private final Thread thread;
  private volatile @Nullable Throwable thrown;
  private volatile long endedNanos;

  /** What the thread does with the listening socket. */
  @FunctionalInterface
  interface Body {
    void serve(ServerSocketChannel listening) throws Exception;
  }

  /**
   * Starts a server on a free port of loopback.
   *
   * @param method what the learner calls it
   */
  TriedServer(String method, Body body) throws IOException {
    this.method = method;
    listening.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    thread = new Thread(() -> run(body), "netbook-exercise-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Body body) {
    try {
      body.serve(listening);
    } catch (Throwable e) {
      thrown = e;
    } finally {
      endedNanos = System.nanoTime();
      ended.countDown();
      selector.wakeup();
    }
  }

  SocketAddress address() throws IOException {
    return listening.getLocalAddress();
  }

  /**
   * A client's socket with small buffers, ready to be connected and awaited here.
   *
   * @param room how many octets it takes to send, at least, though nobody reads them
   */
  SelectionKey open(int room) throws IOException {
    var socket = SocketChannel.open();
    socket.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
    socket.setOption(StandardSocketOptions.SO_SNDBUF, room);
    socket.configureBlocking(false);
    return socket.register(selector, 0);
  }

  /** Closes a client's socket at once; the selector would hold it until somebody selects again. */
  void close(SelectionKey key) throws IOException {
    key.cancel();
    selector.selectNow();
    key.channel().close();
  }

  /**
   * Waits until a client's socket can do one of some operations. A server that has ended may have
   * left something on its way, so there is a little time for that.
   *
   * @return whether it can; false after the deadline
   * @throws YourTurn if the server is a stub
   */
  boolean awaitReady(SelectionKey key, int operations, Duration wait)
      throws IOException, InterruptedException {
    long endNanos = System.nanoTime() + wait.toNanos();
    key.interestOps(operations);
    try {
      while (true) {
        throwIfUnwritten();
        long now = System.nanoTime();
        long left = endNanos - now;
        if (hasEnded()) {
          left = Math.min(left, endedNanos + AFTER_END.toNanos() - now);
        }
        if (left <= 0) {
          return false;
        }
        if (selector.select(TimeUnit.NANOSECONDS.toMillis(left) + 1) > 0) {
          return true;
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    } finally {
      selector.selectedKeys().clear();
      if (key.isValid()) {
        key.interestOps(0);
      }
    }
  }

  /** Whether its method has returned, or thrown. */
  boolean hasEnded() {
    return ended.getCount() == 0;
  }

  /** Waits for the end of its method; whether it has come in time. */
  boolean awaitEnd(Duration wait) throws InterruptedException {
    return ended.await(wait.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** How its method has ended, in words; empty if it hasn't. */
  String end() {
    var e = thrown;
    if (!hasEnded()) {
      return "";
    }
    return method + (e == null ? " has returned" : " has thrown " + Said.of(e));
  }

  /**
   * Nothing if there is code.
   *
   * @throws YourTurn if the server is a stub
   */
  void throwIfUnwritten() {
    if (thrown instanceof YourTurn unwritten) {
      throw unwritten;
    }
  }

  /** Closes the listening socket; whether the server's method has ended within a time. */
  boolean stop(Duration wait) throws IOException, InterruptedException {
    listening.close();
    return awaitEnd(wait);
  }

  /** Stops the server, if need be by an interrupt; who goes on all the same is the runner's. */
  @Override
  public void close() throws IOException {
    try {
      if (!stop(AFTER_END)) {
        thread.interrupt();
        var _ = stop(AFTER_END);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      selector.close();
    }
  }
}
