package netbook.fuzz;

/** Fuzzes {@link netbook.frame.ToEnd}. */
public final class ToEndTarget {
  private ToEndTarget() {}

  /** One run. */
  public static void fuzzerTestOneInput(byte[] octets) {
    var input = Input.of(octets);
    Check.decoder(Subject.toEnd(input), input);
  }
}
