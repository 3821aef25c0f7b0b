package netbook.exercise;

/** How a trial ended. */
sealed interface Outcome {
  /** The code did what was expected. */
  record Passed() implements Outcome {}

  /** The code is still a stub. */
  record Unwritten() implements Outcome {}

  /** It failed. */
  record Failed(Failure failure) implements Outcome {}
}
