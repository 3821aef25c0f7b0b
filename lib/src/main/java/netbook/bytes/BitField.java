package netbook.bytes;

/**
 * A run of bits inside a {@link Field}: what a decoder says about a part of an octet, or of a few.
 *
 * @param name the run's name in the specification, such as {@code Opcode}
 * @param width the number of bits, 1 to 64
 * @param meaning what the bits mean, in a few words; empty if their number says it all
 */
public record BitField(String name, int width, String meaning) {
  /** The most bits that a field may be divided into: eight octets. */
  static final int BITS_MAX = 64;

  /**
   * Checks the width.
   *
   * @throws IllegalArgumentException if the width isn't in 1..64
   */
  public BitField {
    if (width < 1 || width > BITS_MAX) {
      throw new IllegalArgumentException(
          "bits " + name + ": width " + width + " is not in 1.." + BITS_MAX);
    }
  }
}
