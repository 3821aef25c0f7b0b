package netbook.exercise;

import java.util.List;
import netbook.bytes.Bytes;

/**
 * Exercise 05.1: pack values as octets, and unpack them, by a format such as {@code !HHI4s}: what
 * Python's module struct does, without its padding.
 *
 * <p>The first character of a format is the order of the octets: {@code !} and {@code >} are
 * network order, the highest octet first, and {@code <} is the lowest first. Then each letter
 * stands for a value, right behind the one before: {@code B}, {@code H} and {@code I} are unsigned
 * numbers of 1, 2 and 4 octets, {@code b}, {@code h} and {@code i} signed ones in two's complement,
 * and {@code 4s} is a text of just 4 octets; so with any number from 1 to 999. Numbers are {@link
 * Long}, and texts {@link Bytes}.
 *
 * <p>Nothing is wrapped, cut, padded or left over: what doesn't fit is an {@link
 * IllegalArgumentException}, whose words are free.
 */
public interface StructCodec {
  /**
   * Packs values.
   *
   * @param values one for each letter
   * @throws IllegalArgumentException if the format is none, or a value doesn't fit it
   */
  Bytes pack(String format, List<Object> values);

  /**
   * Unpacks values.
   *
   * @param octets just as many as the format says
   * @return one for each letter
   * @throws IllegalArgumentException if the format is none, or there are more octets or fewer
   */
  List<Object> unpack(String format, Bytes octets);

  /** The check of it. */
  static Exercise<StructCodec> exercise() {
    return Exercise.of(
        StructCodec.class,
        "05.1",
        "Pack and unpack a struct",
        "Your code makes bytes of numbers and numbers of bytes, in either order, up to the last"
            + " value that fits, and says no to the first one that doesn't.",
        StructProbes.all());
  }
}
