package netbook.bytes;

import java.io.IOException;
import java.io.Serial;

/**
 * Bytes that break the grammar they should follow. Says where, and which rule.
 *
 * <p>Bytes that have not arrived yet are not malformed; "need more" is never an exception.
 */
public final class MalformedException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final long offset;
  private final String rule;
  private final String found;

  /**
   * Describes one violation.
   *
   * @param offset of the first byte at fault, counted from the start of the message, 0 or more
   * @param rule the rule that is broken and its source, such as {@code "RFC 1035 §4.1.4"}
   * @param found what stands there instead
   */
  public MalformedException(long offset, String rule, String found) {
    super("at offset " + offset + ": " + found + " (" + rule + ")");
    this.offset = offset;
    this.rule = rule;
    this.found = found;
  }

  /** The same in a stream or a message that begins so much earlier. */
  public MalformedException shifted(long distance) {
    return new MalformedException(offset + distance, rule, found);
  }

  /** The offset of the first byte at fault. */
  public long offset() {
    return offset;
  }

  /** The rule that is broken, with its source. */
  public String rule() {
    return rule;
  }

  /** What stands there instead. */
  public String found() {
    return found;
  }
}
