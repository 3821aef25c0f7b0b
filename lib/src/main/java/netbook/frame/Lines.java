package netbook.frame;

import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * Messages that end with a delimiter: lines. A message is the octets of a line without its end; it
 * can hold anything but the delimiter.
 *
 * <pre>
 *   h  e  l  l  o  CR LF  b  y  e  CR LF
 *   `---------------'     `---------'
 *      message 1           message 2
 * </pre>
 *
 * @param ending what ends a line
 * @param lengthMax the most octets of a line without its end, 1 or more
 */
public record Lines(Ending ending, int lengthMax) implements Contiguous {
  private static final int CR = '\r';
  private static final int LF = '\n';

  /** What ends a line. */
  public enum Ending {
    /** LF alone; a CR before it is part of the line. */
    LF("LF", "a line ends with LF", "\n"),
    /** CR LF, and neither of them alone (RFC 5321 §2.3.8). */
    CRLF("CR LF", "RFC 5321 §2.3.8", "\r\n"),
    /** CR LF, or LF alone from a sender who doesn't know better (RFC 9112 §2.2). */
    EITHER("CR LF or LF", "RFC 9112 §2.2", "\r\n");

    private final String name;
    private final String rule;
    private final String octets;

    Ending(String name, String rule, String octets) {
      this.name = name;
      this.rule = rule;
      this.octets = octets;
    }
  }

  /** Checks the limit. */
  public Lines {
    if (lengthMax < 1) {
      throw new IllegalArgumentException("lengthMax: " + lengthMax + " is not 1 or more");
    }
  }

  /** Lines of at most 8 KiB that end with LF. */
  public static Lines lf() {
    return new Lines(Ending.LF, 8192);
  }

  /** Lines of at most 8 KiB that end with CR LF. */
  public static Lines crlf() {
    return new Lines(Ending.CRLF, 8192);
  }

  @Override
  public Boundary boundary() {
    return new LineEnd();
  }

  /** Remembers how far it has looked, for a line may arrive octet by octet. */
  private final class LineEnd implements Boundary {
    private int soughtLf;
    private int soughtCr;

    @Override
    public int find(Bytes octets, int from) throws MalformedException, LimitException {
      int lf = octets.indexOf(LF, from + soughtLf);
      int end = lf < 0 ? octets.size() : lf;
      soughtLf = end - from;
      var bare = ending == Ending.CRLF ? findBare(octets, from, lf) : null;
      // A last CR may belong to the end of the line, so it doesn't count yet.
      int length = end - from - (endsWithCr(octets, from, end) ? 1 : 0);
      // What stands first decides, so that it is the same however the octets were cut.
      if (length > lengthMax && (bare == null || bare.offset() > lengthMax)) {
        throw new LimitException("the length of a line", lengthMax, lengthMax);
      }
      if (bare != null) {
        throw bare;
      }
      if (lf < 0) {
        return UNKNOWN;
      }
      soughtLf = 0;
      soughtCr = 0;
      return lf + 1 - from;
    }

    /** A lone CR, or a lone LF, is what two programs may take for two different things. */
    private @Nullable MalformedException findBare(Bytes octets, int from, int lf) {
      int cr = octets.indexOf(CR, from + soughtCr);
      soughtCr = (cr < 0 ? octets.size() : cr) - from;
      if (lf >= 0 && (cr < 0 || cr > lf)) {
        return new MalformedException(lf - from, ending.rule, "LF without CR before it");
      }
      if (cr >= 0 && cr + 1 < octets.size() && octets.at(cr + 1) != LF) {
        return new MalformedException(cr - from, ending.rule, "CR without LF after it");
      }
      return null;
    }
  }

  private boolean endsWithCr(Bytes octets, int from, int end) {
    return ending != Ending.LF && end > from && octets.at(end - 1) == CR;
  }

  @Override
  public int head() {
    return 0;
  }

  @Override
  public int tail(Bytes octets, int end, int frame) {
    return endsWithCr(octets, end - frame, end - 1) ? 2 : 1;
  }

  @Override
  public Bytes read(ByteReader in) throws MalformedException {
    int end = endSize(in);
    var line = in.field("line", "").readBytes(in.remaining() - end);
    readEnd(in, end);
    return line;
  }

  /** How many octets end the line that is left to read. */
  int endSize(ByteReader in) {
    int size = in.remaining();
    return ending != Ending.LF && size > 1 && in.peek(size - 2) == CR ? 2 : 1;
  }

  void readEnd(ByteReader in, int size) throws MalformedException {
    in.field("end of line", ending.rule).readBytes(size);
    in.means(() -> size == 2 ? "CR LF" : "LF");
  }

  /**
   * The line with its end: LF, or CR LF.
   *
   * @throws IllegalArgumentException if it holds an LF, a CR where that might be taken for an end,
   *     or is too long
   */
  @Override
  public Bytes encode(Bytes line) {
    checkLine(line);
    return line.plus(Bytes.utf8(ending.octets));
  }

  /** Refuses what {@link #encode} refuses. */
  void checkLine(Bytes line) {
    int lf = line.indexOf(LF, 0);
    int cr = ending == Ending.LF ? -1 : line.indexOf(CR, 0);
    if (lf >= 0 || cr >= 0) {
      throw new IllegalArgumentException(
          "line: %s at offset %d would end it".formatted(lf >= 0 ? "LF" : "CR", Math.max(lf, cr)));
    }
    if (line.size() > lengthMax) {
      throw new IllegalArgumentException("line: " + line.size() + " B is over " + lengthMax);
    }
  }

  /** One line: what ends a line, and the limit. */
  @Override
  public String toString() {
    return "lines that end with %s, at most %d B".formatted(ending.name, lengthMax);
  }
}
