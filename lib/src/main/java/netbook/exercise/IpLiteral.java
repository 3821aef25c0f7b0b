package netbook.exercise;

import java.util.Optional;
import netbook.bytes.Bytes;

/** The grammar of IP addresses that the check of exercise 07.1 holds code to. */
final class IpLiteral {
  private static final int SIZE = 16;

  /** Six groups of four digits, and the longest IPv4 address. */
  private static final int LENGTH_MAX = 45;

  private IpLiteral() {}

  /** The octets of an address, 4 or 16; empty if the text isn't one. */
  static Optional<Bytes> find(String text) {
    if (text.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    return text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
  }

  private static Optional<Bytes> ipv4(String text) {
    var octets = Bytes.EMPTY;
    for (var number : text.split("\\.", -1)) {
      if (!isOctet(number)) {
        return Optional.empty();
      }
      octets = octets.plus(Bytes.of(Integer.parseInt(number)));
    }
    return octets.size() == 4 ? Optional.of(octets) : Optional.empty();
  }

  /** {@code dec-octet} of RFC 3986 §3.2.2: its five alternatives. */
  private static boolean isOctet(String text) {
    return text.matches("[0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5]");
  }

  /** Reads group by group, and remembers after how many octets the gap is. */
  private static Optional<Bytes> ipv6(String text) {
    var octets = Bytes.EMPTY;
    int gap = -1;
    int at = 0;
    if (text.startsWith("::")) {
      gap = 0;
      at = 2;
    }
    while (at < text.length()) {
      int colon = text.indexOf(':', at);
      int end = colon < 0 ? text.length() : colon;
      var group = group(text.substring(at, end), colon < 0);
      if (group.isEmpty()) {
        return Optional.empty();
      }
      octets = octets.plus(group.get());
      at = end + 1;
      if (text.startsWith("::", end)) {
        if (gap >= 0) {
          return Optional.empty();
        }
        gap = octets.size();
        at = end + 2;
      } else if (at == text.length()) {
        return Optional.empty();
      }
    }
    return filled(octets, gap);
  }

  private static Optional<Bytes> group(String text, boolean last) {
    if (text.matches("[0-9A-Fa-f]{1,4}")) {
      int group = Integer.parseInt(text, 16);
      return Optional.of(Bytes.of(group >> 8, group & 0xff));
    }
    return last ? ipv4(text) : Optional.empty();
  }

  /** With the zeros that the gap stands for, if there is one: one group or more. */
  private static Optional<Bytes> filled(Bytes octets, int gap) {
    int missing = SIZE - octets.size();
    if (gap < 0) {
      return missing == 0 ? Optional.of(octets) : Optional.empty();
    }
    return missing < 2
        ? Optional.empty()
        : Optional.of(
            octets.slice(0, gap).plus(Bytes.copyOf(new byte[missing])).plus(octets.from(gap)));
  }
}
