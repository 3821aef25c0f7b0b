package netbook.frame;

import java.util.List;
import netbook.bytes.Bytes;

/**
 * Takes octets that one side has sent apart into messages and their fields, for pictures. It runs
 * the very {@link Framing} that programs run, with the names of the fields kept, so that a picture
 * and a program can't disagree.
 */
@FunctionalInterface
public interface Dissector {
  /**
   * The messages, one after the other, from the first octet to the last. Octets that break the
   * grammar are the last message, with the problem; so are the first octets of one whose rest has
   * not come.
   *
   * @param octets what one side has sent on a stream so far, or one datagram
   */
  List<Message> dissect(Bytes octets);

  /** The messages of one datagram, where a protocol frames them otherwise than in a stream. */
  default List<Message> dissectDatagram(Bytes octets) {
    return dissect(octets);
  }

  /** For octets that aren't given a meaning: all of them are one message. */
  static Dissector raw() {
    return octets ->
        octets.isEmpty()
            ? List.of()
            : List.of(new Message(0, octets.size(), octets.toString(), List.of(), null));
  }

  /** For a protocol of which we have the framing; a message says what its {@code toString} does. */
  static Dissector of(Framing<?> framing) {
    return octets -> new Dissection(framing, octets).messages();
  }

  /** For a protocol that is spoken over both, as DNS is: with a framing for each. */
  static Dissector of(Framing<?> datagrams, Framing<?> streams) {
    return new Dissector() {
      @Override
      public List<Message> dissect(Bytes octets) {
        return of(streams).dissect(octets);
      }

      @Override
      public List<Message> dissectDatagram(Bytes octets) {
        return of(datagrams).dissect(octets);
      }
    };
  }
}
