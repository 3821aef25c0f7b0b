package netbook.exercise;

/**
 * Exercise 07.1: the octets of an IP address, read strictly. An IPv4 address is four decimal
 * numbers from 0 to 255 with dots between, none with a zero before it (RFC 3986 §3.2.2). An IPv6
 * address is eight groups of 1 to 4 hex digits with colons between; {@code ::} may stand for one
 * run of zero groups, one or more of them, and the last two groups may be an IPv4 address (RFC 4291
 * §2.2).
 *
 * <p>Nothing else is an address here: no zone, no prefix length, no port, no brackets, no blanks or
 * line ends of any kind, and digits are ASCII only. What is written in IPv6 has 16 octets, also
 * where {@link java.net.InetAddress} makes 4 of them; it isn't asked, for no name is looked up.
 */
@FunctionalInterface
public interface AddressParser {
  /**
   * Reads an address.
   *
   * @param text any text, also an empty one or a very long one
   * @return an array of its own, of 4 octets for IPv4 and 16 for IPv6
   * @throws IllegalArgumentException if the text isn't an address
   */
  byte[] parse(String text);

  /** The check of it. */
  static Exercise<AddressParser> exercise() {
    return Exercise.of(
        AddressParser.class,
        "07.1",
        "Addresses, read strictly",
        "Your parser takes every IPv4 and IPv6 address, and nothing that another program might"
            + " read as another address.",
        AddressProbes.all());
  }
}
