package netbook.fuzz;

/** Fuzzes {@link netbook.frame.LengthPrefixed} with each width. */
public final class LengthPrefixedTarget {
  private LengthPrefixedTarget() {}

  /** One run. */
  public static void fuzzerTestOneInput(byte[] octets) {
    var input = Input.of(octets);
    Check.decoder(Subject.lengthPrefixed(input), input);
  }
}
