package netbook.exercise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import netbook.bytes.Bytes;

/** The trials of an {@link AddressParser}. */
final class AddressTrials {
  private static final int GROUPS = 8;
  private static final byte FILL = (byte) 0xee;

  /** What is put into an address, or in the place of one of its characters. */
  private static final List<String> OTHERS =
      List.of("0", "1", "9", "a", "F", "g", ":", ".", "-", "+", " ", "%", "٣");

  private AddressTrials() {}

  /** A trial for each of these addresses. */
  static List<Trial<AddressParser>> reads(String... addresses) {
    for (var address : addresses) {
      if (IpLiteral.find(address).isEmpty()) {
        throw new IllegalArgumentException(address + " is not an address");
      }
    }
    return each(addresses);
  }

  /** A trial for each of these texts, which are no addresses. */
  static List<Trial<AddressParser>> refuses(String... texts) {
    for (var text : texts) {
      if (IpLiteral.find(text).isPresent()) {
        throw new IllegalArgumentException(text + " is an address");
      }
    }
    return each(texts);
  }

  private static List<Trial<AddressParser>> each(String... texts) {
    return Arrays.stream(texts).<Trial<AddressParser>>map(One::new).toList();
  }

  /** A trial of many addresses: each number at each of the four places. */
  static List<Trial<AddressParser>> everyNumber() {
    var addresses = new ArrayList<String>();
    for (int number = 0; number <= 255; number++) {
      for (var form : List.of("%d.0.0.1", "10.%d.0.1", "10.0.%d.1", "10.0.0.%d")) {
        addresses.add(form.formatted(number));
      }
    }
    return List.of(new Many(addresses));
  }

  /** A trial of many addresses: a gap of each size at each place, and groups around it. */
  static List<Trial<AddressParser>> everyGap() {
    var groups = List.of("2001", "db8", "9", "a0", "ffff", "8000", "1", "c");
    var addresses = new ArrayList<String>();
    for (int size = 1; size <= GROUPS; size++) {
      for (int at = 0; at + size <= GROUPS; at++) {
        addresses.add(
            String.join(":", groups.subList(0, at))
                + "::"
                + String.join(":", groups.subList(at + size, GROUPS)));
      }
    }
    return List.of(new Many(addresses));
  }

  /**
   * A trial of these addresses. Code that has passed all probes is tried by whatever each of them
   * becomes when one of its characters is another.
   */
  static Trial<AddressParser> oneOff(String... addresses) {
    return new Neighbours(List.of(addresses));
  }

  private static List<String> neighbours(String address) {
    var texts = new LinkedHashSet<String>();
    for (int at = 0; at <= address.length(); at++) {
      var before = address.substring(0, at);
      var after = address.substring(at);
      for (var other : OTHERS) {
        texts.add(before + other + after);
      }
      if (!after.isEmpty()) {
        var rest = after.substring(1);
        texts.add(before + rest);
        texts.add(before + after.charAt(0) + after);
        for (var other : OTHERS) {
          texts.add(before + other + rest);
        }
      }
    }
    return List.copyOf(texts);
  }

  /** A trial of two addresses, in which the first array is altered before the second call. */
  static List<Trial<AddressParser>> inTurn(String first, String second) {
    return List.of(new TwoCalls(first, second));
  }

  private static Optional<Mismatch> judged(AddressParser code, String text, Steps steps) {
    var call = "parse(%s)".formatted(Said.answer(text));
    return Called.judged(steps, call, () -> code.parse(text), new Strict(), text);
  }

  /** Compares with the grammar. */
  private record Strict() implements Judge<String, byte[]> {
    private static final String REFUSAL = "IllegalArgumentException";

    @Override
    public Optional<Mismatch> returned(String text, byte[] answer) {
      var octets = Bytes.copyOf(answer);
      var expected = IpLiteral.find(text);
      return expected.filter(octets::equals).isPresent()
          ? Optional.empty()
          : Optional.of(
              new Mismatch(expected.map(AddressTrials::words).orElse(REFUSAL), words(octets)));
    }

    @Override
    public Optional<Mismatch> threw(String text, Exception exception) {
      var expected = IpLiteral.find(text);
      return expected.isEmpty() && exception instanceof IllegalArgumentException
          ? Optional.empty()
          : Optional.of(
              new Mismatch(expected.map(AddressTrials::words).orElse(REFUSAL), Said.of(exception)));
    }
  }

  private static String words(Bytes octets) {
    return octets.isEmpty() ? "byte[] of 0 B" : "byte[] of " + octets.toHex();
  }

  private record One(String text) implements Trial<AddressParser> {
    @Override
    public Bytes octets() {
      return Bytes.utf8(text);
    }

    @Override
    public Optional<Mismatch> run(AddressParser code, Steps steps) {
      return judged(code, text, steps);
    }
  }

  /** Many texts, of which the report shows the one that fails. */
  private record Many(List<String> texts) implements Trial<AddressParser> {
    @Override
    public Optional<Mismatch> run(AddressParser code, Steps steps) {
      for (var text : texts) {
        var wrong = steps.ifWrong(own -> judged(code, text, own));
        if (wrong.isPresent()) {
          return wrong;
        }
      }
      return Optional.empty();
    }
  }

  /**
   * Addresses whose neighbours are tried after all probes: else each fault would fail here too, and
   * no probe would be the only one to see its own.
   */
  private record Neighbours(List<String> addresses) implements Trial<AddressParser> {
    @Override
    public Optional<Mismatch> run(AddressParser code, Steps steps) {
      return new Many(addresses).run(code, steps);
    }

    @Override
    public Optional<Trial<AddressParser>> findReplay() {
      return Optional.of(
          new Many(addresses.stream().flatMap(address -> neighbours(address).stream()).toList()));
    }
  }

  private record TwoCalls(String first, String second) implements Trial<AddressParser> {
    @Override
    public Optional<Mismatch> run(AddressParser code, Steps steps) {
      var kept = new ArrayList<byte[]>();
      AddressParser keeping =
          text -> {
            var octets = code.parse(text);
            kept.add(octets);
            return octets;
          };
      return judged(keeping, first, steps)
          .or(() -> {
            Arrays.fill(kept.getFirst(), FILL);
            steps.call("it fills that array with ee");
            steps.answered("filled");
            return judged(keeping, second, steps);
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
}
