package netbook.bytes;

import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole message from its first octet to its last, in network byte order (RFC 791 appendix
 * B) unless {@link #order} says otherwise, and never past its end, nor past a {@link #limit}.
 *
 * <p>A decoder names each field as it reads it: {@code in.readU16("ID", "RFC 1035 §4.1.1")}, or in
 * two steps {@code in.field("ID", "RFC 1035 §4.1.1").readU16()}. Just after, it may say more about
 * it: {@link #means}, {@link #bits}, {@link #pointsTo}. All that costs next to nothing unless the
 * reader was made by {@link #recording}; then {@link #fields} has what was read, so that a picture
 * and a parser are one piece of code and can't disagree.
 *
 * <p>Each {@code readX} consumes, and throws {@link MalformedException} with the offset where the
 * octets ran out. Not safe for use by several threads.
 */
public final class ByteReader {
  private static final int DEPTH_MAX = 32;

  private final Bytes message;
  private final boolean recording;
  private final List<Group> open;
  private final List<Field> fields;
  private @Nullable String name;
  private String rule = "";
  private ByteOrder order = ByteOrder.BIG_ENDIAN;
  private int position;
  private int limit;
  private int depth;
  private boolean justRead;

  private record Group(String name, String rule, int from, List<Field> parts) {}

  /** A reader at the first octet that keeps no names. */
  public ByteReader(Bytes message) {
    this(message, false);
  }

  private ByteReader(Bytes message, boolean recording) {
    this.message = message;
    this.recording = recording;
    this.limit = message.size();
    this.open = recording ? new ArrayList<>() : List.of();
    this.fields = recording ? new ArrayList<>() : List.of();
  }

  /** A reader at the first octet that keeps each field it is told of. */
  public static ByteReader recording(Bytes message) {
    return new ByteReader(message, true);
  }

  /** Whether it keeps fields. A decoder has to name them only if it does. */
  public boolean isRecording() {
    return recording;
  }

  /**
   * Names what the next {@code readX} reads.
   *
   * @param name the field's name in the specification
   * @param rule the section that defines it, such as {@code "RFC 1035 §4.1.1"}
   * @return this
   */
  public ByteReader field(String name, String rule) {
    this.name = name;
    this.rule = rule;
    justRead = false;
    return this;
  }

  /**
   * Says what the field means that was just read or ended, in place of its value.
   *
   * @param meaning one line, such as {@code "1, A"}; asked for only if the reader records
   * @throws IllegalStateException if no field was just read or ended
   */
  public void means(Supplier<String> meaning) {
    replace(field -> field.withValue(meaning.get()));
  }

  /**
   * Says which bits make up the field that was just read or ended.
   *
   * @param bits the most significant first, up to 64 bits in all; asked for only if the reader
   *     records
   * @throws IllegalStateException if no field was just read or ended
   * @throws IllegalArgumentException if they don't fill the field exactly, or it has parts
   */
  public void bits(Supplier<List<BitField>> bits) {
    replace(field -> field.withBits(bits.get()));
  }

  /**
   * Says that the field that was just read or ended leads to another place in the message, as a
   * name's pointer does (RFC 1035 §4.1.4).
   *
   * @param offset from the start of the message; it may be past its end, as a peer may send so
   * @throws IllegalStateException if no field was just read or ended
   * @throws IllegalArgumentException if the offset is negative
   */
  public void pointsTo(int offset) {
    replace(field -> field.withPointer(offset));
  }

  /** The field just read is always the last one of the innermost open group. */
  private void replace(UnaryOperator<Field> change) {
    if (!justRead) {
      throw new IllegalStateException("no field was just read or ended");
    }
    if (recording) {
      var siblings = open.isEmpty() ? fields : open.getLast().parts;
      siblings.set(siblings.size() - 1, change.apply(siblings.getLast()));
    }
  }

  /**
   * Begins a field that is made of fields, until {@link #end}.
   *
   * @throws IllegalStateException if more than 32 are open at once
   */
  public void begin(String name, String rule) {
    if (depth == DEPTH_MAX) {
      throw new IllegalStateException("fields nest more than " + DEPTH_MAX + " deep");
    }
    depth++;
    if (recording) {
      open.add(new Group(name, rule, position, new ArrayList<>()));
    }
    justRead = false;
  }

  /**
   * Ends the field that was begun last.
   *
   * @param value what its octets mean together, in one line
   * @throws IllegalStateException if none was begun
   */
  public void end(String value) {
    if (depth == 0) {
      throw new IllegalStateException("end() without begin()");
    }
    depth--;
    if (recording) {
      var group = open.removeLast();
      keep(new Field(group.name, group.rule, group.from, position, value, group.parts));
    }
    justRead = true;
  }

  /**
   * The fields read so far, in order; none unless the reader records. A field that was begun and
   * not ended, as when a message turned out malformed inside it, ends here and has no value.
   */
  public List<Field> fields() {
    var all = new ArrayList<>(fields);
    if (recording) {
      Field inner = null;
      for (var group : open.reversed()) { // the innermost first
        var parts = new ArrayList<>(group.parts);
        if (inner != null) {
          parts.add(inner);
        }
        inner = new Field(group.name, group.rule, group.from, position, "", parts);
      }
      if (inner != null) {
        all.add(inner);
      }
    }
    return List.copyOf(all);
  }

  /** The offset of the next octet to read. */
  public int position() {
    return position;
  }

  /** How many octets are left, up to the limit. */
  public int remaining() {
    return limit - position;
  }

  /** Where reading ends: the size of the message, unless a limit was set. */
  public int limit() {
    return limit;
  }

  /**
   * Sets where reading ends, as for a part whose length was read before it.
   *
   * @param limit from {@link #position} to the size of the message
   * @return the limit until now, to set again after the part
   * @throws IllegalArgumentException if it's outside of that range
   */
  public int limit(int limit) {
    if (limit < position || limit > message.size()) {
      throw new IllegalArgumentException(
          "limit: %d is not in %d..%d".formatted(limit, position, message.size()));
    }
    int before = this.limit;
    this.limit = limit;
    return before;
  }

  /**
   * Sets in which order the octets of the numbers stand that are read from here on: some files are
   * written in either.
   *
   * @return the order until now
   */
  public ByteOrder order(ByteOrder order) {
    var before = this.order;
    this.order = order;
    return before;
  }

  /**
   * An octet further on, 0 to 255, without reading it.
   *
   * @param ahead how many octets lie before it, 0 or more
   * @throws IndexOutOfBoundsException if there aren't so many left
   */
  public int peek(int ahead) {
    return message.at(position + Objects.checkIndex(ahead, remaining()));
  }

  /** All octets that are left, up to the limit, without reading them. */
  public Bytes peekAll() {
    return message.slice(position, limit);
  }

  /**
   * Reads one octet, 0 to 255.
   *
   * @throws MalformedException if none is left
   */
  public int readU8() throws MalformedException {
    return readU8(name, rule);
  }

  /** Reads one octet, 0 to 255, into a field of this name, or into none. */
  public int readU8(@Nullable String name, String rule) throws MalformedException {
    int at = pass(1, name, rule);
    int number = message.at(at);
    named(at, name, rule, recording ? "" + number : "");
    return number;
  }

  /**
   * Reads two octets as a number from 0 to 65535.
   *
   * @throws MalformedException if fewer are left
   */
  public int readU16() throws MalformedException {
    return readU16(name, rule);
  }

  /** Reads two octets as a number from 0 to 65535, into a field of this name, or into none. */
  public int readU16(@Nullable String name, String rule) throws MalformedException {
    int at = pass(2, name, rule);
    int number = (int) message.number(at, 2);
    if (order == ByteOrder.LITTLE_ENDIAN) {
      number = Short.toUnsignedInt(Short.reverseBytes((short) number));
    }
    named(at, name, rule, recording ? "" + number : "");
    return number;
  }

  /**
   * Reads four octets as a number from 0 to 4294967295.
   *
   * @throws MalformedException if fewer are left
   */
  public long readU32() throws MalformedException {
    return readU32(name, rule);
  }

  /**
   * Reads four octets as a number from 0 to 4294967295, into a field of this name, or into none.
   */
  public long readU32(@Nullable String name, String rule) throws MalformedException {
    int at = pass(4, name, rule);
    long number = message.number(at, 4);
    if (order == ByteOrder.LITTLE_ENDIAN) {
      number = Integer.toUnsignedLong(Integer.reverseBytes((int) number));
    }
    named(at, name, rule, recording ? "" + number : "");
    return number;
  }

  /**
   * Reads octets as they are.
   *
   * @param count how many, 0 or more
   * @throws MalformedException if fewer are left
   */
  public Bytes readBytes(int count) throws MalformedException {
    return readBytes(count, name, rule);
  }

  /** Reads octets as they are, into a field of this name, or into none. */
  public Bytes readBytes(int count, @Nullable String name, String rule) throws MalformedException {
    int at = pass(count, name, rule);
    var bytes = message.slice(at, at + count);
    named(at, name, rule, recording ? bytes.toString() : "");
    return bytes;
  }

  /**
   * Reads octets as text, strictly.
   *
   * @param count how many octets, 0 or more
   * @throws MalformedException if fewer are left, or they aren't text in that set
   */
  public String readText(int count, Charset charset) throws MalformedException {
    int from = pass(count, name, rule);
    try {
      var text = message.slice(from, from + count).toText(charset);
      named(from, name, rule, text);
      return text;
    } catch (MalformedException e) {
      position = from;
      throw e.shifted(from);
    }
  }

  /**
   * Passes octets that make up no field.
   *
   * @param count how many, 0 or more
   * @throws MalformedException if fewer are left
   */
  public void skip(int count) throws MalformedException {
    var _ = pass(count, null, "");
    justRead = false;
  }

  /**
   * Says that the message ends here, or its part up to the limit.
   *
   * @throws MalformedException if octets are left
   */
  public void finish() throws MalformedException {
    if (remaining() > 0) {
      throw new MalformedException(position, rule, remaining() + " B after the end of the message");
    }
  }

  /** Goes on by so many octets; returns where they begin. */
  private int pass(int count, @Nullable String name, String rule) throws MalformedException {
    if (count < 0) {
      throw new IllegalArgumentException("count: " + count + " is negative");
    }
    if (count > remaining()) {
      var what = name == null ? "" : name + ": ";
      throw new MalformedException(limit, rule, what + "needs " + count + " B, has " + remaining());
    }
    position += count;
    return position - count;
  }

  /** What was read from an offset on is a field, if it was given a name. */
  private void named(int from, @Nullable String name, String rule, String value) {
    if (recording && name != null) {
      keep(new Field(name, rule, from, position, value, List.of()));
    }
    justRead = name != null;
    this.name = null;
  }

  private void keep(Field field) {
    (open.isEmpty() ? fields : open.getLast().parts).add(field);
  }
}
