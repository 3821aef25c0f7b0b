package netbook.exercise;

import java.io.Serial;

/** What a stub throws: nothing has been written yet. */
final class YourTurn extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  YourTurn() {
    super("your turn");
  }
}
