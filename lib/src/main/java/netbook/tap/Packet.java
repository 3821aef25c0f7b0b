package netbook.tap;

import netbook.bytes.Bytes;

/** What a captured packet has to do with conversations. */
sealed interface Packet {
  /** An address with a port: one end of a conversation. */
  record End(Bytes address, int port) {
    /**
     * As a key: text can be ordered, so that a map stays quick whatever hashes a file is made of.
     */
    @Override
    public String toString() {
      return address.toHex() + " port " + port;
    }
  }

  /**
   * What a segment or a datagram carries.
   *
   * @param captured its first octets
   * @param missing how many followed on the wire and aren't in the capture
   */
  record Payload(Bytes captured, long missing) {
    long size() {
      return captured.size() + missing;
    }
  }

  /** A TCP segment (RFC 9293 §3.1). */
  record Segment(End from, End to, long sequence, long acknowledgment, int flags, Payload payload)
      implements Packet {
    static final int FIN = 1;
    static final int SYN = 2;
    static final int RST = 4;
    static final int ACK = 16;

    boolean has(int flag) {
      return (flags & flag) != 0;
    }
  }

  /** A UDP datagram (RFC 768). */
  record Datagram(End from, End to, Payload payload) implements Packet {}

  /** The news that a UDP datagram found nobody at its port (RFC 792, RFC 4443 §3.1). */
  record Refused(End from, End to) implements Packet {}

  /** Anything else, by its name. */
  record Unknown(String name) implements Packet {}
}
