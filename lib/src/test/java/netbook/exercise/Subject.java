package netbook.exercise;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import netbook.exercise.Solution.Kind;

/**
 * An exercise and its folder below {@code solutions/}, whose files are compiled and can be tried.
 *
 * @param type the interface that a learner implements, with a static method {@code exercise()}
 */
record Subject<T>(Class<T> type, Exercise<T> exercise, Path folder, List<Solution> solutions) {
  /**
   * The exercises of all folders below {@code solutions/}, in the order of their names.
   *
   * @param classes where to put what is compiled
   */
  static List<Subject<?>> every(Path folders, Path classes) throws IOException {
    List<Path> found;
    try (var files = Files.list(folders)) {
      found = files.filter(Files::isDirectory).sorted().toList();
    }
    var subjects = new ArrayList<Subject<?>>();
    for (var folder : found) {
      subjects.add(of(folder, Solution.of(folder, classes.resolve(folder.getFileName()))));
    }
    return subjects;
  }

  /** The exercise of a folder with these solutions. */
  static Subject<?> of(Path folder, List<Solution> solutions) {
    var type =
        solutions.stream()
            .flatMap(solution -> typeOf(solution.type()).stream())
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(folder + " is of no exercise"));
    return of(type, folder, solutions);
  }

  /** The exercise's interface that a class implements; empty if there is none. */
  static Optional<Class<?>> typeOf(Class<?> solution) {
    return Arrays.stream(solution.getInterfaces()).filter(Subject::isExercise).findFirst();
  }

  private static boolean isExercise(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .anyMatch(method ->
            method.getName().equals("exercise")
                && Modifier.isStatic(method.getModifiers())
                && method.getReturnType() == Exercise.class);
  }

  /** An exercise of that interface with these solutions. */
  static <T> Subject<T> of(Class<T> type, Path folder, List<Solution> solutions) {
    try {
      @SuppressWarnings("unchecked")
      var exercise = (Exercise<T>) type.getMethod("exercise").invoke(null);
      return new Subject<>(type, exercise, folder, solutions);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type + " gives no exercise", e);
    }
  }

  List<Solution> solutions(Kind kind) {
    return solutions.stream().filter(solution -> solution.kind() == kind).toList();
  }

  Verdict verdict(Solution solution) throws Exception {
    try (var exit = new ExitWatch()) {
      return checker(solution.type(), exit).verdict();
    }
  }

  /** What a learner would see of a verdict. */
  String report(Verdict verdict) {
    return new Report<>(exercise, 1, exercise.probes().size()).view(verdict).text();
  }

  /** How the program that judges besides our probes finds a solution. */
  Outcome peered(Solution solution) throws Exception {
    try (var exit = new ExitWatch()) {
      return checker(solution.type(), exit).outcome(exercise.probes().size() + 1);
    }
  }

  /** What judges a fresh object of a class; the guard is left out, for it watches cells only. */
  Checker<T> checker(Class<?> solution, ExitWatch exit) throws ReflectiveOperationException {
    var constructor = solution.getDeclaredConstructor();
    constructor.setAccessible(true);
    var code = type.cast(constructor.newInstance());
    return new Checker<>(exercise, code, Optional.empty(), exit);
  }

  @Override
  public String toString() {
    return exercise.number();
  }
}
