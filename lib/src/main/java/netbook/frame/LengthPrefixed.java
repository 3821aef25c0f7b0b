package netbook.frame;

import java.util.Set;
import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;

/**
 * Messages with their length before them, an unsigned number in network byte order. A message can
 * hold any octets, and none.
 *
 * <pre>
 *   00 00 00 05  h  e  l  l  o   00 00 00 00   00 00 00 03  b  y  e
 *   `---------'  `-----------'   `---------'   `---------'  `-----'
 *     length        message      an empty one
 * </pre>
 *
 * <p>DNS over TCP has two octets of it (RFC 1035 §4.2.2), ONC RPC four with one bit put to another
 * use (RFC 5531 §11).
 *
 * @param lengthOctets how many octets the length takes: 1, 2 or 4
 * @param sizeMax the most octets of a message, from 0 to 16 MiB less the length's own; a peer that
 *     announces more is refused before its octets come
 */
public record LengthPrefixed(int lengthOctets, int sizeMax) implements Contiguous {
  private static final String RULE = "length before the message";

  /** Checks the widths. */
  public LengthPrefixed {
    if (!Set.of(1, 2, 4).contains(lengthOctets)) {
      throw new IllegalArgumentException("lengthOctets: " + lengthOctets + " is not 1, 2 or 4");
    }
    long most = Math.min((1L << (8 * lengthOctets)) - 1, Unread.SIZE_MAX - lengthOctets);
    if (sizeMax < 0 || sizeMax > most) {
      throw new IllegalArgumentException("sizeMax: " + sizeMax + " is not in 0.." + most);
    }
  }

  /** One octet of length: messages of up to 255 octets. */
  public static LengthPrefixed u8() {
    return new LengthPrefixed(1, 0xff);
  }

  /** Two octets of length: messages of up to 65535 octets. */
  public static LengthPrefixed u16() {
    return new LengthPrefixed(2, 0xffff);
  }

  /**
   * Four octets of length.
   *
   * @param sizeMax the most octets of a message; a length could say four billion
   */
  public static LengthPrefixed u32(int sizeMax) {
    return new LengthPrefixed(4, sizeMax);
  }

  @Override
  public Boundary boundary() {
    return this::size;
  }

  private int size(Bytes octets, int from) throws LimitException {
    if (octets.size() - from < lengthOctets) {
      return Boundary.UNKNOWN;
    }
    long length = octets.number(from, lengthOctets);
    if (length > sizeMax) {
      throw LimitException.announced(length, "the size of a message", sizeMax, 0);
    }
    return lengthOctets + (int) length;
  }

  @Override
  public int head() {
    return lengthOctets;
  }

  @Override
  public int tail(Bytes octets, int end, int frame) {
    return 0;
  }

  @Override
  public Bytes read(ByteReader in) throws MalformedException {
    in.field("length", RULE);
    long length =
        switch (lengthOctets) {
          case 1 -> in.readU8();
          case 2 -> in.readU16();
          default -> in.readU32();
        };
    return in.field("message", "").readBytes((int) Math.min(length, Integer.MAX_VALUE));
  }

  /**
   * The message with its length before it.
   *
   * @throws IllegalArgumentException if it is too long
   */
  @Override
  public Bytes encode(Bytes message) {
    if (message.size() > sizeMax) {
      throw new IllegalArgumentException("message: " + message.size() + " B is over " + sizeMax);
    }
    var length = new int[lengthOctets];
    for (int i = 0; i < lengthOctets; i++) {
      length[i] = message.size() >>> (8 * (lengthOctets - 1 - i)) & 0xff;
    }
    return Bytes.of(length).plus(message);
  }

  /** One line: the widths. */
  @Override
  public String toString() {
    return "%s, in %d B, at most %d B of message".formatted(RULE, lengthOctets, sizeMax);
  }
}
