package netbook.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import netbook.net.TcpServer;
import netbook.tap.Tap;

/** The ways to one server, all open at once: direct, and through each kind of relay. */
final class Ways implements Closeable {
  static final String PEER = "bare relay";

  private static final long START_NANOS = 5_000_000_000L;

  private final Map<String, SocketAddress> addresses = new LinkedHashMap<>();
  private final List<Closeable> open = new ArrayList<>();

  /** Opens them; socat is left out where it isn't installed. */
  static Ways to(TcpServer server) throws IOException, InterruptedException {
    var ways = new Ways();
    ways.addresses.put("direct", server.address());
    var bare = new BareRelay((InetSocketAddress) server.address());
    ways.open.add(bare);
    ways.addresses.put(PEER, bare.address());
    if (Program.version("socat", "-V").isPresent()) {
      ways.addSocat(server.port());
    }
    var tap = Tap.before(server);
    ways.open.add(tap::close);
    ways.addresses.put("tap", tap.address());
    return ways;
  }

  private void addSocat(int port) throws IOException, InterruptedException {
    int entrance;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      entrance = free.getLocalPort();
    }
    var listen = "TCP-LISTEN:%d,bind=127.0.0.1,fork,reuseaddr,nodelay".formatted(entrance);
    var process =
        new ProcessBuilder("socat", "-b65536", listen, "TCP:127.0.0.1:" + port + ",nodelay")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    open.add(process::destroy);
    awaitListening(entrance);
    addresses.put("socat", new InetSocketAddress(InetAddress.getLoopbackAddress(), entrance));
  }

  private static void awaitListening(int port) throws IOException, InterruptedException {
    long end = System.nanoTime() + START_NANOS;
    while (true) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException e) {
        if (System.nanoTime() - end > 0) {
          throw e;
        }
        Thread.sleep(5);
      }
    }
  }

  Map<String, SocketAddress> addresses() {
    return addresses;
  }

  @Override
  public void close() throws IOException {
    for (var each : open.reversed()) {
      each.close();
    }
  }
}
