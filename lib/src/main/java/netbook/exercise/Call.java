package netbook.exercise;

/**
 * How a check calls the learner's code.
 *
 * @param <T> the interface that the learner implements
 * @param <I> what the code is given
 * @param <R> what it answers
 */
@FunctionalInterface
public interface Call<T, I, R> {
  /** Calls it. */
  R on(T code, I given) throws Exception;
}
