package netbook.frame;

import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;

/**
 * An answer to the question that every protocol over a stream has to settle: when is it safe to
 * stop reading? A framing knows where a message ends, how it is read, and how it is written.
 *
 * <pre>
 *   FixedSize       h  e  l  l  o                  every message has as many octets
 *   Lines           h  e  l  l  o  CR LF           a delimiter ends it
 *   LengthPrefixed  00 05 h  e  l  l  o            its length stands before it
 *   Chunked         3 CRLF h e l CRLF …  0 CRLF    pieces with a length, and a last one
 *   JsonTexts       {"say": "hello"}               its grammar says where it ends
 *   ToEnd           h  e  l  l  o  FIN             the end of the stream ends it
 * </pre>
 *
 * <p>It keeps no state, so one can serve any number of streams. A {@link Decoder} makes values of
 * one stream's messages; a {@link Cursor} shows their octets where they stand.
 *
 * @param <T> what a message is to the program
 */
public interface Framing<T> {
  /** What looks for the ends of messages in one stream. */
  Boundary boundary();

  /**
   * Reads one message.
   *
   * @param in a reader over as many octets as its {@link Boundary} said
   * @throws MalformedException if they break the grammar
   * @throws LimitException if it is more than this framing is ready to take
   */
  T read(ByteReader in) throws MalformedException, LimitException;

  /**
   * The octets that carry a message.
   *
   * @throws IllegalArgumentException if this framing can't carry it
   */
  Bytes encode(T message);
}
