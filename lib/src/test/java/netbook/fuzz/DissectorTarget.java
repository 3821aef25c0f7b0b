package netbook.fuzz;

import java.util.List;
import netbook.bytes.Bytes;
import netbook.bytes.Field;
import netbook.frame.Dissector;
import netbook.frame.Message;
import netbook.frame.ToEnd;

/** Fuzzes the dissector over every framing: a picture and a program don't disagree. */
public final class DissectorTarget {
  private DissectorTarget() {}

  /** One run. */
  public static void fuzzerTestOneInput(byte[] octets) {
    var input = Input.of(octets);
    var subject = Subject.any(input);
    var stream = input.stream();
    // A picture of what has come so far takes its end for the end of such a stream.
    var decoded =
        subject.framing() instanceof ToEnd && !stream.isEmpty()
            ? Run.whole(subject, stream)
            : Run.open(subject, stream);
    var messages = Dissector.of(subject.framing()).dissect(stream);
    checkTiles(messages, stream);
    int count = decoded.messages().size();
    for (int i = 0; i < count; i++) {
      checkWhole(messages.get(i), decoded.messages().get(i), decoded.ends().get(i));
    }
    checkRest(messages.subList(count, messages.size()), decoded);
  }

  /** The messages have all octets of the stream, each once, and the fields stand inside. */
  private static void checkTiles(List<Message> messages, Bytes stream) {
    int at = 0;
    for (var message : messages) {
      Check.that(message.from() == at, "a message at %d, not %d", message.from(), at);
      checkInside(message.fields(), message.from(), message.to());
      at = message.to();
    }
    Check.that(at == stream.size(), "messages up to %d of %d", at, stream.size());
  }

  private static void checkInside(List<Field> fields, int from, int to) {
    int at = from;
    for (var field : fields) {
      Check.that(field.from() >= at && field.to() <= to, "%s not in %d..%d", field, at, to);
      checkInside(field.parts(), field.from(), field.to());
      at = field.to();
    }
  }

  private static void checkWhole(Message shown, Bytes decoded, long end) {
    Check.that(shown.to() == end, "a message up to %d, not %d", shown.to(), end);
    Check.that(shown.problem() == null, "a problem with what can be read: %s", shown);
    Check.that(shown.says().equals(decoded.toString()), "%s, not %s", shown, decoded);
    checkFilled(shown.fields(), shown.from(), shown.to());
  }

  private static void checkFilled(List<Field> fields, int from, int to) {
    int at = from;
    for (var field : fields) {
      Check.that(field.from() == at, "%s leaves a gap from %d", field, at);
      if (!field.parts().isEmpty()) {
        checkFilled(field.parts(), field.from(), field.to());
      }
      at = field.to();
    }
    Check.that(at == to, "fields up to %d of %d", at, to);
  }

  private static void checkRest(List<Message> rest, Outcome decoded) {
    Check.that(rest.size() <= 1, "more messages than %s: %s", decoded, rest);
    var problem = rest.isEmpty() ? null : rest.getFirst().problem();
    if (problem == null) {
      Check.that(decoded.error().isNone(), "no picture of %s", decoded.error());
    } else {
      Check.that(problem.offset() == decoded.error().offset(), "%s, not %s", problem, decoded);
    }
  }
}
