package netbook.bytes;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Objects;

/**
 * An immutable sequence of octets.
 *
 * <p>An octet is read as a number from 0 to 255, never as a signed {@code byte}. A {@link #slice}
 * shares the octets, which is safe since they never change; what comes from outside and what goes
 * out as an array is copied. Safe for use by several threads.
 */
public final class Bytes {
  /** No octets. */
  public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

  /** Eight octets of an array as one number, the first the least significant. */
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Two octets of an array as one number, the first the more significant. */
  private static final VarHandle TWO =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  /** The same with four. */
  private static final VarHandle FOUR =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private static final HexFormat SPACED = HexFormat.ofDelimiter(" ");
  private static final int LINE_MAX = 120;

  private final byte[] array;
  private final int start;
  private final int size;

  private Bytes(byte[] array, int start, int size) {
    this.array = array;
    this.start = start;
    this.size = size;
  }

  /**
   * These octets, each given as a number from 0 to 255 (or as a {@code byte}, from -128).
   *
   * @throws IllegalArgumentException if one is outside of that range
   */
  public static Bytes of(int... octets) {
    var array = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] < Byte.MIN_VALUE || octets[i] > 255) {
        throw new IllegalArgumentException("octet " + i + ": " + octets[i] + " is not in 0..255");
      }
      array[i] = (byte) octets[i];
    }
    return new Bytes(array, 0, array.length);
  }

  /** Octets of an array of ours, which from now on never change there. */
  static Bytes over(byte[] array, int start, int size) {
    return new Bytes(array, start, size);
  }

  /** Copies them into an array, the first one to that index. */
  void copyTo(byte[] target, int at) {
    System.arraycopy(array, start, target, at, size);
  }

  /** A copy of the array. */
  public static Bytes copyOf(byte[] array) {
    return copyOf(array, 0, array.length);
  }

  /**
   * A copy of part of the array.
   *
   * @throws IndexOutOfBoundsException if the range isn't inside it
   */
  public static Bytes copyOf(byte[] array, int from, int to) {
    return new Bytes(
        Arrays.copyOfRange(array, checkFrom(from, to, array.length), to), 0, to - from);
  }

  /** A copy of what remains in the buffer, whose position stays. */
  public static Bytes copyOf(ByteBuffer buffer) {
    var array = new byte[buffer.remaining()];
    buffer.get(buffer.position(), array);
    return new Bytes(array, 0, array.length);
  }

  /** The text, encoded as UTF-8 (RFC 3629). Half a surrogate pair becomes a question mark. */
  public static Bytes utf8(String text) {
    var array = text.getBytes(StandardCharsets.UTF_8);
    return new Bytes(array, 0, array.length);
  }

  /**
   * The octets written as pairs of hex digits; white space between pairs is ignored.
   *
   * @throws IllegalArgumentException if it isn't pairs of hex digits
   */
  public static Bytes ofHex(String hex) {
    var array = new ByteArrayOutputStream(hex.length() / 2);
    for (var pairs : hex.strip().split("\\s+", -1)) {
      array.writeBytes(HexFormat.of().parseHex(pairs));
    }
    return new Bytes(array.toByteArray(), 0, array.size());
  }

  private static int checkFrom(int from, int to, int size) {
    if (from < 0 || to < from || to > size) {
      throw new IndexOutOfBoundsException(
          "no range from " + from + " to " + to + " in " + size + " B");
    }
    return from;
  }

  /** The number of octets. */
  public int size() {
    return size;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return size == 0;
  }

  /**
   * The octet at an offset, from 0 to 255.
   *
   * @throws IndexOutOfBoundsException if the offset isn't in 0..size-1
   */
  public int at(int offset) {
    if (offset < 0 || offset >= size) {
      throw new IndexOutOfBoundsException("no octet at " + offset + " in " + size + " B");
    }
    return array[start + offset] & 0xff;
  }

  /**
   * A number in network byte order, unsigned (RFC 791 appendix B).
   *
   * @param offset of its most significant octet
   * @param count how many octets it takes, from 1 to 4
   * @return from 0 to 4294967295
   * @throws IndexOutOfBoundsException if the range isn't inside this
   */
  public long number(int offset, int count) {
    checkFrom(offset, offset + Objects.checkIndex(count, Integer.BYTES + 1), size);
    int at = start + offset;
    return switch (count) {
      case 1 -> array[at] & 0xff;
      case 2 -> (short) TWO.get(array, at) & 0xffff;
      case 3 -> (array[at] & 0xff) << 16 | ((short) TWO.get(array, at + 1) & 0xffff);
      case 4 -> (int) FOUR.get(array, at) & 0xffff_ffffL;
      default -> 0;
    };
  }

  /**
   * The octets from one offset up to another, shared and not copied.
   *
   * @throws IndexOutOfBoundsException if the range isn't inside this
   */
  public Bytes slice(int from, int to) {
    return new Bytes(array, start + checkFrom(from, to, size), to - from);
  }

  /** The octets from an offset to the end, shared and not copied. */
  public Bytes from(int from) {
    return slice(from, size);
  }

  /**
   * The same octets in memory of their own. A {@link #slice} keeps alive all that it was cut out
   * of; its copy doesn't.
   */
  public Bytes copy() {
    return new Bytes(toArray(), 0, size);
  }

  /** These octets and then the others, copied into one sequence. */
  public Bytes plus(Bytes other) {
    var joined = Arrays.copyOfRange(array, start, start + size + other.size);
    System.arraycopy(other.array, other.start, joined, size, other.size);
    return new Bytes(joined, 0, joined.length);
  }

  /** All of them, one after the other, copied into one sequence. */
  public static Bytes join(Collection<Bytes> pieces) {
    int size = 0;
    for (var piece : pieces) {
      size = Math.addExact(size, piece.size);
    }
    var joined = new byte[size];
    int at = 0;
    for (var piece : pieces) {
      piece.copyTo(joined, at);
      at += piece.size;
    }
    return new Bytes(joined, 0, size);
  }

  /**
   * The offset of the first octet with this value at or after an offset, or -1. It looks at eight
   * octets at a time, as one number: where an octet is the one that is sought, their difference has
   * a zero, and taking 1 from each of the eight borrows just there.
   *
   * @param octet from 0 to 255
   */
  public int indexOf(int octet, int from) {
    int end = start + size;
    int at = start + Math.max(0, from);
    for (long sought = octet * ONES; at <= end - Long.BYTES; at += Long.BYTES) {
      long difference = (long) EIGHT.get(array, at) ^ sought;
      long borrows = (difference - ONES) & ~difference & HIGH_BITS;
      if (borrows != 0) {
        return at - start + Long.numberOfTrailingZeros(borrows) / Byte.SIZE;
      }
    }
    for (; at < end; at++) {
      if ((array[at] & 0xff) == octet) {
        return at - start;
      }
    }
    return -1;
  }

  /** Whether the sequence begins with the other. */
  public boolean startsWith(Bytes prefix) {
    return size >= prefix.size && slice(0, prefix.size).equals(prefix);
  }

  /** How many octets both begin with that are the same. */
  public int commonPrefix(Bytes other) {
    int at =
        Arrays.mismatch(
            array, start, start + size, other.array, other.start, other.start + other.size);
    return at < 0 ? size : at;
  }

  /** A fresh array. */
  public byte[] toArray() {
    return Arrays.copyOfRange(array, start, start + size);
  }

  /** A read-only buffer over the octets, from 0 to their end; nothing is copied. */
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(array, start, size).slice().asReadOnlyBuffer();
  }

  /** Pairs of lower-case hex digits with a space between. */
  public String toHex() {
    return SPACED.formatHex(array, start, start + size);
  }

  /**
   * The text that the octets encode in UTF-8, strictly: nothing is replaced.
   *
   * @throws MalformedException if they aren't UTF-8 (RFC 3629 §3)
   */
  public String toText() throws MalformedException {
    return toText(StandardCharsets.UTF_8);
  }

  /**
   * The text that the octets encode in a character set, strictly: nothing is replaced.
   *
   * @throws MalformedException if they aren't text in that set; it has the offset of the first
   *     fault
   */
  public String toText(Charset charset) throws MalformedException {
    var decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var in = buffer();
    try {
      return decoder.decode(in).toString();
    } catch (CharacterCodingException e) {
      int at = in.position();
      var found =
          at < size ? "octet %02x is not part of a character".formatted(at(at)) : "cut short";
      throw new MalformedException(at, charset.name(), found);
    }
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // a name written twice is often the same part of one array
  public boolean equals(Object other) {
    return other instanceof Bytes b
        && size == b.size
        && ((array == b.array && start == b.start)
            || Arrays.equals(array, start, start + size, b.array, b.start, b.start + b.size));
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = start; i < start + size; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  /**
   * The size, and the octets as a quoted string if all of them are printable ASCII or line ends,
   * else in hex; shortened to a line of 120 characters, after a whole octet.
   */
  @Override
  public String toString() {
    if (size == 0) {
      return "0 B";
    }
    var head = size + " B ";
    int room = LINE_MAX - head.length();
    return head + (isReadable() ? quoted(room) : hex(room));
  }

  private String hex(int room) {
    return size <= (room + 1) / 3 ? toHex() : slice(0, (room - 1) / 3).toHex() + " …";
  }

  private boolean isReadable() {
    for (int i = start; i < start + size; i++) {
      byte b = array[i];
      if ((b < 0x20 || b > 0x7e) && b != '\n' && b != '\r' && b != '\t') {
        return false;
      }
    }
    return true;
  }

  private String quoted(int room) {
    var text = new StringBuilder("\"");
    int cut = text.length(); // after the last octet that leaves room for the ellipsis
    for (int i = 0; i < Math.min(size, room); i++) {
      text.append(escaped(at(i)));
      if (text.length() < room) {
        cut = text.length();
      }
    }
    boolean whole = size <= room && text.length() < room;
    return whole ? text.append('"').toString() : text.substring(0, cut) + "…";
  }

  private static String escaped(int octet) {
    return switch (octet) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      default -> String.valueOf((char) octet);
    };
  }
}
