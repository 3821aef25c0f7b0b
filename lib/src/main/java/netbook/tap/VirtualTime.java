package netbook.tap;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The time of a transport in memory: it jumps to what leaves next, on any of its ways. */
final class VirtualTime {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final List<Way> ways;
  private long nanos;
  private Duration timeout = TIMEOUT;

  /** One direction, or whatever else has its moments. */
  interface Way {
    /** When something leaves next, or may; {@link Long#MAX_VALUE} if nothing is on its way. */
    long dueNanos();

    /** Lets leave what comes next, if its time has come. */
    void pass(long nanos);
  }

  /** A direction: what a course lets go leaves on it. */
  static Way along(Course course, Consumer<Item> leave) {
    return new Along(course, leave);
  }

  private record Along(Course course, Consumer<Item> leave) implements Way {
    @Override
    public long dueNanos() {
      return course.dueNanos();
    }

    @Override
    public void pass(long nanos) {
      var item = course.next(nanos);
      if (item != null) {
        leave.accept(item);
      }
    }
  }

  /** A time; of what is due at the same moment, that on the first of the ways leaves first. */
  VirtualTime(Way... ways) {
    this.ways = List.of(ways);
  }

  long nanos() {
    return nanos;
  }

  void timeout(Duration timeout) {
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("timeout: " + timeout + " is not positive");
    }
    this.timeout = timeout;
  }

  Duration timeout() {
    return timeout;
  }

  /**
   * Lets time pass until something is so; false if it isn't before the timeout, which it is then.
   */
  boolean await(BooleanSupplier there) {
    long endNanos = nanos + timeout.toNanos();
    while (!there.getAsBoolean()) {
      if (!step(endNanos)) {
        nanos = endNanos;
        return false;
      }
    }
    return true;
  }

  /** Lets all happen that is still on its way. */
  void settle() {
    boolean more = true;
    while (more) {
      more = step(Long.MAX_VALUE - 1);
    }
  }

  /** Lets all happen until a moment, which it is then. */
  void passUntil(long untilNanos) {
    boolean more = true;
    while (more) {
      more = step(untilNanos);
    }
    nanos = Math.max(nanos, untilNanos);
  }

  /** Lets the next thing happen, if its time comes before the limit. */
  private boolean step(long untilNanos) {
    var next = ways.stream().min(Comparator.comparingLong(Way::dueNanos)).orElseThrow();
    long due = next.dueNanos();
    if (due > untilNanos || due == Long.MAX_VALUE) {
      return false;
    }
    nanos = Math.max(nanos, due);
    next.pass(nanos);
    return true;
  }
}
