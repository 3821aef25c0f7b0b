package netbook.exercise;

import java.util.ArrayList;
import java.util.List;
import netbook.bytes.Bytes;

/**
 * What a stream of frames says, worked out with the whole of it at hand: what a {@link FrameParser}
 * has to find however the stream is cut.
 *
 * @param messages those that are complete, up to the first that is refused
 * @param restAt where the rest begins that is no whole frame; the stream's size if there is none
 * @param refusedAt after how many octets the length is known that is over the limit; {@link #NEVER}
 *     if none is
 * @param certainAt after how many octets that is certain: the length's first one may be enough
 */
record Framed(List<Message> messages, int restAt, int refusedAt, int certainAt) {
  /** More octets than there are. */
  static final int NEVER = Integer.MAX_VALUE;

  private static final int LENGTH_OCTETS = 2;

  /**
   * A message.
   *
   * @param at where its frame begins
   */
  record Message(int at, Bytes octets) {
    /** Where its first octet stands. */
    int start() {
      return at + LENGTH_OCTETS;
    }

    /** Where its frame ends. */
    int end() {
      return start() + octets.size();
    }
  }

  static Framed of(Bytes stream, int sizeMax) {
    var messages = new ArrayList<Message>();
    int at = 0;
    while (at + LENGTH_OCTETS <= stream.size()) {
      int length = stream.at(at) << 8 | stream.at(at + 1);
      int start = at + LENGTH_OCTETS;
      if (length > sizeMax) {
        int certain = stream.at(at) << 8 > sizeMax ? at + 1 : start;
        return new Framed(messages, at, start, certain);
      }
      if (start + length > stream.size()) {
        break;
      }
      messages.add(new Message(at, stream.slice(start, start + length)));
      at = start + length;
    }
    return new Framed(messages, at, NEVER, NEVER);
  }

  /** The messages that become complete with the octets of a range. */
  List<Message> completeIn(int from, int to) {
    return messages.stream()
        .filter(message -> message.end() > from && message.end() <= to)
        .toList();
  }
}
