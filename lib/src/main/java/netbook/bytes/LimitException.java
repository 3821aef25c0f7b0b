package netbook.bytes;

import java.io.IOException;
import java.io.Serial;

/**
 * Input that may be well formed, but is more than we are ready to take. Names the limit, so that
 * its reader knows which one to raise.
 */
public final class LimitException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final String limit;
  private final long max;
  private final long offset;

  /**
   * Describes one limit that was passed.
   *
   * @param limit the name of the limit, such as {@code "line length"}
   * @param max its value, in the unit that the name implies (octets, unless it says otherwise)
   * @param offset of the first byte over the limit, 0 or more
   */
  public LimitException(String limit, long max, long offset) {
    super("at offset " + offset + ": over the limit of " + max + " for " + limit);
    this.limit = limit;
    this.max = max;
    this.offset = offset;
  }

  /** The name of the limit. */
  public String limit() {
    return limit;
  }

  /** The most that is taken. */
  public long max() {
    return max;
  }

  /** The offset of the first byte over the limit. */
  public long offset() {
    return offset;
  }
}
