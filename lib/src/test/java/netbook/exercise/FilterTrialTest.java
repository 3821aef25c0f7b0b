package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import netbook.Leaks;
import netbook.bytes.Bytes;
import netbook.exercise.FilterTrial.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a filter's client is told: who waits for what, and what was lost. */
@ExtendWith(Leaks.class)
class FilterTrialTest {
  private static final FilterTrial LINE = FilterTrial.of(Bytes.utf8("hello\n"), 6);
  private static final FilterTrial LONG = FilterTrial.of(FilterTrial.TEXT, FilterTrial.LONG);

  private static Optional<Mismatch> wrong(FilterTrial trial, FilterClient code) throws Exception {
    return trial.run(code, new Steps());
  }

  private static void send(SocketChannel connection, InputStream from) throws IOException {
    from.transferTo(Channels.newOutputStream(connection));
  }

  private static void receive(SocketChannel connection, OutputStream to) throws IOException {
    Channels.newInputStream(connection).transferTo(to);
  }

  @Test
  void whoOnlyWritesIsToldThatTheAnswersAreNotRead() throws Exception {
    var mismatch = wrong(LONG, (connection, from, _) -> send(connection, from)).orElseThrow();
    assertThat(mismatch.expected()).isEqualTo("the server's answers are read");
    assertThat(mismatch.actual()).startsWith("none is taken within 1000 ms; it has got ");
  }

  @Test
  void whoDoesNotFinishIsToldThatTheServerWaits() throws Exception {
    var mismatch =
        wrong(
                LINE,
                (connection, from, to) -> {
                  send(connection, from);
                  receive(connection, to);
                })
            .orElseThrow();
    assertThat(mismatch)
        .isEqualTo(
            new Mismatch(
                "the server is told that no more comes",
                "nothing within 1000 ms; it has got 6 B and answered 6 B"));
  }

  @Test
  void whoSendsNothingIsToldThatTheServerWaitsForIt() throws Exception {
    var mismatch = wrong(LINE, (connection, _, to) -> receive(connection, to)).orElseThrow();
    assertThat(mismatch.expected()).isEqualTo("6 B for the server");
  }

  @Test
  void whatIsChangedOrLostIsShownWithItsPlace() throws Exception {
    assertThat(wrong(LINE, (_, from, to) -> from.transferTo(to)))
        .contains(new Mismatch("at 0: 1 B \"H\"", "1 B \"h\"", 0));
    assertThat(wrong(LINE, (_, _, to) -> to.write('H')))
        .contains(new Mismatch("6 B in upper case", "1 B, and then it returns", 1));
  }

  @Test
  void whoTakesMoreThanItPassesOnKeepsTooMuch() throws Exception {
    var mismatch =
        wrong(FilterTrial.of(FilterTrial.TEXT, 4 << 20), (_, from, _) -> from.readAllBytes())
            .orElseThrow();
    assertThat(mismatch.expected()).isEqualTo("at most 1 MiB kept");
  }

  @Test
  void whoTakesOnWhileTheTargetIsSlowKeepsTooMuch() throws Exception {
    var slow = FilterTrial.of(FilterTrial.TEXT, FilterTrial.MUCH).with(Trouble.SLOW_TARGET, 0);
    var mismatch =
        wrong(
                slow,
                (_, from, to) -> {
                  var written = new AtomicBoolean();
                  Thread.startVirtualThread(() -> takeUntil(written, from));
                  to.write('A');
                  written.set(true);
                })
            .orElseThrow();
    assertThat(mismatch.expected()).isEqualTo("at most 1 MiB kept");
    assertThat(mismatch.actual()).endsWith(", 0 B written into the other");
  }

  private static void takeUntil(AtomicBoolean written, InputStream from) {
    try {
      while (!written.get()) {
        from.skipNBytes(1024);
      }
    } catch (IOException e) {
      // Too much is kept, which is what the trial says too.
    }
  }

  @Test
  void whoTakesNothingMeanwhileIsNotHeldUpByASlowTarget() throws Exception {
    var slow = FilterTrial.of(Bytes.utf8("hello\n"), 6).with(Trouble.SLOW_TARGET, 0);
    assertThat(wrong(slow, (_, _, to) -> to.write(Bytes.utf8("HELLO\n").toArray()))).isEmpty();
  }

  @Test
  void aFailureHasToBeToldAndTheConnectionClosed() throws Exception {
    var broken = LINE.with(Trouble.BROKEN_SOURCE, 0);
    assertThat(wrong(broken, (_, _, _) -> {}))
        .contains(new Mismatch("an IOException", "it returns"));
    assertThat(wrong(broken, (_, from, _) -> from.readAllBytes()))
        .contains(new Mismatch("the connection is closed", "it is still open"));
    assertThat(
            wrong(
                broken,
                (connection, from, _) -> {
                  try (connection) {
                    send(connection, from);
                  }
                }))
        .isEmpty();
  }
}
