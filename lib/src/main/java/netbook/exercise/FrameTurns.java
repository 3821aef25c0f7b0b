package netbook.exercise;

import java.util.List;
import java.util.Optional;

/** Two streams whose pieces come in turns, as on two connections that one thread serves. */
record FrameTurns(FrameTrial one, FrameTrial other) implements Trial<FrameParser> {
  /** None: which octets went wrong of which stream, the transcript says. */
  @Override
  public Optional<Mismatch> run(FrameParser code, Steps steps) {
    var streams = List.of(new FrameStream(one, "a.", steps), new FrameStream(other, "b.", steps));
    for (var stream : streams) {
      var wrong = stream.start(code);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    while (streams.stream().anyMatch(FrameStream::isOpen)) {
      for (var stream : streams) {
        var wrong = stream.isOpen() ? stream.next() : Optional.<Mismatch>empty();
        if (wrong.isPresent()) {
          return wrong;
        }
      }
    }
    return Optional.empty();
  }
}
