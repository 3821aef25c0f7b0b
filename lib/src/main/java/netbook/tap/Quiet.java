package netbook.tap;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/** How a tap waits until nothing is on its way any more. */
final class Quiet {
  /** What stays open has settled when nothing has come for so long, in nanoseconds. */
  static final long NANOS = Duration.ofMillis(100).toNanos();

  private Quiet() {}

  /**
   * Waits with the lock held.
   *
   * @param changed signalled when something may have settled
   * @param waitNanos says, for the moment when the waiting began, how long to wait for a change
   *     before asking again; 0 if all has settled
   * @param state what is still on its way, in words
   * @throws SocketTimeoutException if that is so at the end
   */
  static void await(
      Lock lock,
      Condition changed,
      LongUnaryOperator waitNanos,
      Supplier<String> state,
      Duration longest)
      throws IOException, InterruptedException {
    long startNanos = System.nanoTime();
    long endNanos = startNanos + longest.toNanos();
    lock.lockInterruptibly();
    try {
      for (long wait = waitNanos.applyAsLong(startNanos);
          wait > 0;
          wait = waitNanos.applyAsLong(startNanos)) {
        long leftNanos = endNanos - System.nanoTime();
        if (leftNanos <= 0) {
          throw new SocketTimeoutException(
              "no quiet tap within " + longest.toMillis() + " ms: " + state.get());
        }
        changed.awaitNanos(Math.min(leftNanos, wait));
      }
    } finally {
      lock.unlock();
    }
  }
}
