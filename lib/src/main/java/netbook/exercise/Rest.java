package netbook.exercise;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import netbook.bytes.Bytes;

/**
 * What the learner's code has left in a stream.
 *
 * @param octets all that a check could still read
 * @param end how the stream ended then: {@link #END}, or the exception
 */
record Rest(Bytes octets, String end) {
  /** How a stream ends in good order. */
  static final String END = "the end";

  /** Reads what is left, octet by octet. */
  static Rest of(InputStream in) {
    var rest = new ByteArrayOutputStream();
    var end = END;
    try {
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        rest.write(octet);
      }
    } catch (IOException e) {
      end = Said.of(e);
    }
    return new Rest(Bytes.copyOf(rest.toByteArray()), end);
  }

  /** What was left, and how it ended. */
  @Override
  public String toString() {
    return octets.isEmpty() ? end : octets + ", then " + end;
  }
}
