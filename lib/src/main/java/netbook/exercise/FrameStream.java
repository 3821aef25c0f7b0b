package netbook.exercise;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import netbook.bytes.Bytes;
import netbook.exercise.FrameTrial.Carrier;
import netbook.show.Wording;
import org.jspecify.annotations.Nullable;

/** One stream on its way into a {@link FrameParser}: feeds its pieces, and judges the answers. */
final class FrameStream {
  private static final int SHOWN_MAX = 4;

  private final FrameTrial trial;
  private final Framed framed;
  private final String name;
  private final Steps steps;
  private final ByteBuffer reused;
  private final List<Returned> returned = new ArrayList<>();
  private FrameParser.@Nullable Parsing parsing;
  private int piece;
  private int at;
  private boolean over;

  /**
   * A stream that nothing is fed of yet.
   *
   * @param name what stands before each call in the transcript; empty if there is one stream only
   */
  FrameStream(FrameTrial trial, String name, Steps steps) {
    this.trial = trial;
    this.framed = Framed.of(trial.stream(), trial.sizeMax());
    this.name = name;
    this.steps = steps;
    this.reused = ByteBuffer.allocate(trial.stream().size());
  }

  /** What a feed returned: the list itself, and a copy of what it held. */
  private record Returned(List<byte[]> list, List<Bytes> copy) {}

  /**
   * What is left of a feed.
   *
   * @param messages those it returned
   * @param taken how many octets it took out of the buffer
   */
  private record Fed(List<Bytes> messages, int taken) {
    @Override
    public String toString() {
      return text(messages);
    }
  }

  /** What is left of an end that throws nothing. */
  private enum Ended {
    RETURNED;

    @Override
    public String toString() {
      return "it returns";
    }
  }

  /** Asks for the object that parses this stream. */
  Optional<Mismatch> start(FrameParser code) {
    steps.call(name + "start(" + trial.sizeMax() + ")");
    parsing = code.start(trial.sizeMax());
    steps.answered(parsing == null ? "null" : "an object");
    return parsing == null ? Optional.of(new Mismatch("an object", "null")) : Optional.empty();
  }

  /** Whether there is still something to call. */
  boolean isOpen() {
    return !over;
  }

  /** Feeds the next piece; after the last one, ends the stream. */
  Optional<Mismatch> next() {
    return piece < trial.pieces().size() ? feed(trial.pieces().get(piece++)) : end();
  }

  private Optional<Mismatch> feed(int size) {
    int from = at;
    at += size;
    var octets = trial.stream().slice(from, at);
    var buffer = carry(octets);
    var call = name + "feed(" + octets + ")";
    var wrong = Called.judged(steps, call, () -> feed(buffer), new FeedJudge(from), size);
    if (trial.carrier() == Carrier.REUSED) {
      reused.clear();
      while (reused.hasRemaining()) {
        reused.put((byte) '?');
      }
    }
    return wrong;
  }

  private ByteBuffer carry(Bytes octets) {
    return trial.carrier() == Carrier.REUSED
        ? reused.clear().put(octets.buffer()).flip()
        : trial.carrier().carry(octets);
  }

  private @Nullable Fed feed(ByteBuffer buffer) throws IOException {
    int start = buffer.position();
    int limit = buffer.limit();
    var list = Objects.requireNonNull(parsing).feed(buffer);
    if (list == null) {
      return null;
    }
    var copy = new ArrayList<Bytes>();
    for (var message : list) {
      copy.add(Bytes.copyOf(Objects.requireNonNull(message, "null in the place of a message")));
    }
    returned.add(new Returned(list, copy));
    // One that was cleared or compacted has another limit: it isn't where it has to be either.
    int left = limit - buffer.position() + Math.abs(limit - buffer.limit());
    return new Fed(copy, limit - start - left);
  }

  private Optional<Mismatch> end() {
    over = true;
    var call = name + "end()";
    var wrong =
        Called.judged(
            steps,
            call,
            () -> {
              Objects.requireNonNull(parsing).end();
              return Ended.RETURNED;
            },
            new EndJudge(),
            0);
    return wrong.isPresent() || !trial.looksBack() ? wrong : findChanged();
  }

  private Optional<Mismatch> findChanged() {
    for (var one : returned) {
      var now = one.list().stream().map(Bytes::copyOf).toList();
      if (!now.equals(one.copy())) {
        return Optional.of(
            new Mismatch("what was returned stays: " + text(one.copy()), "now it is " + text(now)));
      }
    }
    return Optional.empty();
  }

  /** Messages in a few words. */
  private static String text(List<Bytes> messages) {
    if (messages.isEmpty()) {
      return "no message";
    }
    var more = messages.size() > SHOWN_MAX ? ", …" : "";
    return messages.stream()
        .limit(SHOWN_MAX)
        .map(Bytes::toString)
        .collect(Collectors.joining(", ", Wording.count(messages.size(), "message") + ": ", more));
  }

  private final class FeedJudge implements Judge<Integer, Fed> {
    private final int from;
    private final List<Framed.Message> due;

    FeedJudge(int from) {
      this.from = from;
      this.due = framed.completeIn(from, at);
    }

    private List<Bytes> wanted() {
      return due.stream().map(Framed.Message::octets).toList();
    }

    @Override
    public Optional<Mismatch> returned(Integer size, Fed answer) {
      if (answer.taken() != size) {
        return Optional.of(
            new Mismatch(
                "position = limit: all %s taken".formatted(Wording.count(size, "byte")),
                "%d of them taken, position and limit say".formatted(answer.taken()),
                from + Math.clamp(answer.taken(), 0, size)));
      }
      if (due.isEmpty() && framed.refusedAt() <= at) {
        int length = framed.refusedAt() - 2;
        return Optional.of(new Mismatch(refusal(length), answer.toString(), length));
      }
      return answer.messages().equals(wanted())
          ? Optional.empty()
          : Optional.of(
              new Mismatch(text(wanted()), answer.toString(), wrongAt(answer.messages())));
    }

    private int wrongAt(List<Bytes> messages) {
      for (int i = 0; i < due.size(); i++) {
        if (i >= messages.size()) {
          return due.get(i).at();
        }
        var right = due.get(i).octets();
        if (!messages.get(i).equals(right)) {
          return due.get(i).start() + messages.get(i).commonPrefix(right);
        }
      }
      return due.isEmpty() ? from : due.getLast().end();
    }

    @Override
    public Optional<Mismatch> threw(Integer size, Exception exception) {
      boolean refuses = exception instanceof IOException && framed.certainAt() <= at;
      if (due.isEmpty() && refuses) {
        over = true;
        return Optional.empty();
      }
      if (due.isEmpty() && framed.refusedAt() <= at) {
        int length = framed.refusedAt() - 2;
        return Optional.of(new Mismatch(refusal(length), Said.of(exception), length));
      }
      var next = refuses ? ", and the exception with the next call" : "";
      int where = due.isEmpty() ? from : due.getFirst().at();
      return Optional.of(new Mismatch(text(wanted()) + next, Said.of(exception), where));
    }

    private String refusal(int length) {
      return "an IOException: a length of %d is over %d"
          .formatted(
              trial.stream().at(length) << 8 | trial.stream().at(length + 1), trial.sizeMax());
    }
  }

  private final class EndJudge implements Judge<Integer, Ended> {
    private boolean isRefused() {
      return framed.refusedAt() != Framed.NEVER;
    }

    private String wanted() {
      if (isRefused()) {
        return "an IOException: a length is over " + trial.sizeMax();
      }
      return framed.restAt() < at ? "EOFException" : "it returns: no frame has begun";
    }

    @Override
    public Optional<Mismatch> returned(Integer size, Ended answer) {
      return framed.restAt() < at
          ? Optional.of(new Mismatch(wanted(), answer.toString(), at))
          : Optional.empty();
    }

    @Override
    public Optional<Mismatch> threw(Integer size, Exception exception) {
      boolean right =
          framed.restAt() < at
              && (isRefused()
                  ? exception instanceof IOException
                  : exception instanceof EOFException);
      return right ? Optional.empty() : Optional.of(new Mismatch(wanted(), Said.of(exception), at));
    }
  }
}
