package netbook.bench;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.SplittableRandom;
import netbook.net.TcpServer;

/**
 * What a tap costs: octets and round trips through it, beside a bare relay, socat, and none at all.
 * The servers are plain ones that record nothing, so that only the way differs.
 */
final class TapBench {
  private static final int OCTETS = 64 << 20;
  private static final int ROUND_TRIPS = 2000;
  private static final int COUNT_SIZE = 8;

  private final byte[] octets = new byte[OCTETS];

  /** What a server does with one client; the socket is closed afterwards. */
  private interface Handler {
    void handle(SocketChannel client) throws IOException;
  }

  private TapBench() {
    new SplittableRandom(7).nextBytes(octets);
  }

  /** Measures, and prints what it finds. */
  static void run(int runs) throws Exception {
    var socat = Program.version("socat", "-V").orElse("socat skipped: it isn't installed");
    System.out.println(
        "tap: %d MiB in writes of %d KiB, then %d round trips of %d B; %s"
            .formatted(OCTETS >> 20, Driver.WRITE >> 10, ROUND_TRIPS, Driver.REQUEST, socat));
    var bench = new TapBench();
    bench.checkSameOctets();
    System.out.println(bench.transfers(runs));
    System.out.println(roundTrips(runs));
  }

  private static TcpServer server(Handler handler) throws IOException {
    return TcpServer.with()
        .startByHand(listener -> {
          while (true) {
            var client = listener.accept();
            Thread.ofVirtual().start(() -> serve(client, handler));
          }
        });
  }

  private static void serve(SocketChannel client, Handler handler) {
    try (client) {
      handler.handle(client);
    } catch (IOException e) {
      // The driver sees that its answer is missing.
    }
  }

  private void checkSameOctets() throws Exception {
    var expected = sha256().digest(octets);
    try (var server = server(TapBench::answerDigest);
        var ways = Ways.to(server)) {
      for (var way : ways.addresses().entrySet()) {
        var line = Driver.connect(way.getValue());
        if (!Arrays.equals(Driver.transfer(line, octets, expected.length), expected)) {
          throw new IOException(way.getKey() + " delivers other octets");
        }
      }
      System.out.println(
          "Each of these delivers the same octets: "
              + String.join(", ", ways.addresses().keySet()));
    }
  }

  private String transfers(int runs) throws Exception {
    var comparison = new Comparison((OCTETS >> 20) + " MiB to the server");
    comparison.side(
        "driver, empty handler",
        1,
        () -> Driver.transfer(new Driver.Nowhere(), octets, COUNT_SIZE).length);
    try (var server = server(TapBench::answerCount);
        var ways = Ways.to(server)) {
      ways.addresses()
          .forEach(
              (name, address) -> comparison.side(name, 1, () -> transfer(Driver.connect(address))));
      return comparison.measure(runs).table(Ways.PEER, "");
    }
  }

  private long transfer(Driver.Line line) throws IOException {
    var answer = Driver.transfer(line, octets, COUNT_SIZE);
    long count = ByteBuffer.wrap(answer).getLong();
    if (count != OCTETS) {
      throw new IOException(count + " octets came");
    }
    return count;
  }

  private static String roundTrips(int runs) throws Exception {
    var comparison = new Comparison("a round trip");
    comparison.side(
        "driver, empty handler",
        ROUND_TRIPS,
        () -> Driver.roundTrips(new Driver.Nowhere(), ROUND_TRIPS));
    try (var server = server(TapBench::echo);
        var ways = Ways.to(server)) {
      ways.addresses()
          .forEach((name, address) ->
              comparison.side(
                  name,
                  ROUND_TRIPS,
                  () -> Driver.roundTrips(Driver.connect(address), ROUND_TRIPS)));
      return comparison.measure(runs).table(Ways.PEER, "");
    }
  }

  private static void answerCount(SocketChannel client) throws IOException {
    var read = ByteBuffer.allocateDirect(Driver.WRITE);
    long count = 0;
    for (int more = 0; more >= 0; more = client.read(read.clear())) {
      count += more;
    }
    client.write(ByteBuffer.allocate(COUNT_SIZE).putLong(count).flip());
  }

  private static void answerDigest(SocketChannel client) throws IOException {
    var read = ByteBuffer.allocateDirect(Driver.WRITE);
    var digest = sha256();
    while (client.read(read.clear()) >= 0) {
      digest.update(read.flip());
    }
    client.write(ByteBuffer.wrap(digest.digest()));
  }

  private static void echo(SocketChannel client) throws IOException {
    client.setOption(StandardSocketOptions.TCP_NODELAY, true);
    var read = ByteBuffer.allocateDirect(Driver.WRITE);
    while (client.read(read.clear()) >= 0) {
      read.flip();
      while (read.hasRemaining()) {
        client.write(read);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has it", e);
    }
  }
}
