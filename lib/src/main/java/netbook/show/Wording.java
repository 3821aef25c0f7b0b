package netbook.show;

import java.util.Locale;
import netbook.bytes.Bytes;
import netbook.notebook.Html;

/** Small words and numbers that all views write in one way. */
public final class Wording {
  /** The most characters of a name, a value or a rule that a view shows. */
  static final int LINE_MAX = 160;

  private Wording() {}

  /**
   * Text from anywhere, as one line that is safe in a terminal: controls as their pictures, and no
   * longer than so many characters.
   */
  public static String line(String text, int max) {
    var line = new StringBuilder();
    int at = 0;
    int beforeLast = 0;
    for (int shown = 0; shown < max && at < text.length(); shown++) {
      int c = text.codePointAt(at);
      beforeLast = line.length();
      line.appendCodePoint(Html.visible(c));
      at += Character.charCount(c);
    }
    if (at < text.length()) {
      line.setLength(beforeLast);
      line.append('…');
    }
    return line.toString();
  }

  /** A number and what it counts: {@code 1 byte}, {@code 12 bytes}. */
  public static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }

  /** An offset in at least four hex digits. */
  public static String offset(int offset) {
    return String.format(Locale.ROOT, "%04x", offset);
  }

  /** Octets as text: printable ASCII as it is, a dot for the rest. */
  public static String ascii(Bytes bytes) {
    var text = new StringBuilder(bytes.size());
    for (int i = 0; i < bytes.size(); i++) {
      int octet = bytes.at(i);
      text.append(octet >= 0x20 && octet <= 0x7e ? (char) octet : '.');
    }
    return text.toString();
  }
}
