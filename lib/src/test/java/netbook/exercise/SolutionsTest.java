package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import netbook.Leaks;
import netbook.exercise.Proof.Row;
import netbook.exercise.Proof.Table;
import netbook.exercise.Solution.Kind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Proves the checks: every exercise accepts its right solutions and rejects its wrong ones, each
 * for the reason that its head names. A new exercise is found by itself, as an interface with a
 * static method {@code exercise()}; its folder below {@code solutions/} begins with its number.
 *
 * <p>All verdicts are taken under load, before any test looks at them: here a thread for each core
 * computes without a pause, while {@link Runs} tries several exercises at a time.
 */
@ExtendWith(Leaks.class)
class SolutionsTest {
  private static final Path FOLDERS = Path.of("../solutions");
  private static final int RIGHT_MIN = 3;
  private static final int WRONG_MIN = 8;

  /** How often all verdicts are taken: 3, or what {@code -Dnetbook.repeats} says. */
  private static final int REPEATS = Integer.getInteger("netbook.repeats", 3);

  /** Which exercises are tried: all, or those whose number begins as this property says. */
  private static final String CHOSEN = "netbook.exercises";

  /** What the page exercise-matrix shows: {@code ./netbook test} takes it from here. */
  private static final Path FOUND = Path.of("target/exercises.json");

  @TempDir private static Path classes;

  private static List<Subject<?>> every;
  private static List<Subject<?>> subjects;

  /** What the checks said, run by run, by the number of the exercise. */
  private static Map<String, List<Table>> runs;

  @BeforeAll
  static void tryAll() throws Exception {
    every = Subject.every(FOLDERS, classes);
    var chosen = System.getProperty(CHOSEN, "");
    subjects = every.stream().filter(one -> one.exercise().number().startsWith(chosen)).toList();
    assertThat(subjects)
        .as("-D%s=%s is the beginning of a number of %s", CHOSEN, chosen, every)
        .isNotEmpty();
    var load = new Load();
    try {
      runs = Runs.of(subjects, REPEATS, classes);
    } finally {
      load.end();
    }
    if (subjects.equals(every)) {
      Proof.write(FOUND, Runs.first(runs));
    }
  }

  static List<Subject<?>> subjects() {
    return subjects;
  }

  private static List<Table> runs(Subject<?> subject) {
    return runs.get(subject.exercise().number());
  }

  /** What the check says of a solution, run by run. */
  private static List<Row> rows(Subject<?> subject, Solution solution) {
    return runs(subject).stream().map(run -> run.row(solution.name())).toList();
  }

  /** The numbers of the probes that each wrong solution fails, by its name. */
  private static Map<String, List<Integer>> matrix(Table run) {
    var matrix = new TreeMap<String, List<Integer>>();
    for (var row : run.solutions()) {
      if (row.kind() == Kind.WRONG) {
        matrix.put(row.name(), row.failing());
      }
    }
    return matrix;
  }

  @Test
  void everyExerciseHasAFolderThatBeginsWithItsNumber() {
    var exercises =
        new ClassFileImporter()
            .importPackages("netbook.exercise").stream()
                .filter(JavaClass::isInterface)
                .filter(type -> type.tryGetMethod("exercise").isPresent())
                .map(JavaClass::getName)
                .toList();
    assertThat(every.stream().map(subject -> subject.type().getName()))
        .containsExactlyInAnyOrderElementsOf(exercises);
    for (var subject : every) {
      assertThat(subject.folder().getFileName().toString()).startsWith(subject + "-");
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void hasAStubAReferenceAndEnoughOthers(Subject<?> subject) {
    assertThat(subject.solutions(Kind.STUB)).extracting(Solution::name).containsExactly("Stub");
    assertThat(subject.solutions(Kind.RIGHT))
        .hasSizeGreaterThanOrEqualTo(RIGHT_MIN)
        .extracting(Solution::name)
        .contains("Reference");
    assertThat(subject.solutions(Kind.WRONG)).hasSizeGreaterThanOrEqualTo(WRONG_MIN);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void theStubIsTheLearnersTurn(Subject<?> subject) {
    for (var stub : subject.solutions(Kind.STUB)) {
      assertThat(rows(subject, stub)).extracting(Row::verdict).containsOnly("unwritten");
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void whatIsRightPassesEveryProbe(Subject<?> subject) {
    for (var right : subject.solutions(Kind.RIGHT)) {
      var rows = rows(subject, right);
      assertThat(rows)
          .as("%s: %s", right.name(), rows.stream().map(Row::report).distinct().toList())
          .extracting(Row::verdict, Row::tried)
          .containsOnly(tuple("solved", subject.exercise().probes().size()));
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void whatIsWrongIsReportedByTheProbeThatIsAboutIt(Subject<?> subject) {
    var reported = new TreeMap<String, String>();
    var wanted = new TreeMap<String, String>();
    for (var wrong : subject.solutions(Kind.WRONG)) {
      wanted.put(wrong.name(), wrong.head().reported());
      var row = rows(subject, wrong).getFirst();
      reported.put(
          wrong.name(),
          row.failing().isEmpty()
              ? "accepted: " + row.verdict()
              : subject.exercise().probes().get(row.failing().getFirst() - 1).name());
    }
    assertThat(reported).isEqualTo(wanted);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void everyProbeIsNeededOrSaysWhatItProtects(Subject<?> subject) {
    var matrix = matrix(runs(subject).getFirst());
    var probes = subject.exercise().probes();
    for (int number = 1; number <= probes.size(); number++) {
      boolean alone = matrix.containsValue(List.of(number));
      assertThat(probes.get(number - 1).protects().isEmpty())
          .as("probe %d alone catches a solution: %s; else it says what it protects", number, alone)
          .isEqualTo(alone);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void theWrongOnesLookRightAndDiffer(Subject<?> subject) {
    var matrix = matrix(runs(subject).getFirst());
    assertThat(matrix.values()).doesNotHaveDuplicates();
    var passTheExample = matrix.values().stream().filter(failing -> !failing.contains(1)).toList();
    assertThat(passTheExample).hasSizeGreaterThanOrEqualTo((matrix.size() + 1) / 2);
  }

  static List<Subject<?>> peered() {
    return subjects.stream().filter(subject -> subject.exercise().peer().isPresent()).toList();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("peered")
  void aProgramOfTheSystemJudgesAlike(Subject<?> subject) throws Exception {
    var tool = subject.exercise().peer().orElseThrow().tool();
    assumeThat(tool.find())
        .as("no %s; get its package %s", tool.program(), tool.from())
        .isPresent();
    for (var right : subject.solutions(Kind.RIGHT)) {
      assertThat(subject.peered(right)).as(right.name()).isInstanceOf(Outcome.Passed.class);
    }
    int rejected = 0;
    for (var wrong : subject.solutions(Kind.WRONG)) {
      rejected += subject.peered(wrong) instanceof Outcome.Failed ? 1 : 0;
    }
    assertThat(rejected).isPositive();
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void theVerdictsAreTheSameUnderLoad(Subject<?> subject) {
    for (var wrong : subject.solutions(Kind.WRONG)) {
      var reports = new TreeMap<String, String>();
      for (var row : rows(subject, wrong)) {
        reports.put(row.failing().toString(), row.report());
      }
      assertThat(reports).as(wrong.name()).hasSize(1);
    }
  }

  /** Keeps all cores busy. */
  private static final class Load {
    private volatile boolean over;
    private final List<Thread> threads =
        IntStream.range(0, Runtime.getRuntime().availableProcessors())
            .mapToObj(_ -> Thread.ofPlatform().daemon().start(this::spin))
            .toList();

    private void spin() {
      while (!over) {
        Thread.onSpinWait();
      }
    }

    void end() throws InterruptedException {
      over = true;
      for (var thread : threads) {
        thread.join();
      }
    }
  }
}
