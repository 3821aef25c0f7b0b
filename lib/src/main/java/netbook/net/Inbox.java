package netbook.net;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived on a wire and was not taken yet. Grows with what arrives, never with what a
 * length promises; a read that fails leaves all of it here, so that nothing is lost.
 */
final class Inbox {
  private static final int READ_SIZE = 8192;

  private final Wire wire;
  private byte[] buffer = new byte[READ_SIZE];
  private int start;
  private int end;

  Inbox(Wire wire) {
    this.wire = wire;
  }

  /** What one read gives: what is here, or else what comes next; empty at the end of the stream. */
  Bytes readSome(int max) throws IOException {
    if (max < 1) {
      throw new IllegalArgumentException("max: " + max + " is not 1 or more");
    }
    if (start == end) {
      fill(Deadline.in(wire.timeout()), "byte");
    }
    return take(Math.min(max, end - start));
  }

  /** Exactly so many octets. */
  Bytes readExactly(int count, int max) throws IOException {
    if (count < 0) {
      throw new IllegalArgumentException("count: " + count + " is negative");
    }
    if (count > max) {
      throw new LimitException("bytes to read at once", max, max);
    }
    var awaited = count + " B";
    var deadline = Deadline.in(wire.timeout());
    while (end - start < count) {
      if (fill(deadline, awaited) < 0) {
        throw new EOFException("the stream ended, awaited " + awaited + "; came: " + peek());
      }
    }
    return take(count);
  }

  /** A line without its end, LF or CRLF; what stands before the end of the stream counts as one. */
  @Nullable String readLine(int max) throws IOException {
    var deadline = Deadline.in(wire.timeout());
    int seen = 0;
    while (true) {
      int lineFeed = indexOfLineFeed(seen);
      seen = end - start;
      int length = withoutCarriageReturn(lineFeed < 0 ? seen : lineFeed);
      if (length > max) {
        throw new LimitException("line length", max, max);
      }
      if (lineFeed >= 0) {
        return line(length, lineFeed + 1);
      }
      if (fill(deadline, "end of line") < 0) {
        return seen == 0 ? null : line(seen, seen);
      }
    }
  }

  /** Where the first LF stands, counted from what is next to read, or -1. */
  private int indexOfLineFeed(int from) {
    for (int i = start + from; i < end; i++) {
      if (buffer[i] == '\n') {
        return i - start;
      }
    }
    return -1;
  }

  /** Text that is not UTF-8 stays here, for whoever wants its octets. */
  private String line(int length, int taken) throws MalformedException {
    var text = peek().slice(0, length).toText();
    start += taken;
    return text;
  }

  private int withoutCarriageReturn(int length) {
    return length > 0 && buffer[start + length - 1] == '\r' ? length - 1 : length;
  }

  /** Everything up to the end of the stream. */
  Bytes readAll(int max) throws IOException {
    var deadline = Deadline.in(wire.timeout());
    while (end - start <= max) {
      if (fill(deadline, "end of stream") < 0) {
        return take(end - start);
      }
    }
    throw new LimitException("bytes until the end of the stream", max, max);
  }

  /** As {@link java.io.InputStream#read(byte[], int, int)}. */
  int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (start == end && fill(Deadline.in(wire.timeout()), "byte") < 0) {
      return -1;
    }
    int count = Math.min(length, end - start);
    System.arraycopy(buffer, start, into, offset, count);
    start += count;
    return count;
  }

  /** How much is here already. */
  int available() {
    return end - start;
  }

  private Bytes peek() {
    return Bytes.copyOf(buffer, start, end);
  }

  private Bytes take(int count) {
    var taken = Bytes.copyOf(buffer, start, start + count);
    start += count;
    return taken;
  }

  /** Waits for more and appends it. */
  private int fill(Deadline deadline, String awaited) throws IOException {
    makeRoom();
    int count =
        wire.read(
            ByteBuffer.wrap(buffer, end, buffer.length - end),
            deadline,
            () -> start == end ? awaited : awaited + ", only " + peek() + ",");
    end += Math.max(count, 0);
    return count;
  }

  private void makeRoom() {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
  }
}
