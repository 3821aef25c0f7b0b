package netbook.exercise;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import netbook.bytes.Bytes;
import netbook.show.Wording;

/**
 * A long stream of equal frames, fed in pieces of one size out of one buffer. What its parser may
 * take of time and memory is the exercise's limits' affair.
 *
 * @param message what each frame holds
 * @param count how many frames there are
 * @param piece how many octets each feed brings
 */
record FrameBulk(Bytes message, int count, int piece) implements Trial<FrameParser> {
  private static final int SIZE_MAX = 0xffff;

  /** None: more than a report has room for. */
  @Override
  public Optional<Mismatch> run(FrameParser code, Steps steps) throws Exception {
    var right = message.toArray();
    int frame = 2 + right.length;
    var stream = stream(right);
    var buffer = ByteBuffer.allocate(piece);
    steps.call(this.toString());
    var parsing = code.start(SIZE_MAX);
    int got = 0;
    for (int at = 0; at < stream.length; at += piece) {
      if (Thread.interrupted()) {
        throw new InterruptedException("over a limit");
      }
      int to = Math.min(at + piece, stream.length);
      var messages = parsing.feed(buffer.clear().put(stream, at, to - at).flip());
      if (messages.size() != to / frame - at / frame) {
        return wrong(steps, at, to / frame - got, Wording.count(messages.size(), "message"));
      }
      for (var one : messages) {
        if (!Arrays.equals(one, right)) {
          return wrong(steps, at, to / frame - got, "another one: " + Bytes.copyOf(one));
        }
      }
      got += messages.size();
    }
    parsing.end();
    steps.answered(Wording.count(got, "message"));
    return Optional.empty();
  }

  private byte[] stream(byte[] right) {
    var stream = ByteBuffer.allocate(count * (2 + right.length));
    for (int i = 0; i < count; i++) {
      stream.putShort((short) right.length).put(right);
    }
    return stream.array();
  }

  private static Optional<Mismatch> wrong(Steps steps, int at, int due, String actual) {
    steps.answered("after " + Wording.count(at, "byte") + ": " + actual);
    return Optional.of(new Mismatch(Wording.count(due, "message"), actual));
  }

  List<Trial<FrameParser>> list() {
    return List.of(this);
  }

  /** One line: how many octets, and how they come. */
  @Override
  public String toString() {
    long size = (long) count * (2 + message.size());
    return "feeds of %s, until there were %d".formatted(Wording.count(piece, "byte"), size);
  }
}
