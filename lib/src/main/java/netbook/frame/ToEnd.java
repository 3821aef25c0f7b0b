package netbook.frame;

import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;

/**
 * One message, which ends where the stream does. It costs a connection for each message, and a
 * stream that was cut looks like one that has ended: HTTP's oldest answers are sent so (RFC 9112
 * §6.3, item 8).
 *
 * <pre>
 *   h  e  l  l  o  FIN
 *   `-----------'
 *      message
 * </pre>
 *
 * @param sizeMax the most octets of the message, from 0 to 16 MiB
 */
public record ToEnd(int sizeMax) implements Contiguous {
  /** Checks the limit. */
  public ToEnd {
    if (sizeMax < 0 || sizeMax > Unread.SIZE_MAX) {
      throw new IllegalArgumentException(
          "sizeMax: %d is not in 0..%d".formatted(sizeMax, Unread.SIZE_MAX));
    }
  }

  @Override
  public Boundary boundary() {
    return new End();
  }

  private final class End implements Boundary {
    private boolean told;

    @Override
    public int find(Bytes octets, int from) throws LimitException {
      if (octets.size() - from > sizeMax) {
        throw new LimitException("the size of a message", sizeMax, sizeMax);
      }
      return UNKNOWN;
    }

    @Override
    public int findLast(Bytes octets, int from) {
      int size = told ? UNKNOWN : octets.size() - from;
      told = true;
      return size;
    }
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
    return in.field("message", "").readBytes(in.remaining());
  }

  /**
   * The message as it is; it ends when the stream is closed.
   *
   * @throws IllegalArgumentException if it is too long
   */
  @Override
  public Bytes encode(Bytes message) {
    if (message.size() > sizeMax) {
      throw new IllegalArgumentException("message: " + message.size() + " B is over " + sizeMax);
    }
    return message;
  }

  /** One line: the limit. */
  @Override
  public String toString() {
    return "one message up to the end of the stream, at most " + sizeMax + " B";
  }
}
