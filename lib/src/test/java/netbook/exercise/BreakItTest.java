package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import netbook.Leaks;
import netbook.bytes.Bytes;
import netbook.exercise.Arrival.End;
import netbook.exercise.BreakIt.Attempt;
import netbook.exercise.BreakIt.Result;
import netbook.exercise.BreakIt.Wrong;
import netbook.notebook.View;
import netbook.show.Markup;
import netbook.tap.Fault;
import netbook.tap.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Boards: what a learner's probe catches, whom it wrongs, and what it may not do. */
@ExtendWith(Leaks.class)
class BreakItTest {
  private static final Limits SHORT =
      new Limits(Duration.ofSeconds(1), Duration.ofMillis(300), 32 << 20, 1000);

  private static final Bytes ALL_OCTETS =
      IntStream.range(0, 256).mapToObj(Bytes::of).reduce(Bytes.EMPTY, Bytes::plus);

  private static <T, M> Result result(BreakIt<T, M> board, Attempt<T, M> attempt)
      throws InterruptedException {
    try (var exit = new ExitWatch()) {
      return board.result(attempt, Optional.empty(), exit);
    }
  }

  private static <T, M> View view(BreakIt<T, M> board, Attempt<T, M> attempt) {
    try (var exit = new ExitWatch()) {
      return board.view(attempt, Optional.empty(), exit);
    }
  }

  /** The letters of the wrong programs that it catches, and the numbers of the right ones. */
  private static <T, M> String failed(BreakIt<T, M> board, Attempt<T, M> attempt)
      throws InterruptedException {
    var tried = (Result.Tried) result(board, attempt);
    var failed = new StringBuilder();
    for (int i = 0; i < tried.wrong().size(); i++) {
      failed.append(tried.wrong().get(i) instanceof Outcome.Failed ? BreakIt.letter(i) : "");
    }
    for (int i = 0; i < tried.right().size(); i++) {
      failed.append(tried.right().get(i) instanceof Outcome.Failed ? "" + (i + 1) : "");
    }
    return failed.toString();
  }

  /** A board that was found in the library, and the exercise that judges the same programs. */
  record Found<T>(BreakIt<T, ?> board, Exercise<T> exercise) {
    @SuppressWarnings("unchecked")
    static Found<?> of(JavaClass type) {
      try {
        return new Found<>(
            (BreakIt<Object, ?>) type.reflect().getMethod("breakIt").invoke(null),
            (Exercise<Object>) type.reflect().getMethod("exercise").invoke(null));
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(type.getName(), e);
      }
    }

    /** The numbers of the probes at which a program fails. */
    List<Integer> failing(Supplier<T> program) throws InterruptedException {
      var failing = new ArrayList<Integer>();
      try (var exit = new ExitWatch()) {
        var checker = new Checker<>(exercise, program.get(), Optional.empty(), exit);
        for (int number = 1; number <= exercise.probes().size(); number++) {
          if (!(checker.outcome(number) instanceof Outcome.Passed)) {
            failing.add(number);
          }
        }
      }
      return failing;
    }
  }

  static List<Found<?>> boards() {
    return new ClassFileImporter()
        .importPackages("netbook.exercise").stream()
            .filter(type -> type.tryGetMethod("breakIt").isPresent())
            .<Found<?>>map(Found::of)
            .toList();
  }

  @ParameterizedTest
  @MethodSource("boards")
  <T> void theWrongProgramsAreWrongInDifferentWays(Found<T> found) throws InterruptedException {
    var failing = new ArrayList<List<Integer>>();
    for (var wrong : found.board().wrong()) {
      failing.add(found.failing(wrong.program()));
      assertThat(wrong.hint()).isNotBlank();
    }
    assertThat(failing).hasSizeGreaterThanOrEqualTo(6).doesNotContain(List.of());
    assertThat(failing).doesNotHaveDuplicates();
    assertThat(failing).as("all pass the example").noneMatch(numbers -> numbers.contains(1));
  }

  @ParameterizedTest
  @MethodSource("boards")
  <T> void theRightProgramsAreRight(Found<T> found) throws InterruptedException {
    assertThat(found.board().right()).hasSizeGreaterThanOrEqualTo(2);
    for (var right : found.board().right()) {
      assertThat(found.failing(right)).isEmpty();
    }
  }

  @Test
  void eachHexdumpIsCaughtByWhatItsHintIsAbout() throws InterruptedException {
    var board = Dumper.breakIt();
    assertThat(failed(board, dumps -> dumps.on(Bytes.utf8("hello\n")))).isEmpty();
    assertThat(failed(board, dumps -> dumps.on(Bytes.utf8("x".repeat(16))))).isEqualTo("A");
    assertThat(failed(board, dumps -> dumps.on(Bytes.utf8("x".repeat(17))))).isEqualTo("B");
    assertThat(failed(board, dumps -> dumps.on(Bytes.of(0x80)))).isEqualTo("C");
    assertThat(failed(board, dumps -> dumps.on(Bytes.of(0x7f)))).isEqualTo("D");
    assertThat(failed(board, dumps -> dumps.on(Bytes.of(0)))).isEqualTo("E");
    assertThat(failed(board, dumps -> dumps.on(Bytes.of(1), Bytes.of(1)))).isEqualTo("F");
    assertThat(failed(board, dumps -> dumps.on(ALL_OCTETS, ALL_OCTETS))).isEqualTo("ABCDEF");
  }

  /** Clients that meet each of the six servers at its weak point. */
  private static List<Attempt<Echo, ServerTrials<Echo>>> visits() {
    var line = Bytes.utf8("hello\n");
    var word = Bytes.utf8("hello");
    return List.of(
        servers -> servers.on(clients -> call(clients.connect(), line)),
        servers -> servers.on(clients -> call(clients.connect(), word)),
        servers ->
            servers.on(clients -> {
              var client = clients.connect();
              for (int i = 0; i < 2; i++) {
                client.send(line);
                client.receive(line);
              }
            }),
        servers ->
            servers.on(clients -> {
              var client = clients.connect();
              client.send(line);
              client.receive(line);
            }),
        servers ->
            servers.on(clients -> {
              var rude = clients.connect();
              rude.send(line);
              rude.reset();
              var next = clients.connect();
              call(next, line);
              call(clients.connect(), line);
            }),
        servers ->
            servers.on(clients -> {
              var silent = clients.connect();
              call(clients.connect(), line);
              silent.close();
            }),
        servers ->
            servers.on(
                clients -> clients.connect().exchange(Bytes.utf8("0123456\n".repeat(2000)))));
  }

  private static void call(Client client, Bytes octets) throws Exception {
    client.send(octets);
    client.finishSending();
    client.receive(octets);
    client.receiveEnd();
  }

  @Test
  void eachEchoServerIsCaughtByWhatItsHintIsAbout() throws InterruptedException {
    var caught = new ArrayList<String>();
    for (var visit : visits()) {
      caught.add(failed(Echo.breakIt(), visit));
    }
    assertThat(caught).containsExactly("", "A", "BC", "C", "D", "E", "BCF");
  }

  @Test
  void oneVisitMayCatchAllEchoServers() throws InterruptedException {
    assertThat(
            failed(
                Echo.breakIt(),
                servers -> {
                  var all = new ArrayList<Trial<Echo>>();
                  for (var visit : visits()) {
                    all.addAll(visit.trials(servers));
                  }
                  return all;
                }))
        .isEqualTo("ABCDEF");
  }

  @Test
  void aVisitThatIsNotWrittenIsTheLearnersTurn() throws InterruptedException {
    assertThat(
            result(
                Echo.breakIt(),
                servers ->
                    servers.on(_ -> {
                      throw Exercise.yourTurn();
                    })))
        .isInstanceOf(Result.Unwritten.class);
  }

  @Test
  void aClientThatAsksForMoreThanTheTaskWrongsTheRightServers() {
    var view =
        view(
            Echo.breakIt(),
            servers -> servers.on(clients -> clients.connect().receive(Bytes.utf8("welcome"))));
    assertThat(view.text())
        .startsWith("✗ Not yet. Break it: six echo servers: a right program is wronged")
        .contains("actual    nothing within 1000 ms");
  }

  static List<Attempt<Echo, ServerTrials<Echo>>> endless() {
    return List.of(
        servers ->
            servers.on(clients -> {
              while (true) {
                clients.connect();
              }
            }),
        servers -> servers.on(_ -> new CountDownLatch(1).await()),
        servers ->
            servers.on(clients -> {
              var client = clients.connect();
              while (true) {
                client.exchange(Bytes.of(1));
              }
            }));
  }

  @ParameterizedTest
  @MethodSource("endless")
  void clientsWithoutEndDoNotHangTheBoard(Attempt<Echo, ServerTrials<Echo>> attempt) {
    var view = view(Echo.breakIt().limits(SHORT), attempt);
    assertThat(view.text()).contains("a right program is wronged").doesNotContain("still runs");
  }

  @Test
  void whoCatchesAllIsDone() {
    var view = view(Dumper.breakIt(), dumps -> dumps.on(ALL_OCTETS, ALL_OCTETS));
    assertThat(view.text())
        .startsWith("✓ Done. Break it: six hexdumps: 6 of 6 wrong programs caught\n\nYour probe")
        .doesNotContain("stuck?");
    assertThat(Markup.of(view).text("//tbody/tr/th[@scope='row']"))
        .containsExactly("A", "B", "C", "D", "E", "F", "1", "2");
  }

  @Test
  void theBoardShowsWhatGaveAProgramAwayAndHowToGetAHint() {
    var view = view(Dumper.breakIt(), dumps -> dumps.on(Bytes.of('a', 0x7f), Bytes.of('a', 0)));
    assertThat(view.text())
        .isEqualTo(
            """
            ✗ Not yet. Break it: six hexdumps: 3 of 6 wrong programs caught

            Wrong programs: each should be caught
               A  lets it pass
                  stuck?    Dumper.breakIt().hint("A");
               B  lets it pass
                  stuck?    Dumper.breakIt().hint("B");
               C  lets it pass
                  stuck?    Dumper.breakIt().hint("C");
               D  catches it
                  called    dump(2 bytes)
                  expected  0000  61 7f  |a.|
                  actual    0000  61 7f  |a␡|
               E  catches it
                  called    dump(2 bytes)
                  expected  0000  61 00  |a.|
                  actual    0000  61  |a|
               F  catches it
                  called    dump(2 bytes)
                  expected  0000  61 00  |a.|
                  actual    0000  61 7f  |a.|

            Right programs: each should pass
               1  lets it pass
               2  lets it pass\
            """);
    assertThat(Markup.of(view).text("//details/summary")).hasSize(3).containsOnly("A hint");
  }

  @Test
  void whoAsksForMoreThanTheTaskWrongsARightProgram() throws InterruptedException {
    Attempt<Dumper, CallTrials<Dumper, String>> strict =
        dumps -> dumps.expect(Bytes.of('a', 0x80), "0000  61 80  |a.|\n");
    assertThat(failed(Dumper.breakIt(), strict)).isEqualTo("C2");
    assertThat(view(Dumper.breakIt(), strict).text())
        .startsWith(
            "✗ Not yet. Break it: six hexdumps: a right program is wronged, so nothing counts")
        .contains("Your probe fails 1 right program: it asks for more than the task does.")
        .contains(
            "   2  wrongs it\n      called    dump(2 bytes)\n      expected  \"0000  61 80  |a.|\\n\"\n");
  }

  @Test
  void anExpectationMayBeACondition() throws InterruptedException {
    assertThat(
            failed(
                Dumper.breakIt(),
                dumps -> dumps.expect(Bytes.of('a', 0x80), row -> row.contains("61 80"))))
        .isEqualTo("C");
  }

  @Test
  void aStubIsTheLearnersTurn() {
    var view =
        view(
            Dumper.breakIt(),
            _ -> {
              throw Exercise.yourTurn();
            });
    assertThat(view.text())
        .isEqualTo(
            """
            Your turn. Break it: six hexdumps: 6 wrong programs to catch

            Write a probe into this cell, and run it again.\
            """);
    Markup.of(view);
    var later =
        view(
            Dumper.breakIt(),
            dumps ->
                dumps.expect(
                    Bytes.EMPTY,
                    _ -> {
                      throw Exercise.yourTurn();
                    }));
    assertThat(later.text()).startsWith("Your turn.");
  }

  static List<Attempt<Dumper, CallTrials<Dumper, String>>> unusable() {
    return Arrays.asList(
        null,
        _ -> null,
        _ -> Collections.singletonList(null),
        _ -> List.of(),
        dumps -> Collections.nCopies(501, dumps.on(Bytes.EMPTY).getFirst()),
        _ -> {
          throw new IOException("</pre><script>alert(1)</script>");
        },
        _ -> {
          throw new StackOverflowError();
        },
        _ -> {
          new CountDownLatch(1).await();
          return List.of();
        });
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void aProbeThatMakesNoTrialsCannotBeTried(Attempt<Dumper, CallTrials<Dumper, String>> attempt) {
    var view = view(Dumper.breakIt().limits(SHORT), attempt);
    assertThat(view.text())
        .startsWith("✗ Not yet. Break it: six hexdumps: your probe can't be tried")
        .contains("actual    ");
    Markup.of(view);
  }

  @Test
  void aJudgementOfTheLearnersThatFailsIsSaidSo() {
    var view =
        view(Dumper.breakIt(), dumps -> dumps.expect(Bytes.EMPTY, row -> row.charAt(9) == 'a'));
    assertThat(view.text()).startsWith("The probe's own judgement has failed: ");
  }

  /** What the programs of the boards below do. */
  interface Same {
    Bytes of(Bytes octets);
  }

  private static BreakIt<Same, CallTrials<Same, Bytes>> board(Same... wrong) {
    var calls =
        new CallTrials<Same, Bytes>(
            "of",
            Same::of,
            (given, answer) ->
                answer.equals(given)
                    ? Optional.empty()
                    : Optional.of(new Mismatch(given.toString(), answer.toString())));
    List<Supplier<Same>> right = List.of(() -> octets -> octets);
    return BreakIt.of(
            Same.class,
            "same",
            calls,
            right,
            Arrays.stream(wrong).map(program -> new Wrong<>("hint", () -> program)).toList())
        .limits(SHORT);
  }

  @Test
  void programsRunUnderLimits() throws Exception {
    var left = new ArrayList<ServerSocketChannel>();
    Same waits =
        octets -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return octets;
        };
    Same leaks =
        octets -> {
          try {
            left.add(ServerSocketChannel.open());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return octets;
        };
    Same overflows =
        _ -> {
          throw new StackOverflowError();
        };
    try {
      var board = board(waits, leaks, overflows);
      assertThat(failed(board, calls -> calls.on(Bytes.of(1)))).isEqualTo("ABC");
    } finally {
      for (var socket : left) {
        socket.close();
      }
    }
  }

  @Test
  void whatDoesNotEndIsTheLastThatIsTried() {
    var over = new CountDownLatch(1);
    try {
      Same spins =
          octets -> {
            while (over.getCount() > 0) {
              Thread.onSpinWait();
            }
            return octets;
          };
      var view = view(board(spins, spins), calls -> calls.on(Bytes.of(1)));
      assertThat(view.text())
          .startsWith("✗ Not yet. Break it: same: 1 of 2 wrong programs caught")
          .contains("   A  catches it\n", "   B  was not tried\n", "still runs");
    } finally {
      over.countDown();
    }
  }

  @Test
  void eachAttemptBeginsWithFreshPrograms() throws InterruptedException {
    var board = Dumper.breakIt();
    for (int i = 0; i < 2; i++) {
      assertThat(failed(board, dumps -> dumps.on(Bytes.of('a')))).isEmpty();
    }
  }

  /** What reads a stream. */
  interface Two {
    Bytes read(InputStream in) throws IOException;
  }

  @Test
  void programsThatReadAStreamAreTriedByArrivals() throws InterruptedException {
    var reads =
        new StreamTrials<Two, Bytes>(
            "read",
            (code, wire) -> code.read(wire.in()),
            (given, answer) ->
                answer.equals(given.octets().slice(0, 2))
                    ? Optional.empty()
                    : Optional.of(new Mismatch("two", answer.toString())));
    List<Supplier<Two>> right = List.of(() -> in -> Bytes.copyOf(in.readNBytes(2)));
    Two oneRead =
        in -> {
          var octets = new byte[2];
          int count = in.read(octets);
          return Bytes.copyOf(octets).slice(0, count);
        };
    var wrong = List.of(new Wrong<>("hint", () -> oneRead));
    var board = BreakIt.of(Two.class, "two octets", reads, right, wrong);
    assertThat(failed(board, streams -> streams.atOnce(Bytes.utf8("abc")))).isEmpty();
    assertThat(
            failed(
                board,
                streams ->
                    streams.of(new Arrival(Bytes.utf8("abc"), End.FIN, Script.of(Fault.slice(1))))))
        .isEqualTo("A");
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
  void whatIsSaidStaysText(String hostile) {
    Same wrong =
        _ -> {
          throw new IllegalStateException(hostile.repeat(1000));
        };
    var view = view(board(wrong), calls -> calls.expect(Bytes.EMPTY, Bytes.utf8(hostile)));
    assertThat(Markup.of(view).text("//figcaption/b").getFirst())
        .isEqualTo("✗ Not yet. Break it: same");
  }

  @Test
  void aHintIsThereForWhoeverAsks() {
    var board = Dumper.breakIt();
    assertThat(board.hintFor("f")).isEqualTo("Ask it more than once.");
    for (var none : List.of("", "G", "AB", "1", "<b>")) {
      assertThat(board.hintFor(none)).isEqualTo("The wrong programs are A to F.");
    }
  }

  @Test
  void aBoardHasRightAndWrongPrograms() {
    Supplier<Same> right = () -> octets -> octets;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BreakIt.of(Same.class, "x", "", List.<Supplier<Same>>of(), List.of()))
        .withMessage("right: there is none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BreakIt.of(Same.class, "x", "", List.of(right), List.of()))
        .withMessage("wrong: 0 programs are not in 1..26");
  }
}
