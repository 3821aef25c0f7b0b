package netbook.bytes;

/**
 * Octets on their way from who gets them to who reads them: {@link #add} puts more at the end,
 * {@link #take} takes the first ones out, and {@link #octets} are those in between.
 *
 * <p>What it has given out never changes, as with all {@link Bytes}: room behind the octets is
 * filled, but never filled twice. However many small pieces come, the work grows with their octets
 * only. Not safe for use by several threads.
 */
public final class ByteQueue {
  private static final int ROOM_MIN = 256;

  private final int sizeMax;
  private Bytes octets = Bytes.EMPTY;

  /**
   * Where what comes in pieces is put together; the octets end just before {@code used}, if any.
   */
  private byte[] room = {};

  private int used;
  private boolean inRoom;

  /**
   * An empty queue.
   *
   * @param sizeMax the most octets that it holds, 0 or more
   */
  public ByteQueue(int sizeMax) {
    if (sizeMax < 0) {
      throw new IllegalArgumentException("sizeMax: " + sizeMax + " is negative");
    }
    this.sizeMax = sizeMax;
  }

  /** What was added and isn't taken, shared and not copied. */
  public Bytes octets() {
    return octets;
  }

  /**
   * Puts more at the end. Into an empty queue they go as they are; else they are copied, so that
   * all of them stand in one piece.
   *
   * @throws LimitException if it would hold too much; then nothing of them is added
   */
  public void add(Bytes more) throws LimitException {
    if (more.size() > sizeMax - octets.size()) {
      throw new LimitException("octets that wait to be read", sizeMax, sizeMax);
    }
    inRoom &= !octets.isEmpty();
    octets = octets.isEmpty() ? more : joined(more);
  }

  /**
   * Takes the first ones out.
   *
   * @throws IndexOutOfBoundsException if there are fewer
   */
  public void take(int count) {
    octets = octets.from(count);
  }

  private Bytes joined(Bytes more) {
    int size = octets.size() + more.size();
    if (!inRoom || more.size() > room.length - used) {
      room = new byte[Math.max(ROOM_MIN, 2 * size)];
      used = octets.size();
      octets.copyTo(room, 0);
      inRoom = true;
    }
    more.copyTo(room, used);
    used += more.size();
    return Bytes.over(room, used - size, size);
  }

  /** One line: how much it holds. */
  @Override
  public String toString() {
    return octets.size() + " B waiting";
  }
}
