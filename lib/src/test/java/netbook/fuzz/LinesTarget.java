package netbook.fuzz;

/** Fuzzes {@link netbook.frame.Lines} with each of the three endings. */
public final class LinesTarget {
  private LinesTarget() {}

  /** One run. */
  public static void fuzzerTestOneInput(byte[] octets) {
    var input = Input.of(octets);
    Check.decoder(Subject.lines(input), input);
  }
}
