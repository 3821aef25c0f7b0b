package netbook.capture;

import java.util.List;
import netbook.bytes.BitField;
import netbook.bytes.Bytes;

/**
 * What the header of an IP packet says of it.
 *
 * @param protocol what it carries: of IPv6 the next header after the extensions
 * @param from the source address
 * @param to the destination address
 * @param fragment the flags and the fragment offset of IPv4, as they stand in the header (RFC 791
 *     §3.1); 0 for IPv6
 * @param end the offset in the file at which the packet ends
 */
record IpHeader(int protocol, Bytes from, Bytes to, int fragment, long end) {
  static final int ICMP = 1;
  static final int TCP = 6;
  static final int UDP = 17;

  private static final int DO_NOT_FRAGMENT = 0x4000;
  private static final int MORE_FRAGMENTS = 0x2000;
  private static final int FRAGMENT_OFFSET = 0x1fff;

  boolean isFragment() {
    return (fragment & (MORE_FRAGMENTS | FRAGMENT_OFFSET)) != 0;
  }

  /** Whether it begins with the header of what it carries. */
  boolean isFirst() {
    return start(fragment) == 0;
  }

  /** The place of a fragment's first octet in the whole; the header counts in eights. */
  private static int start(int fragment) {
    return (fragment & FRAGMENT_OFFSET) * 8;
  }

  static String fragmentText(int fragment) {
    boolean more = (fragment & MORE_FRAGMENTS) != 0;
    if (!more && start(fragment) == 0) {
      return "not a fragment";
    }
    return "a fragment, from octet %d, %s"
        .formatted(start(fragment), more ? "more follow" : "the last one");
  }

  static List<BitField> fragmentBits(int fragment) {
    boolean whole = (fragment & DO_NOT_FRAGMENT) != 0;
    boolean more = (fragment & MORE_FRAGMENTS) != 0;
    return List.of(
        new BitField("Reserved", 1, ""),
        new BitField("DF", 1, whole ? "don't fragment" : "may fragment"),
        new BitField("MF", 1, more ? "more fragments" : "last fragment"),
        new BitField("Fragment Offset", 13, "× 8 = " + start(fragment)));
  }

  static String protocolText(int protocol) {
    return switch (protocol) {
      case ICMP -> "1, ICMP";
      case TCP -> "6, TCP";
      case UDP -> "17, UDP";
      default -> String.valueOf(protocol);
    };
  }

  /** An IPv4 address as people write it. */
  static String dotted(Bytes address) {
    return "%d.%d.%d.%d".formatted(address.at(0), address.at(1), address.at(2), address.at(3));
  }
}
