package netbook.exercise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The sockets that the process has open, by identity; known only where there is {@code /proc}. */
final class Sockets {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Duration GRACE = Duration.ofMillis(300);
  private static final long LOOK_MILLIS = 5;

  private Sockets() {}

  /** All that are open now. */
  static Set<String> open() {
    var sockets = new HashSet<String>();
    try (var open = Files.newDirectoryStream(DESCRIPTORS)) {
      for (var descriptor : open) {
        var target = target(descriptor);
        if (target.startsWith("socket:")) {
          sockets.add(target);
        }
      }
    } catch (IOException e) {
      return new HashSet<>();
    }
    return sockets;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile
    }
  }

  /** How many are open that weren't before; what is about to be closed has some time for that. */
  static int awaitLeft(Set<String> before) throws InterruptedException {
    return awaitLeft(before, GRACE);
  }

  /** The same, with as much time as is given. */
  static int awaitLeft(Set<String> before, Duration grace) throws InterruptedException {
    long endNanos = System.nanoTime() + grace.toNanos();
    while (true) {
      var left = open();
      left.removeAll(before);
      if (left.isEmpty() || System.nanoTime() > endNanos) {
        return left.size();
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }
}
