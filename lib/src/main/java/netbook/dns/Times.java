package netbook.dns;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/**
 * When a signature begins and ends, as 32 bits of seconds since 1970 (RFC 4034 §3.1.5, §3.2), and
 * how long a record may be kept.
 */
final class Times {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);

  private Times() {}

  static String text(long seconds) {
    return FORMAT.format(Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC));
  }

  /**
   * Reads fourteen digits of a date and a time, or up to ten of seconds since 1970.
   *
   * @return of a date after 2106, the last 32 bits: which of the moments 136 years apart is meant,
   *     the present decides
   * @throws IllegalArgumentException if it's neither
   */
  static long parse(String text) {
    if (text.matches("\\d{1,10}")) {
      return Long.parseLong(text);
    }
    if (!text.matches("\\d{14}")) { // the formatter would take other years than of four digits
      throw new IllegalArgumentException(text + " is not like 20140207000000");
    }
    try {
      return LocalDateTime.parse(text, FORMAT).toEpochSecond(ZoneOffset.UTC) & 0xffff_ffffL;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(text + " is not a date and a time of day", e);
    }
  }

  /** Seconds, also in a bigger unit if they are a whole number of it: {@code 300 s = 5 min}. */
  static String span(long seconds) {
    if (seconds == 0 || seconds % 60 > 0) {
      return seconds + " s";
    }
    if (seconds % 86_400 == 0) {
      return seconds + " s = " + seconds / 86_400 + " d";
    }
    return seconds % 3600 == 0
        ? seconds + " s = " + seconds / 3600 + " h"
        : seconds + " s = " + seconds / 60 + " min";
  }
}
