package netbook.tap;

import netbook.bytes.Bytes;
import netbook.tap.Packet.End;
import netbook.tap.Packet.Payload;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;

/** Two ends in a capture, and the trace to which their conversation is told. */
final class Conversation {
  private static final int COMMENT_MAX = 1000;

  private final Trace trace;
  private final int number;
  private final End client;
  private String comment = "";

  /** The next conversation of a trace. */
  Conversation(Trace trace, End client) {
    this.trace = trace;
    this.number = trace.nextConnection();
    this.client = client;
  }

  boolean isClient(End end) {
    return end.equals(client);
  }

  /** Takes what a capture says of a packet; it's told with the next event. */
  void comment(String text) {
    var all = both(comment, text);
    comment = all.substring(0, Math.min(all.length(), COMMENT_MAX));
  }

  void data(boolean fromClient, Bytes bytes, String note) {
    trace.data(number, sender(fromClient), sender(!fromClient), bytes, commented(note));
  }

  void event(boolean fromClient, Kind kind, String note) {
    trace.event(number, sender(fromClient), sender(!fromClient), kind, commented(note));
  }

  /** Tells of octets that crossed and aren't in the capture, if there are any. */
  void lost(boolean fromClient, long count) {
    if (count > 0) {
      event(fromClient, Kind.LOST, count + " B, not captured");
    }
  }

  void datagram(End from, Payload payload) {
    boolean fromClient = isClient(from);
    trace.datagram(
        number, sender(fromClient), sender(!fromClient), payload.captured(), commented(""));
    lost(isClient(from), payload.missing());
  }

  private static String sender(boolean client) {
    return client ? Relay.CLIENT : Relay.SERVER;
  }

  private String commented(String note) {
    var all = both(comment, note);
    comment = "";
    return all;
  }

  private static String both(String one, String other) {
    return one.isEmpty() || other.isEmpty() ? one + other : one + "; " + other;
  }
}
