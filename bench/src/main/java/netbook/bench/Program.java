package netbook.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** A program of the system's, which may be missing. */
public final class Program {
  private Program() {}

  /** Where a program is; empty if it is missing. */
  static Optional<String> find(String name) {
    // Servers are where only root's path leads to.
    var folders =
        Stream.concat(
            Arrays.stream(System.getenv("PATH").split(File.pathSeparator)),
            Stream.of("/usr/sbin", "/usr/local/sbin"));
    return folders
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  /** The first line that names a version, as the program prints it; empty if it isn't there. */
  public static Optional<String> version(String... command) throws InterruptedException {
    try {
      return output(new ProcessBuilder(command).redirectErrorStream(true))
          .lines()
          .filter(line -> line.matches(".*\\d+\\.\\d+.*"))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What it prints to its standard output. */
  public static String output(String... command) throws IOException, InterruptedException {
    return output(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
  }

  private static String output(ProcessBuilder command) throws IOException, InterruptedException {
    var process = command.start();
    process.getOutputStream().close();
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      process.destroy();
      process.waitFor();
    }
  }
}
