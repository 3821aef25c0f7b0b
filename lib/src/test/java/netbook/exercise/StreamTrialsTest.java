package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import netbook.Leaks;
import netbook.bytes.Bytes;
import netbook.exercise.Arrival.End;
import netbook.tap.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Streams in memory, by an exercise that asks for just five octets. */
@ExtendWith(Leaks.class)
class StreamTrialsTest {
  private static final int WANTED = 5;
  private static final Bytes SENT = Bytes.utf8("helloworld");

  /** What the exercise asks for. */
  interface Five {
    byte[] read(InputStream in) throws IOException;
  }

  private static final Five RIGHT =
      in -> {
        var octets = in.readNBytes(WANTED);
        if (octets.length < WANTED) {
          throw new EOFException();
        }
        return octets;
      };

  private static final Five ONE_READ =
      in -> {
        var octets = new byte[WANTED];
        int count = in.read(octets);
        if (count < 0) {
          throw new EOFException();
        }
        return octets;
      };

  private static final class FiveJudge implements Judge<Arrival, byte[]> {
    @Override
    public Optional<Mismatch> returned(Arrival given, byte[] answer) {
      if (given.octets().size() < WANTED) {
        return Optional.of(new Mismatch("an IOException", Said.answer(answer)));
      }
      var wanted = given.octets().slice(0, WANTED);
      return Bytes.copyOf(answer).equals(wanted)
          ? Optional.empty()
          : Optional.of(new Mismatch(wanted.toHex(), Bytes.copyOf(answer).toHex()));
    }

    @Override
    public Optional<Mismatch> threw(Arrival given, Exception exception) {
      return given.octets().size() < WANTED && exception instanceof IOException
          ? Optional.empty()
          : Judge.super.threw(given, exception);
    }
  }

  private static StreamTrials<Five, byte[]> trials() {
    return new StreamTrials<>("read", (code, wire) -> code.read(wire.in()), new FiveJudge());
  }

  private static Exercise<Five> exercise() {
    var enough = trials().keeping(octets -> octets.size() >= WANTED);
    return Exercise.of(
        Five.class,
        "99.1",
        "Five octets",
        "It reads five octets, however they come.",
        List.of(
            Probe.of("at once", "all in one read", trials().atOnce(SENT)),
            Probe.of("one by one", "an octet a read", enough.oneByOne(SENT)),
            Probe.of("cut", "two reads", enough.everyCut(SENT)),
            Probe.of("pause", "two reads, and time between", enough.everyPause(SENT)),
            Probe.of("early end", "too little", trials().everyEarlyEnd(SENT.slice(0, WANTED))),
            Probe.of("reset", "aborted", trials().everyReset(SENT.slice(0, WANTED))),
            Probe.of(
                "silence",
                "nothing more comes",
                trials().of(new Arrival(SENT.slice(0, 3), End.SILENCE, Script.NOTHING)))));
  }

  private static Verdict verdict(Five code) throws InterruptedException {
    try (var exit = new ExitWatch()) {
      return new Checker<>(exercise(), code, Optional.empty(), exit).verdict();
    }
  }

  private static Verdict.NotYet notYet(Five code) throws InterruptedException {
    return (Verdict.NotYet) verdict(code);
  }

  @Test
  void rightCodePassesHoweverTheStreamIsCut() throws InterruptedException {
    assertThat(verdict(RIGHT)).isEqualTo(new Verdict.Solved(7));
  }

  @Test
  void aSingleReadFailsAndTheReportHasOneCut() throws InterruptedException {
    var found = notYet(ONE_READ);
    assertThat(found.probe()).isEqualTo(2);
    assertThat(found.others()).containsExactly(3, 4, 5, 6, 7);
    assertThat(found.failure().steps())
        .containsExactly(
            new Steps.Step(
                1, "read: 5 B arrive, slice at 1, then the end", "byte[] of 5 B 77 00 00 00 00"));
    assertThat(found.failure().readTo()).isEqualTo(1);
  }

  @Test
  void whoTakesNothingAvailableForTheEndFailsAtThePause() throws InterruptedException {
    var found =
        notYet(in -> {
          var octets = new byte[WANTED];
          int count = in.readNBytes(octets, 0, 1);
          while (count < WANTED && (in.available() > 0 || count == 0)) {
            int more = in.read(octets, count, WANTED - count);
            if (more < 0) {
              throw new EOFException();
            }
            count += more;
          }
          return octets;
        });
    assertThat(found.probe()).isEqualTo(4);
    assertThat(found.failure().mismatch().expected()).isEqualTo("77 6f 72 6c 64");
  }

  @Test
  void whoReadsOnAfterTheEndIsEndedByTheTransport() throws InterruptedException {
    var found =
        notYet(in -> {
          var octets = new byte[WANTED];
          int count = 0;
          while (count < WANTED) {
            count += Math.max(0, in.read(octets, count, WANTED - count));
          }
          return octets;
        });
    assertThat(found.probe()).isEqualTo(5);
    assertThat(found.failure().kind()).isEqualTo(Failure.Kind.SPINS);
    assertThat(found.failure().runsOn()).isFalse();
    assertThat(found.failure().mismatch().actual()).contains("reads on and on");
  }

  @Test
  void whoWritesWithoutEndIsEndedByTheTransport() throws InterruptedException {
    var writes =
        new StreamTrials<Five, byte[]>(
            "read",
            (_, wire) -> {
              while (true) {
                wire.out().write(new byte[1 << 16]);
              }
            },
            new FiveJudge());
    var exercise =
        Exercise.of(Five.class, "99.1", "x", "x", List.of(Probe.of("x", "x", writes.atOnce(SENT))));
    try (var exit = new ExitWatch()) {
      var found = (Verdict.NotYet) new Checker<>(exercise, RIGHT, Optional.empty(), exit).verdict();
      assertThat(found.failure().mismatch().actual()).contains("has written more than");
    }
  }

  @Test
  void whatTheCodeWritesIsOnTheWire() throws Exception {
    var echo =
        new StreamTrials<Five, Bytes>(
            "echo",
            (_, wire) -> {
              wire.in().transferTo(wire.out());
              return wire.sent();
            },
            (given, answer) ->
                answer.equals(given.octets())
                    ? Optional.empty()
                    : Optional.of(new Mismatch(given.octets().toHex(), answer.toHex())));
    var trials = new ArrayList<>(echo.everyPause(SENT));
    echo.everyCut(SENT).forEach(trial -> trials.addAll(trial.replays()));
    for (var trial : trials) {
      assertThat(trial.run(RIGHT, new Steps())).isEmpty();
    }
  }

  @Test
  void whatComesInGoodOrderAndTakesNoTimeCanBeReplayed() {
    var large = Bytes.copyOf(new byte[1 << 20]);
    assertThat(replays(trials().atOnce(SENT))).isEqualTo(1);
    assertThat(replays(trials().atOnce(large))).isZero();
    assertThat(replays(trials().oneByOne(SENT))).isEqualTo(1);
    assertThat(replays(trials().everyCut(SENT))).isEqualTo(9);
    assertThat(replays(trials().everyEarlyEnd(SENT))).isEqualTo(10);
    assertThat(replays(trials().everyPause(SENT))).isZero();
    assertThat(replays(trials().everyReset(SENT))).isZero();
    assertThat(replays(trials().of(new Arrival(SENT, End.SILENCE, Script.NOTHING)))).isZero();
  }

  private static long replays(List<Trial<Five>> trials) {
    return trials.stream().mapToLong(trial -> trial.replays().size()).sum();
  }

  @Test
  void rightCodeIsReplayedUpToThreeTimesAProbe() throws InterruptedException {
    var replays = new AtomicInteger();
    Five counted =
        in -> {
          replays.addAndGet(isReal(in) ? 1 : 0);
          return RIGHT.read(in);
        };
    assertThat(verdict(counted)).isEqualTo(new Verdict.Solved(7));
    assertThat(replays).hasValue(1 + 1 + 3 + 3);
  }

  private static boolean isReal(InputStream in) {
    return in.getClass().getName().contains("SocketWire");
  }

  @Test
  void whatFailsOnRealSocketsAloneSaysSo() throws InterruptedException {
    var found =
        notYet(in -> {
          var octets = RIGHT.read(in);
          if (isReal(in)) {
            octets[1]++;
          }
          return octets;
        });
    assertThat(found.probe()).isEqualTo(1);
    assertThat(found.others()).isEmpty();
    assertThat(found.failure().mismatch().actual())
        .isEqualTo("68 66 6c 6c 6f, on a real connection");
    assertThat(found.failure().steps().getLast().call())
        .isEqualTo("read: 10 B arrive, then the end (real sockets)");
    assertThat(found.failure().readTo()).isEqualTo(WANTED);
  }

  @Test
  void whoWaitsOnRealSocketsIsEnded() throws InterruptedException {
    var found =
        notYet(in -> {
          if (isReal(in)) {
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          return RIGHT.read(in);
        });
    assertThat(found.failure().kind()).isEqualTo(Failure.Kind.WAITS);
    assertThat(found.failure().runsOn()).isFalse();
  }

  @Test
  void aPauseTakesVirtualTimeOnly() {
    var wire =
        new MemoryWire(
            new Arrival(
                SENT,
                End.SILENCE,
                Script.of(netbook.tap.Fault.delay(java.time.Duration.ofSeconds(4)))),
            new Steps());
    assertThat(wire.now()).isZero();
    assertThat(wire.in()).satisfies(in -> assertThat(in.read()).isEqualTo('h'));
    assertThat(wire.now()).hasSeconds(4);
  }
}
