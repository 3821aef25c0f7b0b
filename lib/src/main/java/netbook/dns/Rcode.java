package netbook.dns;

/**
 * How a query went (RFC 1035 §4.1.1). The header has room for 0 to 15; with EDNS there are twelve
 * bits (RFC 6891 §6.1.3).
 *
 * @param number from 0 to 4095
 */
public record Rcode(int number) {
  private static final Mnemonics NAMES =
      new Mnemonics(
          "RCODE",
          0xfff,
          """
          0 NOERROR
          1 FORMERR
          2 SERVFAIL
          3 NXDOMAIN
          4 NOTIMP
          5 REFUSED
          6 YXDOMAIN
          7 YXRRSET
          8 NXRRSET
          9 NOTAUTH
          10 NOTZONE
          16 BADVERS
          17 BADKEY
          18 BADTIME
          23 BADCOOKIE
          """);

  /** No error; it says nothing about whether there are answers. */
  public static final Rcode NOERROR = new Rcode(0);

  /** The server could not read the query. */
  public static final Rcode FORMERR = new Rcode(1);

  /** The server could not answer, through no fault of the query. */
  public static final Rcode SERVFAIL = new Rcode(2);

  /** The name doesn't exist, with no type at all. */
  public static final Rcode NXDOMAIN = new Rcode(3);

  /** The server doesn't do that kind of query. */
  public static final Rcode NOTIMP = new Rcode(4);

  /** The server doesn't want to. */
  public static final Rcode REFUSED = new Rcode(5);

  /** The name that a DNAME record makes would be too long (RFC 6672). */
  public static final Rcode YXDOMAIN = new Rcode(6);

  /** The server doesn't know this version of EDNS (RFC 6891 §9). */
  public static final Rcode BADVERS = new Rcode(16);

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if it isn't in 0..4095
   */
  public Rcode {
    NAMES.checked(number);
  }

  /** The name, or {@code RCODE} and the number. */
  @Override
  public String toString() {
    return NAMES.name(number);
  }
}
