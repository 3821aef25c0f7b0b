package netbook.exercise;

import java.io.Serial;

/** What the transport in memory throws at code that would read or write for ever. */
final class Overrun extends Error {
  @Serial private static final long serialVersionUID = 1L;

  Overrun(String message) {
    super(message, null, false, false);
  }
}
