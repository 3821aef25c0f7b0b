package netbook.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A program of the system's, which may be missing. */
public final class Program {
  private Program() {}

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
