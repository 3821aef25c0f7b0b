package netbook.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import netbook.bytes.Bytes;
import netbook.net.UdpClient;
import netbook.net.UdpServer;
import netbook.trace.Event;
import org.jspecify.annotations.Nullable;

/** The same datagrams through a tap and in memory: a client sends some to a server. */
final class DatagramRuns {
  private DatagramRuns() {}

  /** One to seven datagrams of up to 19 octets: few enough for any receiver's buffer. */
  static List<Bytes> random(long seed) {
    var random = new SplittableRandom(seed);
    var sent = new ArrayList<Bytes>();
    int count = random.nextInt(1, 8);
    for (int i = 0; i < count; i++) {
      var octets = new byte[random.nextInt(20)];
      random.nextBytes(octets);
      sent.add(Bytes.copyOf(octets));
    }
    return sent;
  }

  /**
   * What came of a run.
   *
   * @param received what the server got, in its order
   * @param events what the trace says, without times
   * @param lost how many octets were swallowed
   */
  record Outcome(List<Bytes> received, List<String> events, long lost) {
    /** What came to the tap, be it seen there or not. */
    List<String> toTap() {
      return events.stream()
          .filter(told -> told.startsWith("client > "))
          .map(told -> told.replace("client > server", "client > tap"))
          .toList();
    }

    /** What went on from the tap, be it seen there or not. */
    List<String> fromTap() {
      return events.stream()
          .filter(told -> told.contains(" > server "))
          .map(told -> told.replace("client > server", "tap > server"))
          .toList();
    }
  }

  /** Sends them all at once, and lets all the time pass that there is. */
  static Outcome inMemory(Script script, List<Bytes> sent) {
    var got = new ArrayList<Bytes>();
    var link = MemoryDatagrams.of((_, datagram) -> got.add(datagram), script, Script.NOTHING);
    sent.forEach(link::send);
    link.timeout(Duration.ofDays(30));
    try {
      throw new AssertionError("who sent " + link.receive());
    } catch (SocketTimeoutException e) {
      var events = link.trace().events();
      return new Outcome(got, told(events.subList(0, events.size() - 1)), link.lost());
    }
  }

  /** A server, a tap before it with a script, and a client that sends: until it is closed. */
  static final class OnSockets implements AutoCloseable {
    private final BlockingQueue<Bytes> received = new LinkedBlockingQueue<>();
    private final UdpServer server;
    private final Tap tap;
    private final UdpClient client;

    OnSockets(Script script, List<Bytes> sent) throws IOException {
      server = UdpServer.start((request, _) -> received.add(request.bytes()));
      tap = Tap.before(server).toServer(script);
      client = UdpClient.connect(tap.address());
      for (var datagram : sent) {
        client.send(datagram);
      }
    }

    /** Waits for as many datagrams as are to come and for the tap to settle. */
    Outcome outcome(int count) throws Exception {
      var got = new ArrayList<Bytes>();
      for (int i = 0; i < count; i++) {
        var next = poll();
        if (next != null) {
          got.add(next);
        }
      }
      tap.settle();
      received.drainTo(got); // if there is more than should be
      assertThat(tap.failures()).isEmpty();
      return new Outcome(got, told(tap.trace().events()), tap.lost());
    }

    private @Nullable Bytes poll() throws InterruptedException {
      return received.poll(5, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
      client.close();
      tap.close();
      server.close();
    }
  }

  private static List<String> told(List<Event> events) {
    return events.stream()
        .map(e ->
            "%s > %s %s %s %s".formatted(e.from(), e.to(), e.kind(), e.bytes().toHex(), e.note()))
        .toList();
  }
}
