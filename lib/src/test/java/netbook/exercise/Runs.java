package netbook.exercise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import netbook.exercise.Proof.Table;

/**
 * Runs of exercises, in each of which all solutions are tried once. Most of a run is waiting, so
 * several go on at a time, each in a JVM of its own: a check captures what its process prints and
 * counts its sockets, and code that can't be ended ends with the process.
 */
final class Runs {
  private static final int AT_A_TIME = 2 * Runtime.getRuntime().availableProcessors();
  private static final long MINUTES_MAX = 10;

  /** As much as a kernel has. */
  private static final String HEAP_MAX = "-Xmx384m";

  private Runs() {}

  /**
   * Runs each exercise so often.
   *
   * @param classes where {@link Subject#every} has put what it compiled
   * @return the runs of each exercise, by its number
   * @throws ExecutionException if a run gave nothing: it ended otherwise, or not at all
   */
  static Map<String, List<Table>> of(List<Subject<?>> subjects, int repeats, Path classes)
      throws InterruptedException, ExecutionException {
    var jobs = new ArrayList<Callable<Table>>();
    for (int repeat = 0; repeat < repeats; repeat++) {
      for (var subject : subjects) {
        jobs.add(() -> run(subject.folder(), classes));
      }
    }
    var runs = new LinkedHashMap<String, List<Table>>();
    try (var pool = Executors.newFixedThreadPool(AT_A_TIME)) {
      for (var run : pool.invokeAll(jobs)) {
        runs.computeIfAbsent(run.get().number(), _ -> new ArrayList<>()).add(run.get());
      }
    }
    return runs;
  }

  /** The first run of each exercise. */
  static List<Table> first(Map<String, List<Table>> runs) {
    return runs.values().stream().map(List::getFirst).toList();
  }

  private static Table run(Path folder, Path classes) throws IOException, InterruptedException {
    var name = folder.getFileName().toString();
    var result = Files.createTempFile(classes, name, ".json");
    var log = Files.createTempFile(classes, name, ".log");
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var path = System.getProperty("java.class.path");
    var argv = List.of(java, HEAP_MAX, "-cp", path, Proof.class.getName(), "try");
    var arguments = List.of(folder, classes.resolve(name), result);
    var command = Stream.concat(argv.stream(), arguments.stream().map(Path::toString)).toList();
    var run =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!run.waitFor(MINUTES_MAX, TimeUnit.MINUTES) || run.exitValue() != 0) {
        throw new IllegalStateException(
            "%s could not be tried: %s".formatted(name, Files.readString(log)));
      }
      return Proof.read(result);
    } finally {
      run.destroyForcibly();
    }
  }
}
