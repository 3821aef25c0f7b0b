package netbook.show;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import netbook.bytes.Bytes;
import netbook.frame.Dissector;
import netbook.show.Sayings.Saying;
import netbook.trace.Event;
import netbook.trace.Event.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One connection, or one conversation in datagrams, as its picture tells it: who took part, and a
 * row for each event, in order. A datagram that a fault swallows at once is one row.
 *
 * @param connection its number
 * @param ofDatagrams whether it is datagrams that cross, and not a stream
 * @param peers who took part: the client first, the server last
 * @param rows what happened
 * @param totals how much each sender sent
 */
record Talk(
    int connection,
    boolean ofDatagrams,
    List<String> peers,
    List<Row> rows,
    Map<String, Total> totals) {
  private static final int NAME_MAX = 12;
  private static final int CONTENT_MAX = 120;
  private static final int LABEL_MAX = 100;

  /** So many octets, or datagrams with so many octets together. */
  record Total(long octets, long datagrams) {
    static final Total NOTHING = new Total(0, 0);

    Total plus(Event event) {
      int more = event.kind() == Kind.DATAGRAM ? 1 : 0;
      return new Total(octets + event.bytes().size(), datagrams + more);
    }

    /** {@code 12 B}, or {@code 2 datagrams, 12 B,}. */
    String text() {
      return datagrams == 0
          ? octets + " B"
          : Wording.count(datagrams, "datagram") + ", " + octets + " B,";
    }
  }

  /**
   * One event in words. Every text is one line and safe to show.
   *
   * @param time in milliseconds, {@code 0.412}
   * @param pair the initials of sender and receiver, {@code C>S}, or of the one who acted alone: an
   *     arrow for where none is drawn
   * @param what the event's name
   * @param size how many octets crossed
   * @param range their place in the sender's stream, {@code 0–11 (12 B)}, or the datagram's among
   *     the sender's, {@code 2 (5 B)}; empty if nothing crossed
   * @param content the octets or the note
   * @param label what stands above the arrow
   * @param fault what a fault had to do with it, said beside the tap; may be empty
   * @param heldSince the row in which it came to the tap, if a fault held it back there, else -1
   * @param saying what its octets say in the protocol's words, or nothing
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
      String fault,
      int heldSince,
      Saying saying) {
    /** Sender and receiver, or the one who acted alone. */
    String who() {
      return isAlone(kind) ? from : from + " → " + to;
    }

    /** The event and what there is to say of it, as the text twin has it. */
    String said() {
      if (kind.crosses() || isLostAtOnce()) {
        var name = (isLostAtOnce() ? what + " " : "") + size + " B";
        return (name + (saying.text().isEmpty() ? " " : ": ") + content).strip();
      }
      return content.isEmpty() ? what : what + ": " + content;
    }

    /** Whether it is a datagram that ended at the tap. */
    boolean isLostAtOnce() {
      return kind == Kind.LOST && !range.isEmpty();
    }

    /** The same datagram, of which it is known now that it went no further. */
    private Row lostTo(String by) {
      var what = Talk.what(Kind.LOST, false);
      var told = (content + " (" + by + ")").strip();
      return new Row(
          time, from, to, Kind.LOST, pair, what, size, range, told, label, by, heldSince, saying);
    }

    /** Whether it happens at the tap, by a fault. */
    boolean isFault() {
      return kind == Kind.LOST || kind == Kind.STALL;
    }
  }

  /** The connections of a trace, in the order in which they began. */
  static List<Talk> all(List<Event> events, @Nullable Dissector dissector) {
    var connections = new LinkedHashSet<Integer>();
    events.forEach(event -> connections.add(event.connection()));
    return connections.stream()
        .map(c -> of(c, events.stream().filter(e -> e.connection() == c).toList(), dissector))
        .toList();
  }

  private static Talk of(int connection, List<Event> events, @Nullable Dissector dissector) {
    var sayings = Sayings.of(events, dissector).iterator();
    var peers = peers(events);
    var rows = new ArrayList<Row>();
    var sent = new HashMap<String, Total>();
    var delivered = new HashMap<String, Total>();
    var waiting = new Waiting();
    boolean finished = false;
    for (var event : events) {
      var saying = sayings.next();
      var from = name(event.from());
      var to = name(event.to());
      if (!rows.isEmpty()
          && isLoss(event, rows.getLast())
          && waiting.isOnly(event.from(), rows.getLast().size())) {
        rows.add(rows.removeLast().lostTo(reason(event)));
        waiting.forgetLast();
        continue;
      }
      // What leaves a tap goes on where the receiver's stream stands, not where the sender's does.
      var before =
          from.equals(Event.TAP)
              ? delivered.getOrDefault(to, Total.NOTHING)
              : sent.getOrDefault(from, Total.NOTHING);
      int heldSince = waiting.since(event, rows.size());
      rows.add(row(event, peers, before, finished, heldSince, saying));
      if (!from.equals(Event.TAP)) {
        sent.put(from, before.plus(event));
      }
      if (!to.equals(Event.TAP)) {
        delivered.put(to, delivered.getOrDefault(to, Total.NOTHING).plus(event));
      }
      finished |= event.kind() == Kind.FIN;
    }
    boolean ofDatagrams = events.stream().anyMatch(event -> event.kind() == Kind.DATAGRAM);
    return new Talk(connection, ofDatagrams, peers, List.copyOf(rows), Map.copyOf(sent));
  }

  /** Whether an event is the loss of the datagram that came to the tap just before. */
  private static boolean isLoss(Event event, Row before) {
    return event.kind() == Kind.LOST
        && before.kind() == Kind.DATAGRAM
        && before.to().equals(Event.TAP)
        && before.from().equals(name(event.from()))
        && event.note().startsWith(before.size() + " B, ");
  }

  private static String reason(Event loss) {
    return Wording.line(loss.note().substring(loss.note().indexOf(',') + 2), CONTENT_MAX);
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

  private static Row row(
      Event event,
      List<String> peers,
      Total before,
      boolean finished,
      int heldSince,
      Saying saying) {
    var from = name(event.from());
    var to = name(event.to());
    var bytes = event.bytes();
    var what = what(event.kind(), finished);
    var note = Wording.line(event.note(), CONTENT_MAX);
    boolean tapped = from.equals(Event.TAP) && !note.isEmpty();
    var content = event.kind().crosses() ? content(bytes, saying) : note;
    if (event.kind().crosses() && !note.isEmpty()) {
      content = (content + " (" + note + ")").strip();
    }
    return new Row(
        Event.milliseconds(event.at()).replace(" ms", ""),
        from,
        to,
        event.kind(),
        pair(event, peers),
        what,
        bytes.size(),
        range(event, before),
        content,
        label(event, what, tapped ? "" : note, saying),
        tapped ? note : "",
        heldSince,
        saying);
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

  private static String range(Event event, Total before) {
    int size = event.bytes().size();
    if (event.kind() == Kind.DATAGRAM) {
      return "%d (%d B)".formatted(before.datagrams() + 1, size);
    }
    return size == 0
        ? ""
        : "%d–%d (%d B)".formatted(before.octets(), before.octets() + size - 1, size);
  }

  /** The octets without their size, which has a column of its own, or what they say. */
  private static String content(Bytes bytes, Saying saying) {
    if (!saying.text().isEmpty()) {
      return Wording.line(saying.text(), CONTENT_MAX);
    }
    var text = bytes.toString();
    return Wording.line(text.substring(text.indexOf(" B") + 2).strip(), CONTENT_MAX);
  }

  private static String crossed(Event event, Saying saying) {
    return saying.text().isEmpty() ? event.bytes().toString() : saying.text();
  }

  private static String label(Event event, String what, String note, Saying saying) {
    var label =
        switch (event.kind()) {
          // Where nothing new crossed, the note says what did.
          case DATA -> event.bytes().isEmpty() && !note.isEmpty() ? note : crossed(event, saying);
          case DATAGRAM -> crossed(event, saying) + (note.isEmpty() ? "" : ", " + note);
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

  /**
   * What crossed, each way: {@code 12 B from client, 12 B from server}, or {@code 2 datagrams, 12
   * B, from client}.
   */
  String traffic() {
    var parts = new ArrayList<String>();
    for (var peer : peers) {
      var total = totals.getOrDefault(peer, Total.NOTHING);
      if (!total.equals(Total.NOTHING)) {
        parts.add(total.text() + " from " + peer);
      }
    }
    return parts.isEmpty() ? "no bytes" : String.join(ofDatagrams ? "; " : ", ", parts);
  }

  /** What it is called among others of one trace. */
  String title() {
    return (ofDatagrams ? "Conversation " : "Connection ") + connection;
  }
}
