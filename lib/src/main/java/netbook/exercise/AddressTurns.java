package netbook.exercise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import netbook.bytes.Bytes;
import netbook.show.Wording;

/** The trials of an {@link AddressParser} that are about one call after another. */
final class AddressTurns {
  private static final byte FILL = (byte) 0xee;

  private AddressTurns() {}

  /** A trial of two addresses, in which the first array is altered before the second call. */
  static List<Trial<AddressParser>> inTurn(String first, String second) {
    return List.of(new Filled(first, second));
  }

  /** A trial for each of these addresses, in which it comes twice, and is altered in between. */
  static List<Trial<AddressParser>> twice(String... addresses) {
    return Arrays.stream(addresses)
        .<Trial<AddressParser>>map(address -> new Filled(address, address))
        .toList();
  }

  /** A trial of many addresses, of which each array is compared after each call. */
  static List<Trial<AddressParser>> kept(List<String> addresses) {
    return List.of(new Kept(addresses));
  }

  /**
   * Trials of each pair of these texts: code that is right about one of them has to be so after
   * each other one, whatever it says of that.
   */
  static List<Trial<AddressParser>> after(String... texts) {
    var all = List.of(texts);
    return all.stream().<Trial<AddressParser>>map(text -> new After(all, text)).toList();
  }

  private record Filled(String first, String second) implements Trial<AddressParser> {
    @Override
    public Optional<Mismatch> run(AddressParser code, Steps steps) {
      var kept = new ArrayList<byte[]>();
      var keeping = keeping(code, kept);
      return AddressTrials.judged(keeping, first, steps)
          .or(() -> {
            Arrays.fill(kept.getFirst(), FILL);
            steps.call("it fills that array with ee");
            steps.answered("filled");
            return AddressTrials.judged(keeping, second, steps);
          })
          .or(() -> altered(Bytes.copyOf(kept.getFirst())));
    }

    private static Optional<Mismatch> altered(Bytes octets) {
      var filled = new byte[octets.size()];
      Arrays.fill(filled, FILL);
      return octets.equals(Bytes.copyOf(filled))
          ? Optional.empty()
          : Optional.of(
              new Mismatch("the first array stays as it is", "it becomes " + octets.toHex()));
    }
  }

  private static AddressParser keeping(AddressParser code, List<byte[]> kept) {
    return text -> {
      var octets = code.parse(text);
      kept.add(octets);
      return octets;
    };
  }

  private record Kept(List<String> addresses) implements Trial<AddressParser> {
    @Override
    public Optional<Mismatch> run(AddressParser code, Steps steps) {
      var kept = new ArrayList<byte[]>();
      var copies = new ArrayList<byte[]>();
      var calls = new IdentityHashMap<byte[], Integer>();
      var keeping = keeping(code, kept);
      for (var address : addresses) {
        var wrong = steps.ifWrong(own -> AddressTrials.judged(keeping, address, own));
        if (wrong.isPresent()) {
          return wrong;
        }
        copies.add(kept.getLast().clone());
        var before = calls.putIfAbsent(kept.getLast(), calls.size());
        if (before != null) {
          tell(steps, before, copies);
          return Optional.of(
              new Mismatch("a new array", "that of " + AddressTrials.call(addresses.get(before))));
        }
        for (int earlier = 0; earlier < kept.size(); earlier++) {
          if (!Arrays.equals(kept.get(earlier), copies.get(earlier))) {
            tell(steps, earlier, copies);
            return Optional.of(altered(earlier, kept.get(earlier)));
          }
        }
      }
      return Optional.empty();
    }

    private Mismatch altered(int earlier, byte[] now) {
      return new Mismatch(
          "the array of %s stays as it is".formatted(AddressTrials.call(addresses.get(earlier))),
          "it becomes " + Bytes.copyOf(now).toHex());
    }

    /** The call whose array it is, and the last one. */
    private void tell(Steps steps, int earlier, List<byte[]> copies) {
      tellOne(steps, earlier, copies);
      int between = copies.size() - earlier - 2;
      if (between > 0) {
        steps.call(Wording.count(between, "other call"));
        steps.answered("right");
      }
      tellOne(steps, copies.size() - 1, copies);
    }

    private void tellOne(Steps steps, int call, List<byte[]> copies) {
      steps.call(AddressTrials.call(addresses.get(call)));
      steps.answered(Said.answer(copies.get(call)));
    }
  }

  private record After(List<String> others, String text) implements Trial<AddressParser> {
    @Override
    public Optional<Mismatch> run(AddressParser code, Steps steps) {
      for (var other : others) {
        if (AddressTrials.judged(code, text, new Steps()).isPresent()) {
          return Optional.empty(); // it fails by itself: other probes are about that
        }
        var wrong =
            steps.ifWrong(own -> {
              tell(code, other, own);
              return AddressTrials.judged(code, text, own);
            });
        if (wrong.isPresent()) {
          return wrong;
        }
      }
      return Optional.empty();
    }

    /** Calls, and doesn't judge. */
    private static void tell(AddressParser code, String text, Steps steps) {
      steps.call(AddressTrials.call(text));
      try {
        steps.answered(Said.answer(code.parse(text)));
      } catch (RuntimeException e) {
        steps.answered(Said.of(e));
      }
    }
  }
}
