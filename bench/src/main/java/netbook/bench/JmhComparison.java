package netbook.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.openjdk.jmh.util.Statistics;

/**
 * Sides that do the same, each a method of one class. JMH measures, in a fresh JVM each time; the
 * sides take turns, since JMH by itself would measure one to its end before the next, and a noisy
 * machine would hit only that.
 */
final class JmhComparison {
  /** What the column of that name says, to be printed below the last table. */
  static final String RATIO =
      "  CPU: what the JVM used of the processors; ratio: times as much of it as the first of each";

  private static final String DRIVER = "driver";

  private final String title;
  private final Class<?> methods;
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final Map<String, List<String>> kinds = new LinkedHashMap<>();
  private final Map<String, List<Cost>> costs = new TreeMap<>();
  private int warmUps = 2;

  /** One measurement: time that passed, time of processors, and octets of memory for a message. */
  private record Cost(double nanos, double cpuNanos, double octets) {}

  /**
   * A comparison without sides.
   *
   * @param methods a class of JMH's; its {@code driver} is a side of no kind, with an empty handler
   */
  JmhComparison(String title, Class<?> methods) {
    this.title = title;
    this.methods = methods;
  }

  /** Gives a parameter of the methods this one value. */
  JmhComparison with(String parameter, int value) {
    parameters.put(parameter, "" + value);
    return this;
  }

  /**
   * Sets how often each side runs for three tenths of a second before it is measured, if it isn't
   * twice: the more code it is, the longer the compiler is busy with it.
   */
  JmhComparison warmUps(int count) {
    warmUps = count;
    return this;
  }

  /**
   * Adds sides that do the same.
   *
   * @param sides the methods' names, without the kind that each begins with; the first is the peer
   *     that the others are compared with
   */
  JmhComparison kind(String kind, String... sides) {
    kinds.put(kind, List.of(sides));
    return this;
  }

  /** Measures so many runs of each side; in each round another side is the first. */
  JmhComparison measure(int runs) throws RunnerException {
    var names = new ArrayList<String>();
    names.add(DRIVER);
    kinds.forEach((kind, sides) -> sides.forEach(side -> names.add(kind + side)));
    // One run is a look at whether all works, with code that the compiler hasn't finished.
    int warmUpMillis = runs == 1 ? 30 : 300;
    for (int round = 0; round < runs; round++) {
      for (int i = 0; i < names.size(); i++) {
        var name = names.get((round + i) % names.size());
        costs.computeIfAbsent(name, _ -> new ArrayList<>()).add(cost(name, warmUpMillis));
      }
    }
    return this;
  }

  private Cost cost(String side, int warmUpMillis) throws RunnerException {
    var options =
        new OptionsBuilder()
            .include("^" + methods.getName() + "\\." + side + "$")
            .forks(1)
            .warmupIterations(warmUps)
            .warmupTime(TimeValue.milliseconds(warmUpMillis))
            .measurementIterations(5)
            .measurementTime(TimeValue.milliseconds(100))
            .addProfiler(GCProfiler.class)
            .addProfiler(CpuProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    parameters.forEach(options::param);
    RunResult result = new Runner(options.build()).runSingle();
    // The mean of the CPU's time: the system counts it in steps of up to 10 ms, and a step that one
    // iteration misses is in the next.
    return new Cost(
        result.getPrimaryResult().getStatistics().getPercentile(50),
        secondary(result, CpuProfiler.LABEL).getMean(),
        secondary(result, "gc.alloc.rate.norm").getPercentile(50));
  }

  private static Statistics secondary(RunResult result, String label) {
    return result.getSecondaryResults().get(label).getStatistics();
  }

  /**
   * The medians, the least and the most of each side, the median of what it used of the processors,
   * how many times as much as the first of its kind that is, and what it allocated.
   */
  String table() {
    var table = new StringBuilder();
    table.append(
        "%-26s%12s%12s%12s%12s%10s%14s%n"
            .formatted(title, "median", "least", "most", "CPU", "ratio", "allocated"));
    kinds.forEach((kind, sides) -> {
      double peer = cpuNanos(kind + sides.getFirst());
      for (var side : sides) {
        var ratio = String.format(Locale.ROOT, "%.3f", cpuNanos(kind + side) / peer);
        table.append(row(kind + ", " + side, of(kind + side), ratio));
      }
    });
    return table + row(DRIVER + ", empty handler", of(DRIVER), "");
  }

  private List<Cost> of(String side) {
    return costs.getOrDefault(side, List.of());
  }

  private double cpuNanos(String side) {
    return median(of(side).stream().map(Cost::cpuNanos).sorted().toList());
  }

  private static String row(String name, List<Cost> costs, String ratio) {
    var nanos = costs.stream().map(Cost::nanos).sorted().toList();
    var cpuNanos = costs.stream().map(Cost::cpuNanos).sorted().toList();
    var octets = costs.stream().map(Cost::octets).sorted().toList();
    return String.format(
        Locale.ROOT,
        "%-26s%9.1f ns%9.1f ns%9.1f ns%9.1f ns%10s%12.1f B%n",
        "  " + name,
        median(nanos),
        nanos.getFirst(),
        nanos.getLast(),
        median(cpuNanos),
        ratio,
        median(octets));
  }

  /** The middle of what is in order. */
  static double median(List<Double> sorted) {
    return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
  }
}
