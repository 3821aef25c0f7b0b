package netbook.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import netbook.Leaks;
import netbook.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Leaks.class)
@Timeout(30)
class ServersTest {
  private static final ConnectionHandler ECHO = c -> c.in().transferTo(c.out());

  @AfterEach
  void stopServers() {
    Servers.stopAll();
  }

  @Test
  void theCleanerBelongsToNobodyWhoStartsAServer() throws IOException {
    TcpServer.start(_ -> {}).close();
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().equals("netbook-cleaner"))
        .singleElement()
        .satisfies(cleaner -> assertThat(cleaner.getThreadGroup().getParent()).isNull());
  }

  /** The cleaner may just be stopping it, and the port is free a moment after its socket is. */
  @Test
  void aForgottenServersPortIsFreeForTheNextOfItsName() throws IOException {
    int port = TcpServer.start("again", ECHO).port();
    for (int i = 0; i < 100; i++) {
      System.gc();
      var next = TcpServer.with().name("again").port(port).start(ECHO);
      assertThat(next.port()).isEqualTo(port);
    }
  }

  @Test
  void aServerIsStoppedByItsName() throws IOException {
    var one = TcpServer.start("one", ECHO);
    var two = UdpServer.start("two", (_, _) -> {});
    Servers.stop("one");
    Servers.stop("three");
    assertThat(one.isRunning()).isFalse();
    assertThat(Servers.list()).extracting(Servers.Entry::name).containsExactly("two");
    assertThat(two.isRunning()).isTrue();
  }

  @Test
  void servesAThousandClientsAtOnce() throws Exception {
    int count = 1000;
    var server = TcpServer.start(ECHO);
    var clients = new ArrayList<TcpConnection>();
    try {
      for (int i = 0; i < count; i++) {
        clients.add(TcpClient.connect(server.address()));
      }
      for (int i = 0; i < count; i++) {
        clients.get(i).send("client " + i + "\n");
      }
      for (int i = count - 1; i >= 0; i--) {
        assertThat(clients.get(i).readLine()).isEqualTo("client " + i);
      }
    } finally {
      for (var client : clients) {
        client.close();
      }
    }
    server.awaitServed(count);
    assertThat(server.failures()).isEmpty();
  }

  @Test
  void aHandlersFailureIsKeptAndTheServerGoesOn() throws Exception {
    var server =
        TcpServer.start(c -> {
          if (Objects.equals(c.readLine(), "fail")) {
            throw new IllegalStateException("as asked");
          }
          c.send("fine\n");
        });
    try (var client = TcpClient.connect(server.address())) {
      client.send("fail\n");
      assertThat(client.readLine()).isNull();
    }
    try (var client = TcpClient.connect(server.address())) {
      client.send("go on\n");
      assertThat(client.readLine()).isEqualTo("fine");
    }
    server.awaitServed(2);
    assertThat(server.failures()).hasSize(1);
    assertThat(server.failures().getFirst())
        .hasToString("connection 1: java.lang.IllegalStateException: as asked");
    assertThat(server.toString()).endsWith("2 served, 0 open, 1 failed");
  }

  @Test
  void aPortInUseNamesItsOwner() throws Exception {
    var first = TcpServer.start("echo", ECHO);
    assertThatThrownBy(() -> TcpServer.with().port(first.port()).start(ECHO))
        .isInstanceOf(BindException.class)
        .hasMessage(
            "Address already in use: 127.0.0.1:%d, by the server \"echo\" of this notebook"
                .formatted(first.port()));
  }

  @Test
  void startingANameAgainStopsTheEarlierServerAndTakesItsPort() throws Exception {
    var first = TcpServer.start("echo", ECHO);
    int port = first.port();
    try (var client = TcpClient.connect(first.address())) {
      client.send("hello\n");
      client.readLine();
      for (int i = 0; i < 20; i++) {
        TcpServer.with().name("echo").port(port).start(ECHO);
      }
      assertThat(Servers.list()).containsExactly(new Servers.Entry("echo", "127.0.0.1:" + port));
      assertThat(first.toString()).startsWith("echo stopped, was on");
      assertThat(client.readLine()).isNull();
    }
  }

  @Test
  void unnamedServersLiveSideBySide() throws Exception {
    TcpServer.start(ECHO);
    TcpServer.start(ECHO);
    assertThat(Servers.list()).hasSize(2);
    assertThat(Servers.stopAll()).hasSize(2);
    assertThat(Servers.list()).isEmpty();
  }

  @Test
  void closingIsQuickRepeatableAndFreesThePort() throws Exception {
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var server =
        TcpServer.start(_ -> {
          begun.countDown();
          await(go); // ignores that its connection closes
        });
    int port = server.port();
    try (var client = TcpClient.connect(server.address())) {
      client.send("x");
      await(begun);
      long begin = System.nanoTime();
      server.close();
      server.close();
      assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(1));
      TcpServer.with().port(port).start(ECHO).close();
    } finally {
      go.countDown();
      server.awaitServed(1);
    }
  }

  @Test
  void aForgottenServerAndAForgottenConnectionGo() throws Exception {
    var address = new AtomicReference<InetSocketAddress>();
    forget(() -> {
      var server = TcpServer.start(ECHO);
      address.set((InetSocketAddress) server.address());
      return TcpClient.connect(server.address());
    });
    awaitTrue(() -> {
      System.gc();
      return Servers.list().isEmpty() && refuses(address.get());
    });
  }

  @Test
  void aSocketFileThatNobodyServesIsReplacedButNothingElseIs(@TempDir Path folder)
      throws Exception {
    var stale = folder.resolve("stale.sock");
    try (var killed = ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
      killed.bind(UnixDomainSocketAddress.of(stale));
    }
    assertThat(stale).exists();
    TcpServer.with().onUnixSocket(stale).start(ECHO).close();
    var file = Files.writeString(folder.resolve("notes.txt"), "mine");
    assertThatThrownBy(() -> TcpServer.with().onUnixSocket(file).start(ECHO))
        .isInstanceOf(BindException.class);
    assertThat(file).hasContent("mine");
  }

  @Test
  void aLoopWrittenByHandIsAServerToo() throws Exception {
    var server =
        TcpServer.with()
            .name("by hand")
            .startByHand(listener -> {
              try (var connection = listener.accept()) {
                var buffer = ByteBuffer.allocate(16);
                connection.read(buffer);
                connection.write(buffer.flip());
              }
            });
    try (var client = TcpClient.connect(server.address())) {
      client.send("once");
      assertThat(client.readAll()).isEqualTo(Bytes.utf8("once"));
      server.awaitStopped();
      assertThat(Servers.list()).isEmpty();
      assertThatThrownBy(() -> TcpClient.connect(server.address()))
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void stoppingALoopWrittenByHandGetsItOutOfItsRead() throws Exception {
    var reading = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    var server =
        TcpServer.with()
            .startByHand(listener -> {
              try (var connection = listener.accept()) {
                reading.countDown();
                connection.read(ByteBuffer.allocate(1));
              } finally {
                ended.countDown();
              }
            });
    try (var client = TcpClient.connect(server.address())) {
      assertThat(reading.await(5, TimeUnit.SECONDS)).isTrue();
      server.close();
      assertThat(ended.await(0, TimeUnit.SECONDS)).isTrue();
      assertThat(client.readLine()).isNull();
    }
    assertThat(server.failures()).isEmpty();
  }

  @Test
  void stoppingALoopWrittenByHandGetsItOutOfItsWait() throws Exception {
    var never = new CountDownLatch(1);
    var server = TcpServer.with().startByHand(_ -> never.await());
    server.close();
    server.awaitStopped();
    assertThat(server.failures()).isEmpty();
  }

  @Test
  void aLoopWrittenByHandKeepsWhatItThrewItself() throws Exception {
    var server =
        TcpServer.with()
            .startByHand(listener -> {
              var connection = listener.accept();
              connection.close();
              connection.write(ByteBuffer.allocate(1));
            });
    try (var _ = TcpClient.connect(server.address())) {
      server.awaitStopped();
    }
    assertThat(server.failures()).hasSize(1);
    assertThat(server.failures().getFirst())
        .hasToString("accept loop: java.nio.channels.ClosedChannelException");
  }

  @Test
  void anInterruptedCallerAndASecondOneFindThePortFreeAfterClose() throws Exception {
    for (int i = 0; i < 50; i++) {
      var server = TcpServer.start(ECHO);
      var other = Thread.ofPlatform().start(server::close);
      Thread.currentThread().interrupt();
      server.close();
      assertThat(Thread.interrupted()).isTrue();
      TcpServer.with().port(server.port()).start(ECHO).close();
      other.join();
    }
  }

  @Test
  void closeReturnsWhileHandlersKeepAllCarriersBusy() throws Exception {
    var stop = new AtomicBoolean();
    var cores = Runtime.getRuntime().availableProcessors();
    var begun = new CountDownLatch(cores);
    var server =
        TcpServer.start(c -> {
          if (c.readSome(1).at(0) == 'r') {
            c.readLine();
          }
          begun.countDown();
          while (!stop.get()) {
            Thread.onSpinWait();
          }
        });
    var clients = new ArrayList<TcpConnection>();
    try {
      for (int i = 0; i <= cores; i++) {
        var client = TcpClient.connect(server.address());
        clients.add(client);
        client.send(i == 0 ? "reader" : "busy");
      }
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
      long begin = System.nanoTime();
      server.close();
      assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(1));
      TcpServer.with().port(server.port()).start(ECHO).close();
    } finally {
      stop.set(true);
      for (var client : clients) {
        client.close();
      }
    }
    server.awaitServed(cores + 1);
  }

  @Test
  void aLoopThatWillNotEndKeepsNoThreadOfOursWaiting() throws Exception {
    var stop = new AtomicBoolean();
    var server =
        TcpServer.with()
            .name("stubborn")
            .startByHand(_ -> {
              while (!stop.get()) {
                Thread.onSpinWait();
              }
            });
    try {
      server.close();
      awaitTrue(() ->
          Thread.getAllStackTraces().keySet().stream()
              .noneMatch(thread -> thread.getName().equals("netbook-stubborn-close")));
      assertThat(server.failures().getFirst().toString()).contains("still busy 500 ms after close");
    } finally {
      stop.set(true);
    }
    server.awaitStopped();
  }

  @Test
  void closingInterruptsAHandlerThatWaitsForSomethingElse() throws Exception {
    var begun = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    var server =
        TcpServer.start(_ -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            ended.countDown();
          }
        });
    try (var _ = TcpClient.connect(server.address())) {
      assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
      server.close();
      assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
    }
    server.awaitServed(1);
  }

  @Test
  void aStreamHoldsItsConnection() throws Exception {
    var server = TcpServer.start(c -> c.send("still here\n"));
    var in = TcpClient.connect(server.address()).in();
    for (int i = 0; i < 5; i++) {
      System.gc();
    }
    assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("still here\n");
    in.close();
  }

  @Test
  void aStoppedServerLeavesTheSocketFileOfItsSuccessor(@TempDir Path folder) throws Exception {
    var path = folder.resolve("s.sock");
    var first = TcpServer.with().onUnixSocket(path).start(ECHO);
    Files.delete(path);
    TcpServer.with().onUnixSocket(path).start(c -> c.send("second\n"));
    first.close();
    try (var client = TcpClient.connect(path)) {
      assertThat(client.readLine()).isEqualTo("second");
    }
  }

  @Test
  void askingForAPathInUseDoesNotDisturbItsServer(@TempDir Path folder) throws Exception {
    var path = folder.resolve("s.sock");
    var server = TcpServer.with().onUnixSocket(path).start(ECHO);
    assertThatThrownBy(() -> TcpServer.with().onUnixSocket(path).start(ECHO))
        .isInstanceOf(BindException.class);
    assertThat(server.toString()).endsWith("0 served, 0 open");
  }

  @Test
  void tellsTheStateOfASocketAtEachStep() throws Exception {
    var states = new ArrayList<String>();
    try (var listener = ServerSocketChannel.open();
        var datagram = DatagramChannel.open()) {
      var client = SocketChannel.open();
      states.add(SocketState.of(listener).state());
      listener.bind(new InetSocketAddress("127.0.0.1", 0));
      states.add(SocketState.of(listener).state());
      states.add(SocketState.of(client).state());
      client.connect(listener.getLocalAddress());
      states.add(SocketState.of(client).state());
      try (var accepted = listener.accept()) {
        var end = SocketState.of(accepted);
        assertThat(end.local()).isEqualTo(SocketState.of(client).remote());
        assertThat(end.remote()).isEqualTo(SocketState.of(client).local());
        assertThat(end.toString())
            .isEqualTo("TCP socket, connected, " + end.local() + " ↔ " + end.remote());
      }
      client.close();
      states.add(SocketState.of(client).toString());
      datagram.bind(new InetSocketAddress("127.0.0.1", 0));
      assertThat(SocketState.of(datagram).toString())
          .matches("UDP socket, bound, 127\\.0\\.0\\.1:\\d+");
    }
    assertThat(states)
        .containsExactly("new", "listening", "new", "connected", "TCP socket, closed");
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  private static void awaitTrue(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static boolean refuses(InetSocketAddress address) {
    try (var _ = TcpClient.connect(address)) {
      return false;
    } catch (IOException e) {
      return e instanceof ConnectException;
    }
  }

  private static void forget(Callable<?> body) throws Exception {
    body.call();
  }
}
