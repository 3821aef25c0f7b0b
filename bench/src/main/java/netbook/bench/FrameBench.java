package netbook.bench;

import io.netty.util.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What it costs to take messages out of a stream, beside Netty's decoders and Jackson's parser. JMH
 * measures, in a fresh JVM each time; the sides take turns, since JMH by itself would measure one
 * to its end before the next, and a noisy machine would hit only that.
 */
final class FrameBench {
  private static final List<Integer> PIECES = List.of(64 << 10, 1000);
  private static final String DRIVER = "driver";

  /** The sides of each table, and the peer that they are compared with: the first one. */
  private static final Map<String, List<String>> TABLES =
      Map.of(
          "lengths", List.of("Netty", "Views", "Slices", "Decoder"),
          "lines", List.of("Netty", "Views", "Slices", "Decoder"),
          "texts", List.of("Jackson", "Decoder"));

  private static final List<String> ORDER = List.of("lengths", "lines", "texts");

  private FrameBench() {}

  /** One measurement: nanoseconds and octets of memory for a message. */
  private record Cost(double nanos, double octets) {}

  /** Measures, and prints what it finds. */
  static void run(int runs) throws Exception {
    check();
    System.out.println(
        "frame: %d messages of %d B; limits on, %d B; Netty %s, Jackson %s, JMH in a JVM a side"
            .formatted(
                FrameInput.MESSAGES,
                FrameInput.SIZE,
                FrameInput.SIZE_MAX,
                Version.identify().get("netty-codec-base").artifactVersion(),
                new com.fasterxml.jackson.core.JsonFactory().version()));
    for (int piece : PIECES) {
      var costs = measure(piece, runs);
      System.out.println(title(piece));
      ORDER.forEach(kind -> System.out.print(rows(kind, costs)));
      System.out.print(row(DRIVER + ", empty handler", costs.get(DRIVER), ""));
    }
    System.out.println("  ratio: times as long as the first of each");
  }

  /** All sides see the same messages, or nothing is measured. */
  private static void check() throws Exception {
    for (int piece : PIECES) {
      var sides = new FrameSides();
      sides.piece = piece;
      sides.cut();
      for (int round = 0; round < 2; round++) {
        same("lengths", sides.lengthsNetty(), sides.lengthsViews(), sides.lengthsSlices());
        same("lengths", sides.lengthsNetty(), sides.lengthsDecoder());
        same("lines", sides.linesNetty(), sides.linesViews(), sides.linesSlices());
        same("lines", sides.linesNetty(), sides.linesDecoder());
        same("texts", FrameInput.MESSAGES, sides.textsJackson(), sides.textsDecoder());
      }
    }
  }

  private static void same(String kind, long wanted, long... found) {
    for (long one : found) {
      if (one != wanted) {
        throw new IllegalStateException(kind + ": the sides see " + wanted + " and " + one);
      }
    }
  }

  private static Map<String, List<Cost>> measure(int piece, int runs) throws RunnerException {
    var names = new ArrayList<String>();
    names.add(DRIVER);
    ORDER.forEach(kind -> TABLES.get(kind).forEach(side -> names.add(kind + side)));
    var costs = new TreeMap<String, List<Cost>>();
    // One run is a look at whether all works; its figures are rough.
    int millis = runs == 1 ? 10 : 100;
    for (int round = 0; round < runs; round++) {
      for (int i = 0; i < names.size(); i++) {
        var name = names.get((round + i) % names.size());
        costs.computeIfAbsent(name, _ -> new ArrayList<>()).add(cost(name, piece, millis));
      }
    }
    return costs;
  }

  private static Cost cost(String side, int piece, int millis) throws RunnerException {
    var options =
        new OptionsBuilder()
            .include("^" + FrameSides.class.getName() + "\\." + side + "$")
            .param("piece", "" + piece)
            .forks(1)
            .warmupIterations(2)
            .warmupTime(TimeValue.milliseconds(3L * millis))
            .measurementIterations(5)
            .measurementTime(TimeValue.milliseconds(millis))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    RunResult result = new Runner(options).runSingle();
    var made = result.getSecondaryResults().get("gc.alloc.rate.norm");
    return new Cost(
        result.getPrimaryResult().getStatistics().getPercentile(50),
        made == null ? Double.NaN : made.getScore());
  }

  private static String title(int piece) {
    return "%-26s%12s%12s%12s%10s%14s"
        .formatted("in pieces of " + piece + " B", "median", "least", "most", "ratio", "allocated");
  }

  private static String rows(String kind, Map<String, List<Cost>> costs) {
    var peer = kind + TABLES.get(kind).getFirst();
    var rows = new StringBuilder();
    for (var side : TABLES.get(kind)) {
      double ratio = median(costs.get(kind + side)) / median(costs.get(peer));
      var shown = String.format(Locale.ROOT, "%.3f", ratio);
      rows.append(row(kind + ", " + side, costs.get(kind + side), shown));
    }
    return rows.toString();
  }

  private static String row(String name, List<Cost> costs, String ratio) {
    var nanos = costs.stream().map(Cost::nanos).sorted().toList();
    var octets = costs.stream().map(Cost::octets).sorted().toList();
    return String.format(
        Locale.ROOT,
        "%-26s%9.1f ns%9.1f ns%9.1f ns%10s%12.1f B%n",
        "  " + name,
        median(costs),
        nanos.getFirst(),
        nanos.getLast(),
        ratio,
        octets.get(octets.size() / 2));
  }

  private static double median(List<Cost> costs) {
    var sorted = costs.stream().map(Cost::nanos).sorted().toList();
    return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
  }
}
