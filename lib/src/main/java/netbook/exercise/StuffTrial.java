package netbook.exercise;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import netbook.bytes.Bytes;
import netbook.show.Wording;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one method of a {@link Stuffing}, one after the other; in the end, what they returned is
 * looked at again.
 *
 * @param inputs what each call is given; 1 or more
 * @param point what an input keeps however much of it is left out
 * @param guarding whether what it is given has to stay as it is
 */
record StuffTrial(Way way, List<Bytes> inputs, Predicate<Bytes> point, boolean guarding)
    implements Trial<Stuffing> {
  private static final int SHOWN_MAX = 4;
  private static final int OCTETS_MAX = 24;

  /** Which method is called. */
  enum Way {
    ENCODE,
    DECODE;

    /** One call with this input. */
    StuffTrial on(Bytes input) {
      return new StuffTrial(this, List.of(input), _ -> true, false);
    }

    /** One call with octets in hex. */
    StuffTrial on(String hex) {
      return on(Bytes.ofHex(hex));
    }

    /** One call after the other, each with octets in hex. */
    List<Trial<Stuffing>> inTurn(String... hex) {
      return List.of(
          new StuffTrial(this, Arrays.stream(hex).map(Bytes::ofHex).toList(), _ -> true, false));
    }

    private List<byte[]> call(Stuffing code, byte[] given) throws IOException {
      return this == ENCODE
          ? List.of(Objects.requireNonNull(code.encode(given), "null in the place of a frame"))
          : code.decode(given);
    }

    private String call(Bytes input) {
      return (this == ENCODE ? "encode(" : "decode(") + hex(input) + ")";
    }
  }

  /** The same, whose input keeps its point. */
  StuffTrial keeping(Predicate<Bytes> wanted) {
    return new StuffTrial(way, inputs, wanted, guarding);
  }

  /** The same, which also holds that what it is given stays as it is. */
  StuffTrial guarded() {
    return new StuffTrial(way, inputs, point, true);
  }

  @Override
  public Bytes octets() {
    return inputs.getLast();
  }

  /**
   * What a call left.
   *
   * @param way which method it was
   * @param arrays what it returned; one array if it was encode
   * @param octets a copy of that
   * @param given what is in the caller's array now
   */
  private record Answer(Way way, List<byte[]> arrays, List<Bytes> octets, Bytes given) {
    static Answer of(Way way, List<byte[]> arrays, byte[] given) {
      return new Answer(way, arrays, copies(arrays), Bytes.copyOf(given));
    }

    private static List<Bytes> copies(List<byte[]> arrays) {
      return arrays.stream()
          .map(array -> Bytes.copyOf(Objects.requireNonNull(array, "null in the place of octets")))
          .toList();
    }

    Optional<Mismatch> findChanged() {
      var now = copies(arrays);
      return now.equals(octets)
          ? Optional.empty()
          : Optional.of(
              new Mismatch("what was returned stays: " + this, "now it is " + text(way, now)));
    }

    @Override
    public String toString() {
      return text(way, octets);
    }
  }

  @Override
  public Optional<Mismatch> run(Stuffing code, Steps steps) {
    var answers = new ArrayList<Answer>();
    for (var input : inputs) {
      var judge = way == Way.ENCODE ? new EncodeJudge() : new DecodeJudge();
      var wrong =
          Called.judged(steps, way.call(input), () -> call(code, input, answers), judge, input)
              .or(() -> guarding ? findGuarded(input, answers) : Optional.empty());
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return answers.stream().flatMap(answer -> answer.findChanged().stream()).findFirst();
  }

  private static Optional<Mismatch> findGuarded(Bytes input, List<Answer> answers) {
    var now = answers.getLast().given();
    return now.equals(input)
        ? Optional.empty()
        : Optional.of(
            new Mismatch(
                "what it was given stays: " + hex(input),
                "now it is " + hex(now),
                now.commonPrefix(input)));
  }

  private @Nullable Answer call(Stuffing code, Bytes input, List<Answer> answers)
      throws IOException {
    var given = input.toArray();
    var arrays = way.call(code, given);
    if (arrays == null) {
      return null;
    }
    var answer = Answer.of(way, arrays, given);
    answers.add(answer);
    return answer;
  }

  @Override
  public List<Trial<Stuffing>> smaller() {
    if (inputs.size() > 1) {
      return List.of();
    }
    boolean isBroken = StuffedStream.of(octets()).isBroken();
    return Smaller.bytes(octets()).stream()
        .filter(less -> way == Way.ENCODE || StuffedStream.of(less).isBroken() == isBroken)
        .filter(point)
        .<Trial<Stuffing>>map(less -> new StuffTrial(way, List.of(less), point, guarding))
        .toList();
  }

  private static String hex(Bytes octets) {
    if (octets.size() > OCTETS_MAX) {
      return "%s … (%d B)".formatted(octets.slice(0, OCTETS_MAX).toHex(), octets.size());
    }
    return octets.isEmpty() ? "nothing" : octets.toHex();
  }

  private static String text(Way way, List<Bytes> all) {
    return way == Way.ENCODE ? hex(all.getFirst()) : messages(all);
  }

  private static String messages(List<Bytes> all) {
    if (all.isEmpty()) {
      return "no message";
    }
    var more = all.size() > SHOWN_MAX ? ", …" : "";
    return all.stream()
        .limit(SHOWN_MAX)
        .map(octets -> octets.isEmpty() ? "0 B" : hex(octets))
        .collect(Collectors.joining(", ", Wording.count(all.size(), "message") + ": ", more));
  }

  private static final class EncodeJudge implements Judge<Bytes, Answer> {
    private static final Bytes END = Bytes.of(StuffedStream.END);

    @Override
    public Optional<Mismatch> returned(Bytes message, Answer answer) {
      var frame = answer.octets().getFirst();
      var right = StuffedStream.frame(message);
      if (frame.equals(right) || frame.equals(END.plus(right))) {
        return Optional.empty();
      }
      boolean begins = frame.size() > 1 && frame.startsWith(END) && !message.startsWith(END);
      var nearest = begins ? END.plus(right) : right;
      int same = Math.max(0, frame.commonPrefix(nearest) - (begins ? 1 : 0));
      int at = StuffedStream.messageOctets(message, same);
      return Optional.of(new Mismatch(hex(nearest), hex(frame), at));
    }
  }

  private static final class DecodeJudge implements Judge<Bytes, Answer> {
    private static String wanted(StuffedStream right) {
      return right.isBroken() ? "an IOException: " + right.why() : messages(octets(right));
    }

    private static List<Bytes> octets(StuffedStream right) {
      return right.messages().stream().map(StuffedStream.Message::octets).toList();
    }

    @Override
    public Optional<Mismatch> returned(Bytes stream, Answer answer) {
      var right = StuffedStream.of(stream);
      if (!right.isBroken() && answer.octets().equals(octets(right))) {
        return Optional.empty();
      }
      int at = right.isBroken() ? right.brokenAt() : wrongAt(right, answer.octets());
      return Optional.of(new Mismatch(wanted(right), answer.toString(), at));
    }

    /** Where the frame begins whose message is wrong, or behind the last one. */
    private static int wrongAt(StuffedStream right, List<Bytes> answer) {
      int at = 0;
      for (int i = 0; i < right.messages().size(); i++) {
        var message = right.messages().get(i);
        if (i >= answer.size() || !answer.get(i).equals(message.octets())) {
          return message.at();
        }
        at = message.end();
      }
      return at;
    }

    @Override
    public Optional<Mismatch> threw(Bytes stream, Exception exception) {
      var right = StuffedStream.of(stream);
      return right.isBroken() && exception instanceof IOException
          ? Optional.empty()
          : Optional.of(new Mismatch(wanted(right), Said.of(exception), right.brokenAt()));
    }
  }
}
