package netbook.dns;

/** What a {@code toString} says: one line of at most 120 characters. */
final class Lines {
  private static final int SIZE_MAX = 120;

  private Lines() {}

  static String of(String text) {
    return text.length() <= SIZE_MAX ? text : text.substring(0, SIZE_MAX - 1) + "…";
  }
}
