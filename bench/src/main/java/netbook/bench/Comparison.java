package netbook.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Sides that do the same, measured in turns, so that what else the machine does hits all of them.
 * Plain loops rather than JMH, which measures one side to its end before it begins with the next.
 */
public final class Comparison {
  private static final long MILLISECOND = 1_000_000;

  private final String title;
  private final List<Side> sides = new ArrayList<>();

  /** One thing to be measured. */
  @FunctionalInterface
  public interface Work {
    /** Does it; returns how much it made, such as the size of a picture. */
    long run() throws Exception;
  }

  private record Side(String name, int count, Work work, List<Long> nanos, List<Long> made) {}

  /** A comparison without sides. */
  public Comparison(String title) {
    this.title = title;
  }

  /**
   * Adds a side.
   *
   * @param count how often the work does it each time; its time is divided by that
   * @return this
   */
  public Comparison side(String name, int count, Work work) {
    sides.add(new Side(name, count, work, new ArrayList<>(), new ArrayList<>()));
    return this;
  }

  /**
   * Measures so many runs of each side, after one that doesn't count; in each round another side is
   * the first.
   *
   * @return this
   */
  public Comparison measure(int runs) throws Exception {
    for (int round = -1; round < runs; round++) {
      for (int i = 0; i < sides.size(); i++) {
        measure(sides.get(Math.floorMod(round + i, sides.size())), round >= 0);
      }
    }
    return this;
  }

  private static void measure(Side side, boolean counts) throws Exception {
    long begin = System.nanoTime();
    long made = side.work.run();
    long nanos = (System.nanoTime() - begin) / side.count;
    if (counts) {
      side.nanos.add(nanos);
      side.made.add(made);
    }
  }

  /**
   * The medians, the least and the most of each side, and how many times as long as a peer it took.
   *
   * @param peer the name of the side that the others are compared with
   * @param made what the sides made: {@code B}; empty if it isn't to be shown
   */
  public String table(String peer, String made) {
    double base =
        sides.stream().filter(s -> s.name.equals(peer)).mapToLong(s -> median(s.nanos)).sum();
    var table = new StringBuilder();
    var row = "%-26s%12s%12s%12s%10s%14s\n";
    table.append(row.formatted(title, "median", "least", "most", "ratio", made));
    for (var side : sides) {
      var sorted = side.nanos.stream().sorted().toList();
      table.append(
          row.formatted(
              "  " + side.name,
              text(median(side.nanos)),
              text(sorted.getFirst()),
              text(sorted.getLast()),
              base == 0 ? "-" : String.format(Locale.ROOT, "%.2f", median(side.nanos) / base),
              made.isEmpty() ? "" : "" + median(side.made)));
    }
    return table + "  ratio: times as long as " + peer;
  }

  private static long median(List<Long> values) {
    var sorted = values.stream().sorted().toList();
    return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
  }

  private static String text(long nanos) {
    return nanos < MILLISECOND
        ? String.format(Locale.ROOT, "%.1f µs", nanos / 1e3)
        : String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
  }
}
