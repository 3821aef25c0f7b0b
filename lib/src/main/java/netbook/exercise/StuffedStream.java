package netbook.exercise;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import netbook.bytes.Bytes;

/**
 * What a stream of stuffed frames says (RFC 1055).
 *
 * @param messages those of the frames that aren't empty, up to the place where it is broken
 * @param brokenAt the octet that breaks it, the stream's size if its end does; {@link
 *     Mismatch#NOWHERE} if nothing does
 * @param why what is broken, in a few words
 */
record StuffedStream(List<Message> messages, int brokenAt, String why) {
  static final int END = 0xc0;
  static final int ESC = 0xdb;
  static final int ESC_END = 0xdc;
  static final int ESC_ESC = 0xdd;

  /**
   * A message.
   *
   * @param at where its frame begins
   * @param end where it ends, behind its END
   */
  record Message(int at, int end, Bytes octets) {}

  static StuffedStream of(Bytes stream) {
    var messages = new ArrayList<Message>();
    var message = new ByteArrayOutputStream();
    int start = 0;
    for (int at = 0; at < stream.size(); at++) {
      switch (stream.at(at)) {
        case END -> {
          if (at > start) {
            messages.add(new Message(start, at + 1, Bytes.copyOf(message.toByteArray())));
          }
          message.reset();
          start = at + 1;
        }
        case ESC -> {
          at++;
          int next = at < stream.size() ? stream.at(at) : -1;
          if (next != ESC_END && next != ESC_ESC) {
            var why = next < 0 ? "it ends after db" : "db %02x is no escape".formatted(next);
            return new StuffedStream(messages, at, why);
          }
          message.write(next == ESC_END ? END : ESC);
        }
        default -> message.write(stream.at(at));
      }
    }
    return start == stream.size()
        ? new StuffedStream(messages, Mismatch.NOWHERE, "")
        : new StuffedStream(messages, stream.size(), "it ends inside a frame");
  }

  boolean isBroken() {
    return brokenAt >= 0;
  }

  /** The frame of a message, without an END in front. */
  static Bytes frame(Bytes message) {
    var frame = new ByteArrayOutputStream();
    for (int i = 0; i < message.size(); i++) {
      frame.writeBytes(stuffed(message.at(i)));
    }
    frame.write(END);
    return Bytes.copyOf(frame.toByteArray());
  }

  /** How many octets of a message are right in a frame of which so many are. */
  static int messageOctets(Bytes message, int frameOctets) {
    int right = 0;
    for (int i = 0; i < message.size(); i++) {
      right += stuffed(message.at(i)).length;
      if (right > frameOctets) {
        return i;
      }
    }
    return message.size();
  }

  private static byte[] stuffed(int octet) {
    return switch (octet) {
      case END -> new byte[] {(byte) ESC, (byte) ESC_END};
      case ESC -> new byte[] {(byte) ESC, (byte) ESC_ESC};
      default -> new byte[] {(byte) octet};
    };
  }
}
