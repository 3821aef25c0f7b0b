package netbook.exercise;

import java.io.Serial;

/** What a client awaited of a server, and didn't get: it ends the trial. */
public final class Missed extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Mismatch mismatch;

  Missed(Mismatch mismatch) {
    super(mismatch.expected() + ", and not " + mismatch.actual());
    this.mismatch = mismatch;
  }

  Mismatch mismatch() {
    return mismatch;
  }
}
