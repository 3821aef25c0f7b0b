package netbook.tap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import netbook.Leaks;
import netbook.bytes.Bytes;
import netbook.net.ConnectionHandler;
import netbook.net.TcpClient;
import netbook.net.TcpServer;
import netbook.show.TraceRenderer;
import netbook.tap.Runs.End;
import netbook.tap.Runs.Sent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A tap under load: many octets, many connections, many messages. */
@Timeout(60)
@ExtendWith(Leaks.class)
class HeavyTest {
  private static final int OCTETS = 1_000_000;
  private static final int STRUCK_AFTER = 600_000;
  private static final ConnectionHandler ECHO = c -> c.in().transferTo(c.out());

  static Stream<FaultsTest.Case> cases() {
    return FaultsTest.cases(STRUCK_AFTER);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void ofAMillionOctetsJustThoseAreLostThatTheFaultTakes(FaultsTest.Case fault) throws Exception {
    var sent = Sent.ofSize(7, OCTETS);
    var expected = fault.effect().of(sent.all());
    try (var sockets = new Runs.Sockets()) {
      var outcome = sockets.run(Script.of(fault.fault()).seed(7), sent, expected);
      assertThat(outcome.end()).isEqualTo(expected.end());
      assertThat(outcome.clientEnd()).isEqualTo(expected.clientEnd());
      if (expected.end() == End.RESET) {
        // It overtakes what the receiver's system still holds (RFC 9293 §3.10.7.4).
        assertThat(expected.received().toHex()).startsWith(outcome.received().toHex());
      } else {
        assertThat(outcome.received()).isEqualTo(expected.received());
      }
      if (expected.clientEnd() != End.RESET) {
        assertThat(outcome.lost()).isEqualTo(expected.lost());
        await(() -> sockets.lostInAll() == expected.lost());
      }
    }
  }

  @Test
  void thousandsOfConnectionsLeaveNothingBehind(@TempDir Path folder) throws Exception {
    try (var echo = TcpServer.start(ECHO);
        var tap = Tap.before(echo).toClient(Fault.sliceEvery(2))) {
      talkAtOnce(tap, 100); // what the JDK keeps from its first connections on is there now
      await(() -> threads(folder) == 0);
      long before = descriptors();
      try (var client = TcpClient.connect(tap.address())) {
        client.send("x");
        client.readExactly(1);
        assertThat(threads(folder)).isPositive(); // else the waits below see nothing
        assertThat(before == 0 || descriptors() > before).isTrue();
      }
      for (int i = 0; i < 3000; i++) {
        talk(tap, "client " + i);
      }
      talkAtOnce(tap, 100);
      tap.settle();
      assertThat(tap.failures()).isEmpty();
      assertThat(echo.failures()).isEmpty();
      assertThat(tap.trace().connections()).isEqualTo(3201);
      await(() -> threads(folder) == 0);
      await(() -> descriptors() <= before);
    }
  }

  private static void talk(Tap tap, String text) throws IOException {
    try (var client = TcpClient.connect(tap.address())) {
      client.send(text);
      client.finishSending();
      assertThat(client.readAll().toText()).isEqualTo(text);
    }
  }

  /** All are connected before the first of them leaves. */
  private static void talkAtOnce(Tap tap, int clients) throws Exception {
    var connected = new CountDownLatch(clients);
    var talks = new ArrayList<Callable<Void>>();
    for (int i = 0; i < clients; i++) {
      var text = "client " + i;
      talks.add(() -> {
        try (var client = TcpClient.connect(tap.address())) {
          client.send(text);
          assertThat(client.readExactly(text.length()).toText()).isEqualTo(text);
          connected.countDown();
          connected.await();
          client.finishSending();
          assertThat(client.readAll().isEmpty()).isTrue();
        }
        return null;
      });
    }
    try (var pool = Executors.newFixedThreadPool(clients)) {
      for (var done : pool.invokeAll(talks)) {
        done.get();
      }
    }
  }

  /** How many virtual threads there are that serve a connection. */
  private static long threads(Path folder) throws IOException {
    var dump = folder.resolve("threads");
    Files.deleteIfExists(dump);
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
    try (var lines = Files.lines(dump)) {
      return lines.filter(line -> line.matches("#\\d+ \"netbook-.*\" virtual.*")).count();
    }
  }

  /** How many files, sockets and selectors are open; 0 where the system has no /proc. */
  private static long descriptors() throws IOException {
    var open = Path.of("/proc/self/fd");
    if (!Files.isDirectory(open)) {
      return 0;
    }
    try (var all = Files.list(open)) {
      return all.count();
    }
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(5);
    }
  }

  @Test
  void thePictureOfFiftyMessagesIsSmall() throws Exception {
    var message = Bytes.utf8("<a href=\"&\">".repeat(17)).slice(0, 200);
    try (var echo = TcpServer.start(ECHO);
        var tap =
            Tap.before(echo)
                .toServer(Fault.slice(150, 350, 3000), Fault.corrupt(0x20).after(777))
                .toClient(Fault.delay(Duration.ofMillis(1)), Fault.stall().after(4900))) {
      try (var client = TcpClient.connect(tap.address())) {
        for (int i = 0; i < 25; i++) {
          client.send(message);
          client.readExactly(i < 24 ? 200 : 100);
        }
        tap.settle();
        assertThat(tap.lost()).isEqualTo(100);
        var sent = List.of(tap.trace().sentBy("client"), tap.trace().sentBy("server"));
        assertThat(sent).allMatch(octets -> octets.size() == 5000);
        var html = new TraceRenderer().render(tap.trace()).html().toString();
        assertThat(html).contains("corrupt").contains("stall after 4900 B");
        assertThat(html.length()).isBetween(50_000, 200_000);
      }
    }
  }
}
