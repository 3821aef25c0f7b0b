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
  private final String found;

  /**
   * Describes one limit that was passed.
   *
   * @param limit the name of the limit, such as {@code "line length"}
   * @param max its value, in the unit that the name implies (octets, unless it says otherwise)
   * @param offset of the first byte over the limit, 0 or more
   */
  public LimitException(String limit, long max, long offset) {
    this(limit, max, offset, "over the limit of %d for %s".formatted(max, limit));
  }

  private LimitException(String limit, long max, long offset, String found) {
    super("at offset " + offset + ": " + found);
    this.limit = limit;
    this.max = max;
    this.offset = offset;
    this.found = found;
  }

  /**
   * One limit that would be passed if all came that is announced.
   *
   * @param announced how much that is, in the unit of the limit
   * @param offset of the announcement's first byte, 0 or more
   */
  public static LimitException announced(long announced, String limit, long max, long offset) {
    var found = "%d announced, over the limit of %d for %s".formatted(announced, max, limit);
    return new LimitException(limit, max, offset, found);
  }

  /** The same in a stream or a message that begins so much earlier. */
  public LimitException shifted(long distance) {
    return new LimitException(limit, max, offset + distance, found);
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

  /** What is over the limit, in words without an offset. */
  public String found() {
    return found;
  }
}
