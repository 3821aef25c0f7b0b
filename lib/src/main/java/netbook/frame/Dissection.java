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
  private final Boundary boundary;
  private final Bytes octets;
  private final List<Message> messages = new ArrayList<>();
  private @Nullable List<Field> failing;
  private int position;

  Dissection(Framing<?> framing, Bytes octets) {
    this.framing = framing;
    this.boundary = framing.boundary();
    this.octets = octets;
  }

  List<Message> messages() {
    if (octets.size() > Unread.SIZE_MAX) {
      var says = octets.size() + " B, too many to take apart";
      return List.of(new Message(0, octets.size(), says, List.of(), null));
    }
    try {
      while (waiting() > 0 && messages.size() < MESSAGES_MAX) {
        next();
      }
      if (waiting() > 0) {
        add(waiting(), waiting() + " B not taken apart", List.of(), null);
      }
    } catch (MalformedException e) {
      rest(e);
    } catch (LimitException e) {
      rest(new MalformedException(e.offset(), "our limit", e.found()));
    }
    return List.copyOf(messages);
  }

  private int waiting() {
    return octets.size() - position;
  }

  private void next() throws MalformedException, LimitException {
    int size = boundary.find(octets, position);
    if (size == Boundary.UNKNOWN) {
      last();
    } else if (size > waiting()) {
      unfinished(" of " + size);
    } else {
      read(size);
    }
  }

  /** What would be there if the stream ended here. */
  private void last() throws MalformedException, LimitException {
    int size;
    try {
      size = boundary.findLast(octets, position);
    } catch (MalformedException e) {
      unfinished("");
      return;
    }
    if (size == Boundary.UNKNOWN) {
      add(waiting(), waiting() + " B after the last message", List.of(), null);
    } else {
      read(size);
    }
  }

  private void unfinished(String of) {
    add(waiting(), "unfinished, %d%s B".formatted(waiting(), of), begun(), null);
  }

  private void read(int size) throws MalformedException, LimitException {
    var in = ByteReader.recording(octets.slice(position, position + size));
    try {
      var message = String.valueOf(framing.read(in));
      add(size, message, in.fields(), null);
    } catch (MalformedException | LimitException e) {
      failing = in.fields();
      throw e;
    }
  }

  /** Nothing can be read from here on; what was read of this message has its names. */
  private void rest(MalformedException e) {
    if (waiting() > 0) {
      var problem = e.shifted(position);
      var fields = failing == null ? begun() : failing;
      add(waiting(), "malformed " + problem.getMessage(), fields, problem);
    }
  }

  /** The fields at the beginning of a message that can't be read to its end. */
  private List<Field> begun() {
    var in = ByteReader.recording(octets.from(position));
    try {
      framing.read(in);
      return List.of(); // it took what has come for all, which it isn't
    } catch (MalformedException | LimitException e) {
      return in.fields();
    }
  }

  private void add(
      int size, String says, List<Field> fields, @Nullable MalformedException problem) {
    var moved = fields.stream().map(field -> field.shifted(position)).toList();
    messages.add(new Message(position, position + size, says, moved, problem));
    position += size;
  }
}
