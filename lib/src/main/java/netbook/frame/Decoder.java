package netbook.frame;

import java.io.IOException;
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
 * picture of what crossed. When the stream breaks the grammar, it can't be known where the next
 * message begins: from then on {@link #next} throws the same exception again. Offsets count from
 * the stream's first octet. Not safe for use by several threads.
 */
public final class Decoder<T> {
  private final Framing<T> framing;
  private final Waiting waiting = new Waiting();
  private long position;
  private boolean ended;
  private @Nullable IOException broken;

  /** A decoder at the beginning of a stream. */
  public Decoder(Framing<T> framing) {
    this.framing = framing;
  }

  /**
   * Takes the octets that have come next.
   *
   * @throws LimitException if over 16 MiB wait, since nobody asked for the messages
   * @throws IllegalStateException after {@link #end}
   */
  public void feed(Bytes octets) throws LimitException {
    if (ended) {
      throw new IllegalStateException(
          "the stream has ended, and " + octets.size() + " B more came");
    }
    try {
      waiting.add(octets);
    } catch (LimitException e) {
      throw new LimitException(e.limit(), e.max(), position + e.offset());
    }
  }

  /** Says that nothing will come any more. */
  public void end() {
    ended = true;
  }

  /**
   * The next message, or null if it needs octets that have not come.
   *
   * @throws MalformedException if the octets break the grammar, or the stream ended inside a
   *     message
   * @throws LimitException if a message is longer than its framing takes
   */
  public @Nullable T next() throws MalformedException, LimitException {
    switch (broken) {
      case null -> {}
      case MalformedException e -> throw e;
      case LimitException e -> throw e;
      default -> throw new AssertionError(broken);
    }
    try {
      int size = wholeSize();
      return size == Framing.UNKNOWN ? null : read(size);
    } catch (MalformedException e) {
      throw remember(new MalformedException(position + e.offset(), e.rule(), e.found()));
    } catch (LimitException e) {
      throw remember(new LimitException(e.limit(), e.max(), position + e.offset()));
    }
  }

  private <E extends IOException> E remember(E e) {
    broken = e;
    return e;
  }

  /** The size of the next message if all of it is there. */
  private int wholeSize() throws MalformedException, LimitException {
    if (waiting.size() == 0) {
      return Framing.UNKNOWN;
    }
    int size = framing.size(waiting);
    if (size != Framing.UNKNOWN && size <= waiting.size()) {
      return size;
    }
    if (ended) {
      throw new MalformedException(
          waiting.size(), framing.toString(), "the stream ends inside a message");
    }
    return Framing.UNKNOWN;
  }

  private T read(int size) throws MalformedException {
    var message = framing.read(new ByteReader(waiting.first(size)));
    waiting.take(size);
    position += size;
    return message;
  }

  /** How many octets of the stream were read as messages. */
  public long position() {
    return position;
  }

  /** How many octets have come and are not read. */
  public int waiting() {
    return waiting.size();
  }

  /** One line: the framing, and how far it has come. */
  @Override
  public String toString() {
    return "%s, %d B read, %d waiting".formatted(framing, position, waiting.size());
  }
}
