package netbook.show;

import java.util.ArrayList;
import java.util.List;
import netbook.bytes.Field;
import netbook.bytes.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * A message's fields with raw ones between them where there is none, so that they tile it from its
 * first octet to its last; and the one at which its decoder stopped.
 */
final class Tiling {
  private static final int DEPTH_MAX = 32;

  private final int size;
  private final List<Field> fields;
  private final @Nullable Field stop;

  /** Where the last field ends: what follows was not read, if the decoder stopped. */
  private final int read;

  /**
   * Lays the fields out.
   *
   * @throws IllegalArgumentException if a field or the problem isn't inside the message, or fields
   *     nest more than 32 deep
   */
  Tiling(int size, List<Field> fields, @Nullable MalformedException problem) {
    checkInside(fields, size, 1);
    if (problem != null && (problem.offset() < 0 || problem.offset() > size)) {
      throw new IllegalArgumentException(
          "the problem is at %d, and the message has %d B".formatted(problem.offset(), size));
    }
    this.size = size;
    this.fields = List.copyOf(fields);
    read = fields.stream().mapToInt(Field::to).max().orElse(0);
    stop = problem == null ? null : stopAt((int) problem.offset());
  }

  private static void checkInside(List<Field> fields, int size, int depth) {
    for (var field : fields) {
      if (field.to() > size) {
        throw new IllegalArgumentException(
            "field %s ends at %d, and the message has %d B"
                .formatted(Wording.line(field.name(), Wording.LINE_MAX), field.to(), size));
      }
      if (depth > DEPTH_MAX) {
        throw new IllegalArgumentException("fields nest more than " + DEPTH_MAX + " deep");
      }
      checkInside(field.parts(), size, depth + 1);
    }
  }

  /** The innermost field with the octet; else the octet itself, or the end of the message. */
  private Field stopAt(int offset) {
    var found = findInnermost(fields, offset);
    return found == null
        ? new Field("", "", offset, Math.min(offset + 1, size), "", List.of())
        : found;
  }

  private static @Nullable Field findInnermost(List<Field> fields, int offset) {
    for (var field : fields.reversed()) {
      boolean empty = field.size() == 0 && field.from() == offset;
      if (empty || (field.from() <= offset && offset < field.to())) {
        return field.parts().isEmpty() ? field : findInnermost(field.parts(), offset);
      }
    }
    return null;
  }

  /** The outermost fields, from the first octet to the last. */
  List<Field> whole() {
    var all = tiled(fields, 0, size);
    if (stop != null && stop.size() == 0 && findInnermost(fields, stop.from()) == null) {
      all.add(stop);
    }
    return all;
  }

  /** The parts of a field, from its first octet to its last; none of a plain one. */
  List<Field> inside(Field field) {
    return field.parts().isEmpty() ? List.of() : tiled(field.parts(), field.from(), field.to());
  }

  /** Whether the decoder stopped at this field. */
  boolean isStop(Field field) {
    return field.equals(stop);
  }

  /** Whether the decoder stopped at this field or at a part of it. */
  boolean holdsStop(Field field) {
    return stop != null && (isStop(field) || inside(field).stream().anyMatch(this::holdsStop));
  }

  /** The field at which the decoder stopped, if it did. */
  @Nullable Field stop() {
    return stop;
  }

  private List<Field> tiled(List<Field> among, int from, int to) {
    var all = new ArrayList<Field>();
    int at = from;
    for (var field : among) {
      addRaw(all, at, field.from());
      all.add(field);
      at = Math.max(at, field.to());
    }
    addRaw(all, at, to);
    return all;
  }

  private void addRaw(List<Field> all, int from, int to) {
    if (from >= to) {
      return;
    }
    if (stop != null && stop.size() > 0 && from <= stop.from() && stop.to() <= to) {
      addRaw(all, from, stop.from());
      all.add(stop);
      addRaw(all, stop.to(), to);
    } else {
      var says = stop != null && from >= read ? "not read" : "not given a meaning";
      all.add(new Field("raw", "", from, to, says, List.of()));
    }
  }
}
