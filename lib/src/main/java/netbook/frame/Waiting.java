package netbook.frame;

import java.util.Arrays;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;

/**
 * The octets that a {@link Decoder} was fed and has not read yet, from the first octet of the next
 * message on.
 */
public final class Waiting {
  /** A reader that doesn't take its messages out could make it grow without end. */
  static final int SIZE_MAX = 16 << 20;

  private byte[] array = new byte[64];
  private int start;
  private int end;

  /** For each octet, up to where it is known not to occur. */
  private final int[] soughtTo = new int[256];

  Waiting() {}

  /** How many there are. */
  public int size() {
    return end - start;
  }

  /**
   * One of them, 0 to 255.
   *
   * @throws IndexOutOfBoundsException if there aren't so many
   */
  public int at(int offset) {
    if (offset < 0 || offset >= size()) {
      throw new IndexOutOfBoundsException("offset " + offset + " of " + size() + " B");
    }
    return array[start + offset] & 0xff;
  }

  /**
   * The offset of the first such octet at or after {@code from}, or -1. Where it has looked in
   * vain, it doesn't look again when more have come: a line that arrives octet by octet is read
   * once, not once for each of its octets.
   *
   * @param octet from 0 to 255
   */
  public int indexOf(int octet, int from) {
    boolean known = from <= soughtTo[octet];
    for (int at = known ? soughtTo[octet] : from; at < size(); at++) {
      if (at(at) == octet && at >= from) {
        return at;
      }
    }
    if (known) {
      soughtTo[octet] = size();
    }
    return -1;
  }

  /** Puts more behind them. */
  void add(Bytes octets) throws LimitException {
    if (octets.size() > SIZE_MAX - size()) {
      throw new LimitException("octets that wait to be read", SIZE_MAX, SIZE_MAX);
    }
    if (octets.size() > array.length - end) {
      makeRoom(octets.size());
    }
    octets.buffer().get(array, end, octets.size());
    end += octets.size();
  }

  private void makeRoom(int more) {
    int size = size();
    boolean longer = size + more > array.length / 2;
    var target = longer ? new byte[Math.max(2 * array.length, 2 * (size + more))] : array;
    System.arraycopy(array, start, target, 0, size);
    array = target;
    start = 0;
    end = size;
  }

  /** The first ones, which stay. */
  Bytes first(int count) {
    return Bytes.copyOf(array, start, start + count);
  }

  /** Takes the first ones out. */
  Bytes take(int count) {
    var taken = first(count);
    start += count;
    Arrays.fill(soughtTo, 0);
    return taken;
  }

  /** One line: how many wait. */
  @Override
  public String toString() {
    return size() + " B waiting";
  }
}
