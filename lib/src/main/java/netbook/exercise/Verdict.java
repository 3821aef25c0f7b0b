package netbook.exercise;

import java.util.List;
import java.util.stream.Stream;

/** What a check has found. */
sealed interface Verdict {
  /** The numbers of the probes that fail, counted from 1, the first one first. */
  default List<Integer> failing() {
    return switch (this) {
      case Unwritten _, Solved _ -> List.of();
      case NotYet found -> Stream.concat(Stream.of(found.probe), found.others.stream()).toList();
    };
  }

  /** Nothing is written yet. */
  record Unwritten() implements Verdict {}

  /**
   * Every probe passes.
   *
   * @param probes how many
   */
  record Solved(int probes) implements Verdict {}

  /**
   * At least one probe fails.
   *
   * @param probe the number of the first one, counted from 1
   * @param failure of its smallest trial
   * @param others the numbers of the other probes that fail
   * @param tried how many probes were run; code that can't be ended spares the rest
   */
  record NotYet(int probe, Failure failure, List<Integer> others, int tried) implements Verdict {}
}
