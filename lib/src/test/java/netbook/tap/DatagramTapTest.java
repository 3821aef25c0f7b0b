package netbook.tap;

import static netbook.tap.Fault.delay;
import static netbook.tap.Fault.drop;
import static netbook.tap.Fault.duplicate;
import static netbook.tap.Fault.throttle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import netbook.Leaks;
import netbook.bytes.Bytes;
import netbook.net.DatagramHandler;
import netbook.net.Servers;
import netbook.net.UdpClient;
import netbook.net.UdpServer;
import netbook.trace.Event;
import netbook.trace.Event.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A tap before a server of datagrams: what it passes on and records, and when all is done. */
@ExtendWith(Leaks.class)
@Timeout(60)
class DatagramTapTest {
  private static final DatagramHandler ECHO = (request, reply) -> reply.send(request.bytes());

  @AfterEach
  void stopServers() {
    Servers.stopAll();
  }

  private static List<String> told(Tap tap) {
    return tap.trace().events().stream().map(DatagramTapTest::told).toList();
  }

  private static String told(Event event) {
    var what = event.kind().crosses() ? event.bytes().toString() : event.kind().name();
    return "%d %s > %s %s %s"
        .formatted(event.connection(), event.from(), event.to(), what, event.note())
        .strip();
  }

  @Test
  void withoutFaultsNothingIsAddedOrLost() throws Exception {
    var largest = Bytes.copyOf(new byte[65_507]);
    try (var echo = UdpServer.start(ECHO);
        var tap = Tap.before(echo);
        var one = UdpClient.connect(tap.address());
        var other = UdpClient.open()) {
      for (var sent : List.of(Bytes.utf8("hello"), Bytes.EMPTY, largest)) {
        one.send(sent);
        assertThat(one.receive().bytes()).isEqualTo(sent);
      }
      other.send("hi", tap.address());
      assertThat(other.receive().sender()).isEqualTo(tap.address());
      tap.settle();
      assertThat(told(tap))
          .containsExactly(
              "1 client > server 5 B \"hello\"",
              "1 server > client 5 B \"hello\"",
              "1 client > server 0 B",
              "1 server > client 0 B",
              "1 client > server " + largest,
              "1 server > client " + largest,
              "2 client > server 2 B \"hi\"",
              "2 server > client 2 B \"hi\"");
      assertThat(tap.lost()).isZero();
      assertThat(tap.failures()).isEmpty();
      assertThat(tap)
          .hasToString("tap on 127.0.0.1:" + tap.port() + ", 2 clients, 131028 B relayed");
      assertThat(echo.trace().connections()).isEqualTo(2);
    }
  }

  @Test
  void faultsAreSeenAtTheTapInBothDirections() throws Exception {
    try (var echo = UdpServer.start(ECHO);
        var tap = Tap.before(echo).toServer(drop().on(2)).toClient(duplicate().on(1));
        var client = UdpClient.connect(tap.address())) {
      client.send("one");
      client.send("two");
      assertThat(client.receive().bytes()).isEqualTo(Bytes.utf8("one"));
      assertThat(client.receive().bytes()).isEqualTo(Bytes.utf8("one"));
      tap.settle();
      assertThat(told(tap))
          .containsExactlyInAnyOrder( // the second may come before the first one's echo
              "1 client > server 3 B \"one\"",
              "1 client > tap 3 B \"two\"",
              "1 client > tap LOST 3 B, drop on datagram 2",
              "1 server > client 3 B \"one\"",
              "1 tap > client 3 B \"one\" duplicate on datagram 1");
      assertThat(tap.lost()).isEqualTo(3);
      assertThat(tap.toString())
          .contains(
              ", 1 client, 9 B relayed, 3 B lost, to server: drop on datagram 2, to client: ");
    }
  }

  @Test
  void faultsHoldForClientsTakenOnFromThenOn() throws Exception {
    try (var echo = UdpServer.start(ECHO);
        var tap = Tap.before(echo);
        var before = UdpClient.connect(tap.address());
        var after = UdpClient.connect(tap.address())) {
      before.send("1");
      assertThat(before.receive().bytes()).isEqualTo(Bytes.utf8("1"));
      tap.toServer(drop());
      before.send("2");
      assertThat(before.receive().bytes()).isEqualTo(Bytes.utf8("2"));
      after.send("3");
      tap.settle();
      assertThat(told(tap)).endsWith("2 client > tap LOST 1 B, drop");
    }
  }

  @Test
  void aRefusalStopsAtTheTapAndTheNextDatagramStillLeaves() throws Exception {
    var server = UdpServer.start(ECHO);
    try (var tap = Tap.beforeUdp(server.address());
        var client = UdpClient.connect(tap.address())) {
      server.close();
      client.send("anybody?");
      assertThatThrownBy(() -> client.receive(Duration.ofMillis(100)))
          .isInstanceOf(SocketTimeoutException.class);
      tap.settle();
      assertThat(told(tap))
          .containsExactly("1 client > server 8 B \"anybody?\"", "1 tap > server REFUSED");
      try (var again = UdpServer.with().port(server.port()).start(ECHO)) {
        client.send("now?");
        assertThat(client.receive().bytes()).isEqualTo(Bytes.utf8("now?"));
        assertThat(again.failures()).isEmpty();
      }
      assertThat(tap.failures()).isEmpty();
    }
  }

  @Test
  void aRefusalKeepsNoDatagramFromLeaving() throws Exception {
    var server = UdpServer.start(ECHO);
    server.close();
    try (var tap = Tap.beforeUdp(server.address()).toServer(delay(Duration.ofMillis(50)));
        var client = UdpClient.connect(tap.address())) {
      for (int i = 0; i < 5; i++) {
        client.send("x"); // the next leaves before the refusal of this one is read
      }
      tap.settle();
      assertThat(told(tap)).filteredOn(event -> event.startsWith("1 tap > server 1 B")).hasSize(5);
      assertThat(told(tap)).contains("1 tap > server REFUSED");
      assertThat(tap.lost()).isZero();
      assertThat(tap.failures()).isEmpty();
    }
  }

  @Test
  void settlingWaitsForWhatAFaultHolds() throws Exception {
    try (var server = UdpServer.start((_, _) -> {});
        var tap = Tap.before(server).toServer(delay(Duration.ofMillis(700)));
        var client = UdpClient.connect(tap.address())) {
      client.send("late");
      long before = System.nanoTime();
      tap.settle();
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isGreaterThan(Duration.ofMillis(500));
      assertThat(told(tap))
          .containsExactly(
              "1 client > tap 4 B \"late\"", "1 tap > server 4 B \"late\" delay by 700 ms");
      server.awaitHandled(1);
      long again = System.nanoTime();
      tap.settle();
      assertThat(Duration.ofNanos(System.nanoTime() - again)).isLessThan(Duration.ofMillis(500));
    }
  }

  @Test
  void whatWasSentBeforeSettlingHasBeenReadAfterIt() throws Exception {
    try (var server = UdpServer.start((_, _) -> {});
        var tap = Tap.before(server);
        var client = UdpClient.connect(tap.address())) {
      for (int i = 1; i <= 30; i++) {
        for (int j = 0; j < 10; j++) {
          client.send("x");
        }
        tap.settle();
        assertThat(tap.trace().events()).hasSize(10 * i);
      }
    }
  }

  @Test
  void settlingGivesUpAndSaysWhatIsHeld() throws Exception {
    try (var server = UdpServer.start((_, _) -> {});
        var tap = Tap.before(server).toServer(throttle(10));
        var client = UdpClient.connect(tap.address())) {
      client.send("x".repeat(1000));
      client.send("y");
      assertThatThrownBy(() -> tap.settle(Duration.ofMillis(300)))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessage("no quiet tap within 300 ms: 1 clients, 2 datagrams held");
      assertThat(tap.failures()).isEmpty();
    }
  }

  @Test
  void threeThousandClientsLeaveNothingBehindAndTheOldestGo() throws Exception {
    int clients = 3000;
    try (var echo = UdpServer.start(ECHO);
        var tap = Tap.before(echo).toServer(duplicate().on(2))) {
      try (var open = new Clients()) {
        for (int i = 0; i < clients; i++) {
          var client = open.add(tap);
          client.send("client " + i);
          assertThat(client.receive().bytes()).isEqualTo(Bytes.utf8("client " + i));
        }
      }
      tap.settle();
      assertThat(tap.toString()).contains(", 3000 clients (2000 let go), ");
      assertThat(tap.failures()).isEmpty();
      var closed =
          tap.trace().events().stream()
              .filter(e -> e.kind() == Kind.CLOSE)
              .map(Event::connection)
              .toList();
      assertThat(closed).hasSize(2000).startsWith(1, 2, 3).endsWith(1999, 2000);
    }
  }

  /** Clients that stay open, since the system would soon give a port to another one. */
  private static final class Clients implements AutoCloseable {
    private final List<UdpClient> open = new ArrayList<>();

    UdpClient add(Tap tap) throws IOException {
      open.add(UdpClient.connect(tap.address()));
      return open.getLast();
    }

    @Override
    public void close() throws IOException {
      for (var client : open) {
        client.close();
      }
    }
  }

  @Test
  void whoIsSilentLongestGoesFirstUnlessSomethingIsHeldForHim() throws Exception {
    try (var server = UdpServer.start(ECHO);
        var tap = Tap.before(server);
        var clients = new Clients()) {
      var first = clients.add(tap);
      var waiting = clients.add(tap);
      first.send("1");
      assertThat(first.receive().bytes()).isEqualTo(Bytes.utf8("1"));
      tap.toServer(delay(Duration.ofSeconds(30)));
      waiting.send("2");
      awaitTrue(() -> tap.trace().connections() == 2);
      tap.toServer();
      for (int i = 2; i < DatagramRelay.CLIENTS_MAX; i++) {
        var client = clients.add(tap);
        client.send("x");
        client.receive();
      }
      first.send("again");
      assertThat(first.receive().bytes()).isEqualTo(Bytes.utf8("again"));
      var more = clients.add(tap);
      more.send("more");
      more.receive();
      assertThat(tap.trace().events())
          .filteredOn(e -> e.kind() == Kind.CLOSE)
          .extracting(Event::connection)
          .containsExactly(3);
    }
  }

  @Test
  void whatItHoldsIsBoundedAndTheRestIsLostAndCounted() throws Exception {
    var big = Bytes.copyOf(new byte[60_000]);
    int sent = 400; // 24 MB, where it holds 16 MiB
    try (var server = UdpServer.start((_, _) -> {});
        var tap = Tap.before(server).toServer(delay(Duration.ofSeconds(50)));
        var client = UdpClient.connect(tap.address())) {
      for (int i = 1; i <= sent; i++) {
        int came = i;
        client.send(big);
        awaitTrue(() -> came(tap) == came); // no more in flight than a buffer takes
      }
      long kept = (sent * 60_000L - tap.lost()) / 60_000;
      assertThat(kept).isBetween(270L, 290L);
      assertThat(told(tap)).endsWith("1 client > tap LOST 60000 B, no room in the tap");
    }
  }

  private static long came(Tap tap) {
    return tap.trace().dropped()
        + tap.trace().events().stream().filter(e -> e.kind() == Kind.DATAGRAM).count()
        - (tap.lost() - lostIn(tap)) / 60_000;
  }

  private static long lostIn(Tap tap) {
    return tap.trace().events().stream().filter(e -> e.kind() == Kind.LOST).count() * 60_000;
  }

  @Test
  void stoppingFreesThePortAlsoWhenTheServersAreStopped() throws Exception {
    var echo = UdpServer.start(ECHO);
    var tap = Tap.before(echo);
    try (var client = UdpClient.connect(tap.address())) {
      client.send("x");
      assertThat(client.receive().bytes()).isEqualTo(Bytes.utf8("x"));
      tap.close();
      tap.close();
      UdpServer.with().port(tap.port()).start(ECHO).close();
      tap.settle();
    }
    var stopped = Tap.before(echo);
    assertThat(Servers.stopAll()).hasSize(2);
    UdpServer.with().port(stopped.port()).start(ECHO).close();
    assertThat(stopped.failures()).isEmpty();
  }

  @Test
  void aForgottenTapGoesAndHoldsItsServerBefore() throws Exception {
    var port = forgotten();
    awaitTrue(() -> {
      System.gc();
      return Servers.list().isEmpty();
    });
    UdpServer.with().port(port).start(ECHO).close();
  }

  private static int forgotten() throws Exception {
    var tap = Tap.before(UdpServer.start(ECHO));
    try (var client = UdpClient.connect(tap.address())) {
      for (int i = 0; i < 5; i++) {
        System.gc();
      }
      client.send("held");
      assertThat(client.receive().bytes()).isEqualTo(Bytes.utf8("held"));
    }
    return tap.port();
  }

  @Test
  void aServerByHandIsTappedAndAGroupIsNot() throws Exception {
    var byHand =
        UdpServer.with()
            .startByHand(socket -> {
              var buffer = ByteBuffer.allocate(100);
              var sender = socket.receive(buffer);
              socket.send(buffer.flip(), sender);
            });
    try (var tap = Tap.before(byHand);
        var client = UdpClient.connect(tap.address())) {
      client.send("by hand");
      assertThat(client.receive().bytes()).isEqualTo(Bytes.utf8("by hand"));
    }
    var group = UdpServer.with().inGroupOnLoopback(InetAddress.getByName("239.255.0.7"));
    assertThatThrownBy(() -> Tap.before(group.start(ECHO)))
        .hasMessage("server: 239.255.0.7 is the address of many, and a tap is before one");
    assertThatThrownBy(() -> Tap.beforeUdp(InetSocketAddress.createUnresolved("nobody.invalid", 1)))
        .isInstanceOf(java.net.UnknownHostException.class);
  }

  @Test
  void whatCantBeDoneToDatagramsIsRefusedWithTheReason() throws Exception {
    try (var echo = UdpServer.start(ECHO);
        var tap = Tap.before(echo)) {
      assertThatThrownBy(() -> tap.toServer(Fault.slice(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("slice at 1: a datagram keeps its borders");
      assertThatThrownBy(() -> tap.toClient(drop().after(1)))
          .hasMessage("drop after 1 B: datagrams aren't counted in octets");
    }
  }

  private static void awaitTrue(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
