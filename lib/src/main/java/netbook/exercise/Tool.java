package netbook.exercise;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import netbook.bytes.Bytes;

/**
 * A program of the system that judges a learner's code after our own probes, where it is installed.
 * Others have written it, so it doesn't share our mistakes.
 *
 * @param program its name on the path
 * @param from the package that brings it, as Debian calls it
 */
record Tool(String program, String from) {
  /** Makes bytes of a hexdump. */
  static final Tool XXD = new Tool("xxd", "xxd");

  /** Shows the sockets of a Linux system. */
  static final Tool SS = new Tool("ss", "iproute2");

  /** Asks servers of names, and shows what they answer. */
  static final Tool DIG = new Tool("dig", "bind9-dnsutils");

  private static final long WAIT_SECONDS = 5;

  /** What a pipe holds on every system, so that nobody need read and write at once. */
  private static final int PIPE = 16 << 10;

  /** Where it is; empty if it isn't installed. */
  Optional<Path> find() {
    var path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(Stream.of(path.split(File.pathSeparator, -1)), Stream.of("/usr/sbin"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Runs it. How it ends is its own affair: what counts is what it prints.
   *
   * @param input what it reads, at most 16 KiB
   * @return what it prints, at most 16 KiB
   * @throws UncheckedIOException if it can't be started, or hasn't ended after 5 s
   */
  Bytes run(Bytes input, String... arguments) {
    if (input.size() > PIPE) {
      throw new IllegalArgumentException(
          "input: %d bytes are over %d".formatted(input.size(), PIPE));
    }
    var command = new ArrayList<>(List.of(find().map(Path::toString).orElse(program)));
    command.addAll(List.of(arguments));
    try {
      return printed(new ProcessBuilder(command).redirectError(Redirect.DISCARD).start(), input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException(program));
    }
  }

  private Bytes printed(Process process, Bytes input) throws IOException, InterruptedException {
    try (var out = process.getInputStream()) {
      try (var in = process.getOutputStream()) {
        in.write(input.toArray());
      }
      if (!process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("%s: no end within %d s".formatted(program, WAIT_SECONDS));
      }
      return Bytes.copyOf(out.readNBytes(PIPE));
    } finally {
      process.destroyForcibly();
    }
  }
}
