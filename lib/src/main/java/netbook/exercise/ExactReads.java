package netbook.exercise;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import netbook.bytes.Bytes;
import netbook.exercise.Arrival.End;

/** The trials of an {@link ExactReader}, and who judges them. */
final class ExactReads {
  private static final String END = "the end";

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
   * @param rest what was left in the stream
   * @param end how the stream ended then
   */
  record Reading(Bytes got, Bytes rest, String end) {
    @Override
    public String toString() {
      return got.toString();
    }

    /** What was left, and how it ended. */
    String left() {
      return rest.isEmpty() ? end : rest + ", then " + end;
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
    return rest(in, Bytes.copyOf(got.toByteArray()));
  }

  private static Reading rest(InputStream in, Bytes got) {
    var rest = new ByteArrayOutputStream();
    var end = END;
    try {
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        rest.write(octet);
      }
    } catch (IOException e) {
      end = Said.of(e);
    }
    return new Reading(got, Bytes.copyOf(rest.toByteArray()), end);
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
      var rest = new Reading(right, octets.from(wanted()), END);
      boolean whole =
          given.end() == End.FIN
              ? answer.left().equals(rest.left())
              : answer.rest().equals(rest.rest());
      return whole
          ? Optional.empty()
          : Optional.of(new Mismatch("left to read: " + rest.left(), answer.left(), wanted()));
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
      if (saying && !says(exception, came)) {
        return Optional.of(
            new Mismatch("EOFException whose message has the number " + came, Said.of(exception)));
      }
      return Optional.empty();
    }

    private static boolean says(Exception exception, int number) {
      var message = exception.getMessage();
      return message != null
          && Pattern.compile("(?<!\\d)%d(?!\\d)".formatted(number)).matcher(message).find();
    }
  }
}
