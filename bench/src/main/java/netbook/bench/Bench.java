package netbook.bench;

import netbook.show.ViewBench;

/**
 * What {@code ./netbook bench} starts: a name, {@code tap}, {@code view}, {@code frame}, {@code
 * dns} or {@code server}, and how many runs.
 */
final class Bench {
  private Bench() {}

  /** Compares, and prints tables. */
  public static void main(String[] arguments) throws Exception {
    int runs = Integer.parseInt(arguments[1]);
    System.out.println(
        "%d runs of each side in turns, after one that doesn't count; Java %s, %s %s, %d cores"
            .formatted(
                runs,
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors()));
    switch (arguments[0]) {
      case "tap" -> TapBench.run(runs);
      case "view" -> ViewBench.run(runs);
      case "frame" -> FrameBench.run(runs);
      case "dns" -> DnsBench.run(runs);
      case "server" -> ServerBench.run(runs);
      default ->
          throw new IllegalArgumentException(
              "tap, view, frame, dns or server, and not " + arguments[0]);
    }
  }
}
