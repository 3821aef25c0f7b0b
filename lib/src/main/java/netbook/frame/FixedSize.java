package netbook.frame;

import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;

/**
 * Messages that all have the same number of octets. Nothing is added to them, and nothing can be
 * told about them: who is one octet off, stays so.
 *
 * <pre>
 *   h  e  l  l  o     w  o  r  l  d
 *   `-----------'     `-----------'
 *     message 1         message 2
 * </pre>
 *
 * @param size how many octets, from 1 to 16 MiB
 */
public record FixedSize(int size) implements Contiguous {
  /** Checks the size. */
  public FixedSize {
    if (size < 1 || size > Unread.SIZE_MAX) {
      throw new IllegalArgumentException(
          "size: %d is not in 1..%d".formatted(size, Unread.SIZE_MAX));
    }
  }

  @Override
  public Boundary boundary() {
    return (_, _) -> size;
  }

  @Override
  public int head() {
    return 0;
  }

  @Override
  public int tail(Bytes octets, int end, int frame) {
    return 0;
  }

  @Override
  public Bytes read(ByteReader in) throws MalformedException {
    return in.field("message", "").readBytes(size);
  }

  /**
   * The message as it is.
   *
   * @throws IllegalArgumentException if it has another size
   */
  @Override
  public Bytes encode(Bytes message) {
    if (message.size() != size) {
      throw new IllegalArgumentException(
          "message: %d B are not %d".formatted(message.size(), size));
    }
    return message;
  }

  /** One line: the size. */
  @Override
  public String toString() {
    return "messages of " + size + " B each";
  }
}
