package netbook.exercise;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call of the learner's code, written down and judged. */
final class Called {
  private Called() {}

  /**
   * Calls and judges.
   *
   * @param text what the report says is called
   * @throws YourTurn if the code is still a stub
   * @throws BrokenCheck if the judge fails
   */
  static <I, R> Optional<Mismatch> judged(
      Steps steps, String text, Callable<@Nullable R> call, Judge<I, R> judge, I given) {
    steps.call(text);
    R answer;
    try {
      answer = call.call();
    } catch (YourTurn e) {
      throw e;
    } catch (Exception e) {
      steps.answered(Said.of(e));
      return byJudge(() -> judge.threw(given, e));
    }
    if (answer == null) {
      steps.answered("null");
      return Optional.of(new Mismatch("an answer", "null"));
    }
    steps.answered(judge.shown(answer));
    return byJudge(() -> judge.returned(given, answer));
  }

  private static Optional<Mismatch> byJudge(Supplier<Optional<Mismatch>> judging) {
    try {
      return judging.get();
    } catch (YourTurn e) {
      throw e;
    } catch (RuntimeException e) {
      throw new BrokenCheck(e);
    }
  }
}
