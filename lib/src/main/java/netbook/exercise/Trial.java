package netbook.exercise;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import netbook.bytes.Bytes;

/**
 * One run of a learner's code: what it is given, and how what it does is judged. The same trial
 * does the same in every run: it waits for nothing outside of memory, and draws no random numbers.
 *
 * <p>Most trials are made by {@link CallTrials} and {@link StreamTrials}.
 *
 * @param <T> the interface that the learner implements
 */
public interface Trial<T> {
  /** All trials of several lists. */
  static <T> List<Trial<T>> all(List<List<Trial<T>>> lists) {
    return lists.stream().flatMap(List::stream).toList();
  }

  /**
   * A trial that all code passes, and of which code that has passed every probe runs these: at many
   * inputs nearly each fault would fail here too, and no probe would be the only one to see its
   * own.
   *
   * @param replays makes them, when they are run
   */
  static <T> List<Trial<T>> later(Supplier<List<Trial<T>>> replays) {
    return List.of(
        new Trial<>() {
          @Override
          public Optional<Mismatch> run(T code, Steps steps) {
            return Optional.empty();
          }

          @Override
          public List<Trial<T>> replays() {
            return replays.get();
          }
        });
  }

  /** The octets that the code is given, if it is given octets; the report shows them. */
  default Bytes octets() {
    return Bytes.EMPTY;
  }

  /**
   * Runs the code and judges it. What it throws is a failure too.
   *
   * @param steps what is tried and answered is told there as it happens
   * @return empty if all is right
   */
  Optional<Mismatch> run(T code, Steps steps) throws Exception;

  /** Trials that are a little smaller and might fail as well, the smallest first. */
  default List<Trial<T>> smaller() {
    return List.of();
  }

  /**
   * Trials for code that passes every probe, and for no other: the same on real sockets, which cut
   * as they like, or many inputs, at which nearly each fault would fail.
   */
  default List<Trial<T>> replays() {
    return List.of();
  }
}
