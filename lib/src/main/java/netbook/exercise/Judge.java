package netbook.exercise;

import java.util.Optional;

/**
 * Who decides whether an answer is right. Where the task or an RFC leaves a choice, it accepts
 * each.
 *
 * @param <I> what the code was given
 * @param <R> what it answers
 */
@FunctionalInterface
public interface Judge<I, R> {
  /** What is wrong with an answer; empty if nothing is. */
  Optional<Mismatch> returned(I given, R answer);

  /** What is wrong with an exception in the place of an answer; by default, that it is one. */
  default Optional<Mismatch> threw(I given, Exception exception) {
    return Optional.of(new Mismatch("an answer", Said.of(exception)));
  }

  /** How a transcript shows an answer. */
  default String shown(R answer) {
    return Said.answer(answer);
  }
}
