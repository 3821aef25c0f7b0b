package netbook.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import netbook.Leaks;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;
import netbook.trace.Event;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Leaks.class)
@Timeout(30)
class TcpTest {
  private static final ConnectionHandler ECHO = c -> c.in().transferTo(c.out());
  private static final Duration SHORT = Duration.ofMillis(100);

  @AfterEach
  void stopServers() {
    Servers.stopAll();
  }

  @Test
  void echoesToEachOfManyClientsOneAfterTheOther() throws Exception {
    var server = TcpServer.start(ECHO);
    for (int i = 0; i < 50; i++) {
      try (var client = TcpClient.connect(server.address())) {
        client.send("hello " + i + "\n");
        assertThat(client.readLine()).isEqualTo("hello " + i);
      }
    }
    server.awaitServed(50);
    assertThat(server.failures()).isEmpty();
    assertThat(server.toString())
        .isEqualTo("server on 127.0.0.1:" + server.port() + ", 50 served, 0 open");
  }

  @Test
  void carriesAMebibyteOfBinaryThereAndBack() throws Exception {
    var sent = new byte[1 << 20];
    new Random(1).nextBytes(sent);
    var server = TcpServer.start(ECHO);
    try (var client = TcpClient.connect(server.address());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Bytes> received = threads.submit(client::readAll);
      client.send(Bytes.copyOf(sent));
      client.finishSending();
      assertThat(received.get()).isEqualTo(Bytes.copyOf(sent));
    }
  }

  @Test
  void readsTheSameWhereverTheSenderCuts() throws Exception {
    var message = Bytes.utf8("né\r\nab\n\nlast");
    for (int cut = 0; cut <= message.size(); cut++) {
      var head = message.slice(0, cut);
      var tail = message.from(cut);
      var go = new CountDownLatch(1);
      try (var server =
              TcpServer.start(c -> {
                c.send(head);
                await(go);
                c.send(tail);
              });
          var client = TcpClient.connect(server.address())) {
        var lines = new ArrayList<String>();
        if (cut > 0) {
          assertThat(client.in().read()).isEqualTo('n');
        }
        go.countDown();
        if (cut == 0) {
          assertThat(client.in().read()).isEqualTo('n');
        }
        for (String line = client.readLine(); line != null; line = client.readLine()) {
          lines.add(line);
        }
        assertThat(lines).as("cut at %d", cut).containsExactly("é", "ab", "", "last");
      }
    }
  }

  @Test
  void halfCloseEndsOneDirectionOnly() throws Exception {
    var server =
        TcpServer.start(c -> {
          var all = c.readAll();
          c.send("got " + all.size());
        });
    try (var client = TcpClient.connect(server.address())) {
      client.send("12345");
      client.finishSending();
      client.finishSending();
      assertThat(client.readAll()).isEqualTo(Bytes.utf8("got 5"));
      assertThatThrownBy(() -> client.send("more")).isInstanceOf(ClosedChannelException.class);
    }
    server.awaitServed(1);
    assertThat(kinds(server.trace()))
        .containsExactly(Kind.CONNECT, Kind.DATA, Kind.FIN, Kind.DATA, Kind.FIN, Kind.CLOSE);
  }

  @Test
  void anAnswerSurvivesARequestThatNobodyRead() throws Exception {
    var answer = "no, thank you".repeat(20_000);
    for (int i = 0; i < 20; i++) {
      try (var server = TcpServer.start(c -> c.send(answer));
          var client = TcpClient.connect(server.address())) {
        client.send("x".repeat(100_000));
        client.finishSending();
        assertThat(client.readAll().size()).isEqualTo(answer.length());
      }
    }
  }

  @Test
  void aTimeoutSaysWhatWasAwaitedAndLosesNothing() throws Exception {
    var go = new CountDownLatch(1);
    var server =
        TcpServer.start(c -> {
          c.send("half");
          await(go);
          c.send(" a line\n");
          c.readAll();
        });
    try (var client = TcpClient.connect(server.address())) {
      client.timeout(SHORT);
      assertThatThrownBy(client::readLine)
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessage("no end of line, only 4 B \"half\", within 100 ms");
      go.countDown();
      client.timeout(Deadline.DEFAULT);
      assertThat(client.readLine()).isEqualTo("half a line");
      assertThat(kinds(client.trace())).contains(Kind.TIMEOUT);
    }
  }

  @Test
  void aPeerThatNeverReadsDoesNotHoldTheSender() throws Exception {
    var go = new CountDownLatch(1);
    var server = TcpServer.start(_ -> await(go));
    try (var client = TcpClient.connect(server.address())) {
      client.timeout(SHORT);
      assertThatThrownBy(() -> client.send("x".repeat(64 << 20)))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessageMatching(
              "no room to send 67108864 B \\(\\d+ B went, the server reads no more\\)"
                  + " within 100 ms");
    } finally {
      go.countDown();
    }
  }

  @Test
  void anInterruptEndsAWaitAndLeavesTheConnection() throws Exception {
    var server = TcpServer.start(ECHO);
    try (var client = TcpClient.connect(server.address())) {
      var thrown = new AtomicReference<Throwable>();
      var reader = Thread.ofPlatform().start(() -> thrown.set(caught(client::readLine)));
      reader.interrupt();
      assertThat(reader.join(Duration.ofSeconds(5))).isTrue();
      assertThat(thrown.get()).isInstanceOf(InterruptedIOException.class);
      client.send("still here\n");
      assertThat(client.readLine()).isEqualTo("still here");
    }
  }

  @Test
  void endOfStreamInsideAMessageIsAnError() throws Exception {
    var server = TcpServer.start(c -> c.send("abc"));
    try (var client = TcpClient.connect(server.address())) {
      assertThatThrownBy(() -> client.readExactly(4))
          .isInstanceOf(EOFException.class)
          .hasMessage("the stream ended, awaited 4 B; came: 3 B \"abc\"");
      assertThat(client.readExactly(3)).isEqualTo(Bytes.utf8("abc"));
      assertThat(client.readSome(10)).isEqualTo(Bytes.EMPTY);
      assertThat(client.readLine()).isNull();
      assertThat(client.in().read()).isEqualTo(-1);
    }
  }

  @Test
  void aLineHasALimitAndMustBeText() throws Exception {
    var longest = "x".repeat(TcpConnection.LINE_MAX);
    var server =
        TcpServer.start(c -> {
          c.send(longest + "\n" + longest + "\r\n" + longest + "y\n");
          c.finishSending();
        });
    try (var client = TcpClient.connect(server.address())) {
      assertThat(client.readLine()).isEqualTo(longest);
      assertThat(client.readLine()).isEqualTo(longest);
      assertThatThrownBy(client::readLine)
          .isInstanceOf(LimitException.class)
          .hasMessageContaining("line length");
    }
    try (var binary = TcpServer.start(c -> c.send(Bytes.of('a', 0xff, '\n')));
        var client = TcpClient.connect(binary.address())) {
      assertThatThrownBy(client::readLine)
          .isInstanceOfSatisfying(
              MalformedException.class, e -> assertThat(e.offset()).isEqualTo(1));
      assertThat(client.readSome(9)).isEqualTo(Bytes.of('a', 0xff, '\n'));
    }
  }

  @Test
  void aLengthThatCannotBeTakesNothing() throws Exception {
    var server = TcpServer.start(c -> c.send("abc"));
    try (var client = TcpClient.connect(server.address())) {
      assertThat(client.readSome(1)).isEqualTo(Bytes.utf8("a"));
      assertThatThrownBy(() -> client.readExactly(-1)).hasMessage("count: -1 is negative");
      assertThatThrownBy(() -> client.readExactly(TcpConnection.ALL_MAX + 1))
          .isInstanceOf(LimitException.class);
      assertThat(client.readAll()).isEqualTo(Bytes.utf8("bc"));
    }
  }

  @Test
  void aPathWhereNothingIsIsToldWithItsName(@TempDir Path folder) {
    var path = folder.resolve("nothing");
    assertThatThrownBy(() -> TcpClient.connect(path))
        .isInstanceOf(SocketException.class)
        .hasMessage("No such file or directory: " + path);
  }

  @Test
  void aResetIsSeenAndToldApartFromAnEnd() throws Exception {
    var server =
        TcpServer.start(c -> {
          c.readLine();
          c.reset();
        });
    try (var client = TcpClient.connect(server.address())) {
      client.send("\n");
      assertThatThrownBy(client::readLine)
          .isInstanceOf(SocketException.class)
          .hasMessage("Connection reset");
      assertThat(kinds(client.trace())).containsExactly(Kind.CONNECT, Kind.DATA, Kind.RESET);
    }
    server.awaitServed(1);
    assertThat(server.failures()).isEmpty();
  }

  @Test
  void refusedSaysWhereAndIsAnEvent() throws Exception {
    int port = freePort();
    var trace = new Trace();
    assertThatThrownBy(
            () -> TcpClient.with().trace(trace).connectTo(new InetSocketAddress("127.0.0.1", port)))
        .isInstanceOf(ConnectException.class)
        .hasMessage("Connection refused: 127.0.0.1:" + port + ", nobody listens there");
    assertThat(kinds(trace)).containsExactly(Kind.REFUSED);
  }

  @Test
  void aNameWithoutAddressIsUnknown() {
    var unknown = InetSocketAddress.createUnresolved("nobody.invalid", 80);
    assertThatThrownBy(() -> TcpClient.connect(unknown))
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("no address for the name in nobody.invalid:80");
  }

  @Test
  void connectingHasADeadline() throws Exception {
    try (var full = ServerSocketChannel.open()) {
      full.bind(new InetSocketAddress("127.0.0.1", 0), 1);
      var clients = new ArrayList<TcpConnection>();
      try {
        assertThatThrownBy(
                () -> {
                  for (int i = 0; i < 64; i++) {
                    clients.add(TcpClient.with().timeout(SHORT).connectTo(full.getLocalAddress()));
                  }
                })
            .isInstanceOf(SocketTimeoutException.class)
            .hasMessageMatching(
                "no answer to the connection request from 127.0.0.1:\\d+ within 100 ms");
      } finally {
        for (var client : clients) {
          client.close();
        }
      }
    }
  }

  @Test
  void speaksOverIpv6WhereTheMachineHasIt() throws Exception {
    TcpServer server;
    try {
      server = TcpServer.with().onIpv6Loopback().start(ECHO);
    } catch (SocketException e) {
      assertThat(hasIpv6()).as("%s", e).isFalse();
      return;
    }
    try (var client = TcpClient.connect(server.address())) {
      client.send("six\n");
      assertThat(client.readLine()).isEqualTo("six");
      assertThat(client.toString())
          .matches("client \\[::1]:\\d+ ↔ server \\[::1]:" + server.port() + ", open");
    }
  }

  @Test
  void speaksOverAUnixSocketAndLeavesNoFile(@TempDir Path folder) throws Exception {
    var path = folder.resolve("echo.sock");
    var server = TcpServer.with().onUnixSocket(path).start(ECHO);
    try (var client = TcpClient.connect(path)) {
      client.send("local\n");
      assertThat(client.readLine()).isEqualTo("local");
      client.timeout(SHORT);
      assertThatThrownBy(client::readLine).isInstanceOf(SocketTimeoutException.class);
      client.send("again\n");
      assertThat(client.readLine()).isEqualTo("again");
      assertThatThrownBy(server::port).isInstanceOf(IllegalStateException.class);
      client.reset();
    }
    assertThatThrownBy(() -> TcpServer.with().onUnixSocket(path).start(ECHO))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("by the server \"server\" of this notebook");
    server.close();
    assertThat(path).doesNotExist();
  }

  @Test
  void theTraceHasWhatCrossedInOrder() throws Exception {
    var server = TcpServer.start(ECHO);
    try (var client = TcpClient.connect(server.address())) {
      client.send("hello\n");
      assertThat(client.readLine()).isEqualTo("hello");
      client.finishSending();
      assertThat(client.readAll()).isEqualTo(Bytes.EMPTY);
    }
    server.awaitServed(1);
    assertThat(server.trace().events())
        .extracting(e -> e.from() + " " + e.kind() + " " + e.bytes())
        .containsExactly(
            "client CONNECT 0 B",
            "client DATA 6 B \"hello\\n\"",
            "server DATA 6 B \"hello\\n\"",
            "client FIN 0 B",
            "server FIN 0 B",
            "server CLOSE 0 B");
    assertThat(server.trace().sentBy("client")).isEqualTo(Bytes.utf8("hello\n"));
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> TcpServer.with().port(70000))
        .hasMessage("port: 70000 is not in 0..65535");
    assertThatThrownBy(() -> TcpServer.with().backlog(0)).hasMessageContaining("backlog: 0");
    assertThatThrownBy(() -> TcpClient.with().timeout(Duration.ZERO))
        .hasMessageContaining("timeout: 0 s");
    assertThatThrownBy(() -> TcpClient.with().timeout(ChronoUnit.FOREVER.getDuration()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Deadline.text(Duration.ofNanos(7))).isEqualTo("7 ns");
  }

  private static List<Kind> kinds(Trace trace) {
    return trace.events().stream().map(Event::kind).toList();
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  private static Throwable caught(Callable<?> body) {
    try {
      return new AssertionError("nothing thrown but " + body.call());
    } catch (Throwable e) {
      return e;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = ServerSocketChannel.open()) {
      socket.bind(new InetSocketAddress("127.0.0.1", 0));
      return ((InetSocketAddress) socket.getLocalAddress()).getPort();
    }
  }

  private static boolean hasIpv6() {
    return Files.exists(Path.of("/proc/net/if_inet6"));
  }
}
