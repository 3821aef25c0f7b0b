package netbook.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The moment at which a wait gives up. Waiting for a channel goes through a selector, since that is
 * the one way that works alike for every address family, ends on an interrupt, and leaves the
 * channel open when the time is over.
 */
final class Deadline {
  /** How long everything waits unless told otherwise. */
  static final Duration DEFAULT = Duration.ofSeconds(5);

  private final Duration timeout;
  private final long endNanos;

  private Deadline(Duration timeout) {
    this.timeout = timeout;
    this.endNanos = System.nanoTime() + timeout.toNanos();
  }

  static Deadline in(Duration timeout) {
    return new Deadline(timeout);
  }

  /** Checks a timeout that a caller gave: more than nothing, and at most an hour. */
  static Duration checked(Duration timeout) {
    if (!timeout.isPositive() || timeout.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("timeout: " + text(timeout) + " is not in 1 ns to 1 hour");
    }
    return timeout;
  }

  long remainingNanos() {
    return endNanos - System.nanoTime();
  }

  /**
   * Waits until the channel, which is registered with the selector, is ready.
   *
   * @param awaited says what was awaited and what did arrive, for the message
   * @throws SocketTimeoutException if it isn't ready in time; the channel stays as it is
   * @throws InterruptedIOException if the thread is interrupted; the channel stays as it is
   */
  void await(Selector selector, SelectableChannel channel, Supplier<String> awaited)
      throws IOException {
    try {
      while (selector.select(millis()) == 0 && channel.isOpen()) {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("interrupted; awaited " + awaited.get());
        }
        if (remainingNanos() <= 0) {
          throw new SocketTimeoutException("no " + awaited.get() + " within " + text(timeout));
        }
      }
      selector.selectedKeys().clear();
    } catch (ClosedSelectorException e) {
      throw new ClosedChannelException();
    }
  }

  /** The time left, rounded up, as a selector wants it: 0 would mean for ever. */
  private long millis() {
    return Math.max(1, (remainingNanos() + 999_999) / 1_000_000);
  }

  /** A duration in the shortest usual form, such as {@code 5 s} or {@code 200 ms}. */
  static String text(Duration time) {
    if (time.compareTo(Duration.ofHours(1)) > 0
        || time.equals(Duration.ofSeconds(time.toSeconds()))) {
      return time.toSeconds() + " s";
    }
    long millis = time.toMillis();
    return millis > 0 ? millis + " ms" : time.toNanos() + " ns";
  }
}
