package netbook.tap;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import netbook.bytes.LimitException;
import netbook.tap.Packet.Datagram;
import netbook.tap.Packet.End;
import netbook.tap.Packet.Refused;
import netbook.tap.Packet.Segment;
import netbook.tap.Packet.Unknown;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;
import org.jspecify.annotations.Nullable;

/** The conversations of a capture, told to a trace packet by packet. */
final class Conversations {
  private static final int PACKETS_MAX = 250_000;
  private static final int CONVERSATIONS_MAX = 10_000;
  private static final int EVENTS_MAX = 2 * PACKETS_MAX;

  /** Below it are the ports of servers (RFC 6335 §6). */
  private static final int USER_PORTS = 1024;

  private final Trace trace = new Trace(EVENTS_MAX, Capture.FILE_MAX, this::nanos);
  private final Map<String, TcpConversation> connections = new LinkedHashMap<>();
  private final Map<String, Conversation> exchanges = new HashMap<>();
  private final SortedMap<String, Integer> skipped = new TreeMap<>();
  private int packets;
  private long startNanos = -1;
  private long nanos;

  Conversations() {
    trace.begin();
  }

  /**
   * Says when the packets from here on crossed.
   *
   * @param at in nanoseconds since 1970, 0 or more; a time before the first counts as the first
   */
  void at(long at) {
    if (startNanos < 0) {
      startNanos = at;
    }
    nanos = Math.max(0, at - startNanos);
  }

  /**
   * Takes a packet.
   *
   * @param offset where it stands in the file
   * @param comment what the capture says of it; may be empty
   * @throws LimitException if it is one packet or conversation too many
   */
  void packet(Packet packet, int offset, String comment) throws LimitException {
    if (packets == PACKETS_MAX) {
      throw new LimitException("packets", PACKETS_MAX, offset);
    }
    packets++;
    switch (packet) {
      case Segment segment -> segment(segment, offset, comment);
      case Datagram datagram -> datagram(datagram, offset, comment);
      case Refused refused -> refused(refused, comment);
      case Unknown(String name) -> skipped(name);
    }
  }

  private void segment(Segment segment, int offset, String comment) throws LimitException {
    var key = key(segment.from(), segment.to());
    var known = connections.get(key);
    if (known == null) {
      key = key(segment.to(), segment.from());
      known = connections.get(key);
    }
    if (known == null || known.isFollowedBy(segment)) {
      if (!TcpConversation.canBegin(segment)) {
        return;
      }
      if (known != null) {
        over(known);
      }
      checkRoom(offset);
      known = new TcpConversation(trace, segment);
      connections.put(key, known);
    }
    known.segment(segment, comment);
  }

  private void datagram(Datagram datagram, int offset, String comment) throws LimitException {
    var known = findExchange(datagram.from(), datagram.to());
    if (known == null) {
      checkRoom(offset);
      known = new Conversation(trace, client(datagram));
      exchanges.put(key(datagram.from(), datagram.to()), known);
    }
    known.comment(comment);
    known.datagram(datagram.from(), datagram.payload());
  }

  /** Who sent the first datagram, unless it came from a server's port to none. */
  private static End client(Datagram datagram) {
    boolean answers = datagram.from().port() < USER_PORTS && datagram.to().port() >= USER_PORTS;
    return answers ? datagram.to() : datagram.from();
  }

  private void refused(Refused refused, String comment) {
    var known = findExchange(refused.from(), refused.to());
    if (known == null) {
      skipped("ICMP port unreachable without its datagram");
      return;
    }
    known.comment(comment);
    known.event(known.isClient(refused.from()), Kind.REFUSED, "");
  }

  private @Nullable Conversation findExchange(End from, End to) {
    var known = exchanges.get(key(from, to));
    return known != null ? known : exchanges.get(key(to, from));
  }

  private static String key(End from, End to) {
    return from + " " + to;
  }

  private void checkRoom(int offset) throws LimitException {
    if (trace.connections() == CONVERSATIONS_MAX) {
      throw new LimitException("conversations", CONVERSATIONS_MAX, offset);
    }
  }

  private void skipped(String name) {
    skipped.merge(name, 1, Integer::sum);
  }

  private void over(TcpConversation connection) {
    connection.end();
    if (connection.isUnfinished()) {
      skipped("handshake without an end");
    }
  }

  /** What has been told, now that no packet follows. */
  Capture end(boolean cutShort) {
    connections.values().forEach(this::over);
    return new Capture(trace, packets, skipped, cutShort);
  }

  private long nanos() {
    return nanos;
  }
}
