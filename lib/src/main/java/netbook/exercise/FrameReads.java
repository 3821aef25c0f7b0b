package netbook.exercise;

import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import netbook.bytes.Bytes;
import netbook.exercise.Arrival.End;
import netbook.exercise.MessageReads.Ending;
import netbook.exercise.MessageReads.Found;
import netbook.exercise.MessageReads.Reading;
import netbook.exercise.MessageReads.Right;
import netbook.tap.Script;

/** The trials of a {@link FrameReader}, and who judges them. */
final class FrameReads {
  /** The limit of trials that aren't about it. */
  static final int SIZE_MAX = 1 << 20;

  private static final int LENGTH_OCTETS = 4;

  private FrameReads() {}

  /** Calls until the end; what comes has so many frames at least, and nothing behind them. */
  static StreamTrials<FrameReader, Reading> whole(int framesMin) {
    return whole(framesMin, SIZE_MAX);
  }

  /** The same, with a limit. */
  static StreamTrials<FrameReader, Reading> whole(int framesMin, int sizeMax) {
    return trials(sizeMax, new Frames(sizeMax, false), Ending.CLEAN, framesMin);
  }

  /** The same, with the usual limit. */
  static StreamTrials<FrameReader, Reading> cut() {
    return cut(SIZE_MAX);
  }

  /** The same, but it is only about what the exception says: how many octets came. */
  static StreamTrials<FrameReader, Reading> saying() {
    return trials(SIZE_MAX, new Frames(SIZE_MAX, true), Ending.CUT, 0);
  }

  /** Calls until a frame is refused. */
  static StreamTrials<FrameReader, Reading> refused(int sizeMax) {
    return trials(sizeMax, new Frames(sizeMax, false), Ending.REFUSED, 0);
  }

  /** Calls until the end, wherever and whatever that is. */
  static StreamTrials<FrameReader, Reading> any() {
    return trials(SIZE_MAX, new Frames(SIZE_MAX, false));
  }

  /** Calls until the end, which is inside of a frame. */
  static StreamTrials<FrameReader, Reading> cut(int sizeMax) {
    return trials(sizeMax, new Frames(sizeMax, false), Ending.CUT, 0);
  }

  private static StreamTrials<FrameReader, Reading> trials(
      int sizeMax, Frames judge, Ending ending, int framesMin) {
    return trials(sizeMax, judge)
        .keeping(octets ->
            right(new Arrival(octets, End.FIN, Script.NOTHING), sizeMax).is(ending, framesMin));
  }

  private static StreamTrials<FrameReader, Reading> trials(int sizeMax, Frames judge) {
    return new StreamTrials<>(
        "readFrame(in, " + sizeMax + "), again and again",
        (code, wire) -> MessageReads.all(() -> code.readFrame(wire.in(), sizeMax)),
        judge);
  }

  /** One call, and then the check reads what is left. */
  static StreamTrials<FrameReader, First> first() {
    return new StreamTrials<FrameReader, First>(
            "readFrame(in, " + SIZE_MAX + "), once",
            (code, wire) -> {
              var frame = code.readFrame(wire.in(), SIZE_MAX);
              return new First(
                  Bytes.copyOf(Objects.requireNonNull(frame, "null in the place of a frame")),
                  Rest.of(wire.in()));
            },
            new FirstFrame())
        .keeping(octets -> !FirstFrame.right(octets).messages().isEmpty());
  }

  /** The octets of frames. */
  static Bytes frames(Bytes... messages) {
    var frames = Bytes.EMPTY;
    for (var message : messages) {
      frames = frames.plus(length(message.size())).plus(message);
    }
    return frames;
  }

  /** The octets of frames whose messages are texts. */
  static Bytes frames(String... messages) {
    var frames = Bytes.EMPTY;
    for (var message : messages) {
      frames = frames.plus(frames(Bytes.utf8(message)));
    }
    return frames;
  }

  /** A length alone, from 0 to 2^32 - 1. */
  static Bytes length(long length) {
    return Bytes.ofHex("%08x".formatted(length));
  }

  private static Right right(Arrival given, int sizeMax) {
    var octets = given.octets();
    var frames = new ArrayList<Found>();
    int at = 0;
    while (octets.size() - at >= LENGTH_OCTETS) {
      long length = 0;
      for (int i = 0; i < LENGTH_OCTETS; i++) {
        length = length << 8 | octets.at(at + i);
      }
      if (length > sizeMax) {
        return new Right(frames, Ending.REFUSED, at);
      }
      int from = at + LENGTH_OCTETS;
      if (length > octets.size() - from) {
        return new Right(frames, Ending.of(given.end()), at);
      }
      frames.add(new Found(octets.slice(from, from + (int) length), from));
      at = from + (int) length;
    }
    boolean clean = at == octets.size() && given.end() == End.FIN;
    return new Right(frames, clean ? Ending.CLEAN : Ending.of(given.end()), at);
  }

  private record Frames(int sizeMax, boolean saying) implements Judge<Arrival, Reading> {
    @Override
    public Optional<Mismatch> returned(Arrival given, Reading answer) {
      var heard = MessageReads.heard(given);
      var right = right(heard, sizeMax);
      return saying
          ? MessageReads.unsaid(came(heard.octets().size() - right.end()), right, answer)
          : MessageReads.mismatch("frame", right, answer);
    }

    /**
     * How many octets of the length, of the message, or of the frame: each says how far it came.
     */
    private static Set<Integer> came(int octets) {
      return octets < LENGTH_OCTETS ? Set.of(octets) : Set.of(octets - LENGTH_OCTETS, octets);
    }
  }

  /**
   * What came of one call.
   *
   * @param frame its answer
   * @param rest what was left
   */
  record First(Bytes frame, Rest rest) {
    @Override
    public String toString() {
      return frame.toString();
    }
  }

  private record FirstFrame() implements Judge<Arrival, First> {
    static Right right(Bytes octets) {
      return FrameReads.right(new Arrival(octets, End.FIN, Script.NOTHING), SIZE_MAX);
    }

    @Override
    public Optional<Mismatch> returned(Arrival given, First answer) {
      var frame = right(given.octets()).messages().getFirst();
      var octets = frame.octets();
      if (!answer.frame().equals(octets)) {
        int at = frame.at() + answer.frame().commonPrefix(octets);
        return Optional.of(new Mismatch(octets.toString(), answer.toString(), at));
      }
      int end = frame.at() + octets.size();
      var rest = new Rest(given.octets().from(end), Rest.END);
      return answer.rest().equals(rest)
          ? Optional.empty()
          : Optional.of(new Mismatch("left to read: " + rest, answer.rest().toString(), end));
    }
  }
}
