package netbook.show;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Optional;
import netbook.notebook.Display;
import netbook.notebook.Notebook;
import netbook.notebook.View;
import netbook.trace.Trace;
import netbook.trace.Traced;

/**
 * A conversation that is drawn anew while its trace grows. A thread of its own compares one number
 * a few times a second, and draws if it has changed; it ends with the picture.
 */
final class Live {
  private static final Limits LIMITS =
      new Limits(Duration.ofMillis(250), 2000, Duration.ofHours(1));

  /**
   * How much it may ask of the page.
   *
   * @param between how long an update follows another at least
   * @param updatesMax how many there are at most, the last one not counted
   * @param longest how long it goes on
   */
  record Limits(Duration between, int updatesMax, Duration longest) {}

  private final Trace trace;
  private final WeakReference<Traced> shows;
  private final Limits limits;
  private final int watcher;
  private final Display display;
  private final long endNanos;
  private long shown;
  private int updates;

  private Live(Traced traced, Limits limits) {
    this.trace = traced.trace();
    this.shows = new WeakReference<>(traced);
    this.limits = limits;
    this.watcher = trace.nextWatcher();
    this.shown = trace.recorded(); // before it is drawn: what comes meanwhile is seen as new
    this.display = Notebook.live(view(trace));
    this.endNanos = System.nanoTime() + limits.longest().toNanos();
  }

  /** Shows what is recorded live. */
  static void show(Traced traced) {
    show(traced, LIMITS);
  }

  static void show(Traced traced, Limits limits) {
    var live = new Live(traced, limits);
    // A trace has no end of its own, and without a kernel nothing but the end is printed.
    if (live.display.isInPlace() || !(traced instanceof Trace)) {
      // A platform thread, since busy handlers may hold all that carry the virtual ones.
      var _ = Thread.ofPlatform().daemon().name("netbook-live").start(live::run);
    }
  }

  /** What is shown first. */
  static View view(Trace trace) {
    return Conversation.live(trace, "live", "");
  }

  /** Asked without holding it: what is forgotten is over, too. */
  private boolean isOver() {
    var found = shows.get();
    return found == null || !found.isRunning();
  }

  private void run() {
    try {
      var end = Optional.<String>empty();
      while (end.isEmpty()) {
        Thread.sleep(limits.between());
        end = look();
      }
      display.update(Conversation.live(trace, "final", end.get()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Draws what is new; if this is the end, says why instead. */
  private Optional<String> look() {
    boolean over = isOver(); // asked first: what comes after it isn't missed
    long recorded = trace.recorded();
    boolean grown = recorded != shown;
    if (trace.watchers() != watcher) {
      return Optional.of("It goes on where it was shown again.");
    }
    if (over && !grown) {
      return Optional.of("");
    }
    if (updates == limits.updatesMax()) {
      return Optional.of("Its %d updates are over; run the cell again.".formatted(updates));
    }
    if (System.nanoTime() - endNanos > 0) {
      var minutes = limits.longest().toMinutes();
      return Optional.of("Its %d minutes are over; run the cell again.".formatted(minutes));
    }
    if (grown && display.isInPlace()) {
      display.update(view(trace));
      updates++;
    }
    shown = recorded;
    return Optional.empty();
  }
}
