package netbook.tap;

import netbook.bytes.Bytes;

/** One fault at work in a {@link Course}: takes what comes, and passes on what it makes of it. */
abstract class Stage {
  private Stage next = this;
  private long lastNanos = Long.MIN_VALUE;

  final void before(Stage next) {
    this.next = next;
  }

  /** Passes on what is to leave; nothing overtakes what was passed before. */
  final void pass(Item item) {
    lastNanos = Math.max(lastNanos, item.atNanos());
    next.take(item.at(lastNanos));
  }

  abstract void take(Item item);

  /** Called once, before anything else. */
  void start(long nanos) {}

  /** When it wants to be woken if nothing comes before. */
  long wakeAtNanos() {
    return Long.MAX_VALUE;
  }

  /** Called when that time has come. */
  void wake(long nanos) {}

  /** About how much memory it takes to hold back what it does. */
  long weight() {
    return 0;
  }

  /** The item with one octet changed. */
  static Item flipped(Item item, int index, int mask) {
    var octets = item.bytes().toArray();
    octets[index] ^= (byte) mask;
    return item.with(Bytes.copyOf(octets));
  }
}
