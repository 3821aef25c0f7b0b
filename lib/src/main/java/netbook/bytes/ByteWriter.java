package netbook.bytes;

import java.util.Arrays;

/**
 * Builds a message octet by octet, in network byte order, up to a limit.
 *
 * <p>A number that doesn't fit its width is refused, never cut. Not safe for use by several
 * threads.
 */
public final class ByteWriter {
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
    this.array = new byte[Math.min(sizeMax, 64)];
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
    return number(value, 1);
  }

  /**
   * Adds a number as two octets.
   *
   * @param value from 0 to 65535
   * @return this
   * @throws LimitException if the message would grow over its limit
   */
  public ByteWriter u16(int value) throws LimitException {
    return number(value, 2);
  }

  /**
   * Adds a number as four octets.
   *
   * @param value from 0 to 4294967295
   * @return this
   * @throws LimitException if the message would grow over its limit
   */
  public ByteWriter u32(long value) throws LimitException {
    return number(value, 4);
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
    put(offset, checked(value, 2), 2);
    return this;
  }

  /** The message so far, copied. */
  public Bytes toBytes() {
    return Bytes.copyOf(array, 0, size);
  }

  private ByteWriter number(long value, int width) throws LimitException {
    checked(value, width);
    put(room(width), value, width);
    return this;
  }

  private static long checked(long value, int width) {
    long max = (1L << (8 * width)) - 1;
    if (value < 0 || value > max) {
      throw new IllegalArgumentException("value: " + value + " is not in 0.." + max);
    }
    return value;
  }

  private void put(int at, long value, int width) {
    for (int i = 0; i < width; i++) {
      array[at + i] = (byte) (value >>> (8 * (width - 1 - i)));
    }
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
