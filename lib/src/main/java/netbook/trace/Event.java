package netbook.trace;

import java.time.Duration;
import java.util.Locale;
import netbook.bytes.Bytes;

/**
 * One thing that happened on a wire.
 *
 * @param connection which connection, counted from 1 in the order in which they began
 * @param at when, since the trace began
 * @param from who did it, such as {@code client}
 * @param to towards whom
 * @param kind what it was
 * @param bytes what crossed; empty unless the kind is {@link Kind#DATA} or {@link Kind#DATAGRAM}
 * @param note a few words more, such as what a timeout awaited; may be empty
 */
public record Event(
    int connection, Duration at, String from, String to, Kind kind, Bytes bytes, String note) {
  /** What a tap between two peers is called in a trace. */
  public static final String TAP = "tap";

  private static final int LINE_MAX = 120;

  /** What can happen. */
  public enum Kind {
    /** A connection stands. */
    CONNECT,
    /** Bytes of a stream crossed. */
    DATA,
    /** A datagram crossed, whole; one without bytes is a datagram too (RFC 768). */
    DATAGRAM,
    /** One side said that it will send no more (TCP's FIN, RFC 9293 §3.6). */
    FIN,
    /** The connection was aborted (TCP's RST, RFC 9293 §3.5.2). */
    RESET,
    /** A wait ended at its deadline. */
    TIMEOUT,
    /** Nobody listened at the address. */
    REFUSED,
    /** A fault swallowed bytes; the note says how many, and which fault. */
    LOST,
    /** From here on a fault lets nothing pass. */
    STALL,
    /** One side let go of its socket. */
    CLOSE,
    /** A handler ended with an exception. */
    FAILURE;

    /** Whether it is octets that crossed, of a stream or as a datagram. */
    public boolean crosses() {
      return this == DATA || this == DATAGRAM;
    }
  }

  /** One line of at most 120 characters: when, who to whom, what. */
  @Override
  public String toString() {
    var what = kind.crosses() ? bytes.toString() : kind.name().toLowerCase(Locale.ROOT);
    var line = "%8s  %s → %s  %s  %s".formatted(milliseconds(at), from, to, what, note);
    line = line.replaceAll("\\p{Cntrl}+", " ").stripTrailing();
    return line.length() <= LINE_MAX ? line : line.substring(0, LINE_MAX - 1) + "…";
  }

  /** A duration as every view shows it: {@code 0.412 ms}, in thousandths whatever its size. */
  public static String milliseconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f ms", time.toNanos() / 1e6);
  }
}
