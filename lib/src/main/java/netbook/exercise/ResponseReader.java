package netbook.exercise;

import java.io.IOException;
import java.util.List;

/**
 * Exercise 08.2: the answers of a DNS response (RFC 1035 §4.1), one line each: the owner, the TTL,
 * the type and the data.
 *
 * <pre>
 *   example.com. 300 A 192.0.2.33
 *   www.example.com. 60 CNAME example.com.
 *   example.com. 300 TYPE16 0568656c6c6f
 * </pre>
 *
 * <p>Of the types only A (1) and CNAME (5) are known; the data of others are hex digits, of none no
 * character. A name has a dot after each label; the root is one dot. Flags, classes and what stands
 * behind the answers change nothing.
 *
 * <p>What can't be read is an {@link IOException}: a message that ends too early, also where a
 * count or a length promises more; a pointer that doesn't lead back, or leads round; a label that
 * begins with 40 to bf; a name of over 255 octets; an address that hasn't 4 octets; a name that
 * isn't just as long as its data. A name in a question has the same rules.
 */
@FunctionalInterface
public interface ResponseReader {
  /**
   * Reads.
   *
   * @param message the datagram
   * @return a line for each record of the answer section, in order
   */
  List<String> read(byte[] message) throws IOException;

  /** The check of it. */
  static Exercise<ResponseReader> exercise() {
    return Exercise.of(
        ResponseReader.class,
        "08.2",
        "The answers of a response",
        "Your reader takes every answer apart to the byte, and no message leads it in a circle.",
        ResponseProbes.all());
  }
}
