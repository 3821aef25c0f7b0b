package netbook.exercise;

import java.io.Serial;

/** A fault of the check itself, for which no learner is to blame. */
final class BrokenCheck extends Error {
  @Serial private static final long serialVersionUID = 1L;

  BrokenCheck(RuntimeException cause) {
    super(Said.of(cause), cause);
  }
}
