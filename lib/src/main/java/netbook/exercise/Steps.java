package netbook.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The transcript of a trial: what the check called, and what the code answered. Bounded: of more
 * than 20 steps the last ones are kept. Safe for use by several threads.
 */
public final class Steps {
  private static final int STEPS_MAX = 20;

  private final List<Step> steps = new ArrayList<>();
  private int left;
  private int readTo = Mismatch.NOWHERE;

  /**
   * One step of a transcript.
   *
   * @param number counted from 1
   * @param call what the check called
   * @param answer what came back; empty while nothing has
   */
  public record Step(int number, String call, String answer) {}

  Steps() {}

  /** Says what the check calls now. */
  public synchronized void call(String call) {
    steps.add(new Step(left + steps.size() + 1, call, ""));
    if (steps.size() > STEPS_MAX) {
      steps.removeFirst();
      left++;
    }
  }

  /** Says what the latest call gave; does nothing if there was none. */
  public synchronized void answered(String answer) {
    if (steps.isEmpty()) {
      return;
    }
    var last = steps.removeLast();
    steps.add(new Step(last.number(), last.call(), answer));
  }

  /** Runs with a transcript of its own, of which nothing is told here if all is right. */
  Optional<Mismatch> ifWrong(Function<Steps, Optional<Mismatch>> run) {
    var own = new Steps();
    var wrong = run.apply(own);
    if (wrong.isPresent()) {
      tell(own);
    }
    return wrong;
  }

  /** Runs one after the other, until one isn't right: only that one is told here. */
  <E> Optional<Mismatch> firstWrong(
      List<? extends E> each, BiFunction<E, Steps, Optional<Mismatch>> run) {
    for (var one : each) {
      var wrong = ifWrong(own -> run.apply(one, own));
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  /** Says all that another transcript has of its own. */
  private void tell(Steps others) {
    for (var step : others.all()) {
      call(step.call());
      answered(step.answer());
    }
  }

  /** Says how many octets of the input the code has read. */
  public synchronized void readTo(int offset) {
    readTo = offset;
  }

  /** How many octets of the input the code has read; {@link Mismatch#NOWHERE} if nobody counts. */
  synchronized int readTo() {
    return readTo;
  }

  /** The steps that are kept, oldest first. */
  public synchronized List<Step> all() {
    return List.copyOf(steps);
  }

  /** One line: how many steps there were. */
  @Override
  public synchronized String toString() {
    return left + steps.size() + " steps";
  }
}
