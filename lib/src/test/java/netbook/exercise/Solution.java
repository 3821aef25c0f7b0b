package netbook.exercise;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/**
 * A file of a folder of {@code solutions/}: a class of its own name, under a head that says what it
 * is and what a learner thought.
 *
 * @param head the lines above its imports
 * @param type the class
 */
record Solution(Head head, Class<?> type) {
  /** What a solution is. */
  enum Kind {
    STUB,
    RIGHT,
    WRONG
  }

  /**
   * The lines above a solution's imports.
   *
   * @param kind stub, right or wrong
   * @param story what a learner thought
   * @param reported the name of the probe that its report is about; empty unless it is wrong
   */
  record Head(Kind kind, String story, String reported) {
    private static final Pattern LINES =
        Pattern.compile(
            "// (Stub|Right|Wrong): (\\S.*)\\n(?:// Reported: (\\S.*)\\n)?import (?s:.*)");

    /** Reads it; empty if the file hasn't begun with one. */
    static Optional<Head> find(Path source) throws IOException {
      var lines = LINES.matcher(Files.readString(source));
      if (!lines.matches()) {
        return Optional.empty();
      }
      var kind = Kind.valueOf(lines.group(1).toUpperCase(Locale.ROOT));
      var reported = lines.group(3) == null ? "" : lines.group(3);
      return Optional.of(new Head(kind, lines.group(2), reported));
    }
  }

  /**
   * Reads the files of a folder, and compiles them into another one.
   *
   * @throws IllegalArgumentException if one has no head, no class of its name, or doesn't compile
   */
  static List<Solution> of(Path folder, Path classes) throws IOException {
    var sources = sources(folder);
    return of(sources, compiled(sources, classes));
  }

  /** Reads the files of a folder that have been compiled into another one. */
  static List<Solution> ofCompiled(Path folder, Path classes) throws IOException {
    return of(sources(folder), loader(classes));
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static List<Solution> of(List<Path> sources, ClassLoader loader) {
    return sources.stream().map(source -> read(source, loader)).toList();
  }

  /**
   * Compiles files into a folder; the loader stays open for as long as its classes are used.
   *
   * @throws IllegalArgumentException if they don't compile
   */
  static ClassLoader compiled(List<Path> sources, Path classes) throws IOException {
    Files.createDirectories(classes);
    var compiler = ToolProvider.getSystemJavaCompiler();
    var log = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var path = System.getProperty("java.class.path");
      var options = List.of("-d", classes.toString(), "-cp", path, "-proc:none");
      var units = files.getJavaFileObjectsFromPaths(sources);
      if (!compiler.getTask(log, files, null, options, null, units).call()) {
        throw new IllegalArgumentException("it doesn't compile:\n" + log);
      }
    }
    return loader(classes);
  }

  private static ClassLoader loader(Path classes) throws IOException {
    return new URLClassLoader(new URL[] {classes.toUri().toURL()}, Solution.class.getClassLoader());
  }

  private static Solution read(Path source, ClassLoader loader) {
    try {
      var name = source.getFileName().toString().replace(".java", "");
      var head =
          Head.find(source)
              .orElseThrow(
                  () -> bad(source, "its first lines don't say what it is, as the others' do"));
      return new Solution(head, loader.loadClass(name));
    } catch (IOException | ClassNotFoundException e) {
      throw bad(source, e.toString());
    }
  }

  private static IllegalArgumentException bad(Path source, String why) {
    return new IllegalArgumentException(source + ": " + why);
  }

  String name() {
    return type.getSimpleName();
  }

  Kind kind() {
    return head.kind();
  }

  @Override
  public String toString() {
    return name();
  }
}
