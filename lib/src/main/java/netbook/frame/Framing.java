package netbook.frame;

import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;

/**
 * An answer to the question that every protocol over a stream has to settle: when is it safe to
 * stop reading? A framing knows where a message ends, how it is read, and how it is written.
 *
 * <p>It keeps no state, so one can serve any number of streams; a {@link Decoder} keeps what has
 * come of one of them.
 *
 * @param <T> what a message is to the program
 */
public interface Framing<T> {
  /** What {@link #size} returns when the octets so far don't tell. */
  int UNKNOWN = 0;

  /**
   * How many octets the first message takes with its framing, which may be more than have come.
   *
   * @param octets what has come and isn't read, from the first octet of that message on
   * @return 1 or more, or {@link #UNKNOWN}
   * @throws MalformedException if they can't be the beginning of a message, however it goes on
   * @throws LimitException if it is longer than this framing is ready to take
   */
  int size(Waiting octets) throws MalformedException, LimitException;

  /**
   * Reads one message.
   *
   * @param in a reader over as many octets as {@link #size} said
   * @throws MalformedException if they break the grammar
   */
  T read(ByteReader in) throws MalformedException;

  /**
   * The octets that carry a message.
   *
   * @throws IllegalArgumentException if this framing can't carry it
   */
  Bytes encode(T message);
}
