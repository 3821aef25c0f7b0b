package netbook.notebook;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/**
 * What the threads of one group print, kept apart while everybody else prints as before: so the
 * code that a check runs can't flood its cell. Bounded: a thread that prints over the limit waits
 * there until it is interrupted, and then its print throws, since code that prints without end
 * would else go on in later cells. Safe for use by several threads.
 */
public final class CapturedPrints implements AutoCloseable {
  private final ThreadGroup group;
  private final int sizeMax;
  private final PrintStream outBefore = System.out;
  private final PrintStream errBefore = System.err;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private long size;

  /**
   * Captures until it is closed.
   *
   * @param group whose threads, those of its subgroups too; virtual threads belong to none
   * @param sizeMax how many octets are kept, 1 or more
   */
  public CapturedPrints(ThreadGroup group, int sizeMax) {
    this.group = group;
    this.sizeMax = sizeMax;
    System.setOut(new PrintStream(new Router(outBefore), true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(new Router(errBefore), true, StandardCharsets.UTF_8));
  }

  /** How many octets they have printed. */
  public synchronized long size() {
    return size;
  }

  /** The text that they have printed, as far as it is kept. */
  public synchronized String text() {
    return kept.toString(StandardCharsets.UTF_8);
  }

  private void keep(byte[] octets, int offset, int length) {
    synchronized (this) {
      kept.write(octets, offset, Math.min(length, sizeMax - kept.size()));
      size += length;
      if (size <= sizeMax) {
        return;
      }
    }
    while (!Thread.interrupted()) {
      LockSupport.park(this);
    }
    throw new IllegalStateException("printed more than " + sizeMax + " B");
  }

  private boolean isOurs() {
    var of = Thread.currentThread().getThreadGroup();
    return of != null && group.parentOf(of);
  }

  /** Puts the streams back that were there before. */
  @Override
  public void close() {
    System.setOut(outBefore);
    System.setErr(errBefore);
  }

  /** Sends what is printed where it belongs, by the thread that prints. */
  private final class Router extends OutputStream {
    private final PrintStream before;

    Router(PrintStream before) {
      this.before = before;
    }

    @Override
    public void write(int octet) {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
      if (isOurs()) {
        keep(octets, offset, length);
      } else {
        before.write(octets, offset, length);
      }
    }

    @Override
    public void flush() {
      if (!isOurs()) {
        before.flush();
      }
    }
  }
}
