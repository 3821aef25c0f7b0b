package netbook.exercise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import netbook.bytes.Bytes;
import netbook.exercise.Arrival.End;
import netbook.tap.Fault;
import netbook.tap.Script;

/**
 * Makes trials of code that reads a stream, on a connection in memory that is cut wherever a
 * network may cut it. TCP keeps no borders (RFC 9293 §3.8), so right code does the same for all of
 * them.
 *
 * @param <T> the interface that the learner implements
 * @param <R> what its method answers
 */
public final class StreamTrials<T, R> {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final String method;
  private final Call<T, Wire, R> call;
  private final Judge<Arrival, R> judge;
  private final Predicate<Bytes> point;

  /**
   * Trials that call one method.
   *
   * @param method its name, for the report
   * @param call gives the code the streams of the wire; what the code sent is on the wire too
   */
  public StreamTrials(String method, Call<T, Wire, R> call, Judge<Arrival, R> judge) {
    this(method, call, judge, _ -> true);
  }

  private StreamTrials(
      String method, Call<T, Wire, R> call, Judge<Arrival, R> judge, Predicate<Bytes> point) {
    this.method = method;
    this.call = call;
    this.judge = judge;
    this.point = point;
  }

  /**
   * The same, whose octets keep their point however much of them is left out: where the probe is
   * about a cut, that is a whole message, or the report would show what too little of it does.
   */
  public StreamTrials<T, R> keeping(Predicate<Bytes> point) {
    return new StreamTrials<>(method, call, judge, point);
  }

  /** One trial with just this arrival. */
  public List<Trial<T>> of(Arrival arrival) {
    return List.of(new One<>(this, arrival));
  }

  /** Calls the code and judges it. */
  Optional<Mismatch> judged(T code, Wire wire, Arrival arrival, Steps steps, String where) {
    var text = method + ": " + arrival + where;
    return Called.judged(steps, text, () -> call.on(code, wire), judge, arrival);
  }

  /** All octets in one read, then the end. */
  public List<Trial<T>> atOnce(Bytes octets) {
    return of(new Arrival(octets, End.FIN, Script.NOTHING));
  }

  /** One octet in each read. */
  public List<Trial<T>> oneByOne(Bytes octets) {
    return of(new Arrival(octets, End.FIN, Script.of(Fault.sliceEvery(1))));
  }

  /** Two reads, cut at each place in turn. */
  public List<Trial<T>> everyCut(Bytes octets) {
    return inside(octets, at -> new Arrival(octets, End.FIN, Script.of(Fault.slice(at))));
  }

  /** Two reads with two seconds of virtual time between, cut at each place in turn. */
  public List<Trial<T>> everyPause(Bytes octets) {
    return inside(
        octets,
        at ->
            new Arrival(octets, End.FIN, Script.of(Fault.slice(at), Fault.delay(PAUSE).after(at))));
  }

  /** The end too early, after each number of octets in turn, none included. */
  public List<Trial<T>> everyEarlyEnd(Bytes octets) {
    return cutShort(octets, End.FIN);
  }

  /** A reset, after each number of octets in turn, none included. */
  public List<Trial<T>> everyReset(Bytes octets) {
    return cutShort(octets, End.RESET);
  }

  private List<Trial<T>> cutShort(Bytes octets, End end) {
    var trials = new ArrayList<Trial<T>>();
    for (int at = 0; at < octets.size(); at++) {
      trials.addAll(of(new Arrival(octets.slice(0, at), end, Script.NOTHING)));
    }
    return trials;
  }

  private List<Trial<T>> inside(Bytes octets, IntFunction<Arrival> cut) {
    var trials = new ArrayList<Trial<T>>();
    for (int at = 1; at < octets.size(); at++) {
      trials.addAll(of(cut.apply(at)));
    }
    return trials;
  }

  private record One<T, R>(StreamTrials<T, R> trials, Arrival arrival) implements Trial<T> {
    @Override
    public Bytes octets() {
      return arrival.octets();
    }

    @Override
    public Optional<Mismatch> run(T code, Steps steps) {
      return trials.judged(code, new MemoryWire(arrival, steps), arrival, steps, "");
    }

    @Override
    public List<Trial<T>> smaller() {
      var smaller = new ArrayList<Trial<T>>();
      for (var script : Smaller.scripts(arrival.script())) {
        add(smaller, new Arrival(arrival.octets(), arrival.end(), script));
      }
      for (var octets : Smaller.bytes(arrival.octets())) {
        add(smaller, new Arrival(octets, arrival.end(), arrival.script()));
      }
      return smaller;
    }

    @Override
    public List<Trial<T>> replays() {
      return Replay.isPossible(arrival) ? List.of(new Replay<>(trials, arrival)) : List.of();
    }

    private void add(List<Trial<T>> smaller, Arrival less) {
      if (trials.point.test(less.octets())) {
        smaller.add(new One<>(trials, less));
      }
    }
  }
}
