package netbook.exercise;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A learner's server while it runs: the socket on which it serves, its thread, and how it ended.
 * Its thread belongs to the group of the thread that starts it, and so is measured and ended with
 * it.
 */
final class TriedServer implements AutoCloseable {
  /** How long a client waits for anything; right code needs a few milliseconds. */
  static final Duration WAIT = Duration.ofSeconds(1);

  private static final int BACKLOG = 512;

  /** How large the buffers are, unless a client asks for more. */
  static final int BUFFER = 16 << 10;

  private static final Duration AFTER_END = Duration.ofMillis(300);

  private final NetworkChannel socket;
  private final SocketAddress address;
  private final Selector selector = Selector.open();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final String method;
  private final Thread thread;
  private volatile @Nullable Throwable thrown;
  private volatile long endedNanos;

  /** What the thread does with its socket. */
  @FunctionalInterface
  interface Body<C> {
    void serve(C socket) throws Exception;
  }

  private TriedServer(String method, NetworkChannel socket, Callable<?> body) throws IOException {
    this.method = method;
    this.socket = socket;
    this.address = socket.getLocalAddress();
    this.thread = new Thread(() -> run(body), "netbook-exercise-server");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Starts a server of streams on a free port of loopback.
   *
   * @param method what the learner calls it
   */
  static TriedServer ofStreams(String method, Body<ServerSocketChannel> body) throws IOException {
    return ofStreams(method, BUFFER, body);
  }

  /** The same, whose buffer for what it gets has that size. */
  static TriedServer ofStreams(String method, int receiving, Body<ServerSocketChannel> body)
      throws IOException {
    var listening = ServerSocketChannel.open();
    listening.setOption(StandardSocketOptions.SO_RCVBUF, receiving);
    listening.bind(loopback(), BACKLOG);
    return new TriedServer(method, listening, serving(body, listening));
  }

  /** The same of datagrams. */
  static TriedServer ofDatagrams(String method, Body<DatagramChannel> body) throws IOException {
    var socket = DatagramChannel.open(StandardProtocolFamily.INET).bind(loopback());
    return new TriedServer(method, socket, serving(body, socket));
  }

  private static <C> Callable<?> serving(Body<C> body, C socket) {
    return () -> {
      body.serve(socket);
      return socket;
    };
  }

  private static SocketAddress loopback() {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
  }

  private void run(Callable<?> body) {
    try {
      body.call();
    } catch (Throwable e) {
      thrown = e;
    } finally {
      endedNanos = System.nanoTime();
      ended.countDown();
      selector.wakeup();
    }
  }

  /** Where it serves, also when its socket has been closed. */
  SocketAddress address() {
    return address;
  }

  /**
   * A client's socket with small buffers, ready to be connected and awaited here.
   *
   * @param room how many octets it takes to send, at least, though nobody reads them
   */
  SelectionKey openStream(int room) throws IOException {
    var client = SocketChannel.open();
    client.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
    client.setOption(StandardSocketOptions.SO_SNDBUF, room);
    return awaitable(client);
  }

  /** A client's socket on a free port of loopback, ready to be awaited here. */
  SelectionKey openDatagrams() throws IOException {
    return awaitable(DatagramChannel.open(StandardProtocolFamily.INET).bind(loopback()));
  }

  private SelectionKey awaitable(SelectableChannel client) throws IOException {
    client.configureBlocking(false);
    return client.register(selector, 0);
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

  /** How long a client has waited in vain, in words; nothing if the server had ended. */
  String within(Duration wait) {
    return hasEnded() ? "" : " within " + wait.toMillis() + " ms";
  }

  /**
   * What a client misses; if the server has ended, that may be why, and it says so.
   *
   * @param steps where it is noted
   */
  Missed missed(Steps steps, String expected, String actual, int at) {
    var because = hasEnded() ? actual + "; " + end() : actual;
    steps.answered(because);
    return new Missed(new Mismatch(expected, because, at));
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

  /** Closes its socket; whether the server's method has ended within a time. */
  boolean stop(Duration wait) throws IOException, InterruptedException {
    socket.close();
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
