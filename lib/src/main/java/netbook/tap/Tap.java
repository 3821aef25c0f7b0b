package netbook.tap;

import java.io.IOException;
import java.lang.ref.Reference;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import netbook.net.Failure;
import netbook.net.TcpServer;
import netbook.net.UdpServer;
import netbook.trace.Trace;
import netbook.trace.Traced;

/**
 * A tap in the line before a server: clients connect to it instead, and it takes each one on to the
 * server. It adds no octet and loses none, passes half-closes and resets on, and records what it
 * sees, also of a server that keeps no trace. Told so, it does to the octets what a network may do.
 *
 * <p>A reset that it passes on, or makes, kills what its system has not delivered yet, which a slow
 * reader feels; through a UNIX-domain socket, which has no reset, it arrives as an end. A client
 * whose server can't be reached sees a reset, maybe already when it connects.
 *
 * <p>It listens on loopback: at a free port of 127.0.0.1, or at a path of its own if the server
 * does. It stops when it is closed, by {@link netbook.net.Servers#stopAll}, or when nobody holds it
 * any more. At most 256 KiB wait in each direction of a connection; then the sender has to wait.
 */
public final class Tap implements AutoCloseable, Traced {
  private static final Duration SETTLE = Duration.ofSeconds(5);

  private final TapEngine engine;

  private Tap(TapEngine engine) {
    this.engine = engine;
  }

  /** Taps a server. */
  public static Tap before(TcpServer server) throws IOException {
    return new Tap(new StreamTap(server.address(), server));
  }

  /** Taps whatever accepts TCP connections at an address, be it a program in another language. */
  public static Tap before(SocketAddress server) throws IOException {
    return new Tap(new StreamTap(server, null));
  }

  /**
   * Taps a server of datagrams.
   *
   * @throws IllegalArgumentException if it hears a group or a broadcast: a tap is before one server
   */
  public static Tap before(UdpServer server) throws IOException {
    return new Tap(new DatagramTap(server.address(), server));
  }

  /**
   * Taps whatever receives datagrams at an address, be it a program in another language.
   *
   * @throws IllegalArgumentException if it is the address of a group or a broadcast
   */
  public static Tap beforeUdp(InetSocketAddress server) throws IOException {
    return new Tap(new DatagramTap(server, null));
  }

  /**
   * Sets the faults from client to server, for connections that the tap takes on from now on; none
   * to let everything pass. To see a {@link Fault#slice} as reads of their own at the server, let a
   * delay follow it: what comes close together is read together.
   *
   * @return this
   * @throws IllegalArgumentException if a fault can't be done to what the server takes, a stream or
   *     datagrams, or not at that moment
   */
  public Tap toServer(Fault... faults) {
    return toServer(Script.of(faults));
  }

  /** The same, with a seed of your own. */
  public Tap toServer(Script script) {
    engine.toServer(script);
    return this;
  }

  /**
   * Sets the faults from server to client, for connections that the tap takes on from now on.
   *
   * @return this
   * @throws IllegalArgumentException if a fault can't be done to what the server takes, a stream or
   *     datagrams, or not at that moment
   */
  public Tap toClient(Fault... faults) {
    return toClient(Script.of(faults));
  }

  /** The same, with a seed of your own. */
  public Tap toClient(Script script) {
    engine.toClient(script);
    return this;
  }

  /** Where clients connect, or send their datagrams. */
  public SocketAddress address() {
    return engine.address();
  }

  /**
   * The port at which clients connect.
   *
   * @throws IllegalStateException if it listens at a path
   */
  public int port() {
    if (address() instanceof InetSocketAddress inet) {
      return inet.getPort();
    }
    throw new IllegalStateException(text() + " is a path and has no port");
  }

  /** What has crossed, as the tap saw it. */
  @Override
  public Trace trace() {
    return engine.trace();
  }

  /** Whether it takes clients, or one is still connected; if not, the trace is complete. */
  @Override
  public boolean isRunning() {
    return engine.isRunning();
  }

  /** How many octets its faults have swallowed, and datagrams for which it had no room. */
  public long lost() {
    return engine.lost();
  }

  /** What went wrong in the tap itself; faults don't count. */
  public List<Failure> failures() {
    return engine.failures();
  }

  /**
   * Waits until the picture is complete: whatever was sent to the tap has been read, has been
   * written to the other side or was lost to a fault, every client that had connected was taken on,
   * and what is still open has been quiet for 100 ms, since a server that thinks can't be told from
   * one that is done. A conversation in datagrams is always open. 5 s at most.
   *
   * @throws java.net.SocketTimeoutException if something is still on its way then; says what
   */
  public void settle() throws IOException, InterruptedException {
    settle(SETTLE);
  }

  /** The same with a limit of your own. */
  public void settle(Duration longest) throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    try {
      engine.settle(longest);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Stops taking clients and ends their connections; may be repeated. */
  @Override
  public void close() {
    engine.close();
  }

  /** One line: where it stands, what it has relayed, and its faults. */
  @Override
  public String toString() {
    var line = "tap on %s, %s".formatted(text(), engine);
    return line.length() <= 120 ? line : line.substring(0, 119) + "…";
  }

  private String text() {
    return address() instanceof InetSocketAddress inet
        ? inet.getAddress().getHostAddress() + ":" + inet.getPort()
        : address().toString();
  }
}
