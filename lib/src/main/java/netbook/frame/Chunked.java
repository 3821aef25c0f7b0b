package netbook.frame;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;
import netbook.frame.Lines.Ending;

/**
 * Messages in pieces that each have their length before them, as HTTP's chunked coding sends a
 * content whose size isn't known when it begins (RFC 9112 §7.1). A chunk of no octets is the last
 * one.
 *
 * <pre>
 *   3 CR LF h e l CR LF   2 CR LF l o CR LF   0 CR LF CR LF
 *   `-----' `---'         `-----' `-'         `-----' `---'
 *     size   data          size  data     last chunk   end
 * </pre>
 *
 * <p>Sizes are in hex digits. What stands between a size and its line's end, a chunk extension, is
 * passed over, and so are the field lines of a trailer section: both as the RFC allows.
 *
 * @param sizeMax the most octets of a message's content, from 0 to 8 MiB
 */
public record Chunked(int sizeMax) implements Framing<Bytes> {
  private static final String RULE = "RFC 9112 §7.1";
  private static final String TRAILER = "RFC 9112 §7.1.2";
  private static final int CONTENT_MAX = 8 << 20;

  /** The most octets of a line, and of all chunk extensions and trailer lines of a message. */
  private static final int LINE_MAX = 4096;

  private static final Bytes CRLF = Bytes.utf8("\r\n");
  private static final Bytes LAST = Bytes.utf8("0\r\n\r\n");

  /** Checks the limit. */
  public Chunked {
    if (sizeMax < 0 || sizeMax > CONTENT_MAX) {
      throw new IllegalArgumentException(
          "sizeMax: %d is not in 0..%d".formatted(sizeMax, CONTENT_MAX));
    }
  }

  @Override
  public Boundary boundary() {
    return new LastChunk();
  }

  private enum Part {
    SIZE,
    DATA,
    TRAILER
  }

  /** Goes from part to part; it remembers where the next one begins. */
  private final class LastChunk implements Boundary {
    private final Boundary lines = new Lines(Ending.CRLF, LINE_MAX).boundary();
    private Part part = Part.SIZE;
    private int at;
    private int data;
    private int content;
    private int around;

    @Override
    public int find(Bytes octets, int from) throws MalformedException, LimitException {
      try {
        while (true) {
          int size = partSize(octets, from + at);
          if (size == UNKNOWN) {
            return UNKNOWN;
          }
          boolean end = part == Part.TRAILER && size == CRLF.size();
          pass(octets.slice(from + at, from + at + size));
          at += size;
          if (end) {
            return restart();
          }
        }
      } catch (MalformedException e) {
        throw e.shifted(at);
      } catch (LimitException e) {
        throw e.shifted(at);
      }
    }

    private int partSize(Bytes octets, int begin) throws MalformedException, LimitException {
      int there = octets.size() - begin;
      if (part == Part.DATA) {
        return there < data + CRLF.size() ? UNKNOWN : data + CRLF.size();
      }
      return there == 0 ? UNKNOWN : lines.find(octets, begin);
    }

    private void pass(Bytes octets) throws MalformedException, LimitException {
      switch (part) {
        case SIZE -> {
          data = readSize(new ByteReader(octets));
          if (data > sizeMax - content) {
            long all = (long) content + data;
            throw LimitException.announced(all, "the content of a message in chunks", sizeMax, 0);
          }
          content += data;
          passAround(octets.size() - CRLF.size() - Integer.toHexString(data).length());
          part = data == 0 ? Part.TRAILER : Part.DATA;
        }
        case DATA -> {
          readEnd(new ByteReader(octets), octets.size() - CRLF.size());
          part = Part.SIZE;
        }
        case TRAILER -> {
          passAround(octets.size());
        }
      }
    }

    /** Counts what a peer may send without any content, as RFC 9112 §7.1.1 advises. */
    private void passAround(int octets) throws LimitException {
      around += octets;
      if (around > LINE_MAX) {
        throw new LimitException("chunk extensions and a trailer section", LINE_MAX, 0);
      }
    }

    private int restart() {
      int size = at;
      part = Part.SIZE;
      at = 0;
      content = 0;
      around = 0;
      return size;
    }
  }

  @Override
  public Bytes read(ByteReader in) throws MalformedException {
    var content = new ArrayList<Bytes>();
    for (int size = -1; size != 0; ) {
      in.begin("chunk", RULE);
      size = readSize(in);
      if (size > 0) {
        content.add(in.field("chunk-data", RULE).readBytes(size));
        readEnd(in, 0);
      }
      in.end(size == 0 ? "the last one" : size + " B");
    }
    while (in.remaining() > CRLF.size()) {
      in.field("field-line", TRAILER).readBytes(toLineEnd(in));
      readEnd(in, 0);
    }
    readEnd(in, 0);
    return Bytes.join(content);
  }

  /** Reads the line with a chunk's size. */
  private static int readSize(ByteReader in) throws MalformedException {
    int digits = 0;
    long value = 0;
    while (digits < in.remaining() && HexFormat.isHexDigit(in.peek(digits))) {
      value = Math.min(value << 4 | HexFormat.fromHexDigit(in.peek(digits)), Integer.MAX_VALUE);
      digits++;
    }
    if (digits == 0) {
      throw new MalformedException(in.position(), RULE, "no hex digit in the place of a size");
    }
    int size = (int) value;
    in.field("chunk-size", RULE).readBytes(digits);
    in.means(() -> size + " B");
    int extension = toLineEnd(in);
    if (extension > 0) {
      int octet = in.peek(0);
      if (octet != ';' && octet != ' ' && octet != '\t') {
        throw new MalformedException(
            in.position(), RULE, "octet %02x inside of a size".formatted(octet));
      }
      in.field("chunk-ext", "RFC 9112 §7.1.1").readBytes(extension);
    }
    readEnd(in, 0);
    return size;
  }

  /** How many octets stand before the next CR, or are left. */
  private static int toLineEnd(ByteReader in) {
    int count = 0;
    while (count < in.remaining() && in.peek(count) != '\r') {
      count++;
    }
    return count;
  }

  /** Reads CR LF, behind so many octets. */
  private static void readEnd(ByteReader in, int behind) throws MalformedException {
    in.readBytes(behind);
    int at = in.position();
    var end = in.field("CRLF", RULE).readBytes(CRLF.size());
    if (!end.equals(CRLF)) {
      throw new MalformedException(at, RULE, end.toHex() + " in the place of CR LF");
    }
    in.means(() -> "CR LF");
  }

  /**
   * One chunk, for who sends a piece at a time.
   *
   * @throws IllegalArgumentException if it is empty: that would be the last chunk
   */
  public static Bytes chunk(Bytes data) {
    if (data.isEmpty()) {
      throw new IllegalArgumentException("data: none, which would say that the message ends");
    }
    return Bytes.join(List.of(Bytes.utf8(Integer.toHexString(data.size())), CRLF, data, CRLF));
  }

  /** The last chunk, which has no octets, and the end of the message. */
  public static Bytes lastChunk() {
    return LAST;
  }

  /**
   * The message in one chunk, if it isn't empty, and the last chunk.
   *
   * @throws IllegalArgumentException if it is too long
   */
  @Override
  public Bytes encode(Bytes message) {
    if (message.size() > sizeMax) {
      throw new IllegalArgumentException("message: " + message.size() + " B is over " + sizeMax);
    }
    return message.isEmpty() ? LAST : chunk(message).plus(LAST);
  }

  /** One line: the limit. */
  @Override
  public String toString() {
    return "messages in chunks, at most " + sizeMax + " B each";
  }
}
