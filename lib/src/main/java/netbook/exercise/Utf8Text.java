package netbook.exercise;

import java.nio.charset.StandardCharsets;
import netbook.bytes.Bytes;

/**
 * Octets that should be UTF-8, as the check of exercise 05.2 sees them: by the grammar of RFC 3629
 * §4.
 *
 * @param octets all of them, in one sequence
 * @param good how many octets at the start are whole characters
 * @param known with how many octets it is clear that they aren't UTF-8; {@link #NEVER} if they are
 * @param due with how many octets whoever waits for the whole character knows it too
 */
record Utf8Text(Bytes octets, int good, int known, int due) {
  /** Stands for an error that there isn't. */
  static final int NEVER = Integer.MAX_VALUE;

  /** Looks for the first error. */
  static Utf8Text of(Bytes octets) {
    int at = 0;
    while (at < octets.size()) {
      int first = octets.at(at);
      int size = size(first);
      for (int i = 0; i < size; i++) {
        if (at + i == octets.size()) {
          return new Utf8Text(octets, at, NEVER, NEVER);
        }
        if (!fits(first, i, octets.at(at + i))) {
          return new Utf8Text(octets, at, at + i + 1, at + size);
        }
      }
      at += size;
    }
    return new Utf8Text(octets, at, NEVER, NEVER);
  }

  /** How many octets the first one announces, even if there are no such characters. */
  private static int size(int first) {
    return Math.max(1, Integer.numberOfLeadingZeros(~(first << 24)));
  }

  /** Whether an octet may stand at a place of a character. */
  private static boolean fits(int first, int place, int octet) {
    return switch (place) {
      case 0 -> octet < 0x80 || (octet >= 0xc2 && octet <= 0xf4);
      case 1 -> octet >= secondMin(first) && octet <= secondMax(first);
      default -> octet >= 0x80 && octet <= 0xbf;
    };
  }

  /** Below are forms that are longer than they have to be. */
  private static int secondMin(int first) {
    return first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  }

  /** Above are surrogates, and what is more than 10ffff. */
  private static int secondMax(int first) {
    return first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
  }

  /** Whether they end inside of a character, or aren't UTF-8. */
  boolean isCutOrWrong() {
    return good < octets.size();
  }

  /** The characters that are complete with some octets and weren't with fewer of them. */
  String between(int fewer, int more) {
    int from = whole(fewer);
    return text(octets.slice(from, Math.max(from, whole(more))));
  }

  /** How many of the first octets are whole characters. */
  int whole(int count) {
    int whole = Math.min(count, good);
    while (whole < good && (octets.at(whole) & 0xc0) == 0x80) {
      whole--;
    }
    return whole;
  }

  private static String text(Bytes good) {
    return new String(good.toArray(), StandardCharsets.UTF_8);
  }
}
