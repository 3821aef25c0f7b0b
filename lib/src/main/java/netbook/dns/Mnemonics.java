package netbook.dns;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Numbers from 0 to some most, of which some have a name; the others are {@code TYPE65280}. */
final class Mnemonics {
  private final String prefix;
  private final int max;
  private final Map<Integer, String> names;
  private final Map<String, Integer> numbers;

  /**
   * A space of numbers.
   *
   * @param names a line for each: {@code "1 A"}
   */
  Mnemonics(String prefix, int max, String names) {
    this.prefix = prefix;
    this.max = max;
    this.names =
        names
            .strip()
            .lines()
            .map(line -> line.strip().split(" "))
            .collect(Collectors.toMap(words -> Integer.valueOf(words[0]), words -> words[1]));
    this.numbers = new TreeMap<>();
    this.names.forEach((number, name) -> numbers.put(name, number));
  }

  /** The number itself, if it is in the range. */
  int checked(int number) {
    if (number < 0 || number > max) {
      throw new IllegalArgumentException(
          "%s: %d is not in 0..%d".formatted(prefix.toLowerCase(Locale.ROOT), number, max));
    }
    return number;
  }

  String name(int number) {
    var name = names.get(number);
    return name == null ? prefix + number : name;
  }

  /** What has this name, or the number after the prefix; in upper or lower case. */
  <T> T of(String text, IntFunction<T> make) {
    // Only ASCII's letters have two cases here: the upper case of U+017F is S.
    var name = text.matches("\\p{ASCII}*") ? text.toUpperCase(Locale.ROOT) : text;
    var number = numbers.get(name);
    if (number != null) {
      return make.apply(number);
    }
    if (name.startsWith(prefix) && name.substring(prefix.length()).matches("\\d{1,5}")) {
      return make.apply(Integer.parseInt(name.substring(prefix.length())));
    }
    throw new IllegalArgumentException(
        "%s: %s is unknown".formatted(prefix.toLowerCase(Locale.ROOT), text));
  }
}
