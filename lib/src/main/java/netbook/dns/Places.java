package netbook.dns;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A place on Earth as text (RFC 1876 §3): {@code 42 21 54.000 N 71 6 18.000 W -24.00m 30.00m
 * 10000.00m 10.00m}, with degrees, minutes and seconds, an altitude, a size and two precisions.
 */
final class Places {
  private static final long ZERO = 1L << 31;
  private static final long MILLIS = 3_600_000;

  /** 100 km below the ellipsoid, in centimetres (RFC 1876 §2). */
  private static final long BASE = 10_000_000;

  private static final int PARTS_MAX = 4;
  private static final long PRECISION_MAX = 9_000_000_000L;

  private Places() {}

  /**
   * Whether the text of a place gives it back. Not of octets that mean none: an angle of over 180
   * degrees, or a size of which the base or the power is over 9 (RFC 1876 §2).
   */
  static boolean hasText(RecordData.Loc loc) {
    try {
      return parse(List.of(text(loc).split(" "))).equals(loc);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static String text(RecordData.Loc loc) {
    return "%s %s %s %s %s %s"
        .formatted(
            angle(loc.latitude(), "N", "S"),
            angle(loc.longitude(), "E", "W"),
            metres(loc.altitude() - BASE),
            metres(centimetres(loc.size())),
            metres(centimetres(loc.horizontal())),
            metres(centimetres(loc.vertical())));
  }

  private static String angle(long value, String plus, String minus) {
    long millis = Math.abs(value - ZERO);
    return String.format(
        Locale.ROOT,
        "%d %d %d.%03d %s",
        millis / MILLIS,
        millis / 60_000 % 60,
        millis / 1000 % 60,
        millis % 1000,
        value < ZERO ? minus : plus);
  }

  private static String metres(long centimetres) {
    return BigDecimal.valueOf(centimetres, 2).toPlainString() + "m";
  }

  /** A digit and a power of ten, in four bits each. */
  private static long centimetres(int size) {
    long value = size >> 4;
    for (int i = 0; i < (size & 0xf); i++) {
      value *= 10;
    }
    return value;
  }

  /**
   * The place that words describe; all from the size on may be left out.
   *
   * @throws IllegalArgumentException if they describe none
   */
  static RecordData.Loc parse(List<String> words) {
    var rest = new ArrayList<>(words);
    long latitude = angle(rest, "N", "S", 90);
    long longitude = angle(rest, "E", "W", 180);
    long altitude =
        BASE + centimetres("altitude", take(rest, "the altitude"), -BASE, 0xffff_ffffL - BASE);
    int size = precision("size", rest, "1m");
    int horizontal = precision("horizontal precision", rest, "10000m");
    int vertical = precision("vertical precision", rest, "10m");
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException("a word too many: " + rest.getFirst());
    }
    return new RecordData.Loc(size, horizontal, vertical, latitude, longitude, altitude);
  }

  private static String take(List<String> rest, String what) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(what + " is missing");
    }
    return rest.removeFirst();
  }

  private static long angle(List<String> rest, String plus, String minus, int degreesMax) {
    var parts = new ArrayList<String>();
    String sign = take(rest, "an angle").toUpperCase(Locale.ROOT);
    while (!sign.equals(plus) && !sign.equals(minus) && parts.size() < PARTS_MAX) {
      parts.add(sign);
      sign = take(rest, plus + " or " + minus).toUpperCase(Locale.ROOT);
    }
    if (parts.isEmpty() || parts.size() == PARTS_MAX) {
      throw new IllegalArgumentException("not degrees, minutes, seconds and " + plus + "/" + minus);
    }
    parts.addAll(Collections.nCopies(PARTS_MAX - 1 - parts.size(), "0"));
    long millis =
        whole("degrees", parts.get(0), degreesMax) * MILLIS
            + whole("minutes", parts.get(1), 59) * 60_000
            + seconds(parts.get(2));
    if (millis > degreesMax * MILLIS) {
      throw new IllegalArgumentException("an angle of over " + degreesMax + " degrees");
    }
    return sign.equals(plus) ? ZERO + millis : ZERO - millis;
  }

  private static long whole(String field, String text, int max) {
    long number = text.matches("\\d{1,3}") ? Long.parseLong(text) : -1;
    if (number < 0 || number > max) {
      throw new IllegalArgumentException("%s: %s is not in 0..%d".formatted(field, text, max));
    }
    return number;
  }

  private static long seconds(String text) {
    if (!text.matches("[0-5]?\\d(\\.\\d{1,3})?")) {
      throw new IllegalArgumentException("seconds: " + text + " is not in 0..59.999");
    }
    return new BigDecimal(text).movePointRight(3).longValueExact();
  }

  private static long centimetres(String field, String text, long min, long max) {
    var number = text.endsWith("m") ? text.substring(0, text.length() - 1) : text;
    if (!number.matches("[-+]?\\d{1,9}(\\.\\d{1,2})?")) {
      throw new IllegalArgumentException(field + ": " + text + " is not like -24.00m");
    }
    long value =
        new BigDecimal(number)
            .setScale(2, RoundingMode.UNNECESSARY)
            .unscaledValue()
            .longValueExact();
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s: %s is not in %s..%s".formatted(field, text, metres(min), metres(max)));
    }
    return value;
  }

  private static int precision(String field, List<String> rest, String otherwise) {
    var text = rest.isEmpty() ? otherwise : rest.removeFirst();
    long value = centimetres(field, text, 0, PRECISION_MAX);
    int power = 0;
    while (value > 9) {
      value /= 10;
      power++;
    }
    return (int) value << 4 | power;
  }
}
