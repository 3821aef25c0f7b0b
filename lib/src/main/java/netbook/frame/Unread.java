package netbook.frame;

import java.io.IOException;
import netbook.bytes.ByteQueue;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;
import org.jspecify.annotations.Nullable;

/** What has come of a stream and isn't read, and the frame that stands first in it. */
final class Unread {
  /** A reader that doesn't take its messages out could make it grow without end. */
  static final int SIZE_MAX = 16 << 20;

  private final Framing<?> framing;
  private final Boundary boundary;
  private final ByteQueue queue = new ByteQueue(SIZE_MAX);
  private Bytes octets = Bytes.EMPTY;
  private int from;
  private int size = Boundary.UNKNOWN;
  private long passed;
  private boolean ended;
  private @Nullable IOException broken;

  Unread(Framing<?> framing) {
    this.framing = framing;
    this.boundary = framing.boundary();
  }

  void feed(Bytes more) throws LimitException {
    if (ended) {
      throw new IllegalStateException("the stream has ended, and " + more.size() + " B more came");
    }
    takeRead();
    try {
      queue.add(more);
    } catch (LimitException e) {
      throw e.shifted(passed);
    }
    octets = queue.octets();
  }

  private void takeRead() {
    queue.take(from);
    passed += from;
    from = 0;
    octets = queue.octets();
  }

  void end() {
    ended = true;
  }

  /** Whether a whole frame is there; its octets begin at {@link #from}. */
  boolean hasNext() throws MalformedException, LimitException {
    if (broken != null) {
      throwAgain(broken);
    }
    try {
      while (!isWhole()) {
        if (!hasMore()) {
          return ended && isLast();
        }
      }
      return true;
    } catch (MalformedException e) {
      throw broken(e);
    } catch (LimitException e) {
      throw broken(e);
    }
  }

  private static void throwAgain(IOException broken) throws MalformedException, LimitException {
    switch (broken) {
      case MalformedException e -> throw e;
      case LimitException e -> throw e;
      default -> throw new AssertionError(broken);
    }
  }

  private boolean isWhole() throws MalformedException, LimitException {
    if (size == Boundary.UNKNOWN && octets.size() > from) {
      size = boundary.find(octets, from);
    }
    return size != Boundary.UNKNOWN && size <= octets.size() - from;
  }

  /** Whether the sequence could be made longer than it was, since more has come. */
  private boolean hasMore() {
    int had = octets.size() - from;
    takeRead();
    if (octets.size() == had && !queue.grow()) {
      return false;
    }
    octets = queue.octets();
    return true;
  }

  private boolean isLast() throws MalformedException {
    size = boundary.findLast(octets, from);
    return size != Boundary.UNKNOWN;
  }

  /** From here on it can't be known where the next message begins. */
  MalformedException broken(MalformedException e) {
    var told = e.shifted(position());
    broken = told;
    return told;
  }

  /** The same for what is longer than we are ready to take. */
  LimitException broken(LimitException e) {
    var told = e.shifted(position());
    broken = told;
    return told;
  }

  /** Goes on to what stands behind the frame. */
  void pass() {
    from += size;
    size = Boundary.UNKNOWN;
  }

  Bytes octets() {
    return octets;
  }

  int from() {
    return from;
  }

  int size() {
    return size;
  }

  long position() {
    return passed + from;
  }

  int waiting() {
    return queue.size() - from;
  }

  @Override
  public String toString() {
    return "%s, %d B read, %d waiting".formatted(framing, position(), waiting());
  }
}
