package netbook.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import netbook.bytes.Bytes;
import netbook.exercise.Failure.Kind;
import netbook.notebook.LoopGuard;
import netbook.show.Wording;

/**
 * Judges a learner's code by the probes of an exercise, or by one of a learner's own.
 *
 * @param <T> the interface that the learner implements
 */
final class Checker<T> {
  private final List<Probe<T>> probes;
  private final Optional<Peer<T>> peer;
  private final T code;
  private final Runner runner;

  Checker(Exercise<T> exercise, T code, Optional<LoopGuard> guard, ExitWatch exit) {
    this(exercise.probes(), exercise.peer(), exercise.limits(), code, guard, exit);
  }

  Checker(List<Probe<T>> probes, Limits limits, T code, Optional<LoopGuard> guard, ExitWatch exit) {
    this(probes, Optional.empty(), limits, code, guard, exit);
  }

  private Checker(
      List<Probe<T>> probes,
      Optional<Peer<T>> peer,
      Limits limits,
      T code,
      Optional<LoopGuard> guard,
      ExitWatch exit) {
    this.probes = probes;
    this.peer = peer;
    this.code = code;
    this.runner = new Runner(limits, guard, exit);
  }

  /** How a probe ended, and the trial that decided it. */
  private record Ended<T>(Outcome outcome, Trial<T> trial) {}

  /** A probe that failed, by its number. */
  private record Found<T>(int number, Trial<T> trial, Failure failure) {}

  /** Runs all probes, and makes the first failure as small as it gets. */
  Verdict verdict() throws InterruptedException {
    return verdict(1, probes.size());
  }

  /** Runs the probes from one number to another, counted from 1. */
  Verdict verdict(int from, int to) throws InterruptedException {
    var found = new ArrayList<Found<T>>();
    int number = from;
    for (boolean runsOn = false; number <= to && !runsOn; number++) {
      var ended = run(number);
      switch (ended.outcome) {
        case Outcome.Unwritten _ -> {
          return new Verdict.Unwritten();
        }
        case Outcome.Passed _ -> {}
        case Outcome.Failed(var failure) -> {
          found.add(new Found<>(number, ended.trial, failure));
          runsOn = failure.runsOn();
        }
      }
    }
    int tried = number - from;
    if (found.isEmpty()) {
      return replayed(from, to);
    }
    var first = found.getFirst();
    var failure =
        found.getLast().failure.runsOn()
            ? first.failure
            : new Shrinker(runner).shrink(first.trial, first.failure, code);
    var others = found.stream().skip(1).map(Found::number).toList();
    return new Verdict.NotYet(first.number, failure, others, tried);
  }

  /**
   * Tries what has passed by replays, such as on real sockets: of up to three trials of each probe.
   */
  private Verdict replayed(int from, int to) throws InterruptedException {
    for (int number = from; number <= to; number++) {
      var possible =
          probe(number).trials().stream()
              .map(Trial::replays)
              .filter(replays -> !replays.isEmpty())
              .toList();
      var some =
          IntStream.of(0, possible.size() / 2, possible.size() - 1)
              .filter(index -> index >= 0 && index < possible.size())
              .distinct()
              .mapToObj(possible::get)
              .flatMap(List::stream)
              .toList();
      if (!some.isEmpty()
          && watched(Probe.of("replay", "", some)).outcome instanceof Outcome.Failed(var failure)) {
        return new Verdict.NotYet(number, failure, List.of(), to - from + 1);
      }
    }
    return from == 1 && to == probes.size() && peer.isPresent()
        ? peered()
        : new Verdict.Solved(to - from + 1);
  }

  /** Lets a program of the system judge what has passed all probes. */
  private Verdict peered() throws InterruptedException {
    int number = probes.size() + 1;
    var ended = run(number);
    if (ended.outcome instanceof Outcome.Failed(var failure)) {
      var smallest = new Shrinker(runner).shrink(ended.trial, failure, code);
      return new Verdict.NotYet(number, smallest, List.of(), number);
    }
    return new Verdict.Solved(probes.size());
  }

  /** How a probe ends, counted from 1: with its first trial that fails, or its last one. */
  Outcome outcome(int number) throws InterruptedException {
    return run(number).outcome;
  }

  private Ended<T> run(int number) throws InterruptedException {
    var probe = probe(number);
    return number <= probes.size() || peer.orElseThrow().tool().find().isPresent()
        ? watched(probe)
        : new Ended<>(new Outcome.Passed(), probe.trials().getFirst());
  }

  /** A probe by its number; the one after the last is the peer's. */
  private Probe<T> probe(int number) {
    return number <= probes.size() ? probes.get(number - 1) : peer.orElseThrow().probe();
  }

  /** Runs a probe, and sees whether it leaves sockets behind. */
  private Ended<T> watched(Probe<T> probe) throws InterruptedException {
    var before = Sockets.open();
    var ended = run(probe);
    if (ended.outcome instanceof Outcome.Passed && Sockets.awaitLeft(before) > 0) {
      // Another cell's server may have taken a client meanwhile, but hardly twice.
      var again = Sockets.open();
      ended = run(probe);
      int left = Sockets.awaitLeft(again);
      if (ended.outcome instanceof Outcome.Passed && left > 0) {
        return new Ended<>(leaks(left), ended.trial);
      }
    }
    return ended;
  }

  private Ended<T> run(Probe<T> probe) throws InterruptedException {
    Outcome outcome = new Outcome.Passed();
    Trial<T> last = probe.trials().getFirst();
    for (var trial : probe.trials()) {
      last = trial;
      outcome = runner.run(trial, code);
      if (!(outcome instanceof Outcome.Passed)) {
        break;
      }
    }
    return new Ended<>(outcome, last);
  }

  private static Outcome leaks(int sockets) {
    var mismatch =
        new Mismatch("no socket left open", Wording.count(sockets, "socket") + " left open");
    return new Outcome.Failed(
        new Failure(Kind.LEAKS, mismatch, Bytes.EMPTY, List.of(), Mismatch.NOWHERE, "", false));
  }
}
