package netbook.tap;

import java.io.IOException;
import java.lang.ref.Reference;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import netbook.net.Failure;
import netbook.net.TcpServer;
import netbook.trace.Trace;
import org.jspecify.annotations.Nullable;

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
public final class Tap implements AutoCloseable {
  private static final Duration SETTLE = Duration.ofSeconds(5);

  private final Relay relay;
  private final TcpServer entrance;

  private Tap(SocketAddress target, @Nullable TcpServer before) throws IOException {
    var counted = new Trace(1, 0, System::nanoTime);
    var engine = new Relay(target, new Trace(), counted);
    var entrance = TcpServer.with().trace(counted);
    if (target instanceof UnixDomainSocketAddress) {
      entrance.onUnixSocket(temporary());
    }
    this.relay = engine;
    this.entrance =
        entrance.start(client -> {
          try {
            engine.handle(client);
          } finally {
            Reference.reachabilityFence(before); // the server stays while it is tapped
          }
        });
  }

  /** Taps a server. */
  public static Tap before(TcpServer server) throws IOException {
    return new Tap(server.address(), server);
  }

  /** Taps whatever listens at an address, be it a program in another language. */
  public static Tap before(SocketAddress server) throws IOException {
    return new Tap(server, null);
  }

  /**
   * Sets the faults from client to server, for connections that the tap takes on from now on; none
   * to let everything pass. To see a {@link Fault#slice} as reads of their own at the server, let a
   * delay follow it: what comes close together is read together.
   *
   * @return this
   * @throws IllegalArgumentException if a fault can't be done to a stream, or not at that moment
   */
  public Tap toServer(Fault... faults) {
    return toServer(Script.of(faults));
  }

  /** The same, with a seed of your own. */
  public Tap toServer(Script script) {
    relay.toServer(script);
    return this;
  }

  /**
   * Sets the faults from server to client, for connections that the tap takes on from now on.
   *
   * @return this
   * @throws IllegalArgumentException if a fault can't be done to a stream, or not at that moment
   */
  public Tap toClient(Fault... faults) {
    return toClient(Script.of(faults));
  }

  /** The same, with a seed of your own. */
  public Tap toClient(Script script) {
    relay.toClient(script);
    return this;
  }

  /** Where clients connect. */
  public SocketAddress address() {
    return entrance.address();
  }

  /**
   * The port at which clients connect.
   *
   * @throws IllegalStateException if it listens at a path
   */
  public int port() {
    return entrance.port();
  }

  /** What has crossed, as the tap saw it. */
  public Trace trace() {
    return relay.trace();
  }

  /**
   * Whether it takes clients, or one is still connected; if not, the {@link #trace} is complete.
   */
  public boolean isRunning() {
    return entrance.isRunning();
  }

  /** How many octets its faults have swallowed. */
  public long lost() {
    return relay.lost();
  }

  /** What went wrong in the tap itself; faults don't count. */
  public List<Failure> failures() {
    return entrance.failures();
  }

  /**
   * Waits until the picture is complete: every octet that was read from one side has been written
   * to the other or was lost to a fault, every client that had connected was taken on, and what is
   * still open has been quiet for 40 ms, since a server that thinks can't be told from one that is
   * done. 5 s at most.
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
    try (var probe = boundProbe()) {
      // Clients are accepted in order: once this one is known, all before it are.
      var from = probe.getLocalAddress();
      relay.probe(from);
      try {
        probe.connect(address());
        relay.settle(longest);
      } finally {
        relay.forget(from);
        if (from instanceof UnixDomainSocketAddress unix) {
          Files.deleteIfExists(unix.getPath());
        }
      }
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private SocketChannel boundProbe() throws IOException {
    if (address() instanceof InetSocketAddress inet) {
      return SocketChannel.open().bind(new InetSocketAddress(inet.getAddress(), 0));
    }
    return SocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(temporary()));
  }

  private static Path temporary() {
    var name = "netbook-" + UUID.randomUUID().toString().substring(0, 8);
    return Path.of(System.getProperty("java.io.tmpdir", "/tmp"), name);
  }

  /** Stops taking clients and ends their connections; may be repeated. */
  @Override
  public void close() {
    entrance.close();
  }

  /** One line: where it stands, what it has relayed, and its faults. */
  @Override
  public String toString() {
    var line = "tap on %s, %s".formatted(text(), relay);
    return line.length() <= 120 ? line : line.substring(0, 119) + "…";
  }

  private String text() {
    return address() instanceof InetSocketAddress inet
        ? inet.getAddress().getHostAddress() + ":" + inet.getPort()
        : address().toString();
  }
}
