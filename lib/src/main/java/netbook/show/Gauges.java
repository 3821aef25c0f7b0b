package netbook.show;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import netbook.notebook.Display;
import netbook.notebook.Notebook;
import netbook.notebook.View;
import netbook.trace.Gauge;
import org.jspecify.annotations.Nullable;

/**
 * Gauges as bars, drawn anew while they move. How much a system's buffers hold differs from one to
 * the next, so the last drawing says <em>full</em> and has no number for it.
 */
final class Gauges {
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final int LOOKS_STILL = 8;
  private static final int LOOKS_MAX = 200;
  private static final int LOOKS_BETWEEN = 4;

  private static final int BAR = 10;
  private static final List<String> HEADER = List.of("direction", "how full", "");
  private static final List<String> MOVING = List.of("direction", "of the most so far", "");

  private final Gauge[] gauges;
  private @Nullable Display display;
  private long peak = 1;

  private Gauges(Gauge[] gauges) {
    this.gauges = gauges;
  }

  /** Shows gauges until they stand still. */
  static void show(Gauge[] gauges) throws InterruptedException {
    new Gauges(gauges).run();
  }

  private void run() throws InterruptedException {
    long before = moved();
    int still = 0;
    for (int looks = 1; looks <= LOOKS_MAX && still < LOOKS_STILL; looks++) {
      Thread.sleep(LOOK);
      long now = moved();
      still = now == before ? still + 1 : 0;
      before = now;
      peak = Math.max(peak, underWay().max().orElse(0));
      if (still == 0 && looks % LOOKS_BETWEEN == 1) {
        draw(moving());
      }
    }
    draw(still < LOOKS_STILL ? moving() : view(gauges));
  }

  private void draw(View view) {
    if (display == null) {
      display = Notebook.live(view);
    } else {
      display.update(view);
    }
  }

  /** How much has gone into them and come out of them: it only ever grows. */
  private long moved() {
    return Stream.of(gauges).mapToLong(gauge -> gauge.written() + gauge.read()).sum();
  }

  private LongStream underWay() {
    return Stream.of(gauges).mapToLong(Gauge::underWay);
  }

  private View moving() {
    var rows = new ArrayList<List<String>>();
    for (var gauge : gauges) {
      long size = gauge.underWay();
      int filled = (int) Math.min(BAR, (size * BAR + peak - 1) / peak);
      rows.add(List.of(gauge.direction(), bar(filled), size + " B"));
    }
    return TableView.view("Written and not yet read, while it moves", MOVING, rows);
  }

  /** What is shown once nothing moves. */
  static View view(Gauge... gauges) {
    var rows = Stream.of(gauges).map(Gauges::row).toList();
    return TableView.view("Written and not yet read, and nothing moves", HEADER, rows);
  }

  private static List<String> row(Gauge gauge) {
    long size = gauge.underWay();
    if (size == 0) {
      return List.of(gauge.direction(), bar(0), "empty");
    }
    return gauge.isWriting()
        ? List.of(gauge.direction(), bar(BAR), "full: the writer waits")
        : List.of(gauge.direction(), bar(BAR / 2), size + " B lie here, nobody waits");
  }

  private static String bar(int filled) {
    return "█".repeat(filled) + "░".repeat(BAR - filled);
  }
}
