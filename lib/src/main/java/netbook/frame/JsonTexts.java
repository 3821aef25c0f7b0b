package netbook.frame;

import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;

/**
 * JSON texts (RFC 8259) one behind the other, with white space between them or none: what begins
 * with a bracket ends with the bracket that closes it, so the grammar itself says where a message
 * ends.
 *
 * <pre>
 *   { "id" : 1 }   [ ]   { "say" : "a } in a string ends nothing" }
 *   `----------'   `-'   `----------------------------------------'
 *    message 1      2                     message 3
 * </pre>
 *
 * <p>A message is the octets of an object or an array, in UTF-8 and without white space around it.
 * Other values are refused: of {@code 12} it can't be known whether a third digit comes. It is read
 * to its end by Jackson's parser, which stays within a depth of 1000.
 *
 * @param sizeMax the most octets of a text with the white space before it, from 2 to 16 MiB
 */
public record JsonTexts(int sizeMax) implements Framing<Bytes> {
  private static final String RULE = "RFC 8259 §2";

  /** Checks the limit. */
  public JsonTexts {
    if (sizeMax < 2 || sizeMax > Unread.SIZE_MAX) {
      throw new IllegalArgumentException(
          "sizeMax: %d is not in 2..%d".formatted(sizeMax, Unread.SIZE_MAX));
    }
  }

  @Override
  public Boundary boundary() {
    return new ClosingBracket();
  }

  /** Counts brackets that stand outside of strings; it remembers how far it has come. */
  private final class ClosingBracket implements Boundary {
    private int at;
    private int depth;
    private boolean inString;
    private boolean escaped;

    @Override
    public int find(Bytes octets, int from) throws MalformedException, LimitException {
      while (from + at < octets.size()) {
        if (at == sizeMax) {
          throw new LimitException("the size of a JSON text", sizeMax, sizeMax);
        }
        if (isLast(octets.at(from + at))) {
          int size = at + 1;
          at = 0;
          return size;
        }
        at++;
      }
      return UNKNOWN;
    }

    /** Whether this octet ends the text. */
    private boolean isLast(int octet) throws MalformedException {
      if (inString) {
        inString = escaped || octet != '"';
        escaped = !escaped && octet == '\\';
        return false;
      }
      switch (octet) {
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        case '"' -> inString = true;
        default -> {}
      }
      if (depth < 0 || (depth == 0 && octet != '}' && octet != ']' && !isWhiteSpace(octet))) {
        throw new MalformedException(
            at, RULE, "octet %02x begins neither an object nor an array".formatted(octet));
      }
      return depth == 0 && !isWhiteSpace(octet);
    }

    @Override
    public int findLast(Bytes octets, int from) throws MalformedException {
      if (depth > 0) {
        throw new MalformedException(
            octets.size() - from, RULE, "the stream ends inside a JSON text");
      }
      return UNKNOWN;
    }
  }

  static boolean isWhiteSpace(int octet) {
    return octet == ' ' || octet == '\t' || octet == '\n' || octet == '\r';
  }

  @Override
  public Bytes read(ByteReader in) throws MalformedException, LimitException {
    int blank = 0;
    while (blank < in.remaining() && isWhiteSpace(in.peek(blank))) {
      blank++;
    }
    if (blank > 0) {
      in.field("ws", RULE).readBytes(blank);
    }
    return JsonValue.read(in);
  }

  /**
   * The text as it is.
   *
   * @throws IllegalArgumentException if it isn't one object or array in JSON, has white space
   *     around it, or is too long
   */
  @Override
  public Bytes encode(Bytes text) {
    var checked = JsonValue.checked(text);
    try {
      if (isWhiteSpace(text.at(0)) || boundary().find(text, 0) != text.size()) {
        throw new IllegalArgumentException("text: white space around it");
      }
    } catch (MalformedException | LimitException e) {
      throw new IllegalArgumentException("text: " + e.getMessage(), e);
    }
    return checked;
  }

  /** One line: the limit. */
  @Override
  public String toString() {
    return "JSON texts, at most " + sizeMax + " B each";
  }
}
