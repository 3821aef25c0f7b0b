package netbook.frame;

import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;
import netbook.frame.Lines.Ending;

/**
 * JSON texts (RFC 8259), one a line. A text may be any JSON value, since the line says where it
 * ends; inside of a text a line feed can only stand as white space, which its sender leaves out, or
 * as {@code \n} in a string.
 *
 * <pre>
 *   { "id" : 1 } LF   12 LF   "two" LF
 *   `----------'      `'      `---'
 *    message 1        2      message 3
 * </pre>
 *
 * @param lengthMax the most octets of a line without its end, from 1 to 16 MiB
 */
public record JsonLines(int lengthMax) implements Framing<Bytes> {
  /** Checks the limit. */
  public JsonLines {
    if (lengthMax < 1 || lengthMax > Unread.SIZE_MAX) {
      throw new IllegalArgumentException(
          "lengthMax: %d is not in 1..%d".formatted(lengthMax, Unread.SIZE_MAX));
    }
  }

  private Lines lines() {
    return new Lines(Ending.EITHER, lengthMax);
  }

  @Override
  public Boundary boundary() {
    return lines().boundary();
  }

  @Override
  public Bytes read(ByteReader in) throws MalformedException, LimitException {
    int end = lines().endSize(in);
    int limit = in.limit(in.position() + Math.max(0, in.remaining() - end));
    var text = JsonValue.read(in);
    in.limit(limit);
    lines().readEnd(in, end);
    return text;
  }

  /**
   * The text with LF behind it.
   *
   * @throws IllegalArgumentException if it isn't one JSON value, holds an LF or a CR, or is too
   *     long
   */
  @Override
  public Bytes encode(Bytes text) {
    // LF alone ends it, but a CR before that would be taken for a part of the end.
    lines().checkLine(JsonValue.checked(text));
    return new Lines(Ending.LF, lengthMax).encode(text);
  }

  /** One line: the limit. */
  @Override
  public String toString() {
    return "JSON lines, at most " + lengthMax + " B each";
  }
}
