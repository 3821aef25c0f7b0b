package netbook.tap;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import netbook.bytes.Bytes;
import netbook.tap.Item.Kind;

/**
 * The faults of a stream. Each strikes by offsets, so that it does the same however the stream fell
 * into pieces on its way.
 */
final class StreamStages {
  private StreamStages() {}

  static Stage of(Fault fault, SplittableRandom random) {
    long after = fault.when() instanceof When.After(long octets) ? octets : 0;
    return switch (fault.what()) {
      case What.Delay delay when fault.when() instanceof When.After ->
          new Pause(fault, delay, after, random);
      case What.Delay delay -> new Latency(fault, delay, random);
      case What.Throttle throttle -> new Throttle(fault, throttle.octetsPerSecond());
      case What.Slice slice -> cutAt(slice.at());
      case What.SliceEvery every -> new Cut(last -> last + every.octets(), fault.toString());
      case What.SliceAtRandom pieces ->
          new Cut(last -> last + random.nextInt(1, pieces.octetsMax() + 1), fault.toString());
      case What.Coalesce coalesce -> new Coalesce(fault, coalesce.octets());
      case What.Corrupt corrupt when fault.when() instanceof When.Chance(double p) ->
          new Noise(fault, corrupt.mask(), p, random);
      case What.Corrupt corrupt -> new Flip(fault, corrupt.mask(), after);
      case What.Stall _ -> new End(fault, Kind.STALL, after);
      case What.Reset _ -> new End(fault, Kind.RESET, after);
      case What.Truncate _ -> new End(fault, Kind.FIN, after);
      case What.CloseEarly _ -> new End(fault, Kind.CLOSE, after);
      case What.HalfOpen _ -> new End(fault, Kind.HALF_OPEN, after);
      case What.Drop _, What.Duplicate _, What.Reorder _, What.Shorten _ ->
          throw new IllegalArgumentException(fault + ": is for datagrams");
    };
  }

  private static Stage cutAt(List<Long> offsets) {
    LongUnaryOperator next =
        last -> offsets.stream().filter(offset -> offset > last).findFirst().orElse(Long.MAX_VALUE);
    return new Cut(next, "slice");
  }

  /** Counts the octets that have come. */
  private abstract static class Counting extends Stage {
    /** The offset of the next octet. */
    long position;

    @Override
    final void take(Item item) {
      if (item.kind() == Kind.DATA) {
        data(item);
        position += item.bytes().size();
      } else {
        other(item);
      }
    }

    abstract void data(Item item);

    void other(Item item) {
      pass(item);
    }

    /** How much of the item stands before an offset. */
    final int sizeBefore(long offset, Item item) {
      return Math.clamp(offset - position, 0, item.bytes().size());
    }
  }

  private static final class Latency extends Stage {
    private final Fault fault;
    private final What.Delay delay;
    private final SplittableRandom random;

    Latency(Fault fault, What.Delay delay, SplittableRandom random) {
      this.fault = fault;
      this.delay = delay;
      this.random = random;
    }

    @Override
    void take(Item item) {
      pass(
          switch (item.kind()) {
            case DATA, FIN -> later(item, delay, random).by(fault);
            default -> item;
          });
    }
  }

  static Item later(Item item, What.Delay delay, SplittableRandom random) {
    long jitterNanos = delay.jitter().toNanos();
    long more = jitterNanos == 0 ? 0 : random.nextLong(jitterNanos + 1);
    return item.at(item.atNanos() + delay.by().toNanos() + more);
  }

  /** Holds what follows an offset, once; what comes later waits behind it. */
  private static final class Pause extends Counting {
    private final Fault fault;
    private final What.Delay delay;
    private final long after;
    private final SplittableRandom random;
    private boolean over;

    Pause(Fault fault, What.Delay delay, long after, SplittableRandom random) {
      this.fault = fault;
      this.delay = delay;
      this.after = after;
      this.random = random;
    }

    @Override
    void data(Item item) {
      int size = item.bytes().size();
      int before = over ? size : sizeBefore(after, item);
      if (before > 0) {
        pass(item.slice(0, before));
      }
      if (before < size) {
        over = true;
        pass(later(item.slice(before, size), delay, random).by(fault));
      }
    }

    @Override
    void other(Item item) {
      if (item.kind() == Kind.FIN && !over && position >= after) {
        over = true;
        pass(later(item, delay, random).by(fault));
      } else {
        pass(item);
      }
    }
  }

  private static final class Throttle extends Counting {
    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private final Fault fault;
    private final long octetsPerSecond;
    private final int piece;
    private long freeNanos = Long.MIN_VALUE;

    Throttle(Fault fault, long octetsPerSecond) {
      this.fault = fault;
      this.octetsPerSecond = octetsPerSecond;
      this.piece = Math.clamp(octetsPerSecond / 20, 1, 16384);
    }

    @Override
    void data(Item item) {
      int size = item.bytes().size();
      for (int from = 0; from < size; ) {
        int to = (int) Math.min(size, from + piece - (position + from) % piece);
        long startNanos = Math.max(item.atNanos(), freeNanos);
        freeNanos = startNanos + (to - from) * NANOS / octetsPerSecond;
        pass(item.slice(from, to).at(freeNanos).by(fault));
        from = to;
      }
    }

    @Override
    void other(Item item) {
      pass(item.at(Math.max(item.atNanos(), freeNanos)));
    }
  }

  private static final class Cut extends Counting {
    private final LongUnaryOperator next;
    private final String note;
    private long cut;

    Cut(LongUnaryOperator next, String note) {
      this.next = next;
      this.note = note;
      this.cut = next.applyAsLong(0);
    }

    @Override
    void data(Item item) {
      int size = item.bytes().size();
      for (int from = 0; from < size; ) {
        int to = sizeBefore(cut, item);
        var part = item.slice(from, to);
        if (position + to == cut) {
          part = part.by(note.equals("slice") ? note + " at " + cut : note);
          cut = next.applyAsLong(cut);
        }
        pass(part);
        from = to;
      }
    }
  }

  private static final class Coalesce extends Stage {
    private final Fault fault;
    private final int size;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private long wakeAtNanos = Long.MAX_VALUE;

    Coalesce(Fault fault, int size) {
      this.fault = fault;
      this.size = size;
    }

    @Override
    void take(Item item) {
      if (item.kind() != Kind.DATA) {
        flush(item.atNanos());
        pass(item);
        return;
      }
      if (held.size() == 0) {
        wakeAtNanos = item.atNanos() + What.Coalesce.PATIENCE.toNanos();
      }
      held.writeBytes(item.bytes().toArray());
      if (held.size() >= size) {
        var all = Bytes.copyOf(held.toByteArray());
        int whole = all.size() - all.size() % size;
        for (int from = 0; from < whole; from += size) {
          pass(Item.data(all.slice(from, from + size), item.atNanos()).by(fault));
        }
        held.reset();
        held.writeBytes(all.slice(whole, all.size()).toArray());
        wakeAtNanos =
            held.size() == 0 ? Long.MAX_VALUE : item.atNanos() + What.Coalesce.PATIENCE.toNanos();
      }
    }

    @Override
    long wakeAtNanos() {
      return wakeAtNanos;
    }

    @Override
    void wake(long nanos) {
      flush(nanos);
    }

    private void flush(long nanos) {
      if (held.size() > 0) {
        pass(Item.data(Bytes.copyOf(held.toByteArray()), nanos).by(fault));
        held.reset();
      }
      wakeAtNanos = Long.MAX_VALUE;
    }
  }

  private static final class Flip extends Counting {
    private final Fault fault;
    private final int mask;
    private final long at;

    Flip(Fault fault, int mask, long at) {
      this.fault = fault;
      this.mask = mask;
      this.at = at;
    }

    @Override
    void data(Item item) {
      int index = sizeBefore(at, item);
      boolean here = at >= position && index < item.bytes().size();
      pass(here ? flipped(item, index, mask).by(fault) : item);
    }
  }

  private static final class Noise extends Counting {
    private final Fault fault;
    private final int mask;
    private final double probability;
    private final SplittableRandom random;

    Noise(Fault fault, int mask, double probability, SplittableRandom random) {
      this.fault = fault;
      this.mask = mask;
      this.probability = probability;
      this.random = random;
    }

    @Override
    void data(Item item) {
      var octets = item.bytes().toArray();
      boolean changed = false;
      for (int i = 0; i < octets.length; i++) {
        if (random.nextDouble() < probability) {
          octets[i] ^= (byte) mask;
          changed = true;
        }
      }
      pass(changed ? item.with(Bytes.copyOf(octets)).by(fault) : item);
    }
  }

  /** Ends the direction at an offset, in one of the ways in which that can be. */
  private static final class End extends Counting {
    private final Fault fault;
    private final Kind kind;
    private final long after;
    private boolean over;

    End(Fault fault, Kind kind, long after) {
      this.fault = fault;
      this.kind = kind;
      this.after = after;
    }

    @Override
    void start(long nanos) {
      endAt(0, nanos);
    }

    @Override
    void data(Item item) {
      int size = item.bytes().size();
      int before = over ? 0 : sizeBefore(after, item);
      if (before > 0) {
        pass(item.slice(0, before));
      }
      var rest = item.slice(before, size).lostTo(fault);
      if (kind != Kind.STALL && before < size) {
        pass(rest); // first, since the receiver answers to an end
      }
      endAt(position + before, item.atNanos());
      if (kind == Kind.STALL && before < size) {
        pass(rest);
      }
    }

    private void endAt(long offset, long nanos) {
      if (!over && offset >= after) {
        over = true;
        pass(Item.of(kind, nanos, "").by(fault));
      }
    }

    @Override
    void other(Item item) {
      if (!over || item.kind() == Kind.LOST) {
        pass(item);
      }
    }
  }
}
