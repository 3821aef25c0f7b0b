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

/** A tap before a server of streams: a server of its own that connects each client to the other. */
final class StreamTap implements TapEngine {
  private final Relay relay;
  private final TcpServer entrance;

  StreamTap(SocketAddress target, @Nullable TcpServer before) throws IOException {
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

  @Override
  public void toServer(Script script) {
    relay.toServer(script);
  }

  @Override
  public void toClient(Script script) {
    relay.toClient(script);
  }

  @Override
  public SocketAddress address() {
    return entrance.address();
  }

  @Override
  public Trace trace() {
    return relay.trace();
  }

  @Override
  public long lost() {
    return relay.lost();
  }

  @Override
  public List<Failure> failures() {
    return entrance.failures();
  }

  @Override
  public void settle(Duration longest) throws IOException, InterruptedException {
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

  @Override
  public boolean isRunning() {
    return entrance.isRunning();
  }

  @Override
  public void close() {
    entrance.close();
  }

  @Override
  public String toString() {
    return relay.toString();
  }
}
