package netbook.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Wireshark's programs: tshark, and editcap and others that come with it. */
final class Wireshark {
  private Wireshark() {}

  /** Runs a program, which has to succeed, and gives the lines that it prints and aren't blank. */
  static List<String> lines(Path folder, String program, List<String> arguments) throws Exception {
    var argv = new ArrayList<String>();
    argv.add(find(program));
    argv.addAll(arguments);
    var errors = folder.resolve("errors").toFile();
    var process = new ProcessBuilder(argv).redirectError(errors).start();
    var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(errors.toPath())).isZero();
    return told.lines().filter(line -> !line.isBlank()).toList();
  }

  private static String find(String program) {
    var found =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .map(folder -> Path.of(folder, program))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), program + " is missing; the package `tshark` brings it");
    return found.orElseThrow().toString();
  }
}
