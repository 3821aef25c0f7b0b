package netbook.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Objects;
import netbook.bytes.Bytes;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;
import org.jspecify.annotations.Nullable;

/** The engine of a UDP server: receives datagrams and hands them to a handler, one by one. */
final class Receiver extends Engine {
  /** A server waits as long as it runs; this is only how often it looks up. */
  private static final Duration LOOK_UP = Duration.ofHours(1);

  private static final Duration RETRY = Duration.ofMillis(50);

  private final Endpoint endpoint;
  private @Nullable Loop loop;
  private int handled;

  /** What the thread does until the socket is closed. */
  interface Loop {
    void run(Receiver receiver) throws IOException, InterruptedException;
  }

  Receiver(Name name, InetSocketAddress address, Endpoint endpoint, Loop loop, Trace trace) {
    super(name, address, trace, "receive", Failure.RECEIVING);
    this.endpoint = endpoint;
    this.loop = loop;
  }

  @Override
  String where() {
    return super.where() + "/udp";
  }

  @Override
  void serve() throws IOException, InterruptedException {
    var once = Objects.requireNonNull(loop);
    loop = null; // what the handler holds, be it the server's own handle, is held no longer than it
    once.run(this);
  }

  /** The loop of a server that has a handler for each datagram. */
  void receiveAll(DatagramHandler handler, int max) throws IOException {
    while (!isClosed()) {
      try {
        handle(endpoint.take(max, Deadline.in(LOOK_UP), "datagram"), handler);
      } catch (ClosedChannelException e) {
        throw e;
      } catch (SocketTimeoutException e) {
        // Nobody came, and nobody has to.
      } catch (InterruptedIOException e) {
        var _ = Thread.interrupted(); // by close(), else a handler left it behind
      } catch (IOException e) {
        failed(Failure.RECEIVING, e);
        awaitClosed(RETRY);
      }
    }
  }

  private void handle(Datagram request, DatagramHandler handler) {
    int number = endpoint.number(request.sender());
    try {
      handler.handle(request, bytes -> send(bytes, request.sender()));
    } catch (Throwable e) { // a learner's handler may throw anything; it is kept and shown
      if (!isOurDoing(e, isClosed())) {
        failed(number, e);
        trace().event(number, "server", "client", Kind.FAILURE, Failure.text(e));
      }
    } finally {
      locked(() -> handled++);
    }
  }

  void send(Bytes bytes, InetSocketAddress to) throws IOException {
    endpoint.send(bytes, to, Deadline.in(Deadline.DEFAULT));
  }

  void awaitHandled(int count, Duration longest)
      throws InterruptedException, SocketTimeoutException {
    lock().lock(); // held on, so that the message has the number that the wait ended with
    try {
      if (!await(() -> handled >= count, longest)) {
        throw new SocketTimeoutException(
            "awaited the handling of %d datagrams within %s; %d were"
                .formatted(count, Deadline.text(longest), handled));
      }
    } finally {
      lock().unlock();
    }
  }

  @Override
  void closeSocket() throws IOException {
    endpoint.close();
  }

  @Override
  void closeConnections() {} // a datagram has none

  @Override
  void endHandlers(Duration grace, Duration longest) {} // they run on the thread that has ended

  @Override
  String done() {
    return handled + " handled";
  }
}
