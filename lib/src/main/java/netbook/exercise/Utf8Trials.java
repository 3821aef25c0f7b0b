package netbook.exercise;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import netbook.bytes.Bytes;

/** The trials of a {@link Utf8Decoder}. */
final class Utf8Trials {
  private Utf8Trials() {}

  /** One trial: these pieces, and the end. */
  static List<Trial<Utf8Decoder>> of(Bytes... chunks) {
    return List.of(Pieces.ended(List.of(chunks)));
  }

  /** A trial for each of the texts, in one piece. */
  static List<Trial<Utf8Decoder>> each(String... texts) {
    return List.of(texts).stream().map(Bytes::utf8).flatMap(text -> of(text).stream()).toList();
  }

  /** A trial for each of the sequences of octets in hex, in one piece. */
  static List<Trial<Utf8Decoder>> octets(String... hex) {
    return List.of(hex).stream().map(Bytes::ofHex).flatMap(text -> of(text).stream()).toList();
  }

  /** Two trials for each: in one piece, and octet by octet. */
  static List<Trial<Utf8Decoder>> wrong(String... hex) {
    var trials = new ArrayList<>(octets(hex));
    for (var octets : hex) {
      trials.add(Pieces.ended(cut(Bytes.ofHex(octets), ~0L)));
    }
    return trials;
  }

  /** A trial for each, in one piece, and without the end. */
  static List<Trial<Utf8Decoder>> unended(String... hex) {
    return List.of(hex).stream()
        .map(Bytes::ofHex)
        .<Trial<Utf8Decoder>>map(text -> new Pieces(List.of(text), false, false))
        .toList();
  }

  /** Two pieces, cut at each place in turn. */
  static List<Trial<Utf8Decoder>> everyCut(Bytes octets) {
    var trials = new ArrayList<Trial<Utf8Decoder>>();
    for (int at = 1; at < octets.size(); at++) {
      trials.addAll(of(octets.slice(0, at), octets.from(at)));
    }
    return trials;
  }

  /** Every way to cut a few octets, the one with the fewest pieces first. */
  static List<Trial<Utf8Decoder>> everyWay(Bytes octets) {
    var trials = new ArrayList<Trial<Utf8Decoder>>();
    for (long cuts = 0; cuts < 1L << (octets.size() - 1); cuts++) {
      trials.add(new Pieces(cut(octets, cuts), true, true));
    }
    return trials;
  }

  /** Cuts behind each octet whose bit is set. */
  private static List<Bytes> cut(Bytes octets, long cuts) {
    var chunks = new ArrayList<Bytes>();
    int from = 0;
    for (int at = 1; at <= octets.size(); at++) {
      if (at == octets.size() || ((cuts >> (at - 1)) & 1) == 1) {
        chunks.add(octets.slice(from, at));
        from = at;
      }
    }
    return chunks;
  }

  /** Two texts from one decoder: the second begins when the first is given up. */
  static List<Trial<Utf8Decoder>> inTurn(Bytes first, Bytes second) {
    return List.of(new TwoTexts(first, second, false));
  }

  /** Two texts from one decoder, octet by octet in turn. */
  static List<Trial<Utf8Decoder>> atOnce(Bytes first, Bytes second) {
    return List.of(new TwoTexts(first, second, true));
  }

  /** A long text in many pieces, of which the report doesn't show each. */
  static List<Trial<Utf8Decoder>> many(String text, int size) {
    return List.of(new Many(text, size));
  }

  private record Pieces(List<Bytes> chunks, boolean ends, boolean shrinks)
      implements Trial<Utf8Decoder> {
    static Pieces ended(List<Bytes> chunks) {
      return new Pieces(chunks, true, false);
    }

    @Override
    public Bytes octets() {
      return chunks.stream().reduce(Bytes.EMPTY, Bytes::plus);
    }

    @Override
    public Optional<Mismatch> run(Utf8Decoder code, Steps steps) {
      var feeding = new Utf8Feeding(code, Utf8Text.of(octets()), steps, "");
      for (var chunk : chunks) {
        var wrong = feeding.feed(chunk.size());
        if (wrong.isPresent()) {
          return wrong;
        }
      }
      return ends ? feeding.end() : Optional.empty();
    }

    /** With two pieces in one. */
    @Override
    public List<Trial<Utf8Decoder>> smaller() {
      var smaller = new ArrayList<Trial<Utf8Decoder>>();
      for (int i = 1; shrinks && i < chunks.size(); i++) {
        var joined = new ArrayList<>(chunks);
        joined.set(i - 1, chunks.get(i - 1).plus(joined.remove(i)));
        smaller.add(new Pieces(List.copyOf(joined), ends, true));
      }
      return smaller;
    }
  }

  private record TwoTexts(Bytes first, Bytes second, boolean atOnce) implements Trial<Utf8Decoder> {
    @Override
    public Bytes octets() {
      return first;
    }

    @Override
    public Optional<Mismatch> run(Utf8Decoder code, Steps steps) {
      return atOnce ? together(code, steps) : oneByOne(code, steps);
    }

    private Optional<Mismatch> oneByOne(Utf8Decoder code, Steps steps) {
      var one = new Utf8Feeding(code, Utf8Text.of(first), steps, "first: ");
      return one.feed(first.size())
          .or(() -> {
            var two = new Utf8Feeding(code, Utf8Text.of(second), steps, "second: ");
            return two.feed(second.size()).or(two::end);
          })
          .map(TwoTexts::unmarked);
    }

    private Optional<Mismatch> together(Utf8Decoder code, Steps steps) {
      var one = new Utf8Feeding(code, Utf8Text.of(first), steps, "first: ");
      var two = new Utf8Feeding(code, Utf8Text.of(second), steps, "second: ");
      for (int at = 0; at < Math.max(first.size(), second.size()); at++) {
        var wrong = at < first.size() ? one.feed(1) : Optional.<Mismatch>empty();
        if (wrong.isEmpty() && at < second.size()) {
          wrong = two.feed(1);
        }
        if (wrong.isPresent()) {
          return wrong.map(TwoTexts::unmarked);
        }
      }
      return one.end().or(two::end).map(TwoTexts::unmarked);
    }

    /** The report shows the octets of one text only, and the fault may be in the other. */
    private static Mismatch unmarked(Mismatch wrong) {
      return new Mismatch(wrong.expected(), wrong.actual());
    }
  }

  private record Many(String text, int size) implements Trial<Utf8Decoder> {
    @Override
    public Bytes octets() {
      return Bytes.utf8(text);
    }

    @Override
    public Optional<Mismatch> run(Utf8Decoder code, Steps steps) throws Exception {
      var octets = octets();
      var pieces = Collections.nCopies((octets.size() + size - 1) / size, size);
      steps.call("feed, %d times, and end".formatted(pieces.size()));
      var decoding = code.start();
      var answer = new StringBuilder();
      int at = 0;
      for (int piece : pieces) {
        int end = Math.min(at + piece, octets.size());
        answer.append(decoding.feed(octets.slice(at, end)));
        at = end;
      }
      decoding.end();
      steps.answered(answer.length() + " characters");
      return text.contentEquals(answer)
          ? Optional.empty()
          : Optional.of(new Mismatch("the same text", Said.answer(answer.toString())));
    }
  }
}
