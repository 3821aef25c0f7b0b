package netbook.frame;

import java.util.ArrayList;
import java.util.List;
import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.Field;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;
import org.jspecify.annotations.Nullable;

/** One run of a framing over octets, with the names of the fields kept. */
final class Dissection {
  /** More of them make no picture. */
  private static final int MESSAGES_MAX = 10_000;

  private final Framing<?> framing;
  private final List<Message> messages = new ArrayList<>();
  private final Waiting waiting = new Waiting();
  private @Nullable List<Field> failing;
  private int position;

  Dissection(Framing<?> framing) {
    this.framing = framing;
  }

  List<Message> messages(Bytes octets) {
    if (octets.size() > Waiting.SIZE_MAX) {
      var says = octets.size() + " B, too many to take apart";
      return List.of(new Message(0, octets.size(), says, List.of(), null));
    }
    try {
      waiting.add(octets);
      while (waiting.size() > 0 && messages.size() < MESSAGES_MAX) {
        next();
      }
      if (waiting.size() > 0) {
        add(waiting.size(), waiting.size() + " B not taken apart", List.of(), null);
      }
    } catch (MalformedException e) {
      rest(e);
    } catch (LimitException e) {
      var found = "over the limit of %d for %s".formatted(e.max(), e.limit());
      rest(new MalformedException(e.offset(), "our limit", found));
    }
    return List.copyOf(messages);
  }

  private void next() throws MalformedException, LimitException {
    int size = framing.size(waiting);
    if (size == Framing.UNKNOWN || size > waiting.size()) {
      var of = size == Framing.UNKNOWN ? "" : " of " + size;
      add(waiting.size(), "unfinished, %d%s B".formatted(waiting.size(), of), begun(), null);
      return;
    }
    var in = ByteReader.recording(waiting.first(size));
    try {
      var message = String.valueOf(framing.read(in));
      add(size, message, in.fields(), null);
    } catch (MalformedException e) {
      failing = in.fields();
      throw e;
    }
  }

  /** Nothing can be read from here on; what was read of this message has its names. */
  private void rest(MalformedException e) {
    if (waiting.size() > 0) {
      var problem = new MalformedException(position + e.offset(), e.rule(), e.found());
      var fields = failing == null ? begun() : failing;
      add(waiting.size(), "malformed " + problem.getMessage(), fields, problem);
    }
  }

  /** The fields at the beginning of a message that can't be read to its end. */
  private List<Field> begun() {
    var in = ByteReader.recording(waiting.first(waiting.size()));
    try {
      framing.read(in);
      return List.of(); // it took what has come for all, which it isn't
    } catch (MalformedException e) {
      return in.fields();
    }
  }

  private void add(
      int size, String says, List<Field> fields, @Nullable MalformedException problem) {
    var moved = fields.stream().map(field -> field.shifted(position)).toList();
    messages.add(new Message(position, position + size, says, moved, problem));
    waiting.take(size);
    position += size;
  }
}
