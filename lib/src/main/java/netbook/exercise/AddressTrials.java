package netbook.exercise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import netbook.bytes.Bytes;

/**
 * The trials of an {@link AddressParser} that are about a text; {@link AddressTurns} has others.
 */
final class AddressTrials {
  private static final int NUMBERS = 4;
  private static final int GROUPS = 8;

  private static final int TEXTS_MAX = 500;

  /** More than a byte counts. */
  private static final int PIECES_MAX = 300;

  private static final List<String> DIFFERENT =
      List.of("2001", "db8", "9", "a0", "ffff", "8000", "1", "c");
  private static final List<String> ZEROS = List.of("0", "0000", "0", "00", "000", "0", "0", "0");

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
      for (var form :
          List.of("%d.0.0.1", "10.%d.0.1", "10.0.%d.1", "10.0.0.%d", "%1$d.%1$d.%1$d.%1$d")) {
        addresses.add(form.formatted(number));
      }
    }
    return List.of(new Many(addresses));
  }

  /** A trial of many texts: each number of numbers that isn't four. */
  static List<Trial<AddressParser>> otherNumbers() {
    return List.of(new Many(pieces(NUMBERS, ".")));
  }

  /** A trial of many texts: each number of groups that isn't eight. */
  static List<Trial<AddressParser>> otherGroups() {
    return List.of(new Many(pieces(GROUPS, ":")));
  }

  private static List<String> pieces(int right, String between) {
    return IntStream.rangeClosed(1, PIECES_MAX)
        .filter(count -> count != right)
        .mapToObj(count -> "1" + (between + "1").repeat(count - 1))
        .toList();
  }

  /** A trial of many addresses: a gap of each size at each place, and groups around it. */
  static List<Trial<AddressParser>> everyGap() {
    var addresses = new ArrayList<String>();
    for (int size = 1; size <= GROUPS; size++) {
      for (int at = 0; at + size <= GROUPS; at++) {
        addresses.add(gap(DIFFERENT, at, size));
        addresses.add(gap(ZEROS, at, size));
      }
    }
    return List.of(new Many(addresses));
  }

  /** A trial of many texts: a gap at each place, and eight groups or more around it. */
  static List<Trial<AddressParser>> everyGapOfNone() {
    var texts = new ArrayList<String>();
    for (var groups : List.of(DIFFERENT, ZEROS)) {
      for (int more = 0; more <= GROUPS; more++) {
        var longer = new ArrayList<>(groups);
        longer.addAll(groups.subList(0, more));
        for (int at = 0; at <= longer.size(); at++) {
          texts.add(gap(longer, at, 0));
        }
      }
    }
    return List.of(new Many(texts));
  }

  private static String gap(List<String> groups, int at, int size) {
    return String.join(":", groups.subList(0, at))
        + "::"
        + String.join(":", groups.subList(at + size, groups.size()));
  }

  /** A trial for each length from that of a long address to that of the longest one. */
  static List<Trial<AddressParser>> longest() {
    return Stream.of(
            "1.2.3.4",
            "0.0.0.10",
            "10.0.0.10",
            "192.0.2.10",
            "192.0.2.255",
            "192.0.20.255",
            "192.0.200.255",
            "192.10.200.255",
            "255.255.255.255")
        .<Trial<AddressParser>>map(end -> new One("ffff:".repeat(GROUPS - 2) + end))
        .toList();
  }

  /** Trials of these texts at the end of IPv6. */
  static List<Trial<AddressParser>> refusesInside(String... texts) {
    return refuses(
        Arrays.stream(texts)
            .flatMap(text -> Stream.of("::", "::ffff:", "1:2:3:4:5:6:").map(at -> at + text))
            .toArray(String[]::new));
  }

  /** A trial for code that has passed all probes: every group from 0 to ffff. */
  static List<Trial<AddressParser>> everyGroup() {
    return Trial.later(() -> many(allGroups()));
  }

  private static List<String> allGroups() {
    return IntStream.range(0, 0x10000 / GROUPS)
        .mapToObj(eight ->
            IntStream.range(eight * GROUPS, (eight + 1) * GROUPS)
                .mapToObj(Integer::toHexString)
                .collect(Collectors.joining(":")))
        .toList();
  }

  /**
   * A trial for code that has passed all probes: these addresses, and whatever each of them becomes
   * when one of its characters is another.
   *
   * @param wide where that may be any character
   * @param narrow where it is one of a few
   */
  static List<Trial<AddressParser>> oneOff(List<String> wide, List<String> narrow) {
    return Trial.later(() -> {
      var texts = new ArrayList<>(wide);
      texts.addAll(narrow);
      wide.forEach(address -> texts.addAll(OneOff.of(address, OneOff.WIDE)));
      narrow.forEach(address -> texts.addAll(OneOff.of(address, OneOff.NARROW)));
      return many(texts);
    });
  }

  /** How a transcript shows a call: what isn't ASCII, or can't be seen, by its number. */
  static String call(String text) {
    return Said.answer(text)
        .chars()
        .mapToObj(c -> isPlain(c) ? Character.toString(c) : "\\u%04x".formatted(c))
        .collect(Collectors.joining("", "parse(", ")"));
  }

  /** Whether it is seen as it is; the ellipsis stands for what is left out. */
  private static boolean isPlain(int c) {
    return (c >= ' ' && c <= '~') || c == '…';
  }

  static Optional<Mismatch> judged(AddressParser code, String text, Steps steps) {
    return Called.judged(
        steps, call(text), () -> code.parse(text), new Strict(), IpLiteral.find(text));
  }

  /** Compares with what the grammar says: the octets, or none. */
  private record Strict() implements Judge<Optional<Bytes>, byte[]> {
    private static final String REFUSAL = "IllegalArgumentException";

    @Override
    public Optional<Mismatch> returned(Optional<Bytes> expected, byte[] answer) {
      var octets = Bytes.copyOf(answer);
      return expected.filter(octets::equals).isPresent()
          ? Optional.empty()
          : Optional.of(
              new Mismatch(expected.map(AddressTrials::words).orElse(REFUSAL), words(octets)));
    }

    @Override
    public Optional<Mismatch> threw(Optional<Bytes> expected, Exception exception) {
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
      return steps.firstWrong(texts, (text, own) -> judged(code, text, own));
    }
  }

  /** Trials of many texts, each of so few that code may take 100 kB for a text. */
  private static List<Trial<AddressParser>> many(List<String> texts) {
    return IntStream.iterate(0, from -> from < texts.size(), from -> from + TEXTS_MAX)
        .mapToObj(from -> texts.subList(from, Math.min(from + TEXTS_MAX, texts.size())))
        .<Trial<AddressParser>>map(Many::new)
        .toList();
  }
}
