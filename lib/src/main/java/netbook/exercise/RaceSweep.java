package netbook.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Many races: each of some addresses does in turn all that it can. */
final class RaceSweep {
  /** Ends that meet each other, a start that is due, and the limits; the delay is 250 ms. */
  private static final List<String> ENDS =
      List.of(
          "silent",
          "connects 20",
          "connects 50",
          "connects 250",
          "connects 300",
          "refuses 20",
          "refuses 50",
          "refuses 250",
          "refuses 300",
          "refuses 500");

  /** Those that matter most for what comes after them. */
  private static final List<String> FEW_ENDS =
      List.of("silent", "connects 50", "refuses 20", "refuses 50", "refuses 300");

  private RaceSweep() {}

  /** All races of two addresses, and of three, within a limit. */
  static List<RaceScript> ofThree(int limit) {
    return Stream.of(all(2, ENDS), all(3, ENDS))
        .flatMap(List::stream)
        .map(lines -> script(lines).limit(limit))
        .toList();
  }

  /** Races of four addresses within a limit. */
  static List<RaceScript> ofFour(int limit) {
    return all(4, FEW_ENDS).stream().map(lines -> script(lines).limit(limit)).toList();
  }

  private static RaceScript script(List<String> ends) {
    var lines = new ArrayList<String>();
    for (var end : ends) {
      lines.add("192.0.2.%d %s".formatted(lines.size() + 1, end));
    }
    return RaceScript.of(lines.toArray(String[]::new));
  }

  /** All lists of so many ends. */
  private static List<List<String>> all(int size, List<String> ends) {
    if (size == 0) {
      return List.of(List.of());
    }
    return all(size - 1, ends).stream()
        .flatMap(others -> ends.stream().map(end -> with(others, end)))
        .toList();
  }

  private static List<String> with(List<String> others, String end) {
    var more = new ArrayList<>(others);
    more.add(end);
    return more;
  }
}
