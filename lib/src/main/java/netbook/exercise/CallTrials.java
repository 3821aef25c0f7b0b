package netbook.exercise;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import netbook.bytes.Bytes;
import netbook.show.Wording;

/**
 * Makes trials of a function on octets: one call each, no streams, no time.
 *
 * @param <T> the interface that the learner implements
 * @param <R> what its method answers
 */
public final class CallTrials<T, R> {
  private final String method;
  private final Call<T, Bytes, R> call;
  private final Judge<Bytes, R> judge;
  private final Predicate<Bytes> point;
  private final List<Bytes> before;

  /**
   * Trials that call one method.
   *
   * @param method its name, for the report
   */
  public CallTrials(String method, Call<T, Bytes, R> call, Judge<Bytes, R> judge) {
    this(method, call, judge, _ -> true, List.of());
  }

  private CallTrials(
      String method,
      Call<T, Bytes, R> call,
      Judge<Bytes, R> judge,
      Predicate<Bytes> point,
      List<Bytes> before) {
    this.method = method;
    this.call = call;
    this.judge = judge;
    this.point = point;
    this.before = before;
  }

  /** The same, whose input keeps its point however much of it is left out. */
  public CallTrials<T, R> keeping(Predicate<Bytes> point) {
    return new CallTrials<>(method, call, judge, point, before);
  }

  /** The same, which call the same object with this before; what comes of that isn't judged. */
  public CallTrials<T, R> after(Bytes first) {
    return new CallTrials<>(method, call, judge, point, List.of(first));
  }

  /** A trial for each of the inputs. */
  public List<Trial<T>> on(Bytes... inputs) {
    return Arrays.stream(inputs).<Trial<T>>map(input -> new One<>(this, List.of(input))).toList();
  }

  /**
   * A trial that expects just this answer; whatever else is wrong, also if the task leaves it free.
   */
  public List<Trial<T>> expect(Bytes input, R answer) {
    return judging((_, actual) ->
            actual.equals(answer)
                ? Optional.empty()
                : Optional.of(new Mismatch(Said.answer(answer), Said.answer(actual))))
        .on(input);
  }

  /** A trial whose answer is judged by a condition of one's own. */
  public List<Trial<T>> expect(Bytes input, Predicate<R> right) {
    return judging((_, actual) ->
            right.test(actual)
                ? Optional.empty()
                : Optional.of(new Mismatch("what you ask for", Said.answer(actual))))
        .on(input);
  }

  /** What is told apart by another judge keeps all its octets: only that judge knows its point. */
  private CallTrials<T, R> judging(Judge<Bytes, R> other) {
    return new CallTrials<>(method, call, other, _ -> false, before);
  }

  /** One trial that calls the same object with one input after the other. */
  public List<Trial<T>> inTurn(Bytes... inputs) {
    return List.of(new One<>(this, List.of(inputs)));
  }

  private record One<T, R>(CallTrials<T, R> trials, List<Bytes> inputs) implements Trial<T> {
    @Override
    public Bytes octets() {
      return inputs.getLast();
    }

    @Override
    public Optional<Mismatch> run(T code, Steps steps) {
      for (var input : trials.before) {
        var _ = judged(code, steps, input);
      }
      for (var input : inputs) {
        var wrong = judged(code, steps, input);
        if (wrong.isPresent()) {
          return wrong;
        }
      }
      return Optional.empty();
    }

    private Optional<Mismatch> judged(T code, Steps steps, Bytes input) {
      var text = "%s(%s)".formatted(trials.method, Wording.count(input.size(), "byte"));
      return Called.judged(steps, text, () -> trials.call.on(code, input), trials.judge, input);
    }

    @Override
    public List<Trial<T>> smaller() {
      if (inputs.size() > 1) {
        return List.of();
      }
      return Smaller.bytes(inputs.getFirst()).stream()
          .filter(trials.point)
          .<Trial<T>>map(input -> new One<>(trials, List.of(input)))
          .toList();
    }
  }
}
