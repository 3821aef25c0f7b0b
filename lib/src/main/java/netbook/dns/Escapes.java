package netbook.dns;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;

/**
 * Octets in the text of a zone file: {@code \X} is the character X without its meaning, {@code
 * \DDD} the octet with that decimal number (RFC 1035 §5.1).
 */
final class Escapes {
  private static final String RULE = "RFC 1035 §5.1";

  /** A delimiter that is no character. */
  private static final int NONE = -1;

  private Escapes() {}

  /**
   * What stands before a delimiter.
   *
   * @param octets the escapes resolved
   * @param end where the delimiter stands, or the end of the text
   */
  record Part(Bytes octets, int end) {}

  /**
   * Reads up to a character that isn't escaped, or to the end.
   *
   * @throws MalformedException if an escape is none, or a character isn't ASCII
   */
  static Part until(char delimiter, String text, int from) throws MalformedException {
    return read(text, from, delimiter);
  }

  /** All octets of a text. */
  static Bytes octets(String text) throws MalformedException {
    return read(text, 0, NONE).octets();
  }

  private static Part read(String text, int from, int delimiter) throws MalformedException {
    var octets = new ByteArrayOutputStream();
    int at = from;
    while (at < text.length() && text.charAt(at) != delimiter) {
      if (text.charAt(at) == '\\') {
        int size = isDigit(text, at + 1) ? 4 : 2;
        octets.write(escaped(text, at, size));
        at += size;
      } else {
        octets.write(ascii(text, at));
        at++;
      }
    }
    return new Part(Bytes.copyOf(octets.toByteArray()), at);
  }

  private static boolean isDigit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static int escaped(String text, int at, int size) throws MalformedException {
    if (size == 2) {
      if (at + 1 == text.length()) {
        throw new MalformedException(at, RULE, "a backslash with nothing behind it");
      }
      return ascii(text, at + 1);
    }
    if (!isDigit(text, at + 2) || !isDigit(text, at + 3)) {
      throw new MalformedException(at, RULE, "a backslash and not three digits");
    }
    int octet = Integer.parseInt(text.substring(at + 1, at + size));
    if (octet > 255) {
      throw new MalformedException(at, RULE, "\\" + octet + " is not in 0..255");
    }
    return octet;
  }

  private static int ascii(String text, int at) throws MalformedException {
    char c = text.charAt(at);
    if (c > 0x7f) {
      throw new MalformedException(
          at,
          "RFC 5890 §2.3.2.1: DNS has the A-label, which java.net.IDN.toASCII gives",
          "U+%04X is not ASCII".formatted(text.codePointAt(at)));
    }
    return c;
  }

  /**
   * Adds octets as text.
   *
   * @param special the characters that have a meaning where the text will stand
   */
  static void append(StringBuilder text, Bytes octets, String special) {
    for (int i = 0; i < octets.size(); i++) {
      int octet = octets.at(i);
      if (octet < 0x20 || octet > 0x7e || (octet == ' ' && !special.equals(QUOTED))) {
        text.append(String.format(Locale.ROOT, "\\%03d", octet));
      } else {
        if (special.indexOf(octet) >= 0) {
          text.append('\\');
        }
        text.append((char) octet);
      }
    }
  }

  /** What has a meaning between quotes; a space has none there. */
  static final String QUOTED = "\"\\";

  /** A character-string between quotes (RFC 1035 §5.1). */
  static String quoted(Bytes octets) {
    var text = new StringBuilder("\"");
    append(text, octets, QUOTED);
    return text.append('"').toString();
  }
}
