package netbook.tap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import netbook.tap.Item.Kind;

/** The faults of datagrams. Each strikes whole ones, counted or by chance. */
final class DatagramStages {
  private DatagramStages() {}

  static Stage of(Fault fault, SplittableRandom random) {
    return switch (fault.what()) {
      case What.Delay delay ->
          new Hit(fault, random) {
            @Override
            void hit(Item item) {
              pass(StreamStages.later(item, delay, random).by(fault));
            }
          };
      case What.Throttle throttle -> new Throttle(fault, random, throttle.octetsPerSecond());
      case What.Corrupt corrupt ->
          new Hit(fault, random) {
            @Override
            void hit(Item item) {
              int size = item.bytes().size();
              pass(
                  size == 0 ? item : flipped(item, random.nextInt(size), corrupt.mask()).by(fault));
            }
          };
      case What.Drop _ ->
          new Hit(fault, random) {
            @Override
            void hit(Item item) {
              pass(item.lostTo(fault));
            }
          };
      case What.Duplicate _ ->
          new Hit(fault, random) {
            @Override
            void hit(Item item) {
              pass(item);
              pass(item.by(fault));
            }
          };
      case What.Reorder reorder -> new Reorder(fault, random, reorder.places());
      case What.Shorten shorten ->
          new Hit(fault, random) {
            @Override
            void hit(Item item) {
              int size = item.bytes().size();
              if (shorten.octets() < size) {
                pass(item.slice(shorten.octets(), size).lostTo(fault));
                pass(item.slice(0, shorten.octets()).by(fault));
              } else {
                pass(item);
              }
            }
          };
      case What.Stall _ -> new Stall(fault, random);
      case What.Slice _,
          What.SliceEvery _,
          What.SliceAtRandom _,
          What.Coalesce _,
          What.Reset _,
          What.Truncate _,
          What.CloseEarly _,
          What.HalfOpen _ ->
          throw new IllegalArgumentException(fault + ": is for streams");
    };
  }

  /** Strikes the datagrams that its moment names. */
  private abstract static class Hit extends Stage {
    private final When when;
    private final SplittableRandom random;
    private long count;

    Hit(Fault fault, SplittableRandom random) {
      this.when = fault.when();
      this.random = random;
    }

    @Override
    final void take(Item item) {
      if (item.kind() == Kind.DATA && strikes(++count)) {
        hit(item);
      } else {
        missed(item);
      }
    }

    private boolean strikes(long number) {
      return switch (when) {
        case When.Always _ -> true;
        case When.On(long datagram) -> strikesOn(number, datagram);
        case When.Chance(double probability) -> random.nextDouble() < probability;
        case When.After _ -> false;
      };
    }

    boolean strikesOn(long number, long datagram) {
      return number == datagram;
    }

    abstract void hit(Item item);

    void missed(Item item) {
      pass(item);
    }
  }

  private static final class Throttle extends Hit {
    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private final Fault fault;
    private final long octetsPerSecond;
    private long freeNanos = Long.MIN_VALUE;

    Throttle(Fault fault, SplittableRandom random, long octetsPerSecond) {
      super(fault, random);
      this.fault = fault;
      this.octetsPerSecond = octetsPerSecond;
    }

    @Override
    void hit(Item item) {
      long startNanos = Math.max(item.atNanos(), freeNanos);
      freeNanos = startNanos + item.bytes().size() * NANOS / octetsPerSecond;
      pass(item.at(freeNanos).by(fault));
    }
  }

  private static final class Stall extends Hit {
    private final Fault fault;

    Stall(Fault fault, SplittableRandom random) {
      super(fault, random);
      this.fault = fault;
    }

    @Override
    boolean strikesOn(long number, long datagram) {
      return number >= datagram;
    }

    @Override
    void hit(Item item) {
      pass(item.lostTo(fault));
    }
  }

  /** Holds a datagram until so many others have passed, or for a second. */
  private static final class Reorder extends Hit {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Fault fault;
    private final int places;
    private final List<Held> held = new ArrayList<>();

    private static final class Held {
      final Item item;
      int ahead;

      Held(Item item, int ahead) {
        this.item = item;
        this.ahead = ahead;
      }
    }

    Reorder(Fault fault, SplittableRandom random, int places) {
      super(fault, random);
      this.fault = fault;
      this.places = places;
    }

    @Override
    void hit(Item item) {
      overtaken(item.atNanos());
      held.add(new Held(item, places));
    }

    @Override
    void missed(Item item) {
      pass(item);
      if (item.kind() == Kind.DATA) {
        overtaken(item.atNanos());
      }
    }

    /** One more has come: those that have let enough of them pass leave. */
    private void overtaken(long nanos) {
      held.forEach(waiting -> waiting.ahead--);
      release(waiting -> waiting.ahead <= 0, nanos);
    }

    private void release(Predicate<Held> free, long nanos) {
      for (var waiting : List.copyOf(held)) {
        if (free.test(waiting)) {
          held.remove(waiting);
          pass(waiting.item.at(Math.max(nanos, waiting.item.atNanos())).by(fault));
        }
      }
    }

    @Override
    long wakeAtNanos() {
      return held.isEmpty() ? Long.MAX_VALUE : held.getFirst().item.atNanos() + PATIENCE_NANOS;
    }

    @Override
    long weight() {
      return held.stream().mapToLong(waiting -> waiting.item.weight()).sum();
    }

    @Override
    void wake(long nanos) {
      release(waiting -> waiting.item.atNanos() + PATIENCE_NANOS <= nanos, nanos);
    }
  }
}
