package netbook.resolve;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** What attempts to connect: sockets, or a script in memory. One thread uses it. */
interface Dialer {
  /** An attempt that the other side or the system has ended; without a failure it has connected. */
  record Ended(int number, @Nullable IOException failure) {}

  /** Now, on a clock that only goes on. */
  long nanos();

  /**
   * Begins an attempt and doesn't wait for it. One that fails at once is told by {@link #await}
   * too.
   *
   * @param number which it is, from 0
   */
  void begin(int number, InetSocketAddress address);

  /**
   * Waits until one of the attempts has ended.
   *
   * @return the first that has and wasn't told yet; null if there is none until then
   * @throws InterruptedIOException if the thread is interrupted
   */
  @Nullable Ended await(long untilNanos) throws IOException;

  /** Gives up an attempt that has not been told of. */
  void abandon(int number);
}
