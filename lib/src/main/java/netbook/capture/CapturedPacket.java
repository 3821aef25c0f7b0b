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
   * A part of it: {@code part("Payload")}, or a field of a header, {@code part("UDP", "Checksum")}.
   *
   * @param name of a header or of what is beside the headers; the first of that name
   * @param inner names of fields, each inside the one before
   * @throws IllegalArgumentException if there is none of that name
   */
  public Field part(String name, String... inner) {
    var part = find(fields, name);
    for (var next : inner) {
      part = find(part.parts(), next);
    }
    return part;
  }

  private Field find(List<Field> among, String name) {
    for (var field : among) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    throw new IllegalArgumentException("part: no " + name + " in " + this);
  }

  /**
   * The octets of a part.
   *
   * @throws IllegalArgumentException as {@link #part}
   */
  public Bytes octets(String name, String... inner) {
    var part = part(name, inner);
    return bytes.slice(part.from(), part.to());
  }

  /**
   * What is left of it when the headers before this one are taken off, as each layer does that it
   * comes to; offsets count from there.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public CapturedPacket from(String name) {
    var first = part(name);
    var rest =
        fields.stream()
            .filter(field -> field.from() >= first.from())
            .map(field -> field.shifted(-first.from()))
            .toList();
    return new CapturedPacket(bytes.from(first.from()), rest);
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
