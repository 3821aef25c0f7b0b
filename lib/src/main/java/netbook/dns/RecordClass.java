package netbook.dns;

/**
 * Which of DNS's worlds a record is of: the CLASS of a record and the QCLASS of a question (RFC
 * 1035 §3.2.4, §3.2.5). In an OPT record the number is something else: see {@link Edns}.
 *
 * @param number from 0 to 65535
 */
public record RecordClass(int number) {
  private static final Mnemonics NAMES =
      new Mnemonics(
          "CLASS",
          0xffff,
          """
          1 IN
          3 CH
          4 HS
          254 NONE
          255 ANY
          """);

  /** The Internet. */
  public static final RecordClass IN = new RecordClass(1);

  /** Chaosnet, asked today only for a server's own name and version. */
  public static final RecordClass CH = new RecordClass(3);

  /** In updates: what must not be there, or goes (RFC 2136 §2.4, §2.5). */
  public static final RecordClass NONE = new RecordClass(254);

  /** Of a question: every class (RFC 1035 §3.2.5). */
  public static final RecordClass ANY = new RecordClass(255);

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if it isn't in 0..65535
   */
  public RecordClass {
    NAMES.checked(number);
  }

  /**
   * The class of this name, in upper or lower case: {@code IN}, {@code CLASS17}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static RecordClass of(String name) {
    return NAMES.of(name, RecordClass::new);
  }

  /** The name, or {@code CLASS} and the number. */
  @Override
  public String toString() {
    return NAMES.name(number);
  }
}
