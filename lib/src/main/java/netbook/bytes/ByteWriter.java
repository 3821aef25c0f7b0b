package netbook.bytes;

import java.util.Arrays;

/**
 * Builds a message octet by octet, in network byte order, up to a limit.
 *
 * <p>A number that doesn't fit its width is refused, never cut. Not safe for use by several
 * threads.
 */
public final class ByteWriter {
  /** Room that most messages don't outgrow. */
  private static final int ROOM = 512;

  private final int sizeMax;
  private byte[] array;
  private int size;

  /**
   * An empty message.
   *
   * @param sizeMax the most octets it may have, 0 or more
   */
  public ByteWriter(int sizeMax) {
    if (sizeMax < 0) {
      throw new IllegalArgumentException("sizeMax: " + sizeMax + " is negative");
    }
    this.sizeMax = sizeMax;
    this.array = new byte[Math.min(sizeMax, ROOM)];
  }

  /** How many octets stand so far. */
  public int size() {
    return size;
  }

  /**
   * Adds one octet.
   *
   * @param value from 0 to 255
   * @return this
   * @throws LimitException if the message would grow over its limit
   */
  public ByteWriter u8(int value) throws LimitException {
    checked(value, 0xff);
    int at = room(1);
    array[at] = (byte) value;
    return this;
  }

  /**
   * Adds a number as two octets.
   *
   * @param value from 0 to 65535
   * @return this
   * @throws LimitException if the message would grow over its limit
   */
  public ByteWriter u16(int value) throws LimitException {
    checked(value, 0xffff);
    put16(room(2), value);
    return this;
  }

  /**
   * Adds a number as four octets.
   *
   * @param value from 0 to 4294967295
   * @return this
   * @throws LimitException if the message would grow over its limit
   */
  public ByteWriter u32(long value) throws LimitException {
    checked(value, 0xffff_ffffL);
    int at = room(4);
    put16(at, (int) (value >> 16));
    put16(at + 2, (int) value);
    return this;
  }

  /**
   * Adds octets as they are.
   *
   * @return this
   * @throws LimitException if the message would grow over its limit
   */
  public ByteWriter bytes(Bytes bytes) throws LimitException {
    int at = room(bytes.size());
    bytes.copyTo(array, at);
    return this;
  }

  /**
   * Overwrites two octets that stand already, such as a length that is known only at the end.
   *
   * @param offset of the first of them
   * @param value from 0 to 65535
   * @return this
   * @throws IndexOutOfBoundsException if they don't stand yet
   */
  public ByteWriter patchU16(int offset, int value) {
    if (offset < 0 || offset > size - 2) {
      throw new IndexOutOfBoundsException("no two octets at " + offset + " in " + size + " B");
    }
    checked(value, 0xffff);
    put16(offset, value);
    return this;
  }

  /** The message so far, copied. */
  public Bytes toBytes() {
    return Bytes.copyOf(array, 0, size);
  }

  private static void checked(long value, long max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException("value: " + value + " is not in 0.." + max);
    }
  }

  private void put16(int at, int value) {
    array[at] = (byte) (value >> 8);
    array[at + 1] = (byte) value;
  }

  /** Makes room for more octets and says where they go. */
  private int room(int count) throws LimitException {
    if (count > sizeMax - size) {
      throw new LimitException("message size", sizeMax, sizeMax);
    }
    if (count > array.length - size) {
      array = Arrays.copyOf(array, Math.min(sizeMax, Math.max(array.length * 2, size + count)));
    }
    size += count;
    return size - count;
  }
}
