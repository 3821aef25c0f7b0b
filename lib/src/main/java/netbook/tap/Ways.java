package netbook.tap;

import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.channels.ClosedChannelException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import netbook.bytes.Bytes;
import netbook.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * All that is on its way through a tap before a server of datagrams: a {@link Way} for each
 * direction of each client, and the count of what they hold, pass on and lose.
 *
 * <p>Not safe for use by several threads.
 */
final class Ways {
  /** How much memory it takes, about, to hold back what faults hold back. */
  private static final int HELD_MAX = 16 << 20;

  private final Trace trace;
  private final Failing failing;
  private final Set<Way> busy = new HashSet<>();
  private long held;
  private long relayed;
  private long lost;
  private long lastNanos = System.nanoTime();

  /** Keeps what went wrong. */
  interface Failing {
    void failed(int connection, IOException e);
  }

  /** Where a way ends: a socket that takes a datagram at once or not at all. */
  interface Exit {
    /** How many octets went. */
    int send(Bytes datagram) throws IOException;
  }

  Ways(Trace trace, Failing failing) {
    this.trace = trace;
    this.failing = failing;
  }

  /** The way of a client's datagrams to the server. */
  Way toServer(int number, Script script, Exit exit) {
    return new Way(number, Relay.CLIENT, Relay.SERVER, script, 2L * number, exit);
  }

  /** The way of the server's datagrams to a client. */
  Way toClient(int number, Script script, Exit exit) {
    return new Way(number, Relay.SERVER, Relay.CLIENT, script, 2L * number + 1, exit);
  }

  /** Sends on whatever is due, first what was due first. */
  void leaveAllDue() {
    long now = System.nanoTime();
    for (var way = next(); way != null && way.course.dueNanos() <= now; way = next()) {
      var item = way.course.next(now);
      if (item != null) {
        way.leave(item);
      }
      way.count();
    }
  }

  private @Nullable Way next() {
    return busy.stream().min(Comparator.comparingLong(way -> way.course.dueNanos())).orElse(null);
  }

  /** When something is due next. */
  long dueNanos() {
    var next = next();
    return next == null ? Long.MAX_VALUE : next.course.dueNanos();
  }

  boolean isEmpty() {
    return busy.isEmpty();
  }

  /** How many datagrams wait for their time. */
  int heldCount() {
    return busy.stream().mapToInt(way -> way.course.size()).sum();
  }

  /** How many octets went on. */
  long relayed() {
    return relayed;
  }

  /** How many octets did not. */
  long lost() {
    return lost;
  }

  /** When something last came or went on. */
  long lastNanos() {
    return lastNanos;
  }

  /** Lets go of everything. */
  void clear() {
    busy.clear();
  }

  /** One direction: what comes from one side runs its course, and is sent to the other. */
  final class Way {
    private final int number;
    private final Course course;
    private final Direction direction;
    private final Exit exit;
    private long weight;

    private Way(int number, String sender, String receiver, Script script, long seed, Exit exit) {
      this.number = number;
      this.course = Course.ofDatagrams(script, seed);
      this.direction = Direction.ofDatagrams(trace, number, sender, receiver, script, course);
      this.exit = exit;
    }

    boolean isIdle() {
      return !busy.contains(this);
    }

    void arrived(Bytes datagram) {
      lastNanos = System.nanoTime();
      if (held > HELD_MAX) {
        direction.overflowed(datagram, "no room in the tap");
        lost += datagram.size();
      } else {
        direction.arrived(datagram, lastNanos, course.size() == 0, true);
        count();
      }
    }

    /** The receiver's machine said that nobody is there. */
    void refused() {
      direction.refused();
    }

    /** Counts again what is held in it. */
    private void count() {
      held += course.weight() - weight;
      weight = course.weight();
      if (course.dueNanos() == Long.MAX_VALUE) {
        busy.remove(this);
      } else {
        busy.add(this);
      }
    }

    private void leave(Item item) {
      lastNanos = System.nanoTime();
      if (item.kind() == Item.Kind.LOST) {
        lose(item, item.note());
        return;
      }
      direction.left(item);
      try {
        send(item);
      } catch (ClosedChannelException e) {
        // The tap is being closed.
      } catch (IOException e) {
        failing.failed(number, e);
        lose(item, String.valueOf(e.getMessage()));
      }
    }

    private void send(Item item) throws IOException {
      int sent;
      try {
        sent = exit.send(item.bytes());
      } catch (PortUnreachableException e) {
        // It tells of an earlier datagram, and this one hasn't left.
        direction.refused();
        sent = exit.send(item.bytes());
      }
      if (sent < item.bytes().size()) {
        lose(item, "no room in the socket");
      } else {
        relayed += sent;
      }
    }

    private void lose(Item item, String why) {
      direction.lost(item, why);
      lost += item.bytes().size();
    }

    /** Loses what is held back, since its client is let go of. */
    void loseAll(String why) {
      long end = Long.MAX_VALUE - 1;
      for (var item = course.next(end); item != null; item = course.next(end)) {
        lose(item, why);
      }
      count();
    }
  }
}
