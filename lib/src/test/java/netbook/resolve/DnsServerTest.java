package netbook.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import netbook.Leaks;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import netbook.dns.DnsMessage;
import netbook.dns.Flag;
import netbook.dns.Name;
import netbook.dns.Rcode;
import netbook.dns.RecordType;
import netbook.frame.LengthPrefixed;
import netbook.net.Servers;
import netbook.net.TcpClient;
import netbook.net.TcpConnection;
import netbook.net.TcpServer;
import netbook.net.UdpClient;
import netbook.net.UdpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Leaks.class)
@Timeout(30)
class DnsServerTest {
  private static final LengthPrefixed FRAMES = LengthPrefixed.u16();
  private static final Bytes JUNK = Bytes.ofHex("0001 0000 0001 0000 0000 0000 03 777777");

  @AfterEach
  void stopServers() {
    Servers.stopAll();
  }

  /** A zone with a name that has an address, and one with more than a datagram takes. */
  private static Zone zone(String address) throws MalformedException {
    var text = new StringBuilder("$TTL 60\n@ SOA ns hostmaster 1 2 3 4 5\n");
    text.append("www A ").append(address).append('\n');
    for (int i = 0; i < 100; i++) {
      text.append("large A 192.0.2.").append(i).append('\n');
    }
    return Zone.parse(text.toString(), "example.com");
  }

  private static DnsServer start() throws IOException {
    return DnsServer.start("names", zone("192.0.2.33"));
  }

  private static Bytes query(int id, String name) {
    return DnsMessage.query(id, Name.of(name), RecordType.A).encode();
  }

  private static DnsMessage askDatagram(DnsServer server, Bytes query) throws IOException {
    try (var client = UdpClient.connect(server.address())) {
      client.send(query);
      return DnsMessage.decode(client.receive().bytes());
    }
  }

  private static DnsMessage askStream(DnsServer server, Bytes query) throws IOException {
    try (var client = TcpClient.connect(server.address())) {
      client.send(FRAMES.encode(query));
      return receive(client);
    }
  }

  private static DnsMessage receive(TcpConnection client) throws IOException {
    int size = (int) client.readExactly(2).number(0, 2);
    return DnsMessage.decode(client.readExactly(size));
  }

  private static String address(DnsMessage answer) {
    return answer.answers().getFirst().data().toText();
  }

  private static void assertServes(DnsServer server, String wanted) throws IOException {
    assertThat(address(askDatagram(server, query(1, "www.example.com")))).isEqualTo(wanted);
    assertThat(address(askStream(server, query(2, "www.example.com")))).isEqualTo(wanted);
  }

  @Test
  void datagramsAndStreamsAreTakenOnOnePort() throws Exception {
    var server = start();
    assertThat(server.port()).isEqualTo(server.tcp().port()).isEqualTo(server.udp().port());
    assertThat(server.address()).isEqualTo(server.tcp().address());
    assertServes(server, "192.0.2.33");
    server.tcp().awaitServed(1);
    server.udp().awaitHandled(1);
    int port = server.port();
    assertThat(server)
        .hasToString(
            "names on 127.0.0.1:%d/udp, 1 handled, names/tcp on 127.0.0.1:%d, 1 served, 0 open"
                .formatted(port, port));
    assertThat(Servers.list())
        .containsExactly(
            new Servers.Entry("names", "127.0.0.1:" + port + "/udp"),
            new Servers.Entry("names/tcp", "127.0.0.1:" + port));
    assertThat(server.failures()).isEmpty();
  }

  @Test
  void aServerNeedsNoName() throws Exception {
    try (var one = DnsServer.start(zone("192.0.2.1"));
        var other = DnsServer.start(zone("192.0.2.2"))) {
      assertServes(one, "192.0.2.1");
      assertServes(other, "192.0.2.2");
    }
    assertThat(Servers.list()).isEmpty();
  }

  @Test
  void whatWasCutIsWholeInAStream() throws Exception {
    var server = start();
    var query = query(9, "large.example.com");
    var cut = askDatagram(server, query);
    assertThat(cut.header().has(Flag.TC)).isTrue();
    assertThat(cut.answers()).isEmpty();
    var whole = askStream(server, query);
    assertThat(whole.header().has(Flag.TC)).isFalse();
    assertThat(whole.answers()).hasSize(100);
  }

  /** RFC 7766 §6.2.1.1: a client may send more queries before it has the first answer. */
  @Test
  void manyQueriesMayBeSentAtOnceInOneConnection() throws Exception {
    var server = start();
    var all = Bytes.EMPTY;
    for (int id = 0; id < 50; id++) {
      all = all.plus(FRAMES.encode(query(id, "large.example.com")));
    }
    try (var client = TcpClient.connect(server.address())) {
      client.send(all);
      client.finishSending();
      for (int id = 0; id < 50; id++) {
        assertThat(receive(client).header().id()).isEqualTo(id);
      }
      assertThat(client.readAll()).isEqualTo(Bytes.EMPTY);
    }
    server.tcp().awaitServed(1);
    assertThat(server.failures()).isEmpty();
  }

  @Test
  void queriesMayComeOctetByOctet() throws Exception {
    var server = start();
    var octets =
        FRAMES.encode(query(1, "www.example.com")).plus(FRAMES.encode(query(2, "www.example.com")));
    try (var client = TcpClient.connect(server.address())) {
      for (int at = 0; at < octets.size(); at++) {
        client.send(octets.slice(at, at + 1));
      }
      assertThat(receive(client).header().id()).isEqualTo(1);
      assertThat(receive(client).header().id()).isEqualTo(2);
    }
  }

  /** Each cut of two queries, the rest only sent when the server has had what was before. */
  @Test
  void queriesMayBeCutAnywhere() throws Exception {
    var server = start();
    var one = FRAMES.encode(query(1, "www.example.com"));
    var two = FRAMES.encode(query(2, "www.example.com"));
    var three = FRAMES.encode(query(3, "www.example.com"));
    try (var client = TcpClient.connect(server.address())) {
      for (int cut = 0; cut <= two.size(); cut++) {
        client.send(one.plus(two.slice(0, cut)));
        assertThat(receive(client).header().id()).isEqualTo(1);
        client.send(two.from(cut).plus(three));
        assertThat(receive(client).header().id()).isEqualTo(2);
        assertThat(receive(client).header().id()).isEqualTo(3);
      }
    }
  }

  @Test
  void aClientThatStopsInAQueryKeepsNobodyWaiting() throws Exception {
    var server = start();
    var octets = FRAMES.encode(query(1, "www.example.com"));
    var waiting = new ArrayList<TcpConnection>();
    try {
      for (int size = 0; size < octets.size(); size++) {
        var client = TcpClient.connect(server.address());
        waiting.add(client);
        client.send(octets.slice(0, size));
      }
      assertServes(server, "192.0.2.33");
      for (int size = 0; size < octets.size(); size++) {
        waiting.get(size).send(octets.from(size));
        assertThat(address(receive(waiting.get(size)))).isEqualTo("192.0.2.33");
      }
    } finally {
      for (var client : waiting) {
        client.close();
      }
    }
  }

  @Test
  void junkInDatagramsIsAnsweredOrNotAndTheServerGoesOn() throws Exception {
    var server = start();
    var random = new Random(1);
    try (var client = UdpClient.connect(server.address())) {
      for (int i = 0; i < 200; i++) {
        var octets = new byte[random.nextInt(60)];
        random.nextBytes(octets);
        client.send(Bytes.copyOf(octets));
      }
    }
    assertThat(askDatagram(server, JUNK).rcode()).isEqualTo(Rcode.FORMERR);
    assertServes(server, "192.0.2.33");
    assertThat(server.failures()).isEmpty();
  }

  @Test
  void junkInAStreamIsAnsweredOrNotAndTheConnectionGoesOn() throws Exception {
    var server = start();
    var response = DnsMessage.decode(query(3, "www.example.com")).reply(Rcode.NOERROR).encode();
    try (var client = TcpClient.connect(server.address())) {
      client.send(FRAMES.encode(JUNK));
      assertThat(receive(client).rcode()).isEqualTo(Rcode.FORMERR);
      client.send(FRAMES.encode(Bytes.EMPTY)); // of no octets
      client.send(FRAMES.encode(Bytes.of(1, 2, 3)));
      client.send(FRAMES.encode(response));
      client.send(FRAMES.encode(Bytes.copyOf(new byte[0xffff])));
      assertThat(receive(client).rcode()).isEqualTo(Rcode.FORMERR);
      client.send(FRAMES.encode(query(4, "www.example.com")));
      assertThat(receive(client).header().id()).isEqualTo(4);
    }
    server.tcp().awaitServed(1);
    assertThat(server.failures()).isEmpty();
  }

  @Test
  void aClientMayEndOrBreakOffInAQuery() throws Exception {
    var server = start();
    var octets = FRAMES.encode(query(1, "www.example.com"));
    try (var client = TcpClient.connect(server.address())) {
      client.send(octets.slice(0, 9));
      client.finishSending();
      assertThat(client.readAll()).isEqualTo(Bytes.EMPTY);
    }
    var client = TcpClient.connect(server.address());
    client.send(octets.plus(octets.slice(0, 9)));
    receive(client);
    client.reset();
    server.tcp().awaitServed(2);
    assertThat(server.failures())
        .extracting(Object::toString)
        .containsExactly("connection 2: java.net.SocketException: Connection reset");
    assertServes(server, "192.0.2.33");
  }

  @Test
  void startingANameAgainReplacesBothHalves() throws Exception {
    var first = start();
    try (var client = TcpClient.connect(first.address())) {
      client.send(FRAMES.encode(query(1, "www.example.com")));
      receive(client);
      var second = DnsServer.start("names", zone("192.0.2.2"));
      assertThat(first.udp().isRunning()).isFalse();
      assertThat(first.tcp().isRunning()).isFalse();
      assertThat(client.readAll()).isEqualTo(Bytes.EMPTY);
      assertThat(Servers.list()).hasSize(2);
      assertServes(second, "192.0.2.2");
      first.close();
      assertServes(second, "192.0.2.2");
    }
  }

  @Test
  void startingANameAgainTakesItsPort() throws Exception {
    int port = start().port();
    for (int i = 0; i < 20; i++) {
      var server = DnsServer.start("names", port, zone("192.0.2." + i));
      assertThat(server.port()).isEqualTo(port);
      assertServes(server, "192.0.2." + i);
    }
    assertThat(Servers.list()).hasSize(2);
  }

  @Test
  void aRestartThatFailsLeavesNoHalfOfTheEarlierOne() throws Exception {
    var earlier = start();
    try (var taken = TcpServer.start("stream", _ -> {})) {
      assertThatExceptionOfType(BindException.class)
          .isThrownBy(() -> DnsServer.start("names", taken.port(), zone("192.0.2.1")));
      assertThat(Servers.list()).extracting(Servers.Entry::name).containsExactly("stream");
      assertThat(earlier.udp().isRunning() || earlier.tcp().isRunning()).isFalse();
    }
  }

  @Test
  void aPortThatIsTakenIsAnErrorAndNothingIsLeftOpen() throws Exception {
    var tcp = TcpServer.with().name("stream").port(quietPort());
    try (var taken = tcp.start(_ -> {})) {
      assertTaken(taken.port(), "127.0.0.1:%d, by the server \"stream\" of this notebook");
      try (var free = DatagramChannel.open()) {
        free.bind(new InetSocketAddress("127.0.0.1", taken.port()));
      }
    }
    var udp = UdpServer.with().name("datagram").port(quietPort());
    try (var taken = udp.start((_, _) -> {})) {
      assertTaken(taken.port(), "127.0.0.1:%d/udp, by the server \"datagram\" of this notebook");
      assertThat(refuses(taken.address())).isTrue();
    }
  }

  /** A port below those that the system gives to whoever asks for any, free for both. */
  private static int quietPort() throws IOException {
    var loopback = InetAddress.getLoopbackAddress();
    var random = new Random();
    for (int i = 1; ; i++) {
      int port = random.nextInt(20_000, 30_000);
      try (var _ = new ServerSocket(port, 1, loopback);
          var _ = new DatagramSocket(port, loopback)) {
        return port;
      } catch (BindException e) {
        assertThat(i).as("ports that were taken").isLessThan(20);
      }
    }
  }

  private static void assertTaken(int port, String by) throws MalformedException {
    var zone = zone("192.0.2.1");
    assertThatThrownBy(() -> DnsServer.start("names", port, zone))
        .isInstanceOf(BindException.class)
        .hasMessage("Address already in use: " + by.formatted(port));
    assertThat(Servers.list()).hasSize(1);
  }

  @Test
  void closingIsRepeatableAndFreesThePort() throws Exception {
    var server = start();
    server.close();
    server.close();
    assertThat(server.udp().isRunning()).isFalse();
    assertThat(server.tcp().isRunning()).isFalse();
    assertThat(refuses(server.address())).isTrue();
    assertThat(Servers.list()).isEmpty();
    assertThat(server.toString())
        .startsWith("names stopped, was on 127.0.0.1:")
        .contains(", names/tcp stopped, was on 127.0.0.1:");
    DnsServer.start("other", server.port(), zone("192.0.2.1")).close();
  }

  @Test
  void stoppingAllClosesAConnectionThatWaits() throws Exception {
    var server = start();
    try (var client = TcpClient.connect(server.address())) {
      client.send(FRAMES.encode(query(1, "www.example.com")));
      receive(client);
      assertThat(Servers.stopAll()).hasSize(2);
      assertThat(client.readAll()).isEqualTo(Bytes.EMPTY);
    }
    assertThat(server.failures()).isEmpty();
  }

  @Test
  void aForgottenServerGoes() throws Exception {
    var port = new AtomicInteger();
    forget(() -> {
      var server = start();
      assertServes(server, "192.0.2.33");
      port.set(server.port());
      return server;
    });
    awaitTrue(() -> {
      System.gc();
      return Servers.list().isEmpty() && refuses(new InetSocketAddress("127.0.0.1", port.get()));
    });
  }

  /** Both transports at once, from many clients. */
  @Test
  void manyClientsAskAtOnce() throws Exception {
    var server = start();
    var clients = new ArrayList<TcpConnection>();
    try (var datagrams = UdpClient.connect(server.address())) {
      datagrams.timeout(Duration.ofSeconds(10));
      for (int i = 0; i < 100; i++) {
        clients.add(TcpClient.connect(server.address()));
        clients.get(i).send(FRAMES.encode(query(i, "large.example.com")));
        datagrams.send(query(i, "www.example.com"));
        assertThat(DnsMessage.decode(datagrams.receive().bytes()).header().id()).isEqualTo(i);
      }
      for (int i = 99; i >= 0; i--) {
        assertThat(receive(clients.get(i)).header().id()).isEqualTo(i);
      }
    } finally {
      for (var client : clients) {
        client.close();
      }
    }
    server.tcp().awaitServed(100);
    assertThat(server.failures()).isEmpty();
  }

  private static boolean refuses(InetSocketAddress address) {
    try (var _ = TcpClient.connect(address)) {
      return false;
    } catch (IOException e) {
      return e instanceof ConnectException;
    }
  }

  private static void awaitTrue(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static void forget(Callable<?> body) throws Exception {
    body.call();
  }
}
