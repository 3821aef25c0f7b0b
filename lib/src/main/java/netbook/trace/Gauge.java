package netbook.trace;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many octets are under way in one direction of a connection: what one side has written and the
 * other has not read yet. They lie in buffers of both systems, whose sizes nobody has to know.
 *
 * <p>It counts what goes through two streams, {@link #out} at the writer and {@link #in} at the
 * reader, also those of several connections together. Safe for use by several threads.
 */
public final class Gauge {
  /** In pieces of this size a stuck write is known to have begun, and how far it came. */
  private static final int PIECE = 1024;

  private final String direction;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong writers = new AtomicLong();

  /**
   * A gauge that has counted nothing.
   *
   * @param direction whose octets it counts, such as {@code "client → server"}
   */
  public Gauge(String direction) {
    this.direction = direction;
  }

  /** Whose octets it counts. */
  public String direction() {
    return direction;
  }

  /**
   * The writer's stream, counted. It hands octets on at once, at most 1024 in a call, and counts
   * them once they are taken. Closing it closes the writer's own.
   */
  public OutputStream out(OutputStream to) {
    return new Out(to);
  }

  /** The reader's stream, counted. Closing it closes the reader's own. */
  public InputStream in(InputStream from) {
    return new In(from);
  }

  /** How many octets the writer's stream has taken. */
  public long written() {
    return written.get();
  }

  /** How many octets the reader's stream has given. */
  public long read() {
    return read.get();
  }

  /** How many octets were written and not read yet; 0 or more. */
  public long underWay() {
    long taken = read.get(); // first, so that what comes meanwhile isn't missing
    return Math.max(0, written.get() - taken);
  }

  /** Whether somebody is inside a write now: it waits, if nothing moves. */
  public boolean isWriting() {
    return writers.get() > 0;
  }

  /** One line. */
  @Override
  public String toString() {
    return "%s: %d B written, %d B read".formatted(direction, written(), read());
  }

  private final class Out extends FilterOutputStream {
    Out(OutputStream to) {
      super(to);
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, octets.length);
      writers.incrementAndGet();
      try {
        for (int from = offset, end = offset + length; from < end; ) {
          int count = Math.min(PIECE, end - from);
          out.write(octets, from, count);
          written.addAndGet(count);
          from += count;
        }
      } finally {
        writers.decrementAndGet();
      }
    }
  }

  private final class In extends FilterInputStream {
    In(InputStream from) {
      super(from);
    }

    @Override
    public int read() throws IOException {
      int octet = in.read();
      if (octet >= 0) {
        read.incrementAndGet();
      }
      return octet;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = in.read(into, offset, length);
      read.addAndGet(Math.max(0, count));
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = in.skip(count);
      read.addAndGet(skipped);
      return skipped;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
