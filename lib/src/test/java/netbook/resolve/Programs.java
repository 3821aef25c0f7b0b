package netbook.resolve;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Programs of the system that know DNS. */
final class Programs {
  private Programs() {}

  /**
   * Where a program is; without it, the test is skipped, which in CI is a failure.
   *
   * @param bringer the package that brings it
   */
  static String find(String program, String bringer) {
    // Servers are where only root's path leads to.
    var folders =
        Stream.concat(
            Arrays.stream(System.getenv("PATH").split(File.pathSeparator)),
            Stream.of("/usr/sbin", "/usr/local/sbin"));
    var found =
        folders.map(folder -> Path.of(folder, program)).filter(Files::isExecutable).findFirst();
    assumeTrue(found.isPresent(), program + " is missing; the package `" + bringer + "` brings it");
    return found.orElseThrow().toString();
  }
}
