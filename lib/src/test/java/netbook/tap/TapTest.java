package netbook.tap;

import static netbook.tap.Fault.delay;
import static netbook.tap.Fault.slice;
import static netbook.tap.Fault.stall;
import static netbook.tap.Fault.throttle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import netbook.Leaks;
import netbook.bytes.Bytes;
import netbook.net.ConnectionHandler;
import netbook.net.TcpClient;
import netbook.net.TcpServer;
import netbook.trace.Event;
import netbook.trace.Event.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tap on real sockets: what it passes on, what it records, and that it knows when all is done.
 */
@ExtendWith(Leaks.class)
class TapTest {
  private static final ConnectionHandler ECHO = c -> c.in().transferTo(c.out());

  private static List<String> told(Tap tap) {
    return tap.trace().events().stream().map(TapTest::told).toList();
  }

  private static String told(Event event) {
    var what = event.kind() == Kind.DATA ? event.bytes().toString() : event.kind().name();
    return "%s > %s %s %s".formatted(event.from(), event.to(), what, event.note()).strip();
  }

  @Test
  void withoutFaultsNothingIsAddedOrLost() throws Exception {
    try (var echo = TcpServer.start(ECHO);
        var tap = Tap.before(echo)) {
      try (var client = TcpClient.connect(tap.address())) {
        client.send("hello\n");
        client.finishSending();
        assertThat(client.readAll()).isEqualTo(Bytes.utf8("hello\n"));
      }
      tap.settle();
      assertThat(told(tap))
          .containsExactlyInAnyOrder( // the client's FIN needn't wait for the echo
              "client > server CONNECT",
              "client > server 6 B \"hello\\n\"",
              "server > client 6 B \"hello\\n\"",
              "client > server FIN",
              "server > client FIN");
      assertThat(tap.lost()).isZero();
      assertThat(tap.failures()).isEmpty();
      assertThat(tap)
          .hasToString("tap on 127.0.0.1:" + tap.port() + ", 1 connection, 12 B relayed");
    }
  }

  @Test
  void aFaultIsSeenAtTheTap() throws Exception {
    try (var server = TcpServer.start(c -> c.readAll());
        var tap = Tap.before(server).toServer(slice(5), stall().after(8));
        var client = TcpClient.connect(tap.address())) {
      client.send("hello world");
      tap.settle();
      assertThat(told(tap))
          .containsExactly(
              "client > server CONNECT",
              "client > tap 11 B \"hello world\"",
              "tap > server 5 B \"hello\" slice at 5",
              "tap > server 3 B \" wo\"",
              "client > tap STALL stall after 8 B",
              "client > tap LOST 3 B, stall after 8 B");
      assertThat(tap.lost()).isEqualTo(3);
      assertThat(tap.toString()).contains("3 B lost, to server: slice at 5, stall after 8 B");
    }
  }

  @Test
  void aHalfCloseIsPassedOnAndTheAnswerStillComes() throws Exception {
    try (var server =
            TcpServer.start(c -> {
              var all = c.readAll();
              c.send(all.size() + " came");
            });
        var tap = Tap.before(server);
        var client = TcpClient.connect(tap.address())) {
      client.send("abc");
      client.finishSending();
      assertThat(client.readAll().toText()).isEqualTo("3 came");
    }
  }

  @Test
  void aResetIsPassedOnBothWays() throws Exception {
    var seen = new CountDownLatch(1);
    try (var server =
            TcpServer.start(c -> {
              try {
                c.readAll();
              } catch (IOException e) {
                seen.countDown();
              }
            });
        var tap = Tap.before(server);
        var client = TcpClient.connect(tap.address())) {
      client.send("abc");
      tap.settle();
      client.reset();
      assertThat(seen.await(5, TimeUnit.SECONDS)).isTrue();
      tap.settle();
      assertThat(told(tap)).endsWith("client > server RESET");
    }
    try (var server =
            TcpServer.start(c -> {
              c.readSome(3);
              c.reset();
            });
        var tap = Tap.before(server);
        var client = TcpClient.connect(tap.address())) {
      client.send("abc");
      assertThatThrownBy(client::readAll).isInstanceOf(IOException.class);
      tap.settle();
      assertThat(told(tap)).endsWith("server > client RESET");
    }
  }

  @Test
  void aServerThatIsGoneRefuses() throws Exception {
    var echo = TcpServer.start(ECHO);
    try (var tap = Tap.before(echo.address())) {
      echo.close();
      assertThatThrownBy(
              () -> {
                // The reset may come before the client knows that it is connected.
                try (var client = TcpClient.connect(tap.address())) {
                  client.readAll();
                }
              })
          .isInstanceOf(IOException.class);
      tap.settle();
      assertThat(told(tap)).containsExactly("client > server REFUSED");
    }
  }

  @Test
  void aServerAtAPathIsTappedAtAPath(@TempDir Path folder) throws Exception {
    Path path;
    try (var echo = TcpServer.with().onUnixSocket(folder.resolve("s")).start(ECHO);
        var tap = Tap.before(echo);
        var client = TcpClient.connect(tap.address())) {
      path = Path.of(tap.address().toString());
      client.send("hello");
      client.finishSending();
      assertThat(client.readAll().toText()).isEqualTo("hello");
      tap.settle();
      assertThat(told(tap)).contains("client > server 5 B \"hello\"");
    }
    assertThat(Files.exists(path)).isFalse();
  }

  @Test
  void settlingWaitsForWhatAFaultHolds() throws Exception {
    try (var server = TcpServer.start(c -> c.readAll());
        var tap = Tap.before(server).toServer(delay(Duration.ofMillis(700)))) {
      try (var client = TcpClient.connect(tap.address())) {
        client.send("late");
      }
      long before = System.nanoTime();
      tap.settle();
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isGreaterThan(Duration.ofMillis(500));
      assertThat(told(tap)).contains("tap > server 4 B \"late\" delay by 700 ms");
    }
  }

  @Test
  void settlingEndsAsSoonAsAllIsDone() throws Exception {
    try (var server = TcpServer.start(c -> c.readAll());
        var tap = Tap.before(server)) {
      long shortestNanos = Long.MAX_VALUE;
      for (int i = 0; i < 20; i++) {
        try (var client = TcpClient.connect(tap.address())) {
          client.send("x");
          client.finishSending();
          client.readAll();
        }
        long before = System.nanoTime();
        tap.settle();
        shortestNanos = Math.min(shortestNanos, System.nanoTime() - before);
      }
      assertThat(Duration.ofNanos(shortestNanos)).isLessThan(Duration.ofMillis(30));
    }
  }

  @Test
  void settlingGivesUpAndSaysWhatIsHeld() throws Exception {
    try (var server = TcpServer.start(c -> c.readAll());
        var tap = Tap.before(server).toServer(throttle(10));
        var client = TcpClient.connect(tap.address())) {
      client.send("x".repeat(1000));
      assertThatThrownBy(() -> tap.settle(Duration.ofMillis(300)))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessageMatching(
              "no quiet tap within 300 ms: 1 connections, \\d+ B held, 0 still to be taken on");
    }
  }

  @Test
  void aReceiverThatDoesNotReadMakesTheSenderWait() throws Exception {
    var go = new Semaphore(0);
    var big = Bytes.copyOf(new byte[15 << 20]); // more than the buffers of both systems take
    try (var pool = Executors.newSingleThreadExecutor();
        var server =
            TcpServer.start(c -> {
              go.acquireUninterruptibly();
              c.send(Integer.toString(c.readAll().size()));
            });
        var tap = Tap.before(server);
        var client = TcpClient.connect(tap.address())) {
      Future<Bytes> answer =
          pool.submit(() -> {
            client.send(big);
            client.finishSending();
            return client.readAll();
          });
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
      while (tap.trace().events().size() < 2) {
        assertThat(System.nanoTime()).isLessThan(end);
        Thread.sleep(1);
      }
      assertThatThrownBy(() -> tap.settle(Duration.ofMillis(300)))
          .isInstanceOf(SocketTimeoutException.class);
      go.release();
      assertThat(answer.get().toText()).isEqualTo("" + big.size());
    }
  }

  @Test
  void manyClientsAreToldApartAndLeaveNothingBehind() throws Exception {
    int clients = 2000;
    var answers = new ArrayList<Future<String>>();
    try (var echo = TcpServer.start(ECHO);
        var tap = Tap.before(echo).toClient(slice(2));
        var pool = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < clients; i++) {
        var text = "client " + i;
        answers.add(
            pool.submit(() -> {
              try (var client = TcpClient.connect(tap.address())) {
                client.send(text);
                client.finishSending();
                return client.readAll().toText();
              }
            }));
      }
      for (int i = 0; i < clients; i++) {
        assertThat(answers.get(i).get()).isEqualTo("client " + i);
      }
      tap.settle();
      var sent =
          tap.trace().events().stream()
              .filter(e -> e.kind() == Kind.DATA && e.from().equals("client"))
              .collect(Collectors.groupingBy(Event::connection, Collectors.counting()));
      assertThat(sent.values()).allMatch(count -> count == 1);
      assertThat(tap.failures()).isEmpty();
    }
  }

  @Test
  void lastWordsArriveThoughTheirSpeakerReadsNoMore() throws Exception {
    var words = Bytes.copyOf(new byte[20_000]);
    try (var server =
            TcpServer.with()
                .startByHand(listener -> {
                  while (true) {
                    try (var accepted = listener.accept()) {
                      accepted.read(java.nio.ByteBuffer.allocate(1));
                      accepted.write(words.buffer());
                    } // closed with octets unread: a reset follows the words
                  }
                });
        var tap = Tap.before(server)) {
      for (int i = 0; i < 100; i++) {
        try (var client = TcpClient.connect(tap.address())) {
          try {
            client.send("x".repeat(200_000));
          } catch (IOException e) {
            // It reads no more, but what it said is there.
          }
          assertThat(client.readExactly(words.size())).isEqualTo(words);
        }
      }
    }
  }

  @Test
  void aTargetThatLeadsNowhereDoesNotStopSettling(@TempDir Path folder) throws Exception {
    try (var tap = Tap.before(java.net.UnixDomainSocketAddress.of(folder.resolve("gone")))) {
      assertThatThrownBy(
              () -> {
                try (var client = TcpClient.connect(tap.address())) {
                  if (client.readAll().isEmpty()) {
                    throw new IOException("nobody");
                  }
                }
              })
          .isInstanceOf(IOException.class);
      tap.settle();
      assertThat(told(tap)).hasSize(1).first().asString().contains("client > server FAILURE");
    }
  }

  @Test
  void anInterruptDoesNotSpoilLaterSettling() throws Exception {
    try (var echo = TcpServer.start(ECHO);
        var tap = Tap.before(echo)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(tap::settle).isInstanceOf(InterruptedException.class);
      tap.settle();
    }
  }

  @Test
  void theReceiverIsNotToldOfAHalfOpenConnectionThoughItIsSending() throws Exception {
    var ended = new CountDownLatch(1);
    try (var server =
            TcpServer.start(c -> {
              try {
                c.readSome(3);
                while (true) {
                  c.send("x".repeat(1000));
                }
              } finally {
                ended.countDown();
              }
            });
        var tap = Tap.before(server).toServer(Fault.halfOpen().after(3));
        var client = TcpClient.connect(tap.address())) {
      client.send("abc");
      assertThatThrownBy(client::readAll).isInstanceOf(IOException.class);
      assertThat(ended.await(300, TimeUnit.MILLISECONDS)).isFalse();
      assertThat(told(tap)).doesNotContain("client > server RESET");
    }
  }

  @Test
  void stoppingTheTapEndsItsConnections() throws Exception {
    try (var echo = TcpServer.start(ECHO)) {
      var tap = Tap.before(echo);
      try (var client = TcpClient.connect(tap.address())) {
        client.send("x");
        assertThat(client.readSome(1).size()).isEqualTo(1);
        tap.close();
        assertThatThrownBy(() -> assertThat(client.readSome(1).isEmpty()).isFalse());
        echo.awaitServed(1);
      }
    }
  }

  @Test
  void whatCantBeDoneToAStreamIsRefusedWithTheReason() throws Exception {
    try (var echo = TcpServer.start(ECHO);
        var tap = Tap.before(echo)) {
      assertThatThrownBy(() -> tap.toServer(Fault.drop().on(2)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("drop on datagram 2: a stream has no datagrams");
      assertThatThrownBy(() -> tap.toServer(Fault.drop())).hasMessage("drop: TCP would mend it");
      assertThatThrownBy(() -> tap.toServer(Fault.corrupt(1)))
          .hasMessage("corrupt by 0x01: say where: after(n) or chance(p)");
    }
  }
}
