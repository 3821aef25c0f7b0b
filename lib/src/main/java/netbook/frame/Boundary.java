package netbook.frame;

import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;

/**
 * Looks for the ends of the messages of one stream, one after the other: it answers when it is safe
 * to stop reading.
 *
 * <p>It may remember how far it has looked in vain, so that a message that arrives octet by octet
 * is looked at once, and not once for each of its octets. Once it has told where a message ends, it
 * begins with the next one.
 */
@FunctionalInterface
public interface Boundary {
  /** What it answers when the octets so far don't tell. */
  int UNKNOWN = -1;

  /**
   * How many octets the next message takes with its framing, which may be more than have come. All
   * offsets count from the message's first octet.
   *
   * @param octets what has come; asked again, it is at least what it was
   * @param from where in them the message begins
   * @return 1 or more, or {@link #UNKNOWN}
   * @throws MalformedException if they can't be the beginning of a message, however it goes on
   * @throws LimitException if it is longer than this framing is ready to take
   */
  int find(Bytes octets, int from) throws MalformedException, LimitException;

  /**
   * The same for what is left when the stream has ended: where the end of the stream ends no
   * message, as with most framings, nothing may be left.
   *
   * @return 0 or more, or {@link #UNKNOWN} if there is no further message
   * @throws MalformedException if the stream ends inside a message
   */
  default int findLast(Bytes octets, int from) throws MalformedException {
    int there = octets.size() - from;
    if (there > 0) {
      var found = "the stream ends after " + there + " B of a message";
      throw new MalformedException(there, "a message is whole", found);
    }
    return UNKNOWN;
  }
}
