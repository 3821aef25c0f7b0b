package netbook.dns;

import java.io.ByteArrayOutputStream;
import netbook.bytes.Bytes;

/** Base 32 in the extended hex alphabet, without padding (RFC 4648 §7, RFC 5155 §1.3). */
final class Base32 {
  private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
  private static final String LOWER = "0123456789abcdefghijklmnopqrstuv";
  private static final int BITS = 5;

  private Base32() {}

  static String encode(Bytes octets) {
    var text = new StringBuilder();
    int bits = 0;
    int held = 0;
    for (int i = 0; i < octets.size(); i++) {
      bits = bits << Byte.SIZE | octets.at(i);
      for (held += Byte.SIZE; held >= BITS; held -= BITS) {
        text.append(ALPHABET.charAt((bits >> (held - BITS)) & 0x1f));
      }
      bits &= (1 << held) - 1;
    }
    if (held > 0) {
      text.append(ALPHABET.charAt((bits << (BITS - held)) & 0x1f));
    }
    return text.toString();
  }

  /**
   * The octets of a text, in upper or lower case.
   *
   * @throws IllegalArgumentException if it has another character, or bits that belong to no octet
   */
  static Bytes decode(String text) {
    var octets = new ByteArrayOutputStream();
    int bits = 0;
    int held = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int value = Math.max(ALPHABET.indexOf(c), LOWER.indexOf(c));
      if (value < 0) {
        throw new IllegalArgumentException("base 32: " + c + " is not in 0..9, A..V");
      }
      bits = bits << BITS | value;
      held += BITS;
      if (held >= Byte.SIZE) {
        held -= Byte.SIZE;
        octets.write(bits >> held);
        bits &= (1 << held) - 1;
      }
    }
    if (held >= BITS || bits != 0) {
      throw new IllegalArgumentException("base 32: " + text + " has bits left over");
    }
    return Bytes.copyOf(octets.toByteArray());
  }
}
