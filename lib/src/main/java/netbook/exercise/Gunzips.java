package netbook.exercise;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.exercise.Arrival.End;
import netbook.tap.Script;

/** The trials of a {@link Gunzip}, and who judges them. */
final class Gunzips {
  private Gunzips() {}

  /**
   * Trials in which the answer has to be this content.
   *
   * @param octets what all of them are made of; only their cuts may become fewer
   */
  static StreamTrials<Gunzip, byte[]> answers(Bytes octets, Bytes content, int max) {
    return trials(max, new Content(content)).keeping(octets::equals);
  }

  /** Trials in which the answer has to be an exception; nothing of them is left out. */
  static StreamTrials<Gunzip, byte[]> refuses(Refusal refusal, int max) {
    return trials(max, refusal).keeping(_ -> false);
  }

  private static StreamTrials<Gunzip, byte[]> trials(int max, Judge<Arrival, byte[]> judge) {
    return new StreamTrials<>(
        "gunzip(in, " + max + ")", (code, wire) -> code.gunzip(wire.in(), max), judge);
  }

  /** Octets, and then silence. */
  static Arrival silent(Bytes octets) {
    return new Arrival(octets, End.SILENCE, Script.NOTHING);
  }

  /** Two calls of the same object; what is judged is the second one. */
  static List<Trial<Gunzip>> inTurn(Bytes first, Bytes second, Bytes content, int max) {
    return new StreamTrials<Gunzip, byte[]>(
            "gunzip(in, " + max + "), the second time",
            (code, wire) -> {
              var _ = code.gunzip(new ByteArrayInputStream(first.toArray()), max);
              return code.gunzip(wire.in(), max);
            },
            new Content(content))
        .keeping(_ -> false)
        .atOnce(second);
  }

  private record Content(Bytes content) implements Judge<Arrival, byte[]> {
    @Override
    public Optional<Mismatch> returned(Arrival given, byte[] answer) {
      var octets = Bytes.copyOf(answer);
      if (octets.equals(content)) {
        return Optional.empty();
      }
      int same = octets.commonPrefix(content);
      var where = same > 20 ? ", from byte " + same : "";
      return Optional.of(new Mismatch("" + content, octets + where));
    }

    @Override
    public Optional<Mismatch> threw(Arrival given, Exception exception) {
      return Optional.of(new Mismatch(content.toString(), Said.of(exception)));
    }
  }

  /** What has to be thrown in the place of an answer. */
  enum Refusal implements Judge<Arrival, byte[]> {
    /** More than max. */
    LIMIT("LimitException"),
    /** No member, or a wrong CRC or size. */
    ZIP("ZipException"),
    /** An end inside of the member. */
    EOF("EOFException"),
    /** What the stream itself has thrown. */
    PASSES("the stream's own exception");

    private final String words;

    Refusal(String words) {
      this.words = words;
    }

    private boolean accepts(Exception exception) {
      boolean limit = exception instanceof LimitException;
      boolean zip = exception instanceof ZipException;
      boolean eof = exception instanceof EOFException;
      return switch (this) {
        case LIMIT -> limit;
        case ZIP -> zip;
        case EOF -> eof;
        case PASSES -> exception instanceof IOException && !limit && !zip && !eof;
      };
    }

    @Override
    public Optional<Mismatch> returned(Arrival given, byte[] answer) {
      return Optional.of(new Mismatch(words, Said.answer(answer)));
    }

    @Override
    public Optional<Mismatch> threw(Arrival given, Exception exception) {
      return accepts(exception)
          ? Optional.empty()
          : Optional.of(new Mismatch(words, Said.of(exception)));
    }
  }
}
