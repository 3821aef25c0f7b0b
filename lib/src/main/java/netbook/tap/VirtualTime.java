package netbook.tap;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The time of two directions in memory: it jumps to what leaves next, on either of them. */
final class VirtualTime {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Way one;
  private final Way other;
  private long nanos;
  private Duration timeout = TIMEOUT;

  /** One direction. */
  interface Way {
    Course course();

    /** Does what is to be done with what leaves. */
    void leave(Item item);
  }

  VirtualTime(Way one, Way other) {
    this.one = one;
    this.other = other;
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
    var next = one.course().dueNanos() <= other.course().dueNanos() ? one : other;
    long due = next.course().dueNanos();
    if (due > untilNanos || due == Long.MAX_VALUE) {
      return false;
    }
    nanos = Math.max(nanos, due);
    var item = next.course().next(nanos);
    if (item != null) {
      next.leave(item);
    }
    return true;
  }
}
