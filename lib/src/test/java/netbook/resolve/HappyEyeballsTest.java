package netbook.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import netbook.Leaks;
import netbook.net.TcpServer;
import netbook.resolve.Attempt.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(20)
@ExtendWith(Leaks.class)
class HappyEyeballsTest {
  private final HappyEyeballs eyes = HappyEyeballs.with();

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  private List<String> told() {
    return eyes.attempts().stream().map(Attempt::toString).toList();
  }

  @Test
  void theNextBeginsBesideOneThatIsSilent() throws Exception {
    var host =
        MemoryHost.with()
            .silent("2001:db8::1")
            .accepts("192.0.2.1", millis(40))
            .accepts("192.0.2.2", millis(1));
    assertThat(eyes.connect(host)).isEqualTo(host.addresses().get(1));
    assertThat(told())
        .containsExactly(
            "2001:db8::1 from 0 to 290 ms: abandoned", "192.0.2.1 from 250 to 290 ms: connected");
    assertThat(host.now()).isEqualTo(millis(290));
  }

  @Test
  void theNextBeginsAtOnceWhenOneHasFailed() throws Exception {
    var host =
        MemoryHost.with()
            .refuses("2001:db8::1", millis(20))
            .refuses("2001:db8::2", millis(0))
            .accepts("192.0.2.1", millis(30));
    eyes.connect(host);
    assertThat(told())
        .containsExactly(
            "2001:db8::1 from 0 to 20 ms: refused",
            "2001:db8::2 from 20 to 20 ms: refused",
            "192.0.2.1 from 30 to 60 ms: connected"); // 10 ms after the one before it
  }

  @Test
  void oneThatIsSlowMayStillWin() throws Exception {
    var host =
        MemoryHost.with()
            .accepts("2001:db8::1", millis(300))
            .accepts("2001:db8::2", millis(100))
            .accepts("192.0.2.1", millis(1));
    assertThat(eyes.connect(host)).isEqualTo(host.addresses().getFirst());
    assertThat(told())
        .containsExactly(
            "2001:db8::1 from 0 to 300 ms: connected", "2001:db8::2 from 250 to 300 ms: abandoned");
  }

  @Test
  void theDelayIsTheCallers() throws Exception {
    var host = MemoryHost.with().silent("192.0.2.1").accepts("192.0.2.2", millis(5));
    eyes.delay(millis(100)).connect(host);
    assertThat(told()).last().isEqualTo("192.0.2.2 from 100 to 105 ms: connected");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> eyes.delay(millis(9)))
        .withMessage("delay: 9 ms is not in 10 ms to 2 s");
    assertThatIllegalArgumentException().isThrownBy(() -> eyes.delay(millis(2001)));
    assertThatIllegalArgumentException().isThrownBy(() -> eyes.timeout(Duration.ZERO));
  }

  @Test
  void allThatFailedAreToldOf() {
    var host = MemoryHost.with().refuses("2001:db8::1", millis(2)).refuses("192.0.2.1", millis(3));
    assertThatThrownBy(() -> eyes.connect(host))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("no connection to any of 2 addresses: 2001:db8::1 refused, 192.0.2.1 refused")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2));
    assertThat(host.now()).isEqualTo(millis(10 + 3));
  }

  @Test
  void allThatAreSilentEndTogether() {
    var host =
        MemoryHost.with().silent("2001:db8::1").refuses("192.0.2.1", millis(1)).silent("192.0.2.2");
    assertThatThrownBy(() -> eyes.timeout(millis(1000)).connect(host))
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessageEndingWith("2001:db8::1 timed out, 192.0.2.1 refused, 192.0.2.2 timed out")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(3));
    assertThat(told())
        .containsExactly(
            "2001:db8::1 from 0 to 1000 ms: timed out",
            "192.0.2.1 from 250 to 251 ms: refused",
            "192.0.2.2 from 260 to 1000 ms: timed out");
  }

  @Test
  void oneWhoseTurnNeverCameIsNoAttempt() {
    var host = MemoryHost.with().silent("192.0.2.1").silent("192.0.2.2");
    assertThatThrownBy(() -> eyes.timeout(millis(250)).connect(host))
        .isInstanceOf(SocketTimeoutException.class);
    assertThat(told()).containsExactly("192.0.2.1 from 0 to 250 ms: timed out");
  }

  @Test
  void noAddressIsAFailureToo() {
    assertThatThrownBy(() -> eyes.connect(MemoryHost.with())).isInstanceOf(IOException.class);
    assertThat(eyes.attempts()).isEmpty();
  }

  @Test
  void aHostOfManyAddressesIsGivenUp() {
    var host = MemoryHost.with();
    IntStream.range(0, 100).forEach(i -> host.refuses("192.0.2." + i, millis(0)));
    assertThatThrownBy(() -> eyes.connect(host)).isInstanceOf(IOException.class);
    assertThat(eyes.attempts()).hasSize(64);
  }

  @Test
  void familiesTakeTurns() {
    var sixes = MemoryHost.with().silent("2001:db8::1").silent("2001:db8::2").silent("2001:db8::3");
    var fours = MemoryHost.with().silent("192.0.2.1").silent("192.0.2.2");
    var all = new ArrayList<>(sixes.addresses());
    all.addAll(fours.addresses());
    assertThat(HappyEyeballs.interleave(all))
        .extracting(Attempt::host)
        .containsExactly("2001:db8::1", "192.0.2.1", "2001:db8::2", "192.0.2.2", "2001:db8::3");
    assertThat(HappyEyeballs.interleave(all.reversed()))
        .extracting(Attempt::host)
        .containsExactly("192.0.2.2", "2001:db8::3", "192.0.2.1", "2001:db8::2", "2001:db8::1");
    assertThat(HappyEyeballs.interleave(fours.addresses())).isEqualTo(fours.addresses());
    assertThat(HappyEyeballs.interleave(List.of())).isEmpty();
  }

  @Test
  void aHostIsTriedOneByOneToo() throws Exception {
    var host =
        MemoryHost.with()
            .silent("2001:db8::1")
            .refuses("192.0.2.1", millis(20))
            .accepts("192.0.2.2", millis(40));
    var addresses = host.addresses();
    assertThatThrownBy(() -> host.connect(addresses.get(0), millis(1000)))
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessage("no answer from 2001:db8::1 within 1 s");
    assertThatThrownBy(() -> host.connect(addresses.get(1), millis(1000)))
        .isInstanceOf(ConnectException.class)
        .hasMessage("Connection refused: 192.0.2.1");
    host.connect(addresses.get(2), millis(40));
    assertThat(host.attempts())
        .extracting(Attempt::toString)
        .containsExactly(
            "2001:db8::1 from 0 to 1000 ms: timed out",
            "192.0.2.1 from 1000 to 1020 ms: refused",
            "192.0.2.2 from 1020 to 1060 ms: connected");
    assertThat(host).hasToString("host with 3 addresses");
    assertThatIllegalArgumentException().isThrownBy(() -> host.accepts("192.0.2.3", millis(-1)));
  }

  @Test
  void anAttemptThatEndsBeforeItBeginsIsNone() {
    var address = MemoryHost.with().silent("192.0.2.1").addresses().getFirst();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Attempt(address, millis(2), millis(1), Ending.FAILED, ""));
  }

  /** A port of this machine on which nobody listens. */
  private static InetSocketAddress nobody() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }
  }

  @Test
  void socketsRaceTheSameWay() throws Exception {
    try (var server = TcpServer.start(connection -> connection.send("hello"))) {
      var unknown = InetSocketAddress.createUnresolved("nosuch.test", 80);
      var addresses = List.of(unknown, nobody(), (InetSocketAddress) server.address());
      try (var channel = eyes.connect(addresses)) {
        assertThat(channel.isBlocking()).isTrue();
        assertThat(channel.getRemoteAddress()).isEqualTo(server.address());
        assertThat(channel.socket().getInputStream().readAllBytes()).asString().isEqualTo("hello");
      }
    }
    assertThat(eyes.attempts())
        .extracting(Attempt::ending)
        .containsExactly(Ending.FAILED, Ending.REFUSED, Ending.CONNECTED);
    assertThat(eyes.attempts().getFirst().host()).isEqualTo("nosuch.test");
  }

  @Test
  void socketsThatAllFailAreClosed() throws Exception {
    var addresses = List.of(nobody(), nobody());
    assertThatThrownBy(() -> eyes.connect(addresses))
        .hasMessage("no connection to any of 2 addresses: 127.0.0.1 refused, 127.0.0.1 refused");
  }

  @Test
  void anInterruptEndsTheRace() throws Exception {
    try (var server = TcpServer.start(_ -> {})) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> eyes.connect(List.of((InetSocketAddress) server.address())))
          .isInstanceOf(IOException.class)
          .isInstanceOfAny(InterruptedIOException.class, IOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
