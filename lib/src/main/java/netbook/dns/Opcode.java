package netbook.dns;

/**
 * What is asked of a server (RFC 1035 §4.1.1).
 *
 * @param number from 0 to 15
 */
public record Opcode(int number) {
  private static final Mnemonics NAMES =
      new Mnemonics(
          "OPCODE",
          15,
          """
          0 QUERY
          1 IQUERY
          2 STATUS
          4 NOTIFY
          5 UPDATE
          6 DSO
          """);

  /** A standard query. */
  public static final Opcode QUERY = new Opcode(0);

  /** A zone has changed (RFC 1996). */
  public static final Opcode NOTIFY = new Opcode(4);

  /** A change to a zone (RFC 2136). */
  public static final Opcode UPDATE = new Opcode(5);

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if it isn't in 0..15
   */
  public Opcode {
    NAMES.checked(number);
  }

  /** The name, or {@code OPCODE} and the number. */
  @Override
  public String toString() {
    return NAMES.name(number);
  }
}
