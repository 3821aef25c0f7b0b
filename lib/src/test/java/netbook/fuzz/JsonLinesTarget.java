package netbook.fuzz;

/** Fuzzes {@link netbook.frame.JsonLines}. */
public final class JsonLinesTarget {
  private JsonLinesTarget() {}

  /** One run. */
  public static void fuzzerTestOneInput(byte[] octets) {
    var input = Input.far(octets);
    Check.decoder(Subject.jsonLines(input), input);
  }
}
