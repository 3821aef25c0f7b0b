package netbook.show;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import netbook.bytes.Bytes;
import netbook.trace.Event;
import netbook.trace.Event.Kind;

/**
 * One connection as its picture tells it: who took part, and a row for each event, in order.
 *
 * @param connection its number
 * @param peers who took part: the client first, the server last
 * @param rows what happened
 * @param totals how many octets each sender sent, in the order of the peers
 */
record Talk(int connection, List<String> peers, List<Row> rows, Map<String, Long> totals) {
  private static final int NAME_MAX = 12;
  private static final int CONTENT_MAX = 120;
  private static final int LABEL_MAX = 100;

  /**
   * One event in words. Every text is one line and safe to show.
   *
   * @param time in milliseconds, {@code 0.412}
   * @param pair the initials of sender and receiver, {@code C>S}, or of the one who acted alone: an
   *     arrow for where none is drawn
   * @param what the event's name
   * @param size how many octets crossed
   * @param range their place in the sender's stream, {@code 0–11 (12 B)}; empty without octets
   * @param content the octets or the note
   * @param label what stands above the arrow
   * @param fault what a fault had to do with it, said beside the tap; may be empty
   */
  record Row(
      String time,
      String from,
      String to,
      Kind kind,
      String pair,
      String what,
      int size,
      String range,
      String content,
      String label,
      String fault) {
    /** Sender and receiver, or the one who acted alone. */
    String who() {
      return isAlone(kind) ? from : from + " → " + to;
    }

    /** The event and what there is to say of it, as the text twin has it. */
    String said() {
      var name = kind == Kind.DATA ? size + " B" : what;
      return content.isEmpty() ? name : name + (kind == Kind.DATA ? " " : ": ") + content;
    }

    /** Whether it happens at the tap, by a fault. */
    boolean isFault() {
      return kind == Kind.LOST || kind == Kind.STALL;
    }
  }

  /** The connections of a trace, in the order in which they began. */
  static List<Talk> all(List<Event> events) {
    var connections = new LinkedHashSet<Integer>();
    events.forEach(event -> connections.add(event.connection()));
    return connections.stream()
        .map(c -> of(c, events.stream().filter(e -> e.connection() == c).toList()))
        .toList();
  }

  private static Talk of(int connection, List<Event> events) {
    var peers = peers(events);
    var rows = new ArrayList<Row>();
    var sent = new HashMap<String, Long>();
    var delivered = new HashMap<String, Long>();
    boolean finished = false;
    for (var event : events) {
      int size = event.bytes().size();
      var from = name(event.from());
      var to = name(event.to());
      // What leaves a tap goes on where the receiver's stream stands, not where the sender's does.
      long before =
          from.equals(Event.TAP) ? delivered.getOrDefault(to, 0L) : sent.getOrDefault(from, 0L);
      rows.add(row(event, peers, before, finished));
      if (!from.equals(Event.TAP)) {
        sent.merge(from, (long) size, Long::sum);
      }
      if (!to.equals(Event.TAP)) {
        delivered.merge(to, (long) size, Long::sum);
      }
      finished |= event.kind() == Kind.FIN;
    }
    return new Talk(connection, peers, List.copyOf(rows), Map.copyOf(sent));
  }

  private static List<String> peers(List<Event> events) {
    var names = new LinkedHashSet<String>();
    for (var event : events) {
      names.add(name(event.from()));
      names.add(name(event.to()));
    }
    var peers = new ArrayList<String>(names);
    if (peers.remove("client")) {
      peers.addFirst("client");
    }
    if (peers.remove("server")) {
      peers.addLast("server");
    }
    return List.copyOf(peers);
  }

  private static String name(String peer) {
    return Wording.line(peer, NAME_MAX);
  }

  private static Row row(Event event, List<String> peers, long before, boolean finished) {
    var from = name(event.from());
    var to = name(event.to());
    var bytes = event.bytes();
    var what = what(event.kind(), finished);
    var note = Wording.line(event.note(), CONTENT_MAX);
    boolean tapped = from.equals(Event.TAP) && !note.isEmpty();
    var content = event.kind() == Kind.DATA ? content(bytes, CONTENT_MAX) : note;
    if (event.kind() == Kind.DATA && !note.isEmpty()) {
      content += " (" + note + ")";
    }
    return new Row(
        Event.milliseconds(event.at()).replace(" ms", ""),
        from,
        to,
        event.kind(),
        pair(event, peers),
        what,
        bytes.size(),
        bytes.isEmpty() ? "" : range(before, bytes.size()),
        content,
        label(event, what, tapped ? "" : note),
        tapped ? note : "");
  }

  private static String what(Kind kind, boolean finished) {
    return switch (kind) {
      case CONNECT -> "connect";
      case DATA -> "data";
      case DATAGRAM -> "datagram";
      case FIN -> finished ? "FIN" : "FIN, half-close";
      case RESET -> "RST, reset";
      case TIMEOUT -> "timeout";
      case REFUSED -> "refused";
      case LOST -> "lost";
      case STALL -> "stall";
      case CLOSE -> "close";
      case FAILURE -> "failure";
    };
  }

  private static String range(long before, int size) {
    return "%d–%d (%d B)".formatted(before, before + size - 1, size);
  }

  /** The octets without their size, which has a column of its own. */
  private static String content(Bytes bytes, int max) {
    var text = bytes.toString();
    return Wording.line(text.substring(text.indexOf(" B") + 2).strip(), max);
  }

  private static String label(Event event, String what, String note) {
    var label =
        switch (event.kind()) {
          case DATA, DATAGRAM -> event.bytes().toString();
          case LOST -> what + " " + note.split(",", 2)[0]; // the fault was named when it began
          case STALL -> note.isEmpty() ? what : note;
          case TIMEOUT, FAILURE -> note.isEmpty() ? what : what + ": " + note;
          case CONNECT, FIN, CLOSE, RESET, REFUSED -> what;
        };
    return Wording.line(label, LABEL_MAX);
  }

  /** Whether only one end takes part. */
  private static boolean isAlone(Kind kind) {
    return kind == Kind.CLOSE || kind == Kind.FAILURE;
  }

  private static String pair(Event event, List<String> peers) {
    var from = letter(name(event.from()), peers);
    return isAlone(event.kind()) ? from + "  " : from + ">" + letter(name(event.to()), peers);
  }

  /** The peer's initial if initials tell the peers apart, else its place among them. */
  private static String letter(String peer, List<String> peers) {
    long initials = peers.stream().map(Talk::initial).distinct().count();
    return initials == peers.size() ? initial(peer) : "" + (peers.indexOf(peer) + 1);
  }

  private static String initial(String peer) {
    int end = peer.isEmpty() ? 0 : peer.offsetByCodePoints(0, 1);
    return peer.substring(0, end).toUpperCase(Locale.ROOT);
  }

  /** The octets that crossed, each way: {@code 12 B from client, 12 B from server}. */
  String traffic() {
    var parts = new ArrayList<String>();
    for (var peer : peers) {
      long count = totals.getOrDefault(peer, 0L);
      if (count > 0) {
        parts.add(count + " B from " + peer);
      }
    }
    return parts.isEmpty() ? "no bytes" : String.join(", ", parts);
  }
}
