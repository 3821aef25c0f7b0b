package netbook.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import netbook.Leaks;
import netbook.bytes.Bytes;
import netbook.trace.Event;
import netbook.trace.Trace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Leaks.class)
@Timeout(30)
class UdpTest {
  private static final DatagramHandler ECHO = (request, reply) -> reply.send(request.bytes());
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final InetSocketAddress NOBODY = new InetSocketAddress("127.0.0.1", 1);

  @AfterEach
  void stopServers() {
    Servers.stopAll();
  }

  @Test
  void eachClientIsAnsweredAndIsAConnectionOfItsOwn() throws Exception {
    var server = UdpServer.start("echo", ECHO);
    try (var one = UdpClient.connect(server.address());
        var other = UdpClient.open()) {
      one.send("one");
      assertThat(one.receive().bytes()).isEqualTo(Bytes.utf8("one"));
      other.send("other", server.address());
      assertThat(other.receive()).isEqualTo(new Datagram(server.address(), Bytes.utf8("other"), 0));
      one.send("again");
      assertThat(one.receive().bytes()).isEqualTo(Bytes.utf8("again"));
    }
    server.awaitHandled(3);
    assertThat(server.trace().events())
        .extracting(e -> e.connection() + " " + e.from() + " " + e.kind() + " " + e.bytes())
        .containsExactly(
            "1 client DATAGRAM 3 B \"one\"",
            "1 server DATAGRAM 3 B \"one\"",
            "2 client DATAGRAM 5 B \"other\"",
            "2 server DATAGRAM 5 B \"other\"",
            "1 client DATAGRAM 5 B \"again\"",
            "1 server DATAGRAM 5 B \"again\"");
    assertThat(server.failures()).isEmpty();
    assertThat(server).hasToString("echo on 127.0.0.1:" + server.port() + "/udp, 3 handled");
  }

  @Test
  void datagramsKeepTheirBordersAndAnEmptyOneIsOne() throws Exception {
    var largest = new byte[Datagram.SIZE_MAX];
    new Random(1).nextBytes(largest);
    var server = UdpServer.start(ECHO);
    try (var client = UdpClient.connect(server.address())) {
      for (var sent : List.of(Bytes.EMPTY, Bytes.of(7), Bytes.copyOf(largest), Bytes.EMPTY)) {
        client.send(sent);
        assertThat(client.receive().bytes()).isEqualTo(sent);
      }
      client.send("a");
      client.send("b");
      assertThat(client.receive().bytes()).isEqualTo(Bytes.utf8("a"));
      assertThat(client.receive().bytes()).isEqualTo(Bytes.utf8("b"));
    }
  }

  @Test
  void emptyDatagramsFromAConnectedSocketComeFromItsOwnPortAndDisturbNoAnswer() throws Exception {
    var server = UdpServer.start(ECHO);
    try (var client = UdpClient.connect(server.address())) {
      for (int i = 0; i < 1000; i++) {
        client.send("before");
        client.send(Bytes.EMPTY);
        assertThat(client.receive().bytes()).isEqualTo(Bytes.utf8("before"));
        assertThat(client.receive().bytes()).isEqualTo(Bytes.EMPTY);
      }
    }
    assertThat(server.trace().connections()).isEqualTo(1);
  }

  @Test
  void oneOctetMoreThanFitsIsRefusedWithTheNumbers() throws Exception {
    try (var client = UdpClient.open()) {
      assertThatThrownBy(() -> client.send(Bytes.copyOf(new byte[Datagram.SIZE_MAX + 1]), NOBODY))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "datagram: 65508 B are more than 65507 B,"
                  + " which is 65535 B of an IPv4 packet less 20 B and 8 B of headers");
      assertThat(client.trace().events()).isEmpty();
    }
  }

  @Test
  void whatIsTooLongForItsReceiverIsCutAndTheLossIsTold() throws Exception {
    var server = UdpServer.with().takingAtMost(3).start(ECHO);
    try (var client = UdpClient.connect(server.address())) {
      client.send("truncated");
      assertThat(client.receive().bytes()).isEqualTo(Bytes.utf8("tru"));
      client.send("abc");
      var cut = client.receive(2);
      assertThat(cut).hasToString("127.0.0.1:%d 2 B \"ab\", 1 B lost".formatted(server.port()));
      assertThat(cut.lost()).isEqualTo(1);
      client.timeout(SHORT);
      assertThatThrownBy(client::receive)
          .as("the rest is gone")
          .isInstanceOf(SocketTimeoutException.class);
      assertThat(client.trace().events())
          .extracting(Event::note)
          .contains("2 of 3 B taken, 1 B lost");
    }
    assertThat(server.trace().events().getFirst().bytes())
        .as("the whole of it crossed")
        .isEqualTo(Bytes.utf8("truncated"));
    assertThat(server.trace().events().getFirst().note()).isEqualTo("3 of 9 B taken, 6 B lost");
  }

  @Test
  void anUnconnectedClientTakesAnybodysDatagramAndAConnectedOneDoesNot() throws Exception {
    var silent = UdpServer.start((_, _) -> {});
    try (var open = UdpClient.open();
        var connected = UdpClient.connect(silent.address());
        var forger = UdpClient.open()) {
      open.send("who is it?", silent.address());
      connected.send("who is it?");
      forger.send("me", open.localAddress());
      forger.send("me", connected.localAddress());
      var taken = open.receive();
      assertThat(taken.bytes()).isEqualTo(Bytes.utf8("me"));
      assertThat(taken.sender()).isEqualTo(forger.localAddress()).isNotEqualTo(silent.address());
      assertThat(open.trace().connections()).as("a conversation of its own").isEqualTo(2);
      assertThatThrownBy(() -> connected.receive(SHORT))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessage("no datagram from the server within 100 ms");
      silent.send(Bytes.utf8("true"), connected.localAddress());
      assertThat(connected.receive().bytes()).isEqualTo(Bytes.utf8("true"));
    }
  }

  @Test
  void aTimeoutIsAnEventAndLosesNothing() throws Exception {
    try (var client = UdpClient.with().timeout(SHORT).open();
        var other = UdpClient.open()) {
      assertThatThrownBy(client::receive)
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessage("no datagram within 100 ms");
      other.send("late", client.localAddress());
      client.timeout(Duration.ofSeconds(5));
      assertThat(client.receive().bytes()).isEqualTo(Bytes.utf8("late"));
      assertThat(told(client.trace()))
          .containsExactly(
              "1 server > client TIMEOUT no datagram within 100 ms", "2 server > client DATAGRAM");
    }
  }

  @Test
  void aConnectedClientIsToldThatNobodyReceivesThere() throws Exception {
    var gone = UdpServer.start(ECHO);
    gone.close();
    try (var client = UdpClient.connect(gone.address());
        var open = UdpClient.open()) {
      client.send("anybody?");
      assertThatThrownBy(client::receive)
          .isInstanceOf(PortUnreachableException.class)
          .hasMessage(
              "Port unreachable: 127.0.0.1:%d, nobody receives there".formatted(gone.port()));
      assertThat(told(client.trace()))
          .containsExactly("1 client > server DATAGRAM", "1 client > server REFUSED");
      open.send("anybody?", gone.address());
      assertThatThrownBy(() -> open.receive(SHORT))
          .as("nobody tells an unconnected one")
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void aRefusalThatASendFindsSaysThatItDidNotLeave() throws Exception {
    var gone = UdpServer.start(ECHO);
    gone.close();
    try (var client = UdpClient.connect(gone.address())) {
      client.send("1");
      awaitTrue(() -> caught(() -> sent(client, "2")) instanceof PortUnreachableException);
      var sent = client.trace().events();
      assertThat(sent.getLast().kind()).isEqualTo(Event.Kind.REFUSED);
    }
  }

  @Test
  void aHandlersFailureIsKeptAndTheServerGoesOn() throws Exception {
    var server =
        UdpServer.start((request, reply) -> {
          if (request.bytes().isEmpty()) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("as asked");
          }
          reply.send("fine");
          reply.send("twice");
        });
    try (var client = UdpClient.connect(server.address())) {
      client.send(Bytes.EMPTY);
      client.send("go on");
      assertThat(client.receive().bytes().toText()).isEqualTo("fine");
      assertThat(client.receive().bytes().toText()).isEqualTo("twice");
    }
    server.awaitHandled(2);
    assertThat(server.failures())
        .extracting(Failure::toString)
        .containsExactly("connection 1: java.lang.IllegalStateException: as asked");
    assertThat(server.toString()).endsWith("/udp, 2 handled, 1 failed");
  }

  @Test
  void serversAreNamedListedAndStoppedLikeOthers() throws Exception {
    var first = UdpServer.start("echo", ECHO);
    assertThatThrownBy(() -> UdpServer.with().port(first.port()).start(ECHO))
        .isInstanceOf(BindException.class)
        .hasMessage(
            "Address already in use: 127.0.0.1:%d/udp, by the server \"echo\" of this notebook"
                .formatted(first.port()));
    try (var beside = TcpServer.with().port(first.port()).start(_ -> {})) {
      assertThat(beside.port()).as("another protocol's port").isEqualTo(first.port());
    } catch (BindException e) { // some other program has it
      assertThat(e).hasMessageNotContaining("of this notebook");
    }
    for (int i = 0; i < 20; i++) {
      UdpServer.with().name("echo").port(first.port()).start(ECHO);
    }
    assertThat(first.toString()).startsWith("echo stopped, was on");
    assertThat(Servers.list())
        .containsExactly(new Servers.Entry("echo", "127.0.0.1:" + first.port() + "/udp"));
    assertThat(Servers.stopAll()).hasSize(1);
    assertThat(Servers.list()).isEmpty();
  }

  @Test
  void closingIsQuickRepeatableAndFreesThePort() throws Exception {
    var begun = new CountDownLatch(1);
    var never = new CountDownLatch(1);
    var server =
        UdpServer.start((_, _) -> {
          begun.countDown();
          try {
            never.await();
          } catch (InterruptedException e) {
            throw new InterruptedIOException();
          }
        });
    try (var client = UdpClient.connect(server.address())) {
      client.send("x");
      assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
      Thread.currentThread().interrupt();
      server.close();
      assertThat(Thread.interrupted()).isTrue();
      server.close();
      UdpServer.with().port(server.port()).start(ECHO).close();
    }
    server.awaitStopped();
    assertThat(server.failures()).isEmpty();
  }

  @Test
  void aForgottenServerAndAForgottenClientGo() throws Exception {
    var port = new AtomicReference<Integer>();
    forget(() -> {
      var server = UdpServer.start(ECHO);
      port.set(server.port());
      return List.of(server, UdpClient.connect(server.address()));
    });
    awaitTrue(() -> {
      System.gc();
      return Servers.list().isEmpty() && isFree(port.get());
    });
  }

  @Test
  void aLoopWrittenByHandIsAServerToo() throws Exception {
    var server =
        UdpServer.with()
            .startByHand(socket -> {
              var buffer = ByteBuffer.allocate(16);
              var sender = Objects.requireNonNull(socket.receive(buffer));
              socket.send(buffer.flip(), sender);
            });
    try (var client = UdpClient.connect(server.address())) {
      client.send("once");
      assertThat(client.receive().bytes()).isEqualTo(Bytes.utf8("once"));
    }
    server.awaitStopped();
    assertThat(Servers.list()).isEmpty();
    var waiting = UdpServer.with().startByHand(socket -> socket.receive(ByteBuffer.allocate(1)));
    waiting.close();
    waiting.awaitStopped();
    assertThat(waiting.failures()).isEmpty();
    var failing =
        UdpServer.with()
            .startByHand(_ -> {
              throw new IllegalStateException("mine");
            });
    failing.awaitStopped();
    assertThat(failing.failures())
        .extracting(Failure::toString)
        .containsExactly("receive loop: java.lang.IllegalStateException: mine");
  }

  @Test
  void anInterruptEndsAWaitAndLeavesTheSocket() throws Exception {
    var server = UdpServer.start(ECHO);
    try (var client = UdpClient.connect(server.address())) {
      var thrown = new AtomicReference<Throwable>();
      var reader = Thread.ofPlatform().start(() -> thrown.set(caught(client::receive)));
      reader.interrupt();
      assertThat(reader.join(Duration.ofSeconds(5))).isTrue();
      assertThat(thrown.get()).isInstanceOf(InterruptedIOException.class);
      client.send("still here");
      assertThat(client.receive().bytes()).isEqualTo(Bytes.utf8("still here"));
      assertThat(client)
          .hasToString(
              "UDP client 127.0.0.1:%d ↔ server 127.0.0.1:%d, open"
                  .formatted(client.localAddress().getPort(), server.port()));
    }
  }

  @Test
  void closingAClientEndsItsWait() throws Exception {
    var client = UdpClient.open();
    var thrown = new AtomicReference<Throwable>();
    var reader = Thread.ofPlatform().start(() -> thrown.set(caught(client::receive)));
    client.close();
    client.close();
    assertThat(reader.join(Duration.ofSeconds(5))).isTrue();
    assertThat(thrown.get()).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> client.send("x", NOBODY)).isInstanceOf(ClosedChannelException.class);
    assertThat(client.toString()).endsWith(", not connected, closed");
    assertThat(client.trace().events()).isEmpty();
  }

  @Test
  void aGroupsMembersAllHearWhatIsSentToIt() throws Exception {
    var group = InetAddress.getByName("239.255.0.7");
    var one = UdpServer.with().inGroupOnLoopback(group).start(ECHO);
    var other = UdpServer.with().inGroupOnLoopback(group).port(one.port()).start(ECHO);
    assertThat(one.address()).isEqualTo(new InetSocketAddress(group, one.port()));
    for (int timeToLive : new int[] {0, 1}) {
      try (var client = UdpClient.with().toGroupsOnLoopback(timeToLive).open()) {
        client.send("all", one.address());
        for (int i = 0; i < 2; i++) {
          assertThat(client.receive().bytes()).isEqualTo(Bytes.utf8("all"));
        }
      }
    }
    one.awaitHandled(2);
    other.awaitHandled(2);
    assertThatThrownBy(() -> UdpServer.with().inGroupOnLoopback(InetAddress.getByName("127.0.0.1")))
        .hasMessage("group: 127.0.0.1 is not in 224.0.0.0 to 239.255.255.255");
    assertThatThrownBy(() -> UdpClient.with().toGroupsOnLoopback(2))
        .hasMessage("timeToLive: 2 is not in 0..1");
  }

  @Test
  void aBroadcastHasToBeAllowedAndReachesAll() throws Exception {
    var one = UdpServer.with().hearingBroadcastOnLoopback().start(ECHO);
    var other = UdpServer.with().hearingBroadcastOnLoopback().port(one.port()).start(ECHO);
    assertThat(one.address().getHostString()).isEqualTo("127.255.255.255");
    try (var client = UdpClient.with().allowingBroadcast().open();
        var plain = UdpClient.open()) {
      assertThatThrownBy(() -> plain.send("all", one.address()))
          .isInstanceOf(SocketException.class)
          .hasMessage("Permission denied: 127.255.255.255:" + one.port());
      client.send("all", one.address());
      for (int i = 0; i < 2; i++) {
        assertThat(client.receive().bytes()).isEqualTo(Bytes.utf8("all"));
      }
    }
    one.awaitHandled(1);
    other.awaitHandled(1);
  }

  @Test
  void speaksOverIpv6WhereTheMachineHasIt() throws Exception {
    UdpServer server;
    try {
      server = UdpServer.with().onIpv6Loopback().start(ECHO);
    } catch (BindException e) {
      assertThat(Files.exists(Path.of("/proc/net/if_inet6"))).as("%s", e).isFalse();
      return;
    }
    try (var client = UdpClient.connect(server.address());
        var open = UdpClient.open()) {
      client.send("six");
      assertThat(client.receive().sender()).isEqualTo(server.address());
      assertThatThrownBy(() -> open.send("six", server.address()))
          .isInstanceOf(SocketException.class)
          .hasMessage("This socket has no such addresses: [::1]:" + server.port());
    }
  }

  @Test
  void refusesNonsense() throws Exception {
    assertThatThrownBy(() -> UdpServer.with().port(70000))
        .hasMessage("port: 70000 is not in 0..65535");
    assertThatThrownBy(() -> UdpServer.with().takingAtMost(-1))
        .hasMessage("max: -1 is not in 0..65507");
    assertThatThrownBy(() -> UdpClient.connect(UnixDomainSocketAddress.of("/x")))
        .hasMessage("address: /x is not an IP address and a port");
    assertThatThrownBy(
            () -> UdpClient.connect(InetSocketAddress.createUnresolved("nobody.invalid", 1)))
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("no address for the name in nobody.invalid:1");
    try (var open = UdpClient.open();
        var connected = UdpClient.connect(NOBODY)) {
      assertThatThrownBy(() -> open.send("x")).hasMessage("not connected: say to which address");
      assertThatThrownBy(() -> connected.send("x", open.localAddress()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageMatching("connected to 127.0.0.1:1, can't send to 127.0.0.1:\\d+");
      assertThatThrownBy(() -> open.receive(Duration.ZERO)).hasMessageContaining("timeout: 0 s");
      assertThatThrownBy(() -> open.receive(65_508)).hasMessageContaining("max: 65508");
    }
  }

  private static List<String> told(Trace trace) {
    return trace.events().stream()
        .map(e ->
            "%d %s > %s %s %s"
                .formatted(e.connection(), e.from(), e.to(), e.kind(), e.note())
                .strip())
        .toList();
  }

  private static boolean sent(UdpClient client, String text) throws Exception {
    client.send(text);
    return true;
  }

  private static Throwable caught(Callable<?> body) {
    try {
      return new AssertionError("nothing thrown but " + body.call());
    } catch (Throwable e) {
      return e;
    }
  }

  private static void awaitTrue(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static boolean isFree(int port) {
    try (var socket = DatagramChannel.open()) {
      socket.bind(new InetSocketAddress("127.0.0.1", port));
      return true;
    } catch (Exception e) {
      return false;
    }
  }

  private static void forget(Callable<?> body) throws Exception {
    assertThat(new ArrayList<>(List.of(body.call()))).isNotEmpty();
  }
}
