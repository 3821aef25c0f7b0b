package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Path;
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

  @TempDir private static Path classes;

  private static List<Subject<?>> subjects;

  /** Taken once, without load; a test that asks for more takes its own. */
  private static final Map<Subject<?>, Map<String, List<Integer>>> MATRICES = new HashMap<>();

  @BeforeAll
  static void compileAllOnce() throws IOException {
    subjects = Subject.every(FOLDERS, classes);
  }

  static List<Subject<?>> subjects() {
    return subjects;
  }

  private static Map<String, List<Integer>> matrix(Subject<?> subject) throws Exception {
    var known = MATRICES.get(subject);
    if (known == null) {
      known = subject.matrix();
      MATRICES.put(subject, known);
    }
    return known;
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
    assertThat(subjects().stream().map(subject -> subject.type().getName()))
        .containsExactlyInAnyOrderElementsOf(exercises);
    for (var subject : subjects()) {
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
      assertThat(subject.verdict(stub)).isInstanceOf(Verdict.Unwritten.class);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void whatIsRightPassesEveryProbe(Subject<?> subject) throws Exception {
    for (var right : subject.solutions(Kind.RIGHT)) {
      assertThat(subject.verdict(right))
          .as(right.name())
          .isEqualTo(new Verdict.Solved(subject.exercise().probes().size()));
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void whatIsWrongIsReportedByTheProbeThatIsAboutIt(Subject<?> subject) throws Exception {
    var reported = new TreeMap<String, String>();
    var wanted = new TreeMap<String, String>();
    for (var wrong : subject.solutions(Kind.WRONG)) {
      wanted.put(wrong.name(), wrong.head().reported());
      var verdict = subject.verdict(wrong);
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
    var matrix = matrix(subject);
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
    var matrix = matrix(subject);
    assertThat(matrix.values()).doesNotHaveDuplicates();
    var passTheExample = matrix.values().stream().filter(failing -> !failing.contains(1)).toList();
    assertThat(passTheExample).hasSizeGreaterThanOrEqualTo((matrix.size() + 1) / 2);
  }

  static List<Subject<?>> peered() {
    return subjects.stream().filter(subject -> subject.exercise().peer().isPresent()).toList();
  }

  @ParameterizedTest
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
    var load = new Load();
    try {
      var first = subject.matrix();
      for (int run = 1; run < REPEATS; run++) {
        assertThat(subject.matrix()).as("run %d", run + 1).isEqualTo(first);
        whatIsRightPassesEveryProbe(subject);
      }
    } finally {
      load.end();
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
