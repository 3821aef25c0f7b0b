package netbook.exercise;

import java.nio.charset.CharacterCodingException;
import java.util.Objects;
import java.util.Optional;
import netbook.bytes.Bytes;
import netbook.exercise.Utf8Decoder.Decoding;

/**
 * One text on its way into a learner's decoder: feeds it piece by piece, and judges each answer
 * when it comes.
 */
final class Utf8Feeding {
  private static final String ERROR = "CharacterCodingException";
  private static final String NO_ERROR = "no exception";

  private final Utf8Text text;
  private final Decoding decoding;
  private final Steps steps;
  private final String name;
  private int fed;
  private boolean over;

  /**
   * Begins a text.
   *
   * @param name what the report calls it, in front of each call; empty if there is only one
   */
  Utf8Feeding(Utf8Decoder code, Utf8Text text, Steps steps, String name) {
    this.text = text;
    this.steps = steps;
    this.name = name;
    this.decoding = Objects.requireNonNull(code.start(), "null in the place of a decoding");
  }

  /** Feeds so many more of its octets; does nothing once the code has rightly thrown. */
  Optional<Mismatch> feed(int count) {
    if (over) {
      return Optional.empty();
    }
    var chunk = text.octets().slice(fed, fed + count);
    var feeding = new Feeding(fed, fed + count);
    fed += count;
    return Called.judged(
        steps, name + "feed(" + chunk + ")", () -> decoding.feed(chunk), feeding, chunk);
  }

  /** Ends it. */
  Optional<Mismatch> end() {
    if (over) {
      return Optional.empty();
    }
    return Called.judged(
        steps,
        name + "end()",
        () -> {
          decoding.end();
          return NO_ERROR;
        },
        new Ending(),
        Bytes.EMPTY);
  }

  private final class Feeding implements Judge<Bytes, String> {
    private final int from;
    private final int to;
    private final String right;

    Feeding(int from, int to) {
      this.from = from;
      this.to = to;
      this.right = text.between(from, to);
    }

    @Override
    public Optional<Mismatch> returned(Bytes given, String answer) {
      if (from >= text.due()) {
        return Optional.of(new Mismatch(ERROR, Said.answer(answer), text.good()));
      }
      return answer.equals(right)
          ? Optional.empty()
          : Optional.of(new Mismatch(Said.answer(right), Said.answer(answer), at(answer)));
    }

    /** The octet at which the answer parts from the right one. */
    private int at(String answer) {
      int same = 0;
      while (same < Math.min(answer.length(), right.length())
          && answer.charAt(same) == right.charAt(same)) {
        same++;
      }
      return text.whole(from) + Bytes.utf8(right.substring(0, same)).size();
    }

    @Override
    public Optional<Mismatch> threw(Bytes given, Exception exception) {
      boolean known = to >= text.known();
      if (known && !(exception instanceof CharacterCodingException)) {
        return Optional.of(new Mismatch(ERROR, Said.of(exception), text.good()));
      }
      if (known && right.isEmpty()) {
        over = true;
        return Optional.empty();
      }
      var expected = Said.answer(right) + (known ? ", and the exception from the next call" : "");
      return Optional.of(new Mismatch(expected, Said.of(exception), text.whole(from)));
    }
  }

  private final class Ending implements Judge<Bytes, String> {
    @Override
    public Optional<Mismatch> returned(Bytes given, String answer) {
      return text.isCutOrWrong()
          ? Optional.of(new Mismatch(ERROR, answer, text.good()))
          : Optional.empty();
    }

    @Override
    public Optional<Mismatch> threw(Bytes given, Exception exception) {
      boolean right = text.isCutOrWrong() && exception instanceof CharacterCodingException;
      over = true;
      return right
          ? Optional.empty()
          : Optional.of(
              new Mismatch(
                  text.isCutOrWrong() ? ERROR : NO_ERROR, Said.of(exception), text.good()));
    }
  }
}
