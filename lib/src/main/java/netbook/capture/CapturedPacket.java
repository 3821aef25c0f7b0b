package netbook.capture;

import java.util.List;
import java.util.stream.Collectors;
import netbook.bytes.Bytes;
import netbook.bytes.Field;

/**
 * One packet of a capture file, from the link's header to the last octet that was captured, with
 * the fields of its headers: what {@code Show.hexdump(packet.bytes(), packet.fields())} draws.
 *
 * @param bytes its octets
 * @param fields the headers, each with its own fields inside, and what they carry; they tile the
 *     octets, and offsets count from the packet's first one
 */
public record CapturedPacket(Bytes bytes, List<Field> fields) {
  private static final int LINE_MAX = 120;

  /** Keeps its own copy of the fields. */
  public CapturedPacket {
    fields = List.copyOf(fields);
  }

  /**
   * The header or other part of this name, such as {@code IPv4} or {@code UDP}.
   *
   * @throws IllegalArgumentException if the packet has none; says which ones it has
   */
  public Field part(String name) {
    for (var field : fields) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    throw new IllegalArgumentException("part: no " + name + " in " + this);
  }

  /** One line of at most 120 characters: the headers, from whom to whom, and the payload. */
  @Override
  public String toString() {
    var line =
        fields.stream()
            .map(field -> (field.name() + " " + field.value()).strip())
            .collect(Collectors.joining(", "))
            .replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= LINE_MAX ? line : line.substring(0, LINE_MAX - 1) + "…";
  }
}
