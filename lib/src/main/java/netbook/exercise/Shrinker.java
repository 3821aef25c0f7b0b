package netbook.exercise;

import java.util.Optional;
import netbook.exercise.Failure.Kind;

/**
 * Looks for the smallest trial that fails in the same way. Counts runs rather than time, so that
 * the same code gets the same report on a busy machine.
 */
final class Shrinker {
  private static final int RUNS_MAX = 500;
  private static final int SLOW_RUNS_MAX = 4;

  private final Runner runner;
  private int runsLeft = RUNS_MAX;
  private int slowRunsLeft = SLOW_RUNS_MAX;

  Shrinker(Runner runner) {
    this.runner = runner;
  }

  /** The failure of the smallest trial that was found; the given one if none is smaller. */
  <T> Failure shrink(Trial<T> trial, Failure failure, T code) throws InterruptedException {
    var best = failure;
    var at = trial;
    while (!best.runsOn()) {
      boolean found = false;
      for (var smaller : at.smaller()) {
        var fails = fails(smaller, best.kind(), code);
        if (fails.isPresent()) {
          best = fails.get();
          at = smaller;
          found = true;
          break;
        }
      }
      if (!found) {
        return best;
      }
    }
    return best;
  }

  private <T> Optional<Failure> fails(Trial<T> trial, Kind kind, T code)
      throws InterruptedException {
    if (runsLeft == 0 || slowRunsLeft == 0) {
      return Optional.empty();
    }
    runsLeft--;
    if (!(runner.run(trial, code) instanceof Outcome.Failed(var failure))) {
      return Optional.empty();
    }
    switch (failure.kind()) {
      case SPINS, WAITS, DEADLOCKS, MEMORY, PRINTS, LEAKS, EXITS -> slowRunsLeft--;
      case WRONG, ERROR -> {}
    }
    if (failure.runsOn()) {
      slowRunsLeft = 0;
    }
    return failure.kind() == kind ? Optional.of(failure) : Optional.empty();
  }
}
