package netbook.show;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

  /** Octets that are read together: those of a stream, or those of one datagram. */
  private record Way(String from, String to, int datagram) {
    static Way of(List<Event> events, int index) {
      var event = events.get(index);
      int datagram = event.kind() == Kind.DATAGRAM ? index : -1;
      return event.from().equals(Event.TAP)
          ? new Way(event.from(), event.to(), datagram)
          : new Way(event.from(), "", datagram);
    }
  }

  private Sayings() {}

  /** A saying for each event, in their order; without a dissector, nothing for each. */
  static List<Saying> of(List<Event> events, @Nullable Dissector dissector) {
    if (dissector == null) {
      return Collections.nCopies(events.size(), Saying.NOTHING);
    }
    var octets = new LinkedHashMap<Way, ByteArrayOutputStream>();
    for (int i = 0; i < events.size(); i++) {
      octets
          .computeIfAbsent(Way.of(events, i), _ -> new ByteArrayOutputStream())
          .writeBytes(events.get(i).bytes().toArray());
    }
    var messages = new HashMap<Way, List<Message>>();
    octets.forEach(
        (way, all) -> messages.put(way, dissector.dissect(Bytes.copyOf(all.toByteArray()))));
    return inTurn(events, messages);
  }

  private static List<Saying> inTurn(List<Event> events, Map<Way, List<Message>> messages) {
    var sayings = new ArrayList<Saying>();
    var positions = new HashMap<Way, Integer>();
    for (int i = 0; i < events.size(); i++) {
      var way = Way.of(events, i);
      int from = positions.getOrDefault(way, 0);
      int to = from + events.get(i).bytes().size();
      positions.put(way, to);
      boolean crosses = events.get(i).kind().crosses();
      var all = messages.getOrDefault(way, List.of());
      sayings.add(crosses ? saying(all, from, to) : Saying.NOTHING);
    }
    return sayings;
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
