package netbook.exercise;

import java.util.List;
import java.util.Optional;
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
  /** The octets that the code is given; the report shows them. */
  Bytes octets();

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
   * The same on real sockets, where that takes no time. Code that passes every probe is tried by
   * some of these as well; what fails before isn't, since real sockets cut as they like.
   */
  default Optional<Trial<T>> findReplay() {
    return Optional.empty();
  }
}
