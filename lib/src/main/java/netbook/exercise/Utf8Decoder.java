package netbook.exercise;

import java.nio.charset.CharacterCodingException;
import netbook.bytes.Bytes;

/**
 * Exercise 05.2: decode UTF-8 (RFC 3629) that comes in pieces. A character may be cut wherever a
 * network cuts: what is complete is answered at once, and what isn't is kept for the next piece.
 *
 * <p>An error costs none of the characters before it: the call that finds it answers those, if
 * there are any, and the next one throws. After an exception nobody calls again.
 */
@FunctionalInterface
public interface Utf8Decoder {
  /** Begins a text; several may be decoded at once. */
  Decoding start();

  /** One text that is being decoded; for one thread. */
  interface Decoding {
    /**
     * Decodes a piece.
     *
     * @param chunk may be empty, and may begin or end inside of a character
     * @return all characters that are complete with it, and were not before
     * @throws CharacterCodingException if the octets aren't UTF-8, at the latest with as many of
     *     them as the first octet of the character announces, or at the next call after that
     */
    String feed(Bytes chunk) throws CharacterCodingException;

    /**
     * Ends the text.
     *
     * @throws CharacterCodingException if a character is cut, or the octets weren't UTF-8
     */
    void end() throws CharacterCodingException;
  }

  /** The check of it. */
  static Exercise<Utf8Decoder> exercise() {
    return Exercise.of(
        Utf8Decoder.class,
        "05.2",
        "UTF-8 in pieces",
        "Your decoder gives every character as soon as it is there, wherever the network cuts it,"
            + " and takes nothing for text that isn't.",
        Utf8Probes.all());
  }
}
