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
 * The program that {@code ./netbook} starts to try solutions: all of them for the page
 * exercise-matrix, or one file that somebody has found. It is compiled there from the sources of
 * the tests, and writes what it finds as JSON, or why it couldn't.
 */
final class Proof {
  private static final JsonMapper JSON = new JsonMapper();

  private Proof() {}

  /** A probe as the page shows it. */
  record Tried(String name, String about, String protects) {}

  /** A solution, and how each probe ended for it: {@code passed}, {@code failed}, … */
  record Row(String name, Kind kind, String story, String reported, List<String> outcomes) {}

  /** An exercise with the name of its folder. */
  record Table(
      String number, String title, String folder, List<Tried> probes, List<Row> solutions) {}

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
   * Either {@code matrix SOLUTIONS CLASSES RESULT} or {@code judge FILE CLASSES RESULT}: reads the
   * first, compiles into the second and writes the third.
   */
  public static void main(String[] arguments) throws Exception {
    var what = Path.of(arguments[1]);
    var classes = Path.of(arguments[2]);
    var result = Path.of(arguments[3]);
    try {
      switch (arguments[0]) {
        case "matrix" -> write(result, tables(what, classes));
        case "judge" -> judge(what, classes, result);
        default -> throw new IllegalArgumentException("there is no " + arguments[0]);
      }
    } catch (IllegalArgumentException e) {
      write(result, Map.of("fault", e.getMessage()));
    }
  }

  private static void write(Path result, Object found) throws IOException {
    JSON.writeValue(result.toFile(), found);
  }

  private static List<Table> tables(Path folders, Path classes) throws Exception {
    var tables = new ArrayList<Table>();
    for (var subject : Subject.every(folders, classes)) {
      var rows = new ArrayList<Row>();
      for (var solution : subject.solutions()) {
        var head = solution.head();
        var outcomes = subject.outcomes(solution).stream().map(Proof::word).toList();
        rows.add(new Row(solution.name(), head.kind(), head.story(), head.reported(), outcomes));
      }
      var exercise = subject.exercise();
      var probes = exercise.probes().stream().map(Proof::tried).toList();
      var folder = subject.folder().getFileName().toString();
      tables.add(new Table(exercise.number(), exercise.title(), folder, probes, rows));
    }
    return tables;
  }

  private static Tried tried(Probe<?> probe) {
    return new Tried(probe.name(), probe.about(), probe.protects());
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Passed _ -> "passed";
      case Outcome.Unwritten _ -> "unwritten";
      case Outcome.Failed _ -> "failed";
    };
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
    int all = exercise.probes().size();
    var verdict = subject.checker(solution, exit).verdict();
    var word =
        switch (verdict) {
          case Verdict.Unwritten _ -> "unwritten";
          case Verdict.Solved _ -> "solved";
          case Verdict.NotYet _ -> "not yet";
        };
    return new Judged(
        exercise.number(),
        subject.type().getSimpleName(),
        solution.getName(),
        head.orElse(null),
        word,
        verdict.failing(),
        verdict instanceof Verdict.NotYet notYet ? notYet.tried() : all,
        new Report<>(exercise, 1, all).view(verdict).text());
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
