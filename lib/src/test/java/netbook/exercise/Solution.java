package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/**
 * A file of a folder of {@code solutions/}: a class of its own name, under a head that says what it
 * is and what a learner thought.
 *
 * @param name of the file and the class
 * @param kind stub, right or wrong
 * @param story what a learner thought
 * @param reported the name of the probe that its report is about; empty unless it is wrong
 * @param type the class
 */
record Solution(String name, Kind kind, String story, String reported, Class<?> type) {
  private static final Pattern HEAD =
      Pattern.compile(
          "// (Stub|Right|Wrong): (\\S.*)\\n(?:// Reported: (\\S.*)\\n)?import (?s:.*)");

  /** What a solution is. */
  enum Kind {
    STUB,
    RIGHT,
    WRONG
  }

  /** Reads the files of a folder, and compiles them into another one. */
  static List<Solution> of(Path folder, Path classes) throws IOException {
    List<Path> sources;
    try (var files = Files.list(folder)) {
      sources = files.sorted().toList();
    }
    compile(sources, Files.createDirectories(classes));
    // Open for as long as its classes are used.
    @SuppressWarnings("resource")
    var loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, Solution.class.getClassLoader());
    return sources.stream().map(source -> read(source, loader)).toList();
  }

  private static void compile(List<Path> sources, Path classes) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var log = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var path = System.getProperty("java.class.path");
      var options = List.of("-d", classes.toString(), "-cp", path, "-proc:none");
      var units = files.getJavaFileObjectsFromPaths(sources);
      boolean compiles = compiler.getTask(log, files, null, options, null, units).call();
      assertThat(compiles).as(log.toString()).isTrue();
    }
  }

  private static Solution read(Path source, ClassLoader loader) {
    try {
      var name = source.getFileName().toString().replace(".java", "");
      var head = HEAD.matcher(Files.readString(source));
      assertThat(head.matches()).as("the head of " + source).isTrue();
      var kind = Kind.valueOf(head.group(1).toUpperCase(Locale.ROOT));
      var reported = head.group(3) == null ? "" : head.group(3);
      return new Solution(name, kind, head.group(2), reported, loader.loadClass(name));
    } catch (IOException | ReflectiveOperationException e) {
      throw new AssertionError(source.toString(), e);
    }
  }

  /** A fresh object of the class. */
  <T> T object(Class<T> wanted) throws ReflectiveOperationException {
    var constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    return wanted.cast(constructor.newInstance());
  }

  @Override
  public String toString() {
    return name;
  }
}
