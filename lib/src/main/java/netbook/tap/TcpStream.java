package netbook.tap;

import java.util.TreeMap;
import netbook.bytes.Bytes;
import netbook.tap.Packet.Payload;
import netbook.trace.Event.Kind;

/**
 * One direction of a captured TCP connection, put in order by its sequence numbers (RFC 9293 §3.4).
 *
 * <p>Octets have places: the first after the SYN, or else the first that was captured, is at 0.
 * Places don't wrap as sequence numbers do.
 */
final class TcpStream {
  // More than most receivers let a sender have on its way.
  private static final long HELD_OCTETS_MAX = 16 << 20;
  private static final int HELD_SEGMENTS_MAX = 20_000;

  /** The largest window (RFC 7323 §2.3). */
  private static final long WINDOW_MAX = 1L << 30;

  private final Conversation conversation;
  private final boolean fromClient;
  private final TreeMap<Long, Payload> held = new TreeMap<>();
  private long heldOctets;
  private boolean started;
  private long first;
  private long next;
  private long finAt = -1;
  private boolean finished;

  TcpStream(Conversation conversation, boolean fromClient) {
    this.conversation = conversation;
    this.fromClient = fromClient;
  }

  /** Whether all has been told, the FIN too. */
  boolean isFinished() {
    return finished;
  }

  /** Says which sequence number is that of the first octet, unless that's known. */
  void startAt(long sequence) {
    if (!started) {
      started = true;
      first = sequence;
    }
  }

  boolean isStarted() {
    return started;
  }

  /** Whether it is known to begin at this number. */
  boolean startsAt(long sequence) {
    return started && (int) first == (int) sequence;
  }

  /** The place of a sequence number, of those that are 2^32 apart the one nearest to the next. */
  private long place(long sequence) {
    return next + (int) (sequence - first - next);
  }

  /** Takes what a segment carries, and tells what is in order by it. */
  void take(long sequence, Payload payload) {
    startAt(sequence);
    long from = place(sequence);
    if (from <= next) {
      tell(from, payload, "");
      drain("out of order");
    } else {
      hold(from, payload);
    }
  }

  /** Takes a FIN that stands at a sequence number. */
  void finish(long sequence) {
    startAt(sequence);
    finAt = Math.max(0, place(sequence));
    drain("");
  }

  /** The receiver has all before a sequence number: what the capture hasn't of it won't come. */
  void acknowledged(long sequence) {
    if (!started) {
      return;
    }
    long end = finAt < 0 ? place(sequence) : Math.min(finAt, place(sequence));
    if (end - next <= WINDOW_MAX) {
      giveUpTo(end);
    }
  }

  /** Nothing more will come: tells what is held, and what is missing before it. */
  void end() {
    while (!held.isEmpty()) {
      giveUpTo(held.firstKey());
    }
    if (finAt >= 0) {
      giveUpTo(finAt);
    }
  }

  private void hold(long from, Payload payload) {
    var other = held.get(from);
    if (other != null && other.size() >= payload.size()) {
      tellRetransmitted(payload.size());
      return;
    }
    held.put(from, payload);
    heldOctets += payload.size() - (other == null ? 0 : other.size());
    while (heldOctets > HELD_OCTETS_MAX || held.size() > HELD_SEGMENTS_MAX) {
      giveUpTo(held.firstKey());
    }
  }

  /** Waits no longer for what is missing before a place. */
  private void giveUpTo(long end) {
    while (next < end) {
      long to = held.isEmpty() ? end : Math.min(end, held.firstKey());
      conversation.lost(fromClient, to - next);
      next = to;
      drain("");
    }
  }

  /** Tells what has come into order, and a note with it. */
  private void drain(String note) {
    while (!held.isEmpty() && held.firstKey() <= next) {
      var entry = held.pollFirstEntry();
      heldOctets -= entry.getValue().size();
      tell(entry.getKey(), entry.getValue(), note);
    }
    if (finAt >= 0 && next >= finAt && !finished) {
      finished = true;
      conversation.event(fromClient, Kind.FIN, "");
    }
  }

  /** Tells what is new of a payload that begins at the next place or before it. */
  private void tell(long from, Payload payload, String note) {
    long size = payload.size();
    long old = Math.min(next - from, size);
    if (old == size) {
      tellRetransmitted(size);
      return;
    }
    var captured = payload.captured();
    if (old < captured.size()) {
      var more = old == 0 ? note : old + " B more retransmitted";
      conversation.data(fromClient, captured.from((int) old), more);
    }
    conversation.lost(fromClient, Math.min(payload.missing(), size - old));
    next = from + size;
  }

  private void tellRetransmitted(long size) {
    conversation.data(fromClient, Bytes.EMPTY, size + " B retransmitted");
  }
}
