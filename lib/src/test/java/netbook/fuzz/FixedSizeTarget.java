package netbook.fuzz;

/** Fuzzes {@link netbook.frame.FixedSize}. */
public final class FixedSizeTarget {
  private FixedSizeTarget() {}

  /** One run. */
  public static void fuzzerTestOneInput(byte[] octets) {
    var input = Input.of(octets);
    Check.decoder(Subject.fixedSize(input), input);
  }
}
