package netbook.show;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import netbook.bytes.Bytes;
import netbook.frame.Dissector;
import netbook.frame.Message;
import netbook.trace.Event;
import netbook.trace.Event.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one connection say in the protocol's words: the messages of which their octets
 * are all or a part. What leaves a tap is read on its own, since a fault may have changed it.
 */
final class Sayings {
  private static final int MESSAGES_MAX = 8;

  /**
   * What one event says.
   *
   * @param text in one line; may be empty
   * @param malformed whether they break the grammar
   */
  record Saying(String text, boolean malformed) {
    /** Of an event without octets, or without a dissector. */
    static final Saying NOTHING = new Saying("", false);
  }

  /**
   * Octets that are read together: those that one peer sends, those that one gets, or those of one
   * datagram.
   */
  private record Way(String peer, boolean gets, int datagram) {}

  /** A part of a way, which one event brings; none for what can't be read with the rest. */
  private record Part(@Nullable Way way, int from, int to) {}

  private Sayings() {}

  /** A saying for each event, in their order; without a dissector, nothing for each. */
  static List<Saying> of(List<Event> events, @Nullable Dissector dissector) {
    if (dissector == null) {
      return Collections.nCopies(events.size(), Saying.NOTHING);
    }
    var ways = new HashMap<Way, ByteArrayOutputStream>();
    var parts = parts(events, ways);
    var messages = new HashMap<Way, List<Message>>();
    ways.forEach((way, all) -> {
      var octets = Bytes.copyOf(all.toByteArray());
      boolean ofStream = way.datagram < 0;
      messages.put(way, ofStream ? dissector.dissect(octets) : dissector.dissectDatagram(octets));
    });
    return parts.stream()
        .map(part ->
            part.way == null
                ? Saying.NOTHING
                : saying(messages.getOrDefault(part.way, List.of()), part.from, part.to))
        .toList();
  }

  /** What leaves a tap is read as a part of all that its receiver gets. */
  private static List<Part> parts(List<Event> events, Map<Way, ByteArrayOutputStream> ways) {
    var parts = new ArrayList<Part>();
    var gone = new HashSet<Way>();
    for (int i = 0; i < events.size(); i++) {
      var event = events.get(i);
      int datagram = event.kind() == Kind.DATAGRAM ? i : -1;
      var sent = new Way(event.from(), false, datagram);
      var got = new Way(event.to(), true, datagram);
      if (event.kind() == Kind.LOST && !event.to().equals(Event.TAP)) {
        // Octets are missing that nobody knows, so where the next message begins is unknown too.
        gone.addAll(List.of(sent, got));
      }
      var part = new Part(null, 0, 0);
      for (var way : List.of(sent, got)) {
        boolean read = event.kind().crosses() && !gone.contains(way);
        if (read && !way.peer.equals(Event.TAP)) {
          var octets = ways.computeIfAbsent(way, _ -> new ByteArrayOutputStream());
          int from = octets.size();
          octets.writeBytes(event.bytes().toArray());
          part = part.way == null ? new Part(way, from, octets.size()) : part;
        }
      }
      parts.add(part);
    }
    return parts;
  }

  private static Saying saying(List<Message> messages, int from, int to) {
    var within = messages.stream().filter(m -> m.from() < to && m.to() > from).toList();
    var said = within.stream().limit(MESSAGES_MAX).map(m -> part(m, from, to)).toList();
    var more = within.size() - said.size();
    return new Saying(
        String.join(" + ", said) + (more > 0 ? " + " + more + " more" : ""),
        within.stream().anyMatch(m -> m.problem() != null));
  }

  /** A message that came in several pieces says which octets of it these are. */
  private static String part(Message message, int from, int to) {
    int first = Math.max(from, message.from()) - message.from();
    int end = Math.min(to, message.to()) - message.from();
    var says = (message.problem() == null ? "" : "✗ ") + message.says();
    return end - first == message.size()
        ? says
        : "%s [octets %d–%d of %d]".formatted(says, first, end - 1, message.size());
  }
}
