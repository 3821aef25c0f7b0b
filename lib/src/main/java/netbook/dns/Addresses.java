package netbook.dns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import netbook.bytes.Bytes;

/** Internet addresses as text, in their strict forms, and back. */
public final class Addresses {
  private static final int GROUPS = 8;

  /** As long as {@code ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255}: no address is longer. */
  private static final int TEXT_MAX = 45;

  private Addresses() {}

  /**
   * The text of an address: four decimal numbers, or what RFC 5952 §4 recommends for IPv6.
   *
   * @param address 4 or 16 octets
   */
  public static String text(Bytes address) {
    return address.size() == 4 ? ipv4(address) : ipv6(address);
  }

  private static String ipv4(Bytes address) {
    return address.at(0) + "." + address.at(1) + "." + address.at(2) + "." + address.at(3);
  }

  /** The one form that RFC 5952 §4 recommends: lower case, the longest zeros left out. */
  private static String ipv6(Bytes address) {
    var groups = IntStream.range(0, GROUPS).map(i -> (int) address.number(2 * i, 2)).toArray();
    int from = 0;
    int to = 0;
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - i > Math.max(1, to - from)) { // one group of zero isn't shortened (§4.2.2)
        from = i;
        to = end;
      }
    }
    return to == from
        ? joined(groups, 0, GROUPS)
        : joined(groups, 0, from) + "::" + joined(groups, to, GROUPS);
  }

  private static String joined(int[] groups, int from, int to) {
    return Arrays.stream(groups, from, to)
        .mapToObj(Integer::toHexString)
        .collect(Collectors.joining(":"));
  }

  /**
   * The octets of an address of IPv4 or IPv6: 4 or 16 of them.
   *
   * @param text such as {@code 192.0.2.33} or {@code 2001:db8::33}: without brackets, zone or
   *     blanks
   * @throws IllegalArgumentException if it isn't one, in the strict form of RFC 3986 §3.2.2 or in a
   *     form of RFC 4291 §2.2
   */
  public static Bytes parse(String text) {
    return text.contains(":") ? parseIpv6(text) : parseIpv4(text);
  }

  /**
   * Four decimal numbers up to 255 with dots, none with a zero before it (RFC 3986 §3.2.2).
   *
   * @throws IllegalArgumentException if it isn't one
   */
  static Bytes parseIpv4(String text) {
    requireShort(text);
    var parts = text.split("\\.", -1);
    if (parts.length != 4 || !Arrays.stream(parts).allMatch(Addresses::isOctet)) {
      throw new IllegalArgumentException(text + " is not like 192.0.2.33");
    }
    return Bytes.of(Arrays.stream(parts).mapToInt(Integer::parseInt).toArray());
  }

  /** Before anything is split or repeated in a message: a text has no limit of its own. */
  private static void requireShort(String text) {
    if (text.length() > TEXT_MAX) {
      throw new IllegalArgumentException(
          "a text of %d characters: an address has %d at most".formatted(text.length(), TEXT_MAX));
    }
  }

  private static boolean isOctet(String text) {
    return text.matches("0|[1-9]\\d{0,2}") && Integer.parseInt(text) <= 255;
  }

  /**
   * An IPv6 address in any form of RFC 4291 §2.2: eight groups of hex digits, of which one run of
   * zeros may be left out, and the last two may be an IPv4 address.
   *
   * @throws IllegalArgumentException if it isn't one
   */
  static Bytes parseIpv6(String text) {
    requireShort(text);
    try {
      int gap = text.indexOf("::");
      var before = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
      var after = groups(gap < 0 ? "" : text.substring(gap + 2), true);
      int missing = 2 * GROUPS - before.size() - after.size();
      if (gap < 0 ? missing == 0 : missing >= 2) {
        return Bytes.join(List.of(before, Bytes.copyOf(new byte[missing]), after));
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(text + " is not like 2001:db8::1: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(text + " is not like 2001:db8::1: not 128 bits");
  }

  /**
   * The octets of groups.
   *
   * @param last whether nothing follows, so that they may end in an IPv4 address
   */
  private static Bytes groups(String text, boolean last) {
    if (text.isEmpty()) {
      return Bytes.EMPTY;
    }
    var octets = new ArrayList<Bytes>();
    var groups = text.split(":", -1);
    for (int i = 0; i < groups.length; i++) {
      if (last && i == groups.length - 1 && groups[i].contains(".")) {
        octets.add(parseIpv4(groups[i]));
      } else if (groups[i].matches("[0-9a-fA-F]{1,4}")) {
        int group = Integer.parseInt(groups[i], 16);
        octets.add(Bytes.of(group >> 8, group & 0xff));
      } else {
        throw new IllegalArgumentException("\"" + groups[i] + "\" is not 1 to 4 hex digits");
      }
    }
    return Bytes.join(octets);
  }
}
