package netbook.tap;

import static netbook.tap.Fault.closeEarly;
import static netbook.tap.Fault.coalesce;
import static netbook.tap.Fault.corrupt;
import static netbook.tap.Fault.delay;
import static netbook.tap.Fault.halfOpen;
import static netbook.tap.Fault.reset;
import static netbook.tap.Fault.slice;
import static netbook.tap.Fault.sliceAtRandom;
import static netbook.tap.Fault.sliceEvery;
import static netbook.tap.Fault.stall;
import static netbook.tap.Fault.throttle;
import static netbook.tap.Fault.truncate;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import netbook.Leaks;
import netbook.bytes.Bytes;
import netbook.tap.Runs.End;
import netbook.tap.Runs.Outcome;
import netbook.tap.Runs.Sent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault of a stream: what the receiver gets is a function of what was sent. */
@ExtendWith(Leaks.class)
class FaultsTest {
  private static final int RUNS = 1000;
  private static final int SIZE_MAX = 600;

  /** What a fault makes of what was sent. */
  interface Effect {
    Outcome of(Bytes sent);
  }

  record Case(Fault fault, Effect effect) {
    @Override
    public String toString() {
      return fault.toString();
    }
  }

  static Stream<Case> cases() {
    return cases(100);
  }

  /** Each fault; one that strikes once does so after so many octets. */
  static Stream<Case> cases(int after) {
    return Stream.of(
        whole(slice(1, 5, after)),
        whole(sliceEvery(1)),
        whole(sliceAtRandom(50)),
        whole(coalesce(64)),
        whole(delay(Duration.ofMillis(1), Duration.ofMillis(1))),
        whole(delay(Duration.ofMillis(2)).after(after)),
        whole(throttle(1_000_000)),
        new Case(corrupt(0x20).after(after), sent -> flipped(sent, after)),
        cut(stall(), after, End.SILENCE, End.SILENCE),
        cut(reset(), after, End.RESET, End.RESET),
        cut(truncate(), after, End.FIN, End.FIN),
        cut(closeEarly(), after, End.FIN, End.FIN),
        cut(halfOpen(), after, End.SILENCE, End.RESET));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void receiversGetInMemoryWhatTheFaultSays(Case fault) throws Exception {
    for (long seed = 0; seed < RUNS; seed++) {
      var sent = Sent.random(seed, SIZE_MAX);
      var script = Script.of(fault.fault()).seed(seed);
      assertSame(Runs.inMemory(script, sent), fault.effect().of(sent.all()), seed);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void receiversGetFromSocketsWhatTheFaultSays(Case fault) throws Exception {
    try (var sockets = new Runs.Sockets()) {
      for (long seed = 0; seed < RUNS; seed++) {
        var script = Script.of(fault.fault()).seed(seed);
        var sent = Sent.random(seed, SIZE_MAX);
        var expected = fault.effect().of(sent.all());
        var outcome = sockets.run(script, sent, expected);
        assertSame(outcome, expected, seed);
        assertThat(outcome.events()).isEqualTo(Runs.inMemory(script, sent).events());
      }
    }
  }

  @Test
  void noiseFlipsTheBitsOfItsMaskHereAndThere() throws Exception {
    long flipped = 0;
    long all = 0;
    try (var sockets = new Runs.Sockets()) {
      for (long seed = 0; seed < RUNS; seed++) {
        var script = Script.of(corrupt(0x41).chance(0.1)).seed(seed);
        var sent = Sent.random(seed, SIZE_MAX);
        var whole = outcome(sent.all(), sent.all(), End.FIN, End.FIN);
        for (var got : List.of(Runs.inMemory(script, sent), sockets.run(script, sent, whole))) {
          assertThat(got.end()).isEqualTo(End.FIN);
          assertThat(got.received().size()).isEqualTo(sent.all().size());
          flipped += flips(sent.all(), got.received(), 0x41);
          all += sent.all().size();
        }
        var atOnce = new Sent(sent.all(), sent.all().isEmpty() ? List.of() : List.of(sent.all()));
        assertThat(Runs.inMemory(script, atOnce).received())
            .as("however it falls into writes")
            .isEqualTo(Runs.inMemory(script, sent).received());
      }
    }
    assertThat((double) flipped / all).isBetween(0.095, 0.105);
  }

  /** How many octets differ, each of them by just that mask. */
  private static long flips(Bytes sent, Bytes got, int mask) {
    long flips = 0;
    for (int i = 0; i < sent.size(); i++) {
      if (sent.at(i) != got.at(i)) {
        assertThat(sent.at(i) ^ got.at(i)).isEqualTo(mask);
        flips++;
      }
    }
    return flips;
  }

  private static void assertSame(Outcome outcome, Outcome expected, long seed) {
    assertThat(outcome.received()).as("seed %d", seed).isEqualTo(expected.received());
    assertThat(outcome.end()).as("seed %d", seed).isEqualTo(expected.end());
    assertThat(outcome.clientEnd()).as("seed %d", seed).isEqualTo(expected.clientEnd());
    if (expected.clientEnd() != End.RESET) { // then what it still had to say is nobody's to count
      assertThat(outcome.lost()).as("seed %d", seed).isEqualTo(expected.lost());
    }
  }

  private static Case whole(Fault fault) {
    return new Case(fault, sent -> outcome(sent, sent, End.FIN, End.FIN));
  }

  private static Outcome flipped(Bytes sent, int after) {
    var octets = sent.toArray();
    if (octets.length > after) {
      octets[after] ^= 0x20;
    }
    return outcome(sent, Bytes.copyOf(octets), End.FIN, End.FIN);
  }

  private static Case cut(Fault fault, int after, End end, End clientEnd) {
    return new Case(
        fault.after(after),
        sent ->
            sent.size() < after
                ? outcome(sent, sent, End.FIN, End.FIN)
                : outcome(sent, sent.slice(0, after), end, clientEnd));
  }

  private static Outcome outcome(Bytes sent, Bytes received, End end, End clientEnd) {
    return new Outcome(received, end, clientEnd, List.of(), sent.size() - received.size());
  }
}
