package netbook.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import netbook.bytes.Bytes;
import netbook.frame.Decoder;
import netbook.fuzz.Outcome.Error;

/** One decoder's way through a stream; what has to be so after each step is checked there. */
final class Run {
  private final Subject<?> subject;
  private final Decoder<Bytes> decoder;
  private final List<Bytes> messages = new ArrayList<>();
  private final List<Long> ends = new ArrayList<>();
  private Error error = Error.NONE;
  private long fed;

  private Run(Subject<?> subject) {
    this.subject = subject;
    this.decoder = new Decoder<>(subject.framing());
  }

  /** The stream came at once, and nothing comes behind it. */
  static Outcome whole(Subject<?> subject, Bytes stream) {
    var run = new Run(subject);
    run.feed(stream);
    run.decoder.end();
    run.drain();
    return run.outcome();
  }

  /** The stream came at once, and is still open. */
  static Outcome open(Subject<?> subject, Bytes stream) {
    var run = new Run(subject);
    run.feed(stream);
    run.drain();
    return run.outcome();
  }

  /** The stream came as the input cuts it. */
  static Outcome cut(Subject<?> subject, Input input) {
    var run = new Run(subject);
    for (var piece : input.pieces()) {
      run.feed(piece);
      if (!input.late()) {
        run.drain();
      }
    }
    run.drain();
    run.decoder.end();
    run.drain();
    return run.outcome();
  }

  private void feed(Bytes piece) {
    try {
      decoder.feed(piece);
    } catch (IOException e) {
      throw new AssertionError("over 16 MiB of " + fed, e);
    }
    fed += piece.size();
    checkPlace();
  }

  /** Takes what there is; from an error on it must be the same error each time. */
  private void drain() {
    try {
      for (var next = decoder.next(); next != null; next = decoder.next()) {
        if (!error.isNone()) {
          throw Check.failed("a message after %s", error);
        }
        messages.add(next);
        ends.add(decoder.position());
        checkPlace();
      }
      Check.that(error.isNone(), "nothing more is said of %s", error);
      if (decoder.waiting() > subject.waitingMax()) {
        throw Check.failed("%d B wait, over %d", decoder.waiting(), subject.waitingMax());
      }
    } catch (IOException e) {
      var told = Error.of(e);
      Check.that(error.isNone() || error.equals(told), "first %s, then %s", error, told);
      error = told;
      Check.that(
          told.offset() >= decoder.position() && told.offset() <= fed,
          "%s in a message that begins at %d, and %d B came",
          told,
          decoder.position(),
          fed);
    }
    checkPlace();
  }

  private void checkPlace() {
    long position = decoder.position();
    int waiting = decoder.waiting();
    if (position + waiting != fed) {
      throw Check.failed("%d read and %d waiting of %d", position, waiting, fed);
    }
  }

  private Outcome outcome() {
    return new Outcome(messages, ends, error);
  }
}
