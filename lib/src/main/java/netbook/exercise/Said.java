package netbook.exercise;

import java.util.regex.Pattern;
import netbook.bytes.Bytes;
import netbook.show.Wording;
import org.jspecify.annotations.Nullable;

/** What a learner's code answers or throws, in the few words that fit a report. */
final class Said {
  private static final int LINE_MAX = 200;
  private static final int ZEROS_MAX = 8;

  private Said() {}

  /** An exception: its class and its message. */
  static String of(Throwable e) {
    if (e instanceof StackOverflowError) {
      return "StackOverflowError: it calls itself without end";
    }
    var name = e.getClass().getSimpleName();
    var known = name.isEmpty() ? e.getClass().getName() : name;
    var message = message(e);
    return Wording.line(message == null ? known : known + ": " + message, LINE_MAX);
  }

  /** A learner's exception may fail even when it is asked what it is. */
  private static @Nullable String message(Throwable e) {
    try {
      return e.getMessage();
    } catch (RuntimeException broken) {
      return null;
    }
  }

  /** Whether the message of an exception has a number, by itself and in decimal digits. */
  static boolean number(Throwable e, int number) {
    var message = message(e);
    return message != null
        && Pattern.compile("(?<!\\d)%d(?!\\d)".formatted(number)).matcher(message).find();
  }

  /** A value: text in quotes, as Java would write its line ends. */
  static String answer(@Nullable Object answer) {
    return switch (answer) {
      case null -> "null";
      case String text -> Wording.line('"' + escaped(text) + '"', LINE_MAX);
      case byte[] octets -> Wording.line("byte[] of " + Bytes.copyOf(octets), LINE_MAX);
      default -> Wording.line(plain(answer), LINE_MAX);
    };
  }

  /** A value as it is; one whose own {@code toString} fails is named by that. */
  static String plain(@Nullable Object value) {
    try {
      return String.valueOf(value);
    } catch (RuntimeException e) {
      return of(e);
    }
  }

  /** As Java would write it; of many zeros in a row it says how many, and no more than fits. */
  private static String escaped(String text) {
    var escaped = new StringBuilder();
    int at = 0;
    while (at < text.length() && escaped.length() <= LINE_MAX) {
      int zeros = zeros(text, at);
      if (zeros > ZEROS_MAX) {
        escaped.append("\\0 … (%d zeros)".formatted(zeros));
        at += zeros;
        continue;
      }
      char c = text.charAt(at++);
      switch (c) {
        case '\\' -> escaped.append("\\\\");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static int zeros(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == 0) {
      at++;
    }
    return at - from;
  }
}
