package netbook.exercise;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import netbook.bytes.Bytes;
import netbook.exercise.Arrival.End;

/** The trials of an {@link ExactReader}, and who judges them. */
final class ExactReads {
  private ExactReads() {}

  /** One call that asks for so many octets. */
  static StreamTrials<ExactReader, Reading> of(int count) {
    return trials(count, 1, false);
  }

  /** Two calls, one after the other, that ask for so many octets each. */
  static StreamTrials<ExactReader, Reading> twice(int count) {
    return trials(count, 2, false);
  }

  /** One call, whose exception has to say how many came. */
  static StreamTrials<ExactReader, Reading> saying(int count) {
    return trials(count, 1, true);
  }

  private static StreamTrials<ExactReader, Reading> trials(int count, int calls, boolean saying) {
    var method = "readExactly(in, " + count + ")" + (calls == 1 ? "" : ", twice");
    var judge = new Exactly(count, calls, saying);
    var trials =
        new StreamTrials<ExactReader, Reading>(
            method, (code, wire) -> read(code, wire.in(), count, calls), judge);
    return saying ? trials : trials.keeping(octets -> octets.size() >= count * calls);
  }

  /**
   * What came of the calls.
   *
   * @param got their answers, in one sequence; copied after the last call
   */
  record Reading(Bytes got, Rest rest) {
    @Override
    public String toString() {
      return got.toString();
    }
  }

  private static Reading read(ExactReader code, InputStream in, int count, int calls)
      throws IOException {
    var answers = new ArrayList<byte[]>();
    for (int call = 0; call < calls; call++) {
      answers.add(
          Objects.requireNonNull(code.readExactly(in, count), "null in the place of an array"));
    }
    var got = new ByteArrayOutputStream();
    answers.forEach(got::writeBytes);
    return new Reading(Bytes.copyOf(got.toByteArray()), Rest.of(in));
  }

  private record Exactly(int count, int calls, boolean saying) implements Judge<Arrival, Reading> {
    private int wanted() {
      return count * calls;
    }

    @Override
    public Optional<Mismatch> returned(Arrival given, Reading answer) {
      var octets = given.octets();
      if (octets.size() < wanted()) {
        return Optional.of(new Mismatch(exception(given), answer.toString()));
      }
      var right = octets.slice(0, wanted());
      if (!answer.got().equals(right)) {
        return Optional.of(
            new Mismatch(right.toString(), answer.toString(), answer.got().commonPrefix(right)));
      }
      var rest = new Rest(octets.from(wanted()), Rest.END);
      boolean whole =
          given.end() == End.FIN
              ? answer.rest().equals(rest)
              : answer.rest().octets().equals(rest.octets());
      return whole
          ? Optional.empty()
          : Optional.of(new Mismatch("left to read: " + rest, answer.rest().toString(), wanted()));
    }

    private static String exception(Arrival given) {
      return switch (given.end()) {
        case FIN -> "EOFException";
        case RESET -> "SocketException: Connection reset";
        case SILENCE -> "SocketTimeoutException";
      };
    }

    @Override
    public Optional<Mismatch> threw(Arrival given, Exception exception) {
      int came = given.octets().size();
      if (came >= wanted()) {
        return Optional.of(new Mismatch("an answer", Said.of(exception)));
      }
      boolean end = exception instanceof EOFException;
      boolean right = given.end() == End.FIN ? end : exception instanceof IOException && !end;
      if (!right) {
        return Optional.of(new Mismatch(exception(given), Said.of(exception)));
      }
      if (saying && !Said.number(exception, came)) {
        return Optional.of(
            new Mismatch("EOFException whose message has the number " + came, Said.of(exception)));
      }
      return Optional.empty();
    }
  }
}
