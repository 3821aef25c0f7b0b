package netbook.bytes;

import java.util.List;

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
 */
public record Field(String name, String rule, int from, int to, String value, List<Field> parts) {
  private static final int LINE_MAX = 120;

  /** Checks the range and keeps its own copy of the parts. */
  public Field {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("field " + name + ": no range from " + from + " to " + to);
    }
    parts = List.copyOf(parts);
  }

  /** The number of octets. */
  public int size() {
    return to - from;
  }

  /** The same field of a message that begins at this offset of something larger. */
  public Field shifted(int offset) {
    var moved = parts.stream().map(part -> part.shifted(offset)).toList();
    return new Field(name, rule, from + offset, to + offset, value, moved);
  }

  /** One line of at most 120 characters: the offset, the name, the value. */
  @Override
  public String toString() {
    var line = "%04x %s %s".formatted(from, name, value).replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LINE_MAX ? line : line.substring(0, LINE_MAX - 1) + "…";
  }
}
