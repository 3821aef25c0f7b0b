package netbook.tap;

import static netbook.tap.Fault.corrupt;
import static netbook.tap.Fault.delay;
import static netbook.tap.Fault.drop;
import static netbook.tap.Fault.duplicate;
import static netbook.tap.Fault.reorder;
import static netbook.tap.Fault.shorten;
import static netbook.tap.Fault.stall;
import static netbook.tap.Fault.throttle;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import netbook.Leaks;
import netbook.bytes.Bytes;
import netbook.tap.DatagramRuns.OnSockets;
import netbook.tap.DatagramRuns.Outcome;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault of datagrams: what the receiver gets is a function of what was sent, and the same
 * script does the same on sockets as in memory.
 */
@ExtendWith(Leaks.class)
class DatagramFaultsTest {
  private static final int RUNS = 1000;
  private static final int CHANCES = 300;

  /** So many at once, since a datagram that nothing overtakes is held for a second. */
  private static final int BATCH = 100;

  /**
   * A fault.
   *
   * @param timed whether it depends on the clock how what comes in mixes with what goes on
   * @param effect what it makes of what was sent
   */
  record Case(Fault fault, boolean timed, UnaryOperator<List<Bytes>> effect) {
    @Override
    public String toString() {
      return fault.toString();
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(delay(Duration.ofMillis(1), Duration.ofMillis(1)), true, sent -> sent),
        new Case(delay(Duration.ofMillis(2)).on(2), true, sent -> sent),
        new Case(throttle(100_000), true, sent -> sent),
        new Case(drop().on(2), false, sent -> changed(sent, 2, List.of())),
        new Case(drop(), false, sent -> List.of()),
        new Case(duplicate().on(2), false, sent -> changed(sent, 2, twice(sent, 2))),
        new Case(shorten(3).on(2), false, sent -> changed(sent, 2, cut(sent, 2))),
        new Case(stall().on(3), false, sent -> sent.subList(0, Math.min(2, sent.size()))),
        new Case(reorder(2).on(2), false, DatagramFaultsTest::overtakenByTwo));
  }

  static Stream<Fault> faultsByChance() {
    return Stream.of(
        corrupt(0x81),
        corrupt(0x81).chance(0.3),
        drop().chance(0.3),
        duplicate().chance(0.3),
        reorder(2).chance(0.3),
        shorten(3).chance(0.3));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void receiversGetInMemoryWhatTheFaultSays(Case fault) {
    for (long seed = 0; seed < RUNS; seed++) {
      var sent = DatagramRuns.random(seed);
      assertThat(DatagramRuns.inMemory(Script.of(fault.fault()).seed(seed), sent).received())
          .as("seed %d", seed)
          .isEqualTo(fault.effect().apply(sent));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void receiversGetFromSocketsWhatTheFaultSays(Case fault) throws Exception {
    for (long from = 0; from < RUNS; from += BATCH) {
      var outcomes = onSockets(fault.fault(), from);
      for (int i = 0; i < BATCH; i++) {
        var sent = DatagramRuns.random(from + i);
        assertThat(outcomes.get(i).received())
            .as("seed %d", from + i)
            .isEqualTo(fault.effect().apply(sent));
        var inMemory = DatagramRuns.inMemory(Script.of(fault.fault()).seed(from + i), sent);
        assertThat(outcomes.get(i).lost()).isEqualTo(inMemory.lost());
        if (fault.timed()) {
          assertThat(outcomes.get(i).toTap()).isEqualTo(inMemory.toTap());
          assertThat(outcomes.get(i).fromTap()).isEqualTo(inMemory.fromTap());
        } else {
          assertThat(outcomes.get(i).events()).isEqualTo(inMemory.events());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("faultsByChance")
  void chanceIsTheSameOnSocketsAsInMemory(Fault fault) throws Exception {
    for (long from = 0; from < CHANCES; from += BATCH) {
      var outcomes = onSockets(fault, from);
      for (int i = 0; i < BATCH; i++) {
        var script = Script.of(fault).seed(from + i);
        assertThat(outcomes.get(i))
            .as("seed %d", from + i)
            .isEqualTo(DatagramRuns.inMemory(script, DatagramRuns.random(from + i)));
      }
    }
  }

  private static List<Outcome> onSockets(Fault fault, long from) throws Exception {
    var running = new ArrayList<OnSockets>();
    try {
      for (long seed = from; seed < from + BATCH; seed++) {
        running.add(new OnSockets(Script.of(fault).seed(seed), DatagramRuns.random(seed)));
      }
      var outcomes = new ArrayList<Outcome>();
      for (int i = 0; i < BATCH; i++) {
        var script = Script.of(fault).seed(from + i);
        var expected = DatagramRuns.inMemory(script, DatagramRuns.random(from + i));
        outcomes.add(running.get(i).outcome(expected.received().size()));
      }
      return outcomes;
    } finally {
      for (var run : running) {
        run.close();
      }
    }
  }

  private static List<Bytes> changed(List<Bytes> sent, int number, List<Bytes> instead) {
    if (sent.size() < number) {
      return sent;
    }
    var got = new ArrayList<>(sent.subList(0, number - 1));
    got.addAll(instead);
    got.addAll(sent.subList(number, sent.size()));
    return got;
  }

  private static List<Bytes> twice(List<Bytes> sent, int number) {
    return sent.size() < number ? List.of() : List.of(sent.get(number - 1), sent.get(number - 1));
  }

  private static List<Bytes> cut(List<Bytes> sent, int number) {
    return sent.stream()
        .skip(number - 1)
        .limit(1)
        .map(d -> d.slice(0, Math.min(3, d.size())))
        .toList();
  }

  /** The second comes after the fourth, or last if there is none. */
  private static List<Bytes> overtakenByTwo(List<Bytes> sent) {
    var got = new ArrayList<>(sent);
    if (got.size() >= 2) {
      var late = got.remove(1);
      got.add(Math.min(3, got.size()), late);
    }
    return got;
  }
}
