package netbook.bytes;

/**
 * Octets on their way from who gets them to who reads them: {@link #add} puts a piece at the end,
 * {@link #take} takes the first octets out, and {@link #octets} are those that stand first, in one
 * sequence.
 *
 * <p>Octets are copied only where one piece ends and the next begins, and {@link #grow} says how
 * far:
 *
 * <pre>
 *   h e l  |  l o w o r l d         what is left of a piece, and the next piece
 *   h e l l o                       octets(), once they have grown
 *             w o r l d             octets(), once those are taken: not copied
 * </pre>
 *
 * <p>What it has given out never changes, as with all {@link Bytes}: room behind the octets is
 * filled, but never filled twice. However many small pieces come, the work grows with their octets
 * only. Not safe for use by several threads.
 */
public final class ByteQueue {
  private static final int GROWTH_MIN = 64;

  private final int sizeMax;
  private Bytes octets = Bytes.EMPTY;

  /** The piece that was added last, and how many of its octets stand in {@code octets} too. */
  private Bytes piece = Bytes.EMPTY;

  private int copied;

  /** Where octets of several pieces stand together, up to {@code used}. */
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

  /** How many octets were added and aren't taken. */
  public int size() {
    return octets.size() + piece.size() - copied;
  }

  /** The first of them in one sequence: all that are left of a piece, or more. */
  public Bytes octets() {
    return octets;
  }

  /**
   * Puts a piece at the end.
   *
   * @throws LimitException if it would hold too much; then nothing of the piece is added
   */
  public void add(Bytes more) throws LimitException {
    if (more.size() > sizeMax - size()) {
      throw new LimitException("octets that wait to be read", sizeMax, sizeMax);
    }
    while (grow()) {
      // All that came before the piece stands in one sequence then.
    }
    piece = more;
    copied = 0;
    take(0);
  }

  /** Makes the sequence longer, by as much as it has already; false if it has everything. */
  public boolean grow() {
    int count = Math.min(piece.size() - copied, Math.max(GROWTH_MIN, octets.size()));
    if (count > 0) {
      octets = joined(piece.slice(copied, copied + count));
      copied += count;
    }
    return count > 0;
  }

  /**
   * Takes the first octets out.
   *
   * @throws IndexOutOfBoundsException if fewer stand in one sequence
   */
  public void take(int count) {
    octets = octets.from(count);
    if (octets.size() <= copied && piece.size() > 0) {
      octets = piece.from(copied - octets.size());
      piece = Bytes.EMPTY;
      copied = 0;
      inRoom = false;
    }
  }

  private Bytes joined(Bytes more) {
    int size = octets.size() + more.size();
    if (!inRoom || more.size() > room.length - used) {
      room = new byte[2 * size];
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
    return size() + " B waiting";
  }
}
