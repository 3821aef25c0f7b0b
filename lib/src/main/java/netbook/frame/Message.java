package netbook.frame;

import java.util.List;
import netbook.bytes.Field;
import netbook.bytes.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * One message as a picture tells it: where it stands, what it says, and its fields.
 *
 * @param from offset of its first octet
 * @param to offset after its last octet, more than {@code from}
 * @param says what it says, in one line in the protocol's own words
 * @param fields its fields, in order; offsets count as {@code from} does. What they don't cover was
 *     not given a meaning
 * @param problem why nothing could be read from here on, or null
 */
public record Message(
    int from, int to, String says, List<Field> fields, @Nullable MalformedException problem) {
  /** Checks the range and keeps its own copy of the fields. */
  public Message {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("message: no range from " + from + " to " + to);
    }
    fields = List.copyOf(fields);
  }

  /** The number of octets. */
  public int size() {
    return to - from;
  }
}
