package netbook.tap;

import netbook.bytes.Bytes;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;

/**
 * One direction of a connection, or of a conversation in datagrams: its course, and what the trace
 * tells of it. The tap is seen only where a fault has a hand in it; all else goes from end to end.
 * On real sockets and in memory the same is told.
 *
 * <p>Not safe for use by several threads.
 */
final class Direction {
  private final Trace trace;
  private final int number;
  private final String sender;
  private final String receiver;
  private final Course course;
  private final boolean stream;

  /** Without faults nothing is seen at the tap. */
  private final boolean direct;

  /** Whether what leaves next has been told when it came. */
  private boolean told;

  private Direction(
      Trace trace,
      int number,
      String sender,
      String receiver,
      Script script,
      Course course,
      boolean stream) {
    this.trace = trace;
    this.number = number;
    this.sender = sender;
    this.receiver = receiver;
    this.course = course;
    this.stream = stream;
    this.direct = script.faults().isEmpty();
  }

  /**
   * One direction of a stream.
   *
   * @param number of the connection in the trace
   */
  static Direction ofStream(
      Trace trace, int number, String sender, String receiver, Script script, Course course) {
    return new Direction(trace, number, sender, receiver, script, course, true);
  }

  /** One direction of datagrams. */
  static Direction ofDatagrams(
      Trace trace, int number, String sender, String receiver, Script script, Course course) {
    return new Direction(trace, number, sender, receiver, script, course, false);
  }

  /**
   * Takes octets of a stream in, or a datagram.
   *
   * @param idle whether nothing is before them on this way
   * @param goesOn whether there is a receiver for them
   */
  void arrived(Bytes bytes, long nanos, boolean idle, boolean goesOn) {
    course.data(bytes, nanos);
    var first = course.peek();
    boolean untouched = idle && first != null && first.isUntouched(bytes, nanos);
    if (goesOn && (direct || untouched)) {
      told = true;
      crossed(sender, receiver, bytes, "");
    } else {
      crossed(sender, Relay.TAP, bytes, "");
    }
  }

  private void crossed(String from, String to, Bytes bytes, String note) {
    if (stream) {
      trace.data(number, from, to, bytes, note);
    } else {
      trace.datagram(number, from, to, bytes, note);
    }
  }

  /** A datagram came for which there is no room. */
  void overflowed(Bytes datagram, String why) {
    crossed(sender, Relay.TAP, datagram, "");
    lost(Item.data(datagram, 0), why);
  }

  /** Octets or a datagram leave, told now unless they were when they came. */
  void left(Item item) {
    if (!told && !direct) {
      crossed(Relay.TAP, receiver, item.bytes(), item.note());
    }
    told = false;
  }

  void lost(Item item, String fault) {
    if (!stream || !item.bytes().isEmpty()) { // an empty datagram can be missed
      var what = item.bytes().size() + " B, " + fault;
      trace.event(number, sender, Relay.TAP, Kind.LOST, what);
    }
  }

  /** The receiver's machine said that nobody is there; the sender isn't told. */
  void refused() {
    trace.event(number, Relay.TAP, receiver, Kind.REFUSED, "");
  }

  void stalled(Item item) {
    trace.event(number, sender, Relay.TAP, Kind.STALL, item.note());
  }

  void finished(Item item) {
    trace.event(number, source(item), receiver, Kind.FIN, item.note());
  }

  void reset(Item item) {
    trace.event(number, source(item), receiver, Kind.RESET, item.note());
    if (!item.note().isEmpty()) {
      resetSender(item);
    }
  }

  void resetSender(Item item) {
    trace.event(number, Relay.TAP, sender, Kind.RESET, item.note());
  }

  void closedBoth(Item item) {
    trace.event(number, Relay.TAP, receiver, Kind.FIN, item.note());
    trace.event(number, Relay.TAP, sender, Kind.FIN, item.note());
  }

  /** Who is seen to do it: the sender itself, or the tap if a fault had a hand in it. */
  private String source(Item item) {
    return item.note().isEmpty() ? sender : Relay.TAP;
  }
}
