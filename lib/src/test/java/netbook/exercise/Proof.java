package netbook.exercise;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import netbook.exercise.Solution.Head;
import netbook.exercise.Solution.Kind;

/**
 * The program that tries solutions: all of them for the page exercise-matrix, those of one
 * exercise, or one file that somebody has found. It writes what it finds as JSON, or why it
 * couldn't. {@code ./netbook} compiles it from the sources of the tests.
 */
final class Proof {
  private static final JsonMapper JSON = new JsonMapper();

  private Proof() {}

  /** A probe as the page shows it. */
  record Tried(String name, String about, String protects) {}

  /**
   * A solution, and what the check says of it.
   *
   * @param story what a learner thought
   * @param reported the probe that its report has to be about; empty unless it is wrong
   * @param verdict {@code unwritten}, {@code solved} or {@code not yet}
   * @param failing the numbers of the probes that catch it, the first one first
   * @param tried how many probes were run
   * @param report what a learner would see
   */
  record Row(
      String name,
      Kind kind,
      String story,
      String reported,
      String verdict,
      List<Integer> failing,
      int tried,
      String report) {}

  /** An exercise with the name of its folder. */
  record Table(
      String number, String title, String folder, List<Tried> probes, List<Row> solutions) {
    /** What the check says of a solution by its name. */
    Row row(String name) {
      return solutions.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
    }
  }

  /**
   * What the check says of one file.
   *
   * @param type the name of the interface that it implements
   * @param name of its class, with its package
   * @param head the lines above its imports, if it has them; null otherwise
   * @param verdict {@code unwritten}, {@code solved} or {@code not yet}
   * @param failing the numbers of the probes that catch it
   * @param tried how many probes were run
   * @param report what a learner would see
   */
  record Judged(
      String number,
      String type,
      String name,
      Head head,
      String verdict,
      List<Integer> failing,
      int tried,
      String report) {}

  /**
   * {@code matrix SOLUTIONS CLASSES RESULT} or {@code judge FILE CLASSES RESULT} reads the first,
   * compiles into the second and writes the third; for {@code try FOLDER CLASSES RESULT} the second
   * has what is compiled already.
   */
  public static void main(String[] arguments) throws Exception {
    var what = Path.of(arguments[1]);
    var classes = Path.of(arguments[2]);
    var result = Path.of(arguments[3]);
    try {
      switch (arguments[0]) {
        case "matrix" ->
            write(result, Runs.first(Runs.of(Subject.every(what, classes), 1, classes)));
        case "try" -> write(result, table(Subject.of(what, Solution.ofCompiled(what, classes))));
        case "judge" -> judge(what, classes, result);
        default -> throw new IllegalArgumentException("there is no " + arguments[0]);
      }
    } catch (IllegalArgumentException e) {
      write(result, Map.of("fault", e.getMessage()));
    }
    // Code that was tried may have left threads behind.
    System.exit(0);
  }

  static void write(Path result, Object found) throws IOException {
    JSON.writeValue(result.toFile(), found);
  }

  /** What {@code try} has written. */
  static Table read(Path result) throws IOException {
    return JSON.readValue(result.toFile(), Table.class);
  }

  private static Table table(Subject<?> subject) throws Exception {
    var rows = new ArrayList<Row>();
    for (var solution : subject.solutions()) {
      rows.add(row(subject, solution));
    }
    var exercise = subject.exercise();
    var probes = exercise.probes().stream().map(Proof::tried).toList();
    var folder = subject.folder().getFileName().toString();
    return new Table(exercise.number(), exercise.title(), folder, probes, rows);
  }

  private static Row row(Subject<?> subject, Solution solution) throws Exception {
    var head = solution.head();
    var verdict = subject.verdict(solution);
    return new Row(
        solution.name(),
        head.kind(),
        head.story(),
        head.reported(),
        word(verdict),
        verdict.failing(),
        tried(subject, verdict),
        subject.report(verdict));
  }

  private static Tried tried(Probe<?> probe) {
    return new Tried(probe.name(), probe.about(), probe.protects());
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Unwritten _ -> "unwritten";
      case Verdict.Solved _ -> "solved";
      case Verdict.NotYet _ -> "not yet";
    };
  }

  private static int tried(Subject<?> subject, Verdict verdict) {
    return verdict instanceof Verdict.NotYet notYet
        ? notYet.tried()
        : subject.exercise().probes().size();
  }

  /** Writes before the watch ends: code that exits takes this program with it. */
  private static void judge(Path file, Path classes, Path result) throws Exception {
    var loader = Solution.compiled(List.of(file), classes);
    var found = new ArrayList<Class<?>>();
    for (var name : names(classes)) {
      var type = Class.forName(name, false, loader);
      if (Subject.typeOf(type).isPresent()) {
        found.add(type);
      }
    }
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "it has %d classes that implement an exercise's interface, and not 1"
              .formatted(found.size()));
    }
    var solution = found.getFirst();
    var type = Subject.typeOf(solution).orElseThrow();
    try (var exit = new ExitWatch()) {
      write(result, judged(Subject.of(type, file, List.of()), solution, Head.find(file), exit));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          solution.getName() + " can't be made without arguments: " + e, e);
    }
  }

  private static <T> Judged judged(
      Subject<T> subject, Class<?> solution, Optional<Head> head, ExitWatch exit) throws Exception {
    var exercise = subject.exercise();
    var verdict = subject.checker(solution, exit).verdict();
    return new Judged(
        exercise.number(),
        subject.type().getSimpleName(),
        solution.getName(),
        head.orElse(null),
        word(verdict),
        verdict.failing(),
        tried(subject, verdict),
        subject.report(verdict));
  }

  private static List<String> names(Path classes) throws IOException {
    try (var files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(name -> name.endsWith(".class"))
          .map(name ->
              name.replace(".class", "").replace(classes.getFileSystem().getSeparator(), "."))
          .sorted()
          .toList();
    }
  }
}
