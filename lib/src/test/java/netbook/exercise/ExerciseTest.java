package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import netbook.Leaks;
import netbook.bytes.Bytes;
import netbook.exercise.Failure.Kind;
import netbook.notebook.CapturedPrints;
import netbook.notebook.View;
import netbook.show.Markup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verdicts, limits and reports, by an exercise that asks for the octets themselves. */
@ExtendWith(Leaks.class)
class ExerciseTest {
  private static final Limits SHORT =
      new Limits(Duration.ofSeconds(1), Duration.ofMillis(300), 32 << 20, 1000);

  /** What the exercise asks for. */
  interface Same {
    Bytes of(Bytes octets);
  }

  private static Exercise<Same> exercise() {
    var calls =
        new CallTrials<Same, Bytes>("of", Same::of, ExerciseTest::judge)
            .keeping(octets -> octets.indexOf('d', 0) >= 0);
    return Exercise.of(
            Same.class,
            "99.1",
            "The same",
            "It gives the same.",
            List.of(
                Probe.of("a", "first", calls.on(Bytes.utf8("a"))).hints("think", "think more"),
                Probe.of("d", "long", calls.on(Bytes.utf8("bbb"), Bytes.utf8("abcdefghijklmnop")))
                    .rule(Rule.must("RFC 9293 §3.8", "the words"))))
        .limits(SHORT);
  }

  private static Optional<Mismatch> judge(Bytes given, Bytes answer) {
    return answer.equals(given)
        ? Optional.empty()
        : Optional.of(new Mismatch(given.toString(), answer.toString(), 0));
  }

  private static Verdict verdict(Same code) throws InterruptedException {
    try (var exit = new ExitWatch()) {
      return new Checker<>(exercise(), code, Optional.empty(), exit).verdict();
    }
  }

  private static Failure failure(Same code) throws InterruptedException {
    return ((Verdict.NotYet) verdict(code)).failure();
  }

  private static View view(Same code) {
    try (var exit = new ExitWatch()) {
      return exercise().view(code, 1, 2, Optional.empty(), exit);
    }
  }

  private static Same failingAtD(UnaryOperator<Bytes> wrong) {
    return octets -> octets.indexOf('d', 0) < 0 ? octets : wrong.apply(octets);
  }

  @Test
  void rightCodeSolvesIt() throws InterruptedException {
    assertThat(verdict(octets -> octets)).isEqualTo(new Verdict.Solved(2));
    assertThat(view(octets -> octets).text())
        .startsWith("✓ Done. 99.1 The same: 2 of 2 probes pass\n\nIt gives the same.");
  }

  @Test
  void aStubIsTheLearnersTurnAndSoIsNothing() throws InterruptedException {
    Same stub =
        octets -> {
          throw Exercise.yourTurn();
        };
    assertThat(verdict(stub)).isEqualTo(new Verdict.Unwritten());
    assertThat(verdict(failingAtD(stub::of))).isEqualTo(new Verdict.Unwritten());
    assertThat(view(stub).text()).startsWith("Your turn. 99.1");
    assertThat(view(null).text()).startsWith("Your turn. 99.1");
  }

  @Test
  void theTranscriptIsTheShortestThatStillHasItsPoint() throws InterruptedException {
    var failure = failure(failingAtD(octets -> octets.plus(octets)));
    assertThat(failure.octets()).isEqualTo(Bytes.utf8("d"));
    assertThat(failure.steps()).containsExactly(new Steps.Step(1, "of(1 byte)", "2 B \"dd\""));
  }

  @Test
  void anotherFaultDoesNotTakeThePlaceOfTheProbesPoint() throws InterruptedException {
    var failure =
        failure(octets ->
            octets.isEmpty() || octets.indexOf('d', 0) >= 0 ? Bytes.utf8("wrong") : octets);
    assertThat(failure.octets()).isEqualTo(Bytes.utf8("d"));
  }

  @Test
  void theTranscriptFailsInTheSameWay() throws InterruptedException {
    var failure =
        failure(
            failingAtD(octets -> {
              if (octets.size() < 4) {
                throw new StackOverflowError();
              }
              return Bytes.EMPTY;
            }));
    assertThat(failure.kind()).isEqualTo(Kind.WRONG);
    assertThat(failure.octets().size()).isEqualTo(4);
  }

  @Test
  void spinningIsCpuTime() throws InterruptedException {
    var over = new CountDownLatch(1);
    try {
      var failure =
          failure(
              failingAtD(octets -> {
                while (over.getCount() > 0) {
                  Thread.onSpinWait();
                }
                return octets;
              }));
      assertThat(failure.kind()).isEqualTo(Kind.SPINS);
      assertThat(failure.runsOn()).isTrue();
      assertThat(failure.steps()).containsExactly(new Steps.Step(1, "of(16 bytes)", ""));
    } finally {
      over.countDown();
    }
  }

  @Test
  void waitingIsEndedByAnInterrupt() throws InterruptedException {
    var failure =
        failure(
            failingAtD(octets -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return octets;
            }));
    assertThat(failure.kind()).isEqualTo(Kind.WAITS);
    assertThat(failure.mismatch().actual())
        .isEqualTo("no end within 1 s: it waits, and nobody wakes it");
    assertThat(failure.runsOn()).isFalse();
  }

  @Test
  void memoryIsLimitedThoughAllOfItIsGarbage() throws InterruptedException {
    var failure =
        failure(
            failingAtD(octets -> {
              for (int i = 0; i < 64; i++) {
                octets = Bytes.copyOf(new byte[1 << 20]).slice(0, 0).plus(octets);
              }
              return octets;
            }));
    assertThat(failure.kind()).isEqualTo(Kind.MEMORY);
  }

  @Test
  void printsAreKeptForTheReportAndLimited() throws InterruptedException {
    Same chatty =
        octets -> {
          System.out.println("<got> " + octets.size());
          return Bytes.EMPTY;
        };
    var printed = failure(chatty).printed();
    assertThat(printed.strip()).isEqualTo("<got> 1");
    Same flooding =
        octets -> {
          for (int i = 0; i < 1000; i++) {
            System.err.println("flood");
          }
          return octets;
        };
    assertThat(failure(flooding).kind()).isEqualTo(Kind.PRINTS);
  }

  @Test
  void whatOthersPrintIsNotCaptured() {
    var group = new ThreadGroup("theirs");
    try (var prints = new CapturedPrints(group, 10)) {
      System.out.print("");
      System.out.flush();
      assertThat(prints.size()).isZero();
    }
  }

  @Test
  void aThreadLeftBehindIsALeak() throws InterruptedException {
    var over = new CountDownLatch(1);
    try {
      var failure =
          failure(
              failingAtD(octets -> {
                new Thread(() -> awaitQuietly(over), "mine").start();
                return octets;
              }));
      assertThat(failure.kind()).isEqualTo(Kind.LEAKS);
      assertThat(failure.mismatch().actual()).isEqualTo("still running: \"mine\"");
    } finally {
      over.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch over) {
    while (over.getCount() > 0) {
      try {
        over.await();
      } catch (InterruptedException e) {
        // Swallowed, as learners do.
      }
    }
  }

  @Test
  void aSocketLeftOpenIsALeak() throws Exception {
    var left = new ArrayList<ServerSocketChannel>();
    try {
      var failure =
          failure(octets -> {
            try {
              left.add(ServerSocketChannel.open());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return octets;
          });
      assertThat(failure.kind()).isEqualTo(Kind.LEAKS);
      assertThat(failure.mismatch().actual()).isEqualTo("1 socket left open");
    } finally {
      for (var socket : left) {
        socket.close();
      }
    }
  }

  @Test
  void aSocketThatIsClosedIsNone() throws InterruptedException {
    assertThat(
            verdict(octets -> {
              try (var _ = ServerSocketChannel.open()) {
                return octets;
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }))
        .isEqualTo(new Verdict.Solved(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "</pre></figure><img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)",
        "\u001b[2J\u0007\r\n\0",
        "\u202e$x$",
        "\ud800"
      })
  void whatTheCodeSaysStaysText(String hostile) {
    List<Same> codes =
        List.of(
            octets -> {
              throw new IllegalStateException(hostile);
            },
            octets -> {
              System.out.println(hostile.repeat(20));
              return Bytes.utf8(hostile);
            },
            octets -> {
              throw new AssertionError(hostile.repeat(10_000));
            });
    for (var code : codes) {
      var markup = Markup.of(view(code));
      assertThat(markup.text("//figcaption/b").getFirst()).isEqualTo("✗ Not yet. 99.1 The same");
    }
  }

  @Test
  void theReportNamesTheProbeItsRuleAndHowToReplayIt() {
    var view = view(failingAtD(octets -> Bytes.EMPTY));
    assertThat(view.text())
        .isEqualTo(
            """
            ✗ Not yet. 99.1 The same: 1 of 2 probes pass

            probe 2   d: long
            rule      MUST RFC 9293 §3.8: the words

            Shortest transcript that fails: what the check calls, what your code answers
               1  of(1 byte)  →  0 B

            0000  64                       d
                  ^^ wrong from here

            expected  1 B "d"
            actual    0 B

            replay    Same.exercise().replay(same, 2);\
            """);
    var markup = Markup.of(view);
    assertThat(markup.text("//a")).containsExactly("RFC 9293 §3.8");
    assertThat(markup.text("//span[@class='nb-e']")).containsExactly("64");
    assertThat(markup.text("//pre[@class='nb-run']"))
        .containsExactly("Same.exercise().replay(same, 2);");
  }

  @Test
  void theSecondHintIsThereForWhoeverAsks() {
    var view = view(_ -> Bytes.EMPTY);
    assertThat(view.text()).contains("hint      think\n").doesNotContain("think more");
    assertThat(Markup.of(view).text("//details/p")).containsExactly("think more");
  }

  @Test
  void aReplayIsAboutItsProbeAlone() {
    try (var exit = new ExitWatch()) {
      var view = exercise().view(_ -> Bytes.EMPTY, 2, 2, Optional.empty(), exit);
      assertThat(view.text()).startsWith("✗ Not yet. 99.1 The same: 0 of 1 probes pass\n\nprobe 2");
      var passes = exercise().view(octets -> octets, 2, 2, Optional.empty(), exit);
      assertThat(passes.text()).startsWith("✓ Passes. 99.1 The same: probe 2 of 2 alone");
    }
  }

  /** An error that can't say what it is, so that the thread that asks dies of it. */
  private static final class Speechless extends Error {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new StackOverflowError();
    }
  }

  @Test
  void whatCannotBeToldHasFailedToo() throws InterruptedException {
    Thread.setDefaultUncaughtExceptionHandler(
        (_, e) -> assertThat(e).isInstanceOf(StackOverflowError.class));
    var failure =
        failure(octets -> {
          throw new Speechless();
        });
    assertThat(failure.kind()).isEqualTo(Kind.ERROR);
  }

  @Test
  void whatIsCalledBeforeIsShownAndNotJudged() {
    var trials =
        new CallTrials<Same, Bytes>("of", Same::of, ExerciseTest::wrongIfShort)
            .keeping(_ -> false)
            .after(Bytes.utf8("before"));
    var probes = List.of(Probe.of("a", "a", trials.on(Bytes.EMPTY)));
    var exercise = Exercise.of(Same.class, "99.1", "t", "p", probes);
    try (var exit = new ExitWatch()) {
      assertThat(exercise.view(octets -> octets, 1, 1, Optional.empty(), exit).text())
          .contains("1  of(6 bytes)", "2  of(0 bytes)");
    }
  }

  private static Optional<Mismatch> wrongIfShort(Bytes given, Bytes answer) {
    return answer.isEmpty() ? Optional.of(new Mismatch("more", "none")) : Optional.empty();
  }

  @Test
  void aFaultOfTheCheckIsNotTheLearners() {
    var broken =
        new CallTrials<Same, Bytes>(
            "of",
            Same::of,
            (given, answer) -> {
              throw new IllegalStateException("<b>");
            });
    var probes = List.of(Probe.of("a", "a", broken.on(Bytes.EMPTY)));
    var exercise = Exercise.of(Same.class, "99.1", "t", "p", probes);
    try (var exit = new ExitWatch()) {
      assertThat(exercise.view(octets -> octets, 1, 1, Optional.empty(), exit).text())
          .isEqualTo(
              "The check of 99.1 itself has failed: BrokenCheck: IllegalStateException: <b>");
    }
  }

  @Test
  void anExerciseHasANumberAndProbes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Exercise.of(Same.class, "1", "t", "p", exercise().probes()))
        .withMessage("number: 1 is not like 00.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Exercise.of(Same.class, "99.1", "t", "p", List.of()))
        .withMessage("exercise 99.1 has no probe");
  }
}
