package netbook.notebook;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The versions of notebook and library, which must have the same first two numbers. */
final class Version {
  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(\\..*)?");
  private static final Pattern CHAPTER = Pattern.compile("(\\d+).*");

  private Version() {}

  /** The library's, out of its jar; null when it wasn't loaded from one. */
  static @Nullable String ofLibrary() {
    return Version.class.getPackage().getImplementationVersion();
  }

  /** What to do when the two don't fit; empty if they do, or nobody can know. */
  static Optional<String> advice(String notebook, String wanted, @Nullable String library) {
    if (library == null) {
      return Optional.empty();
    }
    int difference = Integer.signum(Long.compare(number(wanted), number(library)));
    return switch (difference) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(told(wanted, library, "./netbook lab", "builds the library anew"));
      default ->
          Optional.of(
              told(wanted, library, "./netbook reset " + chapter(notebook), "gives a fresh copy"));
    };
  }

  private static String told(String wanted, String library, String command, String effect) {
    return "This notebook was written for Netbook %s, and the library is %s: %s %s."
        .formatted(wanted, library, command, effect);
  }

  private static String chapter(String notebook) {
    var matcher = CHAPTER.matcher(notebook);
    return matcher.matches() ? matcher.group(1) : notebook;
  }

  private static long number(String version) {
    var matcher = NUMBERS.matcher(version);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("version: " + version + " doesn't begin as in 0.1");
    }
    return Long.parseLong(matcher.group(1)) * 1_000_000 + Long.parseLong(matcher.group(2));
  }
}
