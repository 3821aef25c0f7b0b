package netbook.frame;

import java.util.Objects;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;

/**
 * Goes from message to message of a stream and shows their octets where they stand. It offers three
 * ways to hold a message, and each has its price:
 *
 * <ul>
 *   <li>A <em>view</em>, {@link #size} and {@link #at}: costs nothing, and is good until the cursor
 *       moves on.
 *   <li>A {@link #slice}: good for ever, costs a small object, and keeps alive all octets that came
 *       together with it.
 *   <li>A {@link #copy}: good for ever, costs its own octets, and keeps nothing else alive.
 * </ul>
 *
 * <p>When the stream breaks the grammar, {@link #next} throws the same exception from then on.
 * Offsets of exceptions count from the stream's first octet. Not safe for use by several threads.
 */
public final class Cursor {
  private final Contiguous framing;
  private final Unread unread;
  private Bytes octets = Bytes.EMPTY;
  private int start;
  private int size;
  private boolean onMessage;

  /** A cursor before the first message of a stream. */
  public Cursor(Contiguous framing) {
    this.framing = framing;
    this.unread = new Unread(framing);
  }

  /**
   * Takes the octets that have come next; the message that the cursor is at is gone.
   *
   * @throws LimitException if over 16 MiB wait, since nobody asked for the messages
   * @throws IllegalStateException after {@link #end}
   */
  public void feed(Bytes more) throws LimitException {
    leave();
    unread.feed(more);
  }

  /** Says that nothing will come any more. */
  public void end() {
    unread.end();
  }

  /**
   * Moves on to the next message; false if it needs octets that have not come.
   *
   * @throws MalformedException if the octets break the grammar, or the stream ended inside a
   *     message
   * @throws LimitException if a message is longer than its framing takes
   */
  public boolean next() throws MalformedException, LimitException {
    leave();
    if (unread.hasNext()) {
      int frame = unread.size();
      octets = unread.octets();
      start = unread.from() + framing.head();
      size = frame - framing.head() - framing.tail(octets, unread.from() + frame, frame);
      onMessage = true;
    }
    return onMessage;
  }

  private void leave() {
    if (onMessage) {
      unread.pass();
      onMessage = false;
      size = 0;
    }
  }

  /** How many octets the message has; 0 if the cursor is at none. */
  public int size() {
    return size;
  }

  /**
   * One octet of the message, 0 to 255.
   *
   * @throws IndexOutOfBoundsException if it hasn't so many
   */
  public int at(int offset) {
    return octets.at(start + Objects.checkIndex(offset, size));
  }

  /** The message, sharing memory with all that came together with it. */
  public Bytes slice() {
    return octets.slice(start, start + size);
  }

  /** The message, in memory of its own. */
  public Bytes copy() {
    return slice().copy();
  }

  /** One line: the framing, how far it has come, and the size of the message. */
  @Override
  public String toString() {
    return unread + (onMessage ? ", at a message of " + size + " B" : "");
  }
}
