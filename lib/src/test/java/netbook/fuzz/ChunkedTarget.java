package netbook.fuzz;

/** Fuzzes {@link netbook.frame.Chunked}. */
public final class ChunkedTarget {
  private ChunkedTarget() {}

  /** One run. */
  public static void fuzzerTestOneInput(byte[] octets) {
    var input = Input.far(octets);
    Check.decoder(Subject.chunked(input), input);
  }
}
