package netbook.exercise;

import java.net.InetSocketAddress;

/**
 * Exercise 08.3: whether a datagram is the answer to a query (RFC 5452 §9.1). It is if it comes
 * from the address and port that were asked, is a response, and has the query's ID and its one
 * question: name, type and class. In names, the case of the letters a to z doesn't count (RFC 4343
 * §3).
 *
 * <p>Nothing else is looked at: no other flag, opcode or RCODE, and not what stands behind the
 * question. A pointer in the question makes it no answer. Whether a response without a question
 * whose RCODE is FORMERR is an answer is left open.
 */
@FunctionalInterface
public interface ReplyMatcher {
  /**
   * Decides; never throws, whatever came, and changes neither array.
   *
   * @param query as it was sent: a header and one question
   * @param asked where it was sent to
   * @param datagram any octets, and none
   * @param from where they say that they come from
   */
  boolean isAnswer(byte[] query, InetSocketAddress asked, byte[] datagram, InetSocketAddress from);

  /** The check of it. */
  static Exercise<ReplyMatcher> exercise() {
    return Exercise.of(
        ReplyMatcher.class,
        "08.3",
        "Whose answer is it?",
        "Your client takes the answer to its question, and none of those who only guess.",
        ReplyProbes.all());
  }
}
