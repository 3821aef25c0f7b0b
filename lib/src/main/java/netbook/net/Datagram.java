package netbook.net;

import java.net.InetSocketAddress;
import netbook.bytes.Bytes;

/**
 * A datagram as its receiver got it (RFC 768): octets that were sent together and arrive together,
 * or not at all. Nothing proves that the sender's address is true.
 *
 * @param sender the address that it says it comes from, and to which an answer goes
 * @param bytes what was taken of it; may be empty
 * @param lost how many octets more it had, which the receiver had no room for: they are gone
 */
public record Datagram(InetSocketAddress sender, Bytes bytes, int lost) {
  /**
   * The most octets in a datagram over IPv4: the length field of an IP packet counts to 65,535 (RFC
   * 791 §3.1), of which its header takes 20 and the one of UDP 8 (RFC 768).
   */
  public static final int SIZE_MAX = 65_507;

  private static final int LINE_MAX = 120;

  /** Checks the number. */
  public Datagram {
    if (lost < 0) {
      throw new IllegalArgumentException("lost: " + lost + " is negative");
    }
  }

  /** Checks how many octets somebody wants to take of a datagram. */
  static int checkedMax(int max) {
    if (max < 0 || max > SIZE_MAX) {
      throw new IllegalArgumentException("max: " + max + " is not in 0.." + SIZE_MAX);
    }
    return max;
  }

  /** Checks that octets fit into a datagram. */
  static Bytes checked(Bytes bytes) {
    if (bytes.size() > SIZE_MAX) {
      throw new IllegalArgumentException(
          "datagram: %d B are more than %d B, which is 65535 B of an IPv4 packet less 20 B and 8 B of headers"
              .formatted(bytes.size(), SIZE_MAX));
    }
    return bytes;
  }

  /** What was lost of how much; nothing if nothing was. */
  String loss() {
    int size = bytes.size() + lost;
    return lost == 0 ? "" : "%d of %d B taken, %d B lost".formatted(bytes.size(), size, lost);
  }

  /** One line: the sender, the octets, and what was lost. */
  @Override
  public String toString() {
    var tail = lost == 0 ? "" : ", " + lost + " B lost";
    var head = Addresses.text(sender) + " " + bytes;
    int room = LINE_MAX - tail.length();
    return (head.length() <= room ? head : head.substring(0, room - 1) + "…") + tail;
  }
}
