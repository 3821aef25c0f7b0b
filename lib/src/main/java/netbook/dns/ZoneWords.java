package netbook.dns;

import java.util.ArrayList;
import java.util.List;
import netbook.bytes.MalformedException;

/**
 * Takes the text of a zone file apart into entries and their words: a line each, unless parentheses
 * make one of several (RFC 1035 §5.1).
 */
final class ZoneWords {
  private static final String RULE = "RFC 1035 §5.1";

  private final String text;
  private int at;
  private int line = 1;

  ZoneWords(String text) {
    this.text = text;
  }

  /**
   * An entry.
   *
   * @param indented whether it begins with a space: its owner is the one before
   * @param words one at least
   */
  record Entry(boolean indented, List<Word> words) {}

  /** The next entry that has words; one without words is the end. */
  Entry next() throws MalformedException {
    while (at < text.length()) {
      boolean indented = isBlank(text.charAt(at));
      var words = words();
      if (!words.isEmpty()) {
        return new Entry(indented, words);
      }
    }
    return new Entry(false, List.of());
  }

  /** The words up to the end of a line that isn't inside parentheses. */
  private List<Word> words() throws MalformedException {
    var words = new ArrayList<Word>();
    var opened = new ArrayList<Word>();
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case '\n' -> {
          at++;
          line++;
          if (opened.isEmpty()) {
            return words;
          }
        }
        case ';' -> comment();
        case '(' -> {
          opened.add(new Word("(", false, at, line));
          at++;
        }
        case ')' -> {
          if (opened.isEmpty()) {
            throw new Word(")", false, at, line).wrong(RULE, ") and no ( before it");
          }
          opened.removeLast();
          at++;
        }
        case '"' -> words.add(quoted());
        default -> {
          if (isBlank(c)) {
            at++;
          } else {
            words.add(word());
          }
        }
      }
    }
    if (!opened.isEmpty()) {
      throw opened.getLast().wrong(RULE, "( and no ) after it");
    }
    return words;
  }

  private void comment() {
    while (at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
  }

  private Word quoted() throws MalformedException {
    int from = at;
    int begun = line;
    quote();
    return new Word(text.substring(from + 1, at - 1), true, from, begun);
  }

  /** Goes on behind the quote that ends what one has begun. */
  private void quote() throws MalformedException {
    var begin = new Word("\"", false, at, line);
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      step();
    }
    if (at == text.length()) {
      throw begin.wrong(RULE, "\" and no \" after it");
    }
    at++;
  }

  /** A word without quotes around it; inside there may be some, as in {@code alpn="h2"}. */
  private Word word() throws MalformedException {
    int from = at;
    int begun = line;
    while (at < text.length() && !ends(text.charAt(at))) {
      if (text.charAt(at) == '"') {
        quote();
      } else {
        step();
      }
    }
    return new Word(text.substring(from, at), false, from, begun);
  }

  /** Goes on behind a character, or behind a backslash and the one after it. */
  private void step() throws MalformedException {
    int end = Math.min(text.length(), at + (text.charAt(at) == '\\' ? 2 : 1));
    for (; at < end; at++) {
      if (text.charAt(at) == '\n') {
        line++;
      } else if (text.charAt(at) > 0x7f) {
        var found = "U+%04X is not ASCII".formatted(text.codePointAt(at));
        throw new Word("", false, at, line).wrong(RULE, found);
      }
    }
  }

  private static boolean ends(char c) {
    return isBlank(c) || c == '\n' || c == ';' || c == '(' || c == ')';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
  }
}
