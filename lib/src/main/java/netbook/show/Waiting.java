package netbook.show;

import java.util.ArrayList;
import java.util.List;
import netbook.trace.Event;
import netbook.trace.Event.Kind;

/** What has come to the tap of one connection, to find there what leaves it late. */
final class Waiting {
  /** What came, and in which row; a datagram until it has gone on. */
  private record Came(Event event, int row) {}

  private final List<Came> all = new ArrayList<>();

  /**
   * Takes the event of the next row.
   *
   * @return the row in which it came to the tap, if a fault held it back there, else -1
   */
  int since(Event event, int row) {
    if (event.to().equals(Event.TAP) && event.kind().crosses()) {
      all.add(new Came(event, row));
    }
    if (!event.from().equals(Event.TAP)) {
      return -1;
    }
    int came = event.kind() == Kind.DATAGRAM ? datagram(event) : stream(event);
    return isHeld(event.note()) ? came : -1;
  }

  /** What came last goes no further. */
  void forgetLast() {
    all.removeLast();
  }

  /** Whether no other datagram of that size waits that came from there. */
  boolean isOnly(String from, int size) {
    return all.stream()
            .filter(came -> came.event().kind() == Kind.DATAGRAM)
            .filter(came -> came.event().from().equals(from))
            .filter(came -> came.event().bytes().size() == size)
            .count()
        == 1;
  }

  private static boolean isHeld(String note) {
    return note.contains("delay") || note.contains("reorder") || note.contains("throttle");
  }

  /** In a stream it is a part of what came last on that way. */
  private int stream(Event event) {
    for (var came : all.reversed()) {
      if (!came.event().from().equals(event.to())) {
        return came.row();
      }
    }
    return -1;
  }

  /** The datagram of the same octets, else the first, since faults may have changed it. */
  private int datagram(Event event) {
    if (event.note().contains("duplicate")) {
      return -1; // its original has gone on
    }
    var others = all.stream().filter(came -> !came.event().from().equals(event.to())).toList();
    if (others.isEmpty()) {
      return -1;
    }
    var found =
        others.stream()
            .filter(came -> came.event().bytes().equals(event.bytes()))
            .findFirst()
            .orElse(others.getFirst());
    all.remove(found);
    return found.row();
  }
}
