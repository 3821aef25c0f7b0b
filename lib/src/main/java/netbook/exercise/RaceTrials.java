package netbook.exercise;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import netbook.exercise.Race.Attempt;
import netbook.exercise.RaceScript.Doing;
import org.jspecify.annotations.Nullable;

/** The trials of a {@link ConnectAny}. */
final class RaceTrials {
  private RaceTrials() {}

  /** A trial for each of some scripts. */
  static List<Trial<ConnectAny>> on(RaceScript... scripts) {
    return Arrays.stream(scripts).map(script -> inTurn(script).getFirst()).toList();
  }

  /** A trial of the same object in one race after another. */
  static List<Trial<ConnectAny>> inTurn(RaceScript... scripts) {
    return List.of(new InTurn(List.of(scripts)));
  }

  private record InTurn(List<RaceScript> scripts) implements Trial<ConnectAny> {
    @Override
    public Optional<Mismatch> run(ConnectAny code, Steps steps) {
      var old = exceptions();
      for (var script : scripts) {
        var wrong = raced(code, script, steps, old);
        if (wrong.isPresent()) {
          return wrong;
        }
      }
      return Optional.empty();
    }
  }

  /** A trial of many races. */
  static Trial<ConnectAny> many(List<RaceScript> scripts) {
    return new Many(scripts);
  }

  /** Many races of the same object, of which the report shows the one that fails. */
  private record Many(List<RaceScript> scripts) implements Trial<ConnectAny> {
    @Override
    public Optional<Mismatch> run(ConnectAny code, Steps steps) {
      var old = exceptions();
      return steps.firstWrong(scripts, (script, own) -> raced(code, script, own, old));
    }
  }

  /** An empty set that tells one exception from another, however alike they are. */
  private static Set<Throwable> exceptions() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /**
   * Runs one race.
   *
   * @param old the failures of other races, to which those of this one are added
   */
  private static Optional<Mismatch> raced(
      ConnectAny code, RaceScript script, Steps steps, Set<Throwable> old) {
    var race = new Race(script, steps);
    var wrong = ended(code, script, steps, race, new Ends(script, old));
    race.attempts().forEach(attempt -> attempt.failure().ifPresent(old::add));
    return wrong;
  }

  private static Optional<Mismatch> ended(
      ConnectAny code, RaceScript script, Steps steps, Race race, Ends ends) {
    var hosts = script.doings().stream().map(Doing::host).collect(Collectors.joining(", "));
    var call =
        "connect([%s], %s, %s)"
            .formatted(hosts, Race.text(script.delay()), Race.text(script.limit()));
    try {
      var wrong =
          Called.judged(
              steps,
              call,
              () -> {
                steps.answered("called");
                try {
                  return code.connect(script.addresses(), script.delay(), script.limit(), race);
                } finally {
                  steps.call("it ends");
                }
              },
              ends,
              race);
      return race.findWrong().or(() -> wrong);
    } catch (Overrun e) {
      // What went wrong on the way says more than that there was no end.
      return Optional.of(race.findWrong().orElseThrow(() -> e));
    }
  }

  /** Judges how a race ends, by what the code was told in it. */
  private record Ends(RaceScript script, Set<Throwable> old)
      implements Judge<Race, Race.Connection> {
    @Override
    public Optional<Mismatch> returned(Race race, Race.Connection answer) {
      if (script.doings().isEmpty()) {
        return mismatch("IllegalArgumentException: there is no address", answer.toString());
      }
      if (race.attempts().stream().noneMatch(its -> its.connection().equals(Optional.of(answer)))) {
        return mismatch("a connection of this race", answer.toString());
      }
      if (answer.isClosed()) {
        return mismatch("a connection that is open", answer.toString());
      }
      var first = race.firstConnected().orElse(Duration.ZERO);
      if (race.elapsed().compareTo(first) > 0) {
        return mismatch(
            "an end at %s, with the first connection".formatted(Race.text(first)),
            "it ends at " + Race.text(race.elapsed()));
      }
      return late(race).or(() -> leftOpen(race, answer));
    }

    @Override
    public Optional<Mismatch> threw(Race race, Exception exception) {
      if (script.doings().isEmpty()) {
        boolean refused = exception instanceof IllegalArgumentException;
        return refused && race.elapsed().isZero()
            ? Optional.empty()
            : mismatch(
                "IllegalArgumentException: there is no address",
                "after %s: %s".formatted(Race.text(race.elapsed()), Said.of(exception)));
      }
      boolean over = race.elapsed().compareTo(script.limit()) >= 0;
      boolean failed =
          race.attempts().size() == script.doings().size()
              && race.attempts().stream().allMatch(its -> its.failure().isPresent());
      var inTime = race.firstConnected().filter(time -> time.compareTo(script.limit()) < 0);
      if (inTime.isPresent()) {
        return mismatch(
            "the connection that was there at " + Race.text(inTime.get()), Said.of(exception));
      }
      if (!over && !failed) {
        return mismatch(
            "no end before there is a connection, all have failed, or the limit is over",
            "at %s: %s".formatted(Race.text(race.elapsed()), Said.of(exception)));
      }
      return late(race, failed)
          .or(() -> wrongKind(exception, failed, over))
          .or(() -> missing(race, exception))
          .or(() -> leftOpen(race, null));
    }

    private Optional<Mismatch> late(Race race) {
      return race.elapsed().compareTo(script.limit()) > 0
          ? mismatch(
              "an end at %s, which is the limit".formatted(Race.text(script.limit())),
              "it ends at " + Race.text(race.elapsed()))
          : Optional.empty();
    }

    /** What has failed ends with the last failure, and else it ends with the limit. */
    private Optional<Mismatch> late(Race race, boolean failed) {
      if (!failed) {
        return late(race);
      }
      var last =
          race.attempts().stream()
              .flatMap(its -> its.told().stream())
              .max(Duration::compareTo)
              .orElse(Duration.ZERO);
      return race.elapsed().compareTo(last) > 0
          ? mismatch(
              "an end at %s, with the last failure".formatted(Race.text(last)),
              "it ends at " + Race.text(race.elapsed()))
          : Optional.empty();
    }

    private static Optional<Mismatch> wrongKind(Exception exception, boolean failed, boolean over) {
      boolean timeout = exception instanceof SocketTimeoutException;
      if (failed) {
        return exception instanceof IOException && (!timeout || over)
            ? Optional.empty()
            : mismatch("an IOException that is no timeout: all have failed", Said.of(exception));
      }
      return timeout
          ? Optional.empty()
          : mismatch("SocketTimeoutException: the limit is over", Said.of(exception));
    }

    /** Whether a failure isn't to be found, or is one of another race. */
    private Optional<Mismatch> missing(Race race, Exception exception) {
      var found = exceptions();
      gather(exception, found);
      for (var attempt : race.attempts()) {
        var failure = attempt.failure();
        if (failure.isPresent() && !found.contains(failure.get())) {
          return mismatch(
              "%s in the exception".formatted(Said.of(failure.get())),
              "%s, without it".formatted(Said.of(exception)));
        }
      }
      found.retainAll(old);
      return found.stream()
          .findFirst()
          .flatMap(foreign ->
              mismatch("no failure of another race", Said.of(foreign) + " in the exception"));
    }

    private static void gather(@Nullable Throwable exception, Set<Throwable> found) {
      if (exception != null && found.add(exception)) {
        gather(exception.getCause(), found);
        for (var suppressed : exception.getSuppressed()) {
          gather(suppressed, found);
        }
      }
    }

    private static Optional<Mismatch> leftOpen(Race race, Race.@Nullable Connection winner) {
      for (var attempt : race.attempts()) {
        var connection = attempt.connection().orElse(null);
        boolean open = connection != null && connection != winner && !connection.isClosed();
        if (open || attempt.hasConnectedUntold(race.elapsed())) {
          return mismatch(
              "the connection to %s closed".formatted(attempt.host()),
              open ? "it is left open" : "it was there when it was cancelled, and is left open");
        }
      }
      return underWay(race.attempts(), race.elapsed());
    }

    private static Optional<Mismatch> underWay(List<Attempt> attempts, Duration elapsed) {
      return attempts.stream()
          .filter(attempt -> attempt.isUnderWay(elapsed))
          .findFirst()
          .flatMap(attempt -> mismatch(attempt.host() + " cancelled", "it still goes on"));
    }

    private static Optional<Mismatch> mismatch(String expected, String actual) {
      return Optional.of(new Mismatch(expected, actual));
    }
  }
}
