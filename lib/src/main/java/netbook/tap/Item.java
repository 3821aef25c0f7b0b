package netbook.tap;

import netbook.bytes.Bytes;

/**
 * One thing that is to come out of a {@link Course}.
 *
 * @param kind what it is
 * @param bytes of {@code DATA}, and of {@code LOST}
 * @param atNanos the earliest moment for it
 * @param note the fault that had a hand in it, or nothing
 */
record Item(Kind kind, Bytes bytes, long atNanos, String note) {
  private static final int OVERHEAD = 64;

  enum Kind {
    DATA,
    /** Octets that a fault swallowed; nothing comes out. */
    LOST,
    /** The sender has finished, or seems so. */
    FIN,
    /** From here on nothing passes. */
    STALL,
    RESET,
    CLOSE,
    HALF_OPEN
  }

  static Item data(Bytes bytes, long atNanos) {
    return new Item(Kind.DATA, bytes, atNanos, "");
  }

  static Item of(Kind kind, long atNanos, String note) {
    return new Item(kind, Bytes.EMPTY, atNanos, note);
  }

  /** Whether it is what came, just as it came. */
  boolean isUntouched(Bytes came, long cameNanos) {
    return kind == Kind.DATA && note.isEmpty() && atNanos == cameNanos && bytes.equals(came);
  }

  /** About how much memory it takes, in octets. */
  int weight() {
    return bytes.size() + OVERHEAD;
  }

  Item slice(int from, int to) {
    return new Item(kind, bytes.slice(from, to), atNanos, note);
  }

  Item at(long nanos) {
    return new Item(kind, bytes, nanos, note);
  }

  Item with(Bytes other) {
    return new Item(kind, other, atNanos, note);
  }

  /** The same, swallowed by a fault, whatever others have done to it. */
  Item lostTo(Fault fault) {
    return new Item(Kind.LOST, bytes, atNanos, fault.toString());
  }

  /** The same with one more fault to its name. */
  Item by(Object fault) {
    var said = note.isEmpty() ? fault.toString() : note + ", " + fault;
    return new Item(kind, bytes, atNanos, said);
  }
}
