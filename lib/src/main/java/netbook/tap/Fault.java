package netbook.tap;

import java.time.Duration;
import java.util.Arrays;

/**
 * Something that a network may do to what is sent, and when: {@code slice(5)}, {@code
 * delay(ofMillis(40)).after(5)}, {@code drop().on(2)}, {@code corrupt(0x20).chance(0.01)}.
 *
 * <p>Offsets and numbers count in one direction of one connection. On a stream a fault strikes by
 * octets, since nothing else is there: how a stream falls into reads is different in every run.
 *
 * @param what it does
 * @param when it strikes
 */
public record Fault(What what, When when) {
  private static Fault always(What what) {
    return new Fault(what, new When.Always());
  }

  /** Holds everything back for a time of at most a minute. */
  public static Fault delay(Duration by) {
    return delay(by, Duration.ZERO);
  }

  /** Holds everything back for a time, and by a random part of the jitter more. */
  public static Fault delay(Duration by, Duration jitter) {
    return always(new What.Delay(by, jitter));
  }

  /** Lets so many octets pass in a second. */
  public static Fault throttle(long octetsPerSecond) {
    return always(new What.Throttle(octetsPerSecond));
  }

  /** Cuts a stream at offsets, each more than 0. */
  public static Fault slice(long... at) {
    return always(new What.Slice(Arrays.stream(at).boxed().toList()));
  }

  /** Cuts a stream into pieces of so many octets. */
  public static Fault sliceEvery(int octets) {
    return always(new What.SliceEvery(octets));
  }

  /** Cuts a stream into pieces of random sizes up to this one. */
  public static Fault sliceAtRandom(int octetsMax) {
    return always(new What.SliceAtRandom(octetsMax));
  }

  /** Joins the pieces of a stream into ones of this size; a rest leaves after 40 ms. */
  public static Fault coalesce(int octets) {
    return always(new What.Coalesce(octets));
  }

  /**
   * Flips bits of one octet: in a stream the first one after so many, in a datagram a random one.
   */
  public static Fault corrupt(int mask) {
    return always(new What.Corrupt(mask));
  }

  /** Loses datagrams. */
  public static Fault drop() {
    return always(new What.Drop());
  }

  /** Lets datagrams arrive twice. */
  public static Fault duplicate() {
    return always(new What.Duplicate());
  }

  /** Lets datagrams arrive after so many later ones; after a second if none comes. */
  public static Fault reorder(int places) {
    return always(new What.Reorder(places));
  }

  /** Lets nothing pass any more, without a word. */
  public static Fault stall() {
    return always(new What.Stall());
  }

  /** Aborts the connection, so that both sides see a reset. */
  public static Fault reset() {
    return always(new What.Reset());
  }

  /** Ends this direction of a stream and loses the rest. */
  public static Fault truncate() {
    return always(new What.Truncate());
  }

  /** Lets only so many octets of a datagram arrive. */
  public static Fault shorten(int octets) {
    return always(new What.Shorten(octets));
  }

  /** Closes both directions in good order. */
  public static Fault closeEarly() {
    return always(new What.CloseEarly());
  }

  /** Takes the sender away; the receiver isn't told. */
  public static Fault halfOpen() {
    return always(new What.HalfOpen());
  }

  /** The same, once so many octets of a stream have passed. */
  public Fault after(long octets) {
    return new Fault(what, new When.After(octets));
  }

  /** The same, at one datagram, counted from 1; {@link #stall} goes on from there. */
  public Fault on(long datagram) {
    return new Fault(what, new When.On(datagram));
  }

  /** The same, at each octet or datagram with a probability from 0 to 1. */
  public Fault chance(double probability) {
    return new Fault(what, new When.Chance(probability));
  }

  /** As one would say it: {@code delay by 40 ms after 5 B}. */
  @Override
  public String toString() {
    return (what + " " + when).strip();
  }
}
