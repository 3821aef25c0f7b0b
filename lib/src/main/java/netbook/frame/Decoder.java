package netbook.frame;

import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * Takes the messages out of a stream, however its octets were cut on their way: {@link #feed} it
 * what has come, then ask for the {@link #next} one until there is none.
 *
 * <p>It does no input or output, so the same decoder serves a blocking server, an event loop and a
 * picture of what crossed. A message is a copy: it keeps nothing else of the stream alive. Who
 * wants to look at the octets where they stand takes a {@link Cursor}.
 *
 * <p>When the stream breaks the grammar, it can't be known where the next message begins: from then
 * on {@link #next} throws the same exception again. Offsets count from the stream's first octet.
 * Not safe for use by several threads.
 */
public final class Decoder<T> {
  private final Framing<T> framing;
  private final Unread unread;

  /** A decoder at the beginning of a stream. */
  public Decoder(Framing<T> framing) {
    this.framing = framing;
    this.unread = new Unread(framing);
  }

  /**
   * Takes the octets that have come next.
   *
   * @throws LimitException if over 16 MiB wait, since nobody asked for the messages
   * @throws IllegalStateException after {@link #end}
   */
  public void feed(Bytes octets) throws LimitException {
    unread.feed(octets);
  }

  /** Says that nothing will come any more. */
  public void end() {
    unread.end();
  }

  /**
   * The next message, or null if it needs octets that have not come.
   *
   * @throws MalformedException if the octets break the grammar, or the stream ended inside a
   *     message
   * @throws LimitException if a message is longer than its framing takes
   */
  public @Nullable T next() throws MalformedException, LimitException {
    if (!unread.hasNext()) {
      return null;
    }
    int from = unread.from();
    var frame = unread.octets().slice(from, from + unread.size()).copy();
    try {
      var message = framing.read(new ByteReader(frame));
      unread.pass();
      return message;
    } catch (MalformedException e) {
      throw unread.broken(e);
    } catch (LimitException e) {
      throw unread.broken(e);
    }
  }

  /** How many octets of the stream were read as messages. */
  public long position() {
    return unread.position();
  }

  /** How many octets have come and are not read. */
  public int waiting() {
    return unread.waiting();
  }

  /** One line: the framing, and how far it has come. */
  @Override
  public String toString() {
    return unread.toString();
  }
}
