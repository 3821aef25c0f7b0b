package netbook.exercise;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import netbook.bytes.Bytes;
import netbook.exercise.Arrival.End;
import netbook.exercise.MessageReads.Ending;
import netbook.exercise.MessageReads.Found;
import netbook.exercise.MessageReads.Right;
import netbook.tap.Script;

/** The trials of a {@link LineReader}, and who judges them. */
final class LineReads {
  /** The limit of trials that aren't about it. */
  static final int LENGTH_MAX = 1 << 20;

  private static final int CR = '\r';
  private static final int LF = '\n';
  private static final List<Bytes> OTHERS =
      List.of(Bytes.utf8("another"), Bytes.utf8("and the last"));

  private LineReads() {}

  /** Reads until the end; what comes has so many lines at least, and nothing behind them. */
  static StreamTrials<LineReader, MessageReads.Reading> whole(int linesMin) {
    return whole(linesMin, LENGTH_MAX);
  }

  /** The same, with a limit. */
  static StreamTrials<LineReader, MessageReads.Reading> whole(int linesMin, int lengthMax) {
    return trials(lengthMax, Ending.CLEAN, linesMin);
  }

  /** Reads until the end, which is inside of a line. */
  static StreamTrials<LineReader, MessageReads.Reading> cut() {
    return trials(LENGTH_MAX, Ending.CUT, 0);
  }

  /** Reads until a line is refused. */
  static StreamTrials<LineReader, MessageReads.Reading> refused(int lengthMax) {
    return trials(lengthMax, Ending.REFUSED, 0);
  }

  /** Reads until the end, wherever and whatever that is. */
  static StreamTrials<LineReader, MessageReads.Reading> any(int lengthMax) {
    return new StreamTrials<>(
        "start(in, " + lengthMax + "), and readLine() again and again",
        (code, wire) -> {
          var lines = code.start(wire.in(), lengthMax);
          return MessageReads.all(lines::readLine);
        },
        new Lines(lengthMax));
  }

  private static StreamTrials<LineReader, MessageReads.Reading> trials(
      int lengthMax, Ending ending, int linesMin) {
    return any(lengthMax)
        .keeping(octets ->
            right(new Arrival(octets, End.FIN, Script.NOTHING), lengthMax).is(ending, linesMin));
  }

  /** Reads two streams in turns, a line of each. */
  static StreamTrials<LineReader, Both> beside() {
    var octets = Bytes.EMPTY;
    for (var other : OTHERS) {
      octets = octets.plus(other).plus(Bytes.of(LF));
    }
    var second = octets.toArray();
    return new StreamTrials<LineReader, Both>(
            "start(…) for two streams, and readLine() in turns",
            (code, wire) -> {
              var lines = code.start(wire.in(), LENGTH_MAX);
              var others = code.start(new ByteArrayInputStream(second), LENGTH_MAX);
              var got = new ArrayList<Bytes>();
              var reading =
                  MessageReads.all(() -> {
                    var line = lines.readLine();
                    var other = others.readLine();
                    if (other != null) {
                      got.add(Bytes.copyOf(other));
                    }
                    return line;
                  });
              return new Both(reading, List.copyOf(got));
            },
            new BothLines())
        .keeping(sent ->
            right(new Arrival(sent, End.FIN, Script.NOTHING), LENGTH_MAX)
                .is(Ending.CLEAN, OTHERS.size()));
  }

  private static Right right(Arrival given, int lengthMax) {
    var octets = given.octets();
    var lines = new ArrayList<Found>();
    int at = 0;
    while (at < octets.size()) {
      int lf = octets.indexOf(LF, at);
      int end = lf < 0 ? octets.size() : lf;
      // A CR at the end may belong to the line's end, and then it doesn't count.
      boolean cr = end > at && octets.at(end - 1) == CR;
      int length = end - at - (cr ? 1 : 0);
      if (length > lengthMax) {
        return new Right(lines, Ending.REFUSED, at + lengthMax);
      }
      if (lf < 0) {
        boolean open = given.end() == End.FIN && cr && length == lengthMax;
        return new Right(lines, open ? Ending.CUT_OR_REFUSED : Ending.of(given.end()), at);
      }
      lines.add(new Found(octets.slice(at, at + length), at));
      at = lf + 1;
    }
    return new Right(lines, given.end() == End.FIN ? Ending.CLEAN : Ending.of(given.end()), at);
  }

  private record Lines(int lengthMax) implements Judge<Arrival, MessageReads.Reading> {
    @Override
    public Optional<Mismatch> returned(Arrival given, MessageReads.Reading answer) {
      return MessageReads.mismatch("line", right(MessageReads.heard(given), lengthMax), answer);
    }
  }

  /**
   * What came of two streams.
   *
   * @param others the lines of the second one
   */
  record Both(MessageReads.Reading reading, List<Bytes> others) {
    @Override
    public String toString() {
      return reading + "; of the second stream: " + others;
    }
  }

  private record BothLines() implements Judge<Arrival, Both> {
    @Override
    public Optional<Mismatch> returned(Arrival given, Both answer) {
      var wrong = MessageReads.mismatch("line", right(given, LENGTH_MAX), answer.reading());
      return wrong.isPresent() || answer.others().equals(OTHERS)
          ? wrong
          : Optional.of(
              new Mismatch(
                  "of the second stream: " + OTHERS, "of the second stream: " + answer.others()));
    }
  }
}
