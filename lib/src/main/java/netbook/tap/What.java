package netbook.tap;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import netbook.trace.Event;

/** What a fault does to the octets of a stream, or to datagrams. */
public sealed interface What {
  /** The longest time that a fault holds anything back. */
  Duration LONGEST = Duration.ofMinutes(1);

  /**
   * Holds back for a time, and by a random part of the jitter more.
   *
   * @param by from 0 to a minute
   * @param jitter from 0 to a minute
   */
  record Delay(Duration by, Duration jitter) implements What {
    /** Checks the times. */
    public Delay {
      checked("delay", by);
      checked("jitter", jitter);
    }

    @Override
    public String toString() {
      return "delay by "
          + text(by)
          + (jitter.isZero() ? "" : " and up to " + text(jitter) + " more");
    }
  }

  /**
   * Lets no more than so many octets pass in a second.
   *
   * @param octetsPerSecond 1 or more
   */
  record Throttle(long octetsPerSecond) implements What {
    /** Checks the rate. */
    public Throttle {
      atLeast("throttle", octetsPerSecond, 1);
    }

    @Override
    public String toString() {
      return "throttle to " + octetsPerSecond + " B/s";
    }
  }

  /**
   * Cuts the stream at offsets.
   *
   * @param at each more than 0
   */
  record Slice(List<Long> at) implements What {
    /** Checks the offsets. */
    public Slice {
      at = at.stream().sorted().distinct().toList();
      if (at.isEmpty()) {
        throw new IllegalArgumentException("slice: no offset is given");
      }
      atLeast("slice", at.getFirst(), 1);
    }

    @Override
    public String toString() {
      return "slice at " + at.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
  }

  /**
   * Cuts the stream into pieces of one size.
   *
   * @param octets 1 or more
   */
  record SliceEvery(int octets) implements What {
    /** Checks the size. */
    public SliceEvery {
      atLeast("slice", octets, 1);
    }

    @Override
    public String toString() {
      return "slice every " + octets + " B";
    }
  }

  /**
   * Cuts the stream into pieces of random sizes.
   *
   * @param octetsMax of a piece, 1 or more
   */
  record SliceAtRandom(int octetsMax) implements What {
    /** Checks the size. */
    public SliceAtRandom {
      atLeast("slice", octetsMax, 1);
    }

    @Override
    public String toString() {
      return "slice at random, up to " + octetsMax + " B";
    }
  }

  /**
   * Joins what was sent apart into pieces of one size; what is too little leaves after 40 ms.
   *
   * @param octets 1 to 65536
   */
  record Coalesce(int octets) implements What {
    /** How long it waits for more, as long as many systems delay an acknowledgement. */
    static final Duration PATIENCE = Duration.ofMillis(40);

    /** Checks the size, since so much is held in memory. */
    public Coalesce {
      if (octets < 1 || octets > 65536) {
        throw new IllegalArgumentException("coalesce: " + octets + " is not in 1..65536");
      }
    }

    @Override
    public String toString() {
      return "coalesce to " + octets + " B";
    }
  }

  /**
   * Flips the bits of one octet that are set in a mask; of a datagram, those of a random octet.
   *
   * @param mask from 1 to 255
   */
  record Corrupt(int mask) implements What {
    /** Checks the mask. */
    public Corrupt {
      if (mask < 1 || mask > 255) {
        throw new IllegalArgumentException("corrupt: " + mask + " is not in 1..255");
      }
    }

    @Override
    public String toString() {
      return String.format("corrupt by 0x%02x", mask);
    }
  }

  /** Loses a datagram. */
  record Drop() implements What {
    @Override
    public String toString() {
      return "drop";
    }
  }

  /** Lets a datagram arrive twice. */
  record Duplicate() implements What {
    @Override
    public String toString() {
      return "duplicate";
    }
  }

  /**
   * Lets a datagram arrive after later ones.
   *
   * @param places how many of them, from 1 to 100
   */
  record Reorder(int places) implements What {
    /** Checks the number, since so many datagrams are held. */
    public Reorder {
      if (places < 1 || places > 100) {
        throw new IllegalArgumentException("reorder: " + places + " is not in 1..100");
      }
    }

    @Override
    public String toString() {
      return "reorder by " + places;
    }
  }

  /** Lets nothing pass any more, and tells nobody. */
  record Stall() implements What {
    @Override
    public String toString() {
      return "stall";
    }
  }

  /** Aborts the connection: both sides see a reset (RFC 9293 §3.5.2). */
  record Reset() implements What {
    @Override
    public String toString() {
      return "reset";
    }
  }

  /** Ends this direction of a stream early and loses the rest; the sender isn't told. */
  record Truncate() implements What {
    @Override
    public String toString() {
      return "truncate";
    }
  }

  /**
   * Lets only the beginning of a datagram arrive.
   *
   * @param octets how much of it, 0 or more
   */
  record Shorten(int octets) implements What {
    /** Checks the size. */
    public Shorten {
      atLeast("shorten", octets, 0);
    }

    @Override
    public String toString() {
      return "shorten to " + octets + " B";
    }
  }

  /** Closes both directions in good order, as a server does that has had enough. */
  record CloseEarly() implements What {
    @Override
    public String toString() {
      return "close early";
    }
  }

  /** Takes the sender away without a word: the receiver goes on waiting (RFC 9293 §3.5.1). */
  record HalfOpen() implements What {
    @Override
    public String toString() {
      return "leave half-open";
    }
  }

  private static void checked(String name, Duration time) {
    if (time.isNegative() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(name + ": " + time + " is not in 0 to 1 minute");
    }
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + ": " + value + " is not " + least + " or more");
    }
  }

  private static String text(Duration time) {
    if (!time.isZero() && time.toNanos() % 1_000_000_000 == 0) {
      return time.toSeconds() + " s";
    }
    return time.toNanos() % 1_000_000 == 0 ? time.toMillis() + " ms" : Event.milliseconds(time);
  }
}
