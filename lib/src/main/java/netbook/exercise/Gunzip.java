package netbook.exercise;

import java.io.IOException;
import java.io.InputStream;

/**
 * Exercise 05.3: unpack what is compressed with gzip (RFC 1952), but no more than so many octets.
 * The stream holds one member: a header, a deflated content, its CRC and its size. What it claims
 * may be a lie.
 *
 * <p>Everything in java.util.zip may be used. Whether the stream is closed in the end is free, and
 * so is whether it is read behind the member.
 */
@FunctionalInterface
public interface Gunzip {
  /**
   * Unpacks a member.
   *
   * @param max how many octets the content may have; 0 or more
   * @return the content
   * @throws netbook.bytes.LimitException as soon as there is more content than that
   * @throws java.util.zip.ZipException if it isn't a member of gzip, or its CRC or size is wrong
   * @throws java.io.EOFException if the stream ends before the member does
   * @throws IOException what the stream throws before the member has ended
   */
  byte[] gunzip(InputStream in, int max) throws IOException;

  /** The check of it. */
  static Exercise<Gunzip> exercise() {
    return Exercise.of(
        Gunzip.class,
        "05.3",
        "A bounded gunzip",
        "Your method unpacks what is whole, and says no to bombs, lies and cut streams before they"
            + " cost more than you allow.",
        GunzipProbes.all());
  }
}
