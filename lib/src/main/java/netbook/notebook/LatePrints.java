package netbook.notebook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Shows what a thread prints between two cells under the cell that ran last. The kernels would send
 * it to the server's log, which a learner never sees.
 */
final class LatePrints {
  private static final Duration CELL_MAX = Duration.ofMinutes(2);
  private static final long LOOK_MILLIS = 20;

  private LatePrints() {}

  /**
   * Takes the place of the streams that stand between cells. While a cell runs they are the
   * kernel's, and it puts the old ones back at the end; so then we wait for that.
   */
  static void guard(Kernel kernel) throws ReflectiveOperationException {
    var ofCells = (PrintStream) Reflect.get(kernel.io(), "out");
    if (System.out.equals(ofCells)) {
      var _ =
          Thread.ofPlatform()
              .daemon()
              .name("netbook-late-prints")
              .start(() -> awaitEndOfCell(kernel, ofCells));
    } else {
      takePlace(kernel);
    }
  }

  private static void awaitEndOfCell(Kernel kernel, PrintStream ofCells) {
    long end = System.nanoTime() + CELL_MAX.toNanos();
    try {
      while (System.out.equals(ofCells)) {
        if (System.nanoTime() > end) {
          return;
        }
        Thread.sleep(LOOK_MILLIS);
      }
      takePlace(kernel);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void takePlace(Kernel kernel) {
    System.setOut(new Router(kernel, "OUT", System.out).stream());
    System.setErr(new Router(kernel, "ERR", System.err).stream());
  }

  /** Collects what is printed, and sends it at each line's end. */
  private static final class Router extends ByteArrayOutputStream {
    private final Kernel kernel;
    private final String type;
    private final PrintStream log;

    Router(Kernel kernel, String type, PrintStream log) {
      this.kernel = kernel;
      this.type = type;
      this.log = log;
    }

    PrintStream stream() {
      return new PrintStream(this, true, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void flush() throws IOException {
      if (count == 0) {
        return;
      }
      var text = toString(StandardCharsets.UTF_8);
      reset();
      try {
        InterruptedPrints.calmly(() -> kernel.printUnderLastCell(type, text));
      } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
        log.print(text);
        log.flush();
      }
    }
  }
}
