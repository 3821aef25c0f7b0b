package netbook.net;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;
import org.jspecify.annotations.Nullable;

/** The engine of a TCP server: accepts connections and gives each one a virtual thread. */
final class Listener extends Engine {
  private static final int CONNECTIONS_MAX = 10_000;
  private static final Duration ACCEPT_RETRY = Duration.ofMillis(50);

  private final ServerSocketChannel channel;
  private @Nullable Loop loop;
  private final Duration timeout;
  private final @Nullable Object fileKey;

  private final Map<Wire, Thread> active = new HashMap<>();
  private int served;

  /** What the acceptor does until the socket is closed. */
  interface Loop {
    void run(Listener listener, ServerSocketChannel channel)
        throws IOException, InterruptedException;
  }

  Listener(Name name, ServerSocketChannel channel, Loop loop, Duration timeout, Trace trace)
      throws IOException {
    super(name, channel.getLocalAddress(), trace, "accept", Failure.ACCEPTING);
    this.channel = channel;
    this.loop = loop;
    this.timeout = timeout;
    this.fileKey =
        address() instanceof UnixDomainSocketAddress unix ? SocketFile.key(unix.getPath()) : null;
  }

  @Override
  void serve() throws IOException, InterruptedException {
    var once = Objects.requireNonNull(loop);
    loop = null; // what the handler holds, be it the server's own handle, is held no longer than it
    once.run(this, channel);
  }

  /** The loop of a server that has a handler for each connection. */
  void acceptAll(ConnectionHandler handler) throws ClosedChannelException {
    while (awaitWhileOpen(() -> active.size() < CONNECTIONS_MAX)) {
      try {
        serve(channel.accept(), handler);
      } catch (ClosedChannelException e) {
        throw e;
      } catch (IOException e) {
        // Out of file descriptors, most likely: what is open may close soon.
        failed(Failure.ACCEPTING, e);
        awaitClosed(ACCEPT_RETRY);
      }
    }
  }

  private void serve(SocketChannel accepted, ConnectionHandler handler) throws IOException {
    int number = trace().nextConnection();
    Wire wire;
    try {
      wire = new Wire(accepted, trace(), number, "server", "client");
    } catch (IOException e) {
      accepted.close();
      throw e;
    }
    wire.timeout(timeout);
    trace().event(number, "client", "server", Kind.CONNECT, "");
    var thread =
        Thread.ofVirtual()
            .name("netbook-" + name() + "-" + number)
            .unstarted(() -> handle(wire, handler));
    if (enter(wire, thread)) {
      thread.start();
    } else {
      wire.close();
    }
  }

  private boolean enter(Wire wire, Thread thread) {
    lock().lock();
    try {
      boolean open = !isClosed();
      if (open) {
        active.put(wire, thread);
      }
      return open;
    } finally {
      lock().unlock();
    }
  }

  private void handle(Wire wire, ConnectionHandler handler) {
    try {
      handler.handle(new TcpConnection(wire));
    } catch (Throwable e) { // a learner's handler may throw anything; it is kept and shown
      if (!isOurDoing(e, !wire.isOpen())) {
        failed(wire.number(), e);
        trace().event(wire.number(), "server", "client", Kind.FAILURE, Failure.text(e));
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
      locked(() -> {
        active.remove(wire);
        served++;
      });
    }
  }

  void awaitServed(int count, Duration longest)
      throws InterruptedException, SocketTimeoutException {
    lock().lock(); // held on, so that the message has the numbers that the wait ended with
    try {
      if (!await(() -> served >= count, longest)) {
        throw new SocketTimeoutException(
            "awaited the end of %d connections within %s; %d ended, %d are open"
                .formatted(count, Deadline.text(longest), served, active.size()));
      }
    } finally {
      lock().unlock();
    }
  }

  private List<Wire> active() {
    lock().lock();
    try {
      return List.copyOf(active.keySet());
    } finally {
      lock().unlock();
    }
  }

  @Override
  boolean isRunning() {
    lock().lock();
    try {
      // In this order: what is accepted last is active before the acceptor ends.
      return super.isRunning() || !active.isEmpty();
    } finally {
      lock().unlock();
    }
  }

  @Override
  void closeSocket() throws IOException {
    try (channel) {
      if (address() instanceof UnixDomainSocketAddress unix
          && Objects.equals(fileKey, SocketFile.key(unix.getPath()))) {
        Files.deleteIfExists(unix.getPath());
      }
    }
  }

  @Override
  void closeConnections() {
    for (var wire : active()) {
      try {
        wire.close();
      } catch (IOException e) {
        failed(wire.number(), e);
      }
    }
  }

  @Override
  void endHandlers(Duration grace, Duration longest) throws InterruptedException {
    if (!await(active::isEmpty, grace)) {
      locked(() -> active.values().forEach(Thread::interrupt));
      var _ = await(active::isEmpty, longest);
    }
  }

  @Override
  String done() {
    return "%d served, %d open".formatted(served, active.size());
  }
}
