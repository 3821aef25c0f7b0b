package netbook.bytes;

import java.util.List;
import java.util.OptionalInt;

/**
 * A named range of a message: what a decoder says about the octets that it read.
 *
 * @param name the field's name in the specification, such as {@code QDCOUNT}
 * @param rule the section that defines it, such as {@code "RFC 1035 §4.1.1"}; empty if there is
 *     none
 * @param from offset of its first octet
 * @param to offset after its last octet, {@code from} or more
 * @param value what the octets mean, in one line
 * @param parts the fields inside it, in order; empty for a plain one
 * @param bits the runs of bits that it is made of, the most significant first, if it has no parts;
 *     empty if it isn't divided so
 * @param pointsTo the offset in the message that it leads to, if it is a pointer such as the one of
 *     RFC 1035 §4.1.4
 */
public record Field(
    String name,
    String rule,
    int from,
    int to,
    String value,
    List<Field> parts,
    List<BitField> bits,
    OptionalInt pointsTo) {
  private static final int LINE_MAX = 120;

  /**
   * Checks the range and the bits, and keeps its own copy of both lists.
   *
   * @throws IllegalArgumentException if it ends before it begins or points before the message, or
   *     there are bits and they don't fill its octets exactly, or there are parts as well
   */
  public Field {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("field " + name + ": no range from " + from + " to " + to);
    }
    if (pointsTo.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "field " + name + ": points to " + pointsTo.getAsInt() + ", before the message");
    }
    parts = List.copyOf(parts);
    bits = List.copyOf(bits);
    if (!bits.isEmpty() && !parts.isEmpty()) {
      throw new IllegalArgumentException("field " + name + ": has parts and bits");
    }
    long width = bits.stream().mapToLong(BitField::width).sum();
    if (!bits.isEmpty() && (width != 8L * (to - from) || width > BitField.BITS_MAX)) {
      throw new IllegalArgumentException(
          "field %s: %d bits are not the %d of its octets, or more than %d"
              .formatted(name, width, 8L * (to - from), BitField.BITS_MAX));
    }
  }

  /**
   * A field that is neither divided into bits nor a pointer.
   *
   * @throws IllegalArgumentException if it ends before it begins
   */
  public Field(String name, String rule, int from, int to, String value, List<Field> parts) {
    this(name, rule, from, to, value, parts, List.of(), OptionalInt.empty());
  }

  /** The number of octets. */
  public int size() {
    return to - from;
  }

  /**
   * The same field of a message that begins elsewhere, as in a stream: its range, its parts and
   * where they point to, all moved.
   *
   * @param distance the number of octets, negative to move towards the start
   * @throws IllegalArgumentException if an offset would be negative
   * @throws ArithmeticException if an offset would be over 2147483647
   */
  public Field shifted(int distance) {
    return new Field(
        name,
        rule,
        Math.addExact(from, distance),
        Math.addExact(to, distance),
        value,
        parts.stream().map(part -> part.shifted(distance)).toList(),
        bits,
        pointsTo.isPresent()
            ? OptionalInt.of(Math.addExact(pointsTo.getAsInt(), distance))
            : pointsTo);
  }

  Field withValue(String meaning) {
    return new Field(name, rule, from, to, meaning, parts, bits, pointsTo);
  }

  Field withBits(List<BitField> runs) {
    return new Field(name, rule, from, to, value, parts, runs, pointsTo);
  }

  Field withPointer(int offset) {
    return new Field(name, rule, from, to, value, parts, bits, OptionalInt.of(offset));
  }

  /** One line of at most 120 characters: the offset, the name, the value. */
  @Override
  public String toString() {
    var line = "%04x %s %s".formatted(from, name, value).replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LINE_MAX ? line : line.substring(0, LINE_MAX - 1) + "…";
  }
}
