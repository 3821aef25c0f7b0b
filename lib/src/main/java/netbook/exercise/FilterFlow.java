package netbook.exercise;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import netbook.bytes.Bytes;
import netbook.exercise.FilterTrial.Trouble;
import org.jspecify.annotations.Nullable;

/**
 * Both ends of what passes through a filter: a stream that makes what is to be sent, and one that
 * compares what comes back. Neither keeps it. Safe for use by several threads.
 */
final class FilterFlow {
  /** What a client may keep, and as much again for all buffers on the way. */
  private static final int AHEAD_MAX = 2 << 20;

  /** If nothing is taken for so long, buffers are full: less than what the server waits. */
  private static final Duration QUIET = Duration.ofMillis(400);

  private static final int PATTERN_MIN = 64 << 10;

  private final FilterTrial trial;
  private final byte[] asked;
  private final byte[] wanted;
  private final AtomicReference<@Nullable Mismatch> ahead = new AtomicReference<>();
  private final AtomicReference<@Nullable Mismatch> wrong = new AtomicReference<>();
  private final Semaphore reads = new Semaphore(0);
  private volatile int read;
  private volatile int written;

  FilterFlow(FilterTrial trial) {
    this.trial = trial;
    var pattern = trial.pattern();
    while (pattern.size() < PATTERN_MIN) {
      pattern = pattern.plus(pattern);
    }
    this.asked = pattern.toArray();
    this.wanted = FilterServer.upper(asked);
  }

  /** What the client reads from. */
  InputStream from() {
    return new From();
  }

  /** What the client writes to. */
  OutputStream to() {
    return new To();
  }

  /** Whether more was taken than is passed on. */
  Optional<Mismatch> findAhead() {
    return Optional.ofNullable(ahead.get());
  }

  /** What is wrong with what came back. */
  Optional<Mismatch> findWrong(@Nullable Exception thrown) {
    var all = trial.size() + " B in upper case";
    if (thrown != null) {
      return Optional.of(new Mismatch(all, Said.of(thrown)));
    }
    var differs = wrong.get();
    if (differs != null) {
      return Optional.of(differs);
    }
    int count = written;
    return count == trial.size()
        ? Optional.empty()
        : Optional.of(new Mismatch(all, "%d B, and then it returns".formatted(count), count));
  }

  private final class From extends InputStream {
    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, into.length);
      reads.release();
      int start = read;
      if (trial.strikes(Trouble.BROKEN_SOURCE, start)) {
        throw new IOException("from is broken");
      }
      int kept = start - written;
      if (kept > AHEAD_MAX) {
        ahead.compareAndSet(
            null,
            new Mismatch(
                "at most 1 MiB kept",
                "%d B taken from one stream, %d B written into the other"
                    .formatted(start, start - kept)));
        throw new IOException("too much is kept");
      }
      if (start == trial.size() && length > 0) {
        return -1;
      }
      int at = start % asked.length;
      int count = Math.min(Math.min(length, trial.size() - start), asked.length - at);
      System.arraycopy(asked, at, into, offset, count);
      read = start + count;
      return count;
    }
  }

  private final class To extends OutputStream {
    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] octets, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, octets.length);
      int start = written;
      if (trial.trouble() == Trouble.SLOW_TARGET && start == 0) {
        awaitQuiet();
      }
      if (trial.strikes(Trouble.BROKEN_TARGET, start + length - 1)) {
        throw new IOException("to is full");
      }
      if (start + length > trial.size()) {
        throw new IOException("to gets more than was sent");
      }
      for (int i = 0; i < length; i++) {
        if (octets[offset + i] != wanted[(start + i) % wanted.length]) {
          differs(octets[offset + i], start + i);
          break;
        }
      }
      written = start + length;
    }

    /** Waits until too much is kept, or nothing more is taken. */
    private void awaitQuiet() throws InterruptedIOException {
      try {
        do {
          reads.drainPermits();
        } while (ahead.get() == null && reads.tryAcquire(QUIET.toNanos(), TimeUnit.NANOSECONDS));
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
    }

    private void differs(byte octet, int at) {
      wrong.compareAndSet(
          null,
          new Mismatch(
              "at %d: %s".formatted(at, Bytes.of(wanted[at % wanted.length] & 0xff)),
              Bytes.of(octet & 0xff).toString(),
              at));
    }
  }
}
