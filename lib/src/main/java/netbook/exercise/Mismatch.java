package netbook.exercise;

/**
 * The difference between what a trial expects of the learner's code and what it did.
 *
 * @param expected a few words, or the value
 * @param actual the same of what came instead
 * @param at the octet of the input where they part, or {@link #NOWHERE}
 */
public record Mismatch(String expected, String actual, int at) {
  /** Stands for an offset where there is none to point at. */
  public static final int NOWHERE = -1;

  /** A difference that no octet of the input stands for. */
  public Mismatch(String expected, String actual) {
    this(expected, actual, NOWHERE);
  }
}
