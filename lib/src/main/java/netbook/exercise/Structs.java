package netbook.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import netbook.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** The trials of a {@link StructCodec}, and who judges them. */
final class Structs {
  private static final String REFUSAL = "IllegalArgumentException";

  private Structs() {}

  /** Two trials: the values have to become their octets, and the octets these values. */
  static List<Trial<StructCodec>> both(String format, Object... values) {
    return both(StructLayout.of(format), List.of(values), false);
  }

  private static List<Trial<StructCodec>> both(
      StructLayout layout, List<Object> values, boolean shrinks) {
    return List.of(new Packs(layout, values, shrinks), new Unpacks(layout, values, shrinks));
  }

  /** Both, for so many formats that are drawn by lot. */
  static List<Trial<StructCodec>> drawn(int count, long seed) {
    var random = new SplittableRandom(seed);
    var trials = new ArrayList<Trial<StructCodec>>();
    for (int i = 0; i < count; i++) {
      var layout = StructLayout.draw(random);
      trials.addAll(both(layout, layout.values(random), true));
    }
    return trials;
  }

  /** Two formats, one after the other; what came of the first is looked at after the second. */
  static List<Trial<StructCodec>> inTurn() {
    var first = StructLayout.of("!HB");
    var second = StructLayout.of("!I");
    return List.of(new Twice(first, List.of(1L, 2L), second, List.of(3L)));
  }

  /** The same letters in one order, and then in the other. */
  static List<Trial<StructCodec>> inBothOrders() {
    var values = List.<Object>of(1L, 2L);
    return List.of(new Twice(StructLayout.of("!HH"), values, StructLayout.of("<HH"), values));
  }

  /** One trial: packing has to be refused. */
  static List<Trial<StructCodec>> refusesToPack(String format, Object... values) {
    return List.of(new RefusesToPack(format, List.of(values)));
  }

  /** One trial: unpacking has to be refused. */
  static List<Trial<StructCodec>> refusesToUnpack(String format, Bytes octets) {
    return List.of(new RefusesToUnpack(format, octets));
  }

  /** The trials of several lists in one. */
  @SafeVarargs
  static List<Trial<StructCodec>> all(List<Trial<StructCodec>>... lists) {
    var all = new ArrayList<Trial<StructCodec>>();
    for (var list : lists) {
      all.addAll(list);
    }
    return all;
  }

  private static String packing(String format, List<Object> values) {
    return "pack(\"%s\", %s)".formatted(format, values);
  }

  private static String unpacking(String format, Bytes octets) {
    return "unpack(\"%s\", %s)".formatted(format, octets);
  }

  private record Packs(StructLayout layout, List<Object> values, boolean shrinks)
      implements Trial<StructCodec> {
    /**
     * Of what the code is given, nothing is an octet: the report shows those that it should make.
     */
    @Override
    public Bytes octets() {
      return layout.pack(values);
    }

    @Override
    public Optional<Mismatch> run(StructCodec code, Steps steps) {
      var format = layout.toString();
      return Called.judged(
          steps,
          packing(format, values),
          () -> code.pack(format, values),
          (Judge<Bytes, Bytes>) Structs::judgePacked,
          octets());
    }

    @Override
    public List<Trial<StructCodec>> smaller() {
      return shrinks ? Structs.smaller(layout, values, Packs::new) : List.of();
    }
  }

  private static Optional<Mismatch> judgePacked(Bytes right, Bytes answer) {
    return answer.equals(right)
        ? Optional.empty()
        : Optional.of(
            new Mismatch(right.toString(), answer.toString(), answer.commonPrefix(right)));
  }

  private record Unpacks(StructLayout layout, List<Object> values, boolean shrinks)
      implements Trial<StructCodec>, Judge<Bytes, List<Object>> {
    @Override
    public Bytes octets() {
      return layout.pack(values);
    }

    @Override
    public Optional<Mismatch> run(StructCodec code, Steps steps) {
      var format = layout.toString();
      var octets = octets();
      return Called.judged(
          steps, unpacking(format, octets), () -> code.unpack(format, octets), this, octets);
    }

    @Override
    public Optional<Mismatch> returned(Bytes given, List<Object> answer) {
      if (answer.equals(values)) {
        return Optional.empty();
      }
      int good = 0;
      while (good < Math.min(values.size(), answer.size())
          && values.get(good).equals(answer.get(good))) {
        good++;
      }
      return Optional.of(new Mismatch(said(values), said(answer), layout.offset(good)));
    }

    @Override
    public List<Trial<StructCodec>> smaller() {
      return shrinks ? Structs.smaller(layout, values, Unpacks::new) : List.of();
    }
  }

  /** The values; whatever is neither a Long nor Bytes is told with its class. */
  private static String said(List<Object> values) {
    return values.stream().map(Structs::said).collect(Collectors.joining(", ", "a list of [", "]"));
  }

  private static String said(@Nullable Object value) {
    return value == null || value instanceof Long || value instanceof Bytes
        ? Said.plain(value)
        : Said.plain(value) + " (" + value.getClass().getSimpleName() + ")";
  }

  /** How a trial is made of a format and its values. */
  private interface Making {
    Trial<StructCodec> trial(StructLayout layout, List<Object> values, boolean shrinks);
  }

  private static List<Trial<StructCodec>> smaller(
      StructLayout layout, List<Object> values, Making making) {
    var smaller = new ArrayList<Trial<StructCodec>>();
    for (int i = 0; i < values.size() && values.size() > 1; i++) {
      var rest = new ArrayList<>(values);
      rest.remove(i);
      smaller.add(making.trial(layout.without(i), List.copyOf(rest), true));
    }
    return smaller;
  }

  private record Twice(
      StructLayout first, List<Object> firstValues, StructLayout second, List<Object> secondValues)
      implements Trial<StructCodec> {
    @Override
    public Bytes octets() {
      return first.pack(firstValues);
    }

    @Override
    public Optional<Mismatch> run(StructCodec code, Steps steps) {
      var packed = new Packs(first, firstValues, false).run(code, steps);
      if (packed.isPresent()) {
        return packed;
      }
      var kept = new ArrayList<List<Object>>();
      var one = new Unpacks(first, firstValues, false);
      StructCodec keeping =
          new StructCodec() {
            @Override
            public Bytes pack(String format, List<Object> values) {
              return code.pack(format, values);
            }

            @Override
            public List<Object> unpack(String format, Bytes octets) {
              kept.add(code.unpack(format, octets));
              return kept.getLast();
            }
          };
      return one.run(keeping, steps)
          .or(() -> new Packs(second, secondValues, false).run(code, steps))
          .or(() -> new Unpacks(second, secondValues, false).run(code, steps))
          .or(() -> one.returned(octets(), kept.getFirst()));
    }
  }

  private record RefusesToPack(String format, List<Object> values)
      implements Trial<StructCodec>, Judge<Bytes, Bytes> {
    @Override
    public Optional<Mismatch> run(StructCodec code, Steps steps) {
      return Called.judged(
          steps, packing(format, values), () -> code.pack(format, values), this, Bytes.EMPTY);
    }

    @Override
    public Optional<Mismatch> returned(Bytes given, Bytes answer) {
      return Optional.of(new Mismatch(REFUSAL, answer.toString()));
    }

    @Override
    public Optional<Mismatch> threw(Bytes given, Exception exception) {
      return refusal(exception);
    }
  }

  private record RefusesToUnpack(String format, Bytes octets)
      implements Trial<StructCodec>, Judge<Bytes, List<Object>> {
    @Override
    public Optional<Mismatch> run(StructCodec code, Steps steps) {
      return Called.judged(
          steps, unpacking(format, octets), () -> code.unpack(format, octets), this, octets);
    }

    @Override
    public Optional<Mismatch> returned(Bytes given, List<Object> answer) {
      return Optional.of(new Mismatch(REFUSAL, said(answer)));
    }

    @Override
    public Optional<Mismatch> threw(Bytes given, Exception exception) {
      return refusal(exception);
    }
  }

  private static Optional<Mismatch> refusal(Exception exception) {
    return exception instanceof IllegalArgumentException
        ? Optional.empty()
        : Optional.of(new Mismatch(REFUSAL, Said.of(exception)));
  }
}
