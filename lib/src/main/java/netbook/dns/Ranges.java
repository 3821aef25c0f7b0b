package netbook.dns;

import netbook.bytes.Bytes;

/** What a caller may put into a record's field; the message says which field and why. */
final class Ranges {
  private Ranges() {}

  static void u8(String name, int value) {
    range(name, value, 0xff);
  }

  static void u16(String name, int value) {
    range(name, value, 0xffff);
  }

  static void u32(String name, long value) {
    range(name, value, 0xffff_ffffL);
  }

  private static void range(String name, long value, long max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException("%s: %d is not in 0..%d".formatted(name, value, max));
    }
  }

  /** A character-string has an octet for its length (RFC 1035 §3.3). */
  static void string(String name, Bytes octets) {
    size(name, octets, 0, 0xff);
  }

  static void size(String name, Bytes octets, int min, int max) {
    if (octets.size() < min || octets.size() > max) {
      throw new IllegalArgumentException(
          "%s: %d B is not in %d..%d".formatted(name, octets.size(), min, max));
    }
  }
}
