package netbook.exercise;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Texts that are one character off an address: left out, doubled, put in, or another one. */
final class OneOff {
  /** What addresses have, and what may stand near it. */
  static final List<String> NARROW =
      List.of("0", "1", "9", "a", "F", "g", ":", ".", "-", "+", " ", "%", "٣");

  private static final String OWN = "0123456789abcdefABCDEF.:";

  /** What masks and casts take off a character, and how far off the full-width forms are. */
  private static final List<Integer> BEYOND = List.of(0x80, 0x100, 0x1000, 0xfee0, 0x10000);

  /** Digits, numbers and letters that some method takes for digits. */
  private static final String DIGITS = "²³¹₁①Ⅳ٣३᠐𝟎𝟏𝟐ﬀ";

  /** What looks like a dot or a colon, or is a dot in a domain name. */
  private static final String BETWEEN = "。｡․·∶꞉";

  /** Blanks, line ends, and more that can't be seen. */
  private static final String UNSEEN =
      "\u0085\u00a0\u00ad\u1680\u2003\u200b\u200d\u2028\u2029\u202f\u2060\u3000\ufeff";

  /** A character of two chars, and each half of it, which is no character. */
  private static final List<String> PAIR = List.of("😀", "\ud83d", "\ude00");

  /** All of ASCII, and what code may take for some of it. */
  static final List<String> WIDE = wide();

  private OneOff() {}

  private static List<String> wide() {
    var others = new LinkedHashSet<String>();
    IntStream.range(0, 0x80).mapToObj(Character::toString).forEach(others::add);
    for (int distance : BEYOND) {
      OWN.chars().mapToObj(own -> Character.toString(own + distance)).forEach(others::add);
    }
    for (var more : List.of(DIGITS, BETWEEN, UNSEEN)) {
      more.codePoints().mapToObj(Character::toString).forEach(others::add);
    }
    others.addAll(PAIR);
    return List.copyOf(others);
  }

  /**
   * All of them.
   *
   * @param others what is put into the address, or in the place of one of its characters
   */
  static Set<String> of(String address, List<String> others) {
    var texts = new LinkedHashSet<String>();
    for (int at = 0; at <= address.length(); at++) {
      var before = address.substring(0, at);
      var after = address.substring(at);
      for (var other : others) {
        texts.add(before + other + after);
      }
      if (!after.isEmpty()) {
        var rest = after.substring(1);
        texts.add(before + rest);
        texts.add(before + after.charAt(0) + after);
        for (var other : others) {
          texts.add(before + other + rest);
        }
      }
    }
    return texts;
  }
}
