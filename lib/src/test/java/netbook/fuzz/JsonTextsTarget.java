package netbook.fuzz;

/** Fuzzes {@link netbook.frame.JsonTexts}. */
public final class JsonTextsTarget {
  private JsonTextsTarget() {}

  /** One run. */
  public static void fuzzerTestOneInput(byte[] octets) {
    var input = Input.far(octets);
    Check.decoder(Subject.jsonTexts(input), input);
  }
}
