package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import netbook.Leaks;
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
 */
@ExtendWith(Leaks.class)
class SolutionsTest {
  private static final Path FOLDERS = Path.of("../solutions");
  private static final int RIGHT_MIN = 3;
  private static final int WRONG_MIN = 8;

  /** How often all verdicts are taken under load: 3, or what {@code -Dnetbook.repeats} says. */
  private static final int REPEATS = Integer.getInteger("netbook.repeats", 3);

  /** Which exercises are tried: all, or those whose number begins as this property says. */
  private static final String CHOSEN = "netbook.exercises";

  @TempDir private static Path classes;

  private static List<Subject<?>> every;
  private static List<Subject<?>> subjects;

  /** What the checks said, run by run: taken once an exercise, since it takes long. */
  private static final Map<Subject<?>, List<Map<String, Verdict>>> RUNS = new HashMap<>();

  @BeforeAll
  static void compileAllOnce() throws IOException {
    every = Subject.every(FOLDERS, classes);
    var chosen = System.getProperty(CHOSEN, "");
    subjects = every.stream().filter(one -> one.exercise().number().startsWith(chosen)).toList();
    assertThat(subjects)
        .as("-D%s=%s is the beginning of a number of %s", CHOSEN, chosen, every)
        .isNotEmpty();
  }

  static List<Subject<?>> subjects() {
    return subjects;
  }

  /** The verdicts on an exercise's solutions, by their names, in each run; all under load. */
  private static List<Map<String, Verdict>> runs(Subject<?> subject) throws Exception {
    var runs = RUNS.get(subject);
    if (runs == null) {
      runs = new ArrayList<>();
      var load = new Load();
      try {
        while (runs.size() < REPEATS) {
          runs.add(subject.verdicts());
        }
      } finally {
        load.end();
      }
      RUNS.put(subject, runs);
    }
    return runs;
  }

  private static List<Verdict> verdicts(Subject<?> subject, Solution solution) throws Exception {
    return runs(subject).stream().map(run -> run.get(solution.name())).toList();
  }

  /** The numbers of the probes that each wrong solution fails, by its name. */
  private static Map<String, List<Integer>> matrix(Subject<?> subject, Map<String, Verdict> run) {
    var matrix = new TreeMap<String, List<Integer>>();
    for (var wrong : subject.solutions(Kind.WRONG)) {
      matrix.put(wrong.name(), run.get(wrong.name()).failing());
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
  void theStubIsTheLearnersTurn(Subject<?> subject) throws Exception {
    for (var stub : subject.solutions(Kind.STUB)) {
      assertThat(verdicts(subject, stub)).hasOnlyElementsOfType(Verdict.Unwritten.class);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void whatIsRightPassesEveryProbe(Subject<?> subject) throws Exception {
    for (var right : subject.solutions(Kind.RIGHT)) {
      assertThat(verdicts(subject, right))
          .as(right.name())
          .containsOnly(new Verdict.Solved(subject.exercise().probes().size()));
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void whatIsWrongIsReportedByTheProbeThatIsAboutIt(Subject<?> subject) throws Exception {
    var reported = new TreeMap<String, String>();
    var wanted = new TreeMap<String, String>();
    for (var wrong : subject.solutions(Kind.WRONG)) {
      wanted.put(wrong.name(), wrong.head().reported());
      var verdict = verdicts(subject, wrong).getFirst();
      reported.put(
          wrong.name(),
          verdict instanceof Verdict.NotYet notYet
              ? subject.exercise().probes().get(notYet.probe() - 1).name()
              : "accepted: " + verdict);
    }
    assertThat(reported).isEqualTo(wanted);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void everyProbeIsNeededOrSaysWhatItProtects(Subject<?> subject) throws Exception {
    var matrix = matrix(subject, runs(subject).getFirst());
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
  void theWrongOnesLookRightAndDiffer(Subject<?> subject) throws Exception {
    var matrix = matrix(subject, runs(subject).getFirst());
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
  void theVerdictsAreTheSameUnderLoad(Subject<?> subject) throws Exception {
    var runs = runs(subject);
    var first = matrix(subject, runs.getFirst());
    for (int run = 2; run <= runs.size(); run++) {
      assertThat(matrix(subject, runs.get(run - 1))).as("run %d", run).isEqualTo(first);
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
