package netbook.tap;

import java.util.List;
import netbook.bytes.ByteWriter;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;

/**
 * Packets and capture files made by hand. The client is 192.0.2.1 port 50000, the server 192.0.2.3
 * port 80, and a packet crosses each millisecond. Checksums are 0.
 */
final class Frames {
  static final int FIN = 1;
  static final int SYN = 2;
  static final int RST = 4;
  static final int ACK = 16;

  static final Bytes CLIENT = Bytes.of(192, 0, 2, 1);
  static final Bytes SERVER = Bytes.of(192, 0, 2, 3);

  private static final int SIZE_MAX = 64 << 20;

  private Frames() {}

  /** An Ethernet frame with a segment from the client. */
  static Bytes fromClient(long sequence, long acknowledgment, int flags, String payload) {
    var tcp = tcp(50000, 80, sequence, acknowledgment, flags, Bytes.utf8(payload));
    return ethernet(0x0800, ipv4(6, CLIENT, SERVER, tcp));
  }

  /** An Ethernet frame with a segment from the server. */
  static Bytes fromServer(long sequence, long acknowledgment, int flags, String payload) {
    var tcp = tcp(80, 50000, sequence, acknowledgment, flags, Bytes.utf8(payload));
    return ethernet(0x0800, ipv4(6, SERVER, CLIENT, tcp));
  }

  static Bytes tcp(int from, int to, long sequence, long ack, int flags, Bytes payload) {
    return made(out ->
        out.u16(from)
            .u16(to)
            .u32(sequence & 0xffffffffL)
            .u32(ack & 0xffffffffL)
            .u8(0x50)
            .u8(flags)
            .u16(65535)
            .u32(0)
            .bytes(payload));
  }

  static Bytes udp(int from, int to, Bytes payload) {
    return made(out -> out.u16(from).u16(to).u16(8 + payload.size()).u16(0).bytes(payload));
  }

  static Bytes ipv4(int protocol, Bytes from, Bytes to, Bytes payload) {
    return made(out -> {
      out.u16(0x4500).u16(20 + payload.size()).u32(0).u8(64).u8(protocol).u16(0);
      out.bytes(from).bytes(to).bytes(payload);
    });
  }

  static Bytes ipv6(int next, Bytes from, Bytes to, Bytes payload) {
    return made(out -> {
      out.u32(0x60000000).u16(payload.size()).u8(next).u8(64);
      out.bytes(from).bytes(to).bytes(payload);
    });
  }

  static Bytes ethernet(int type, Bytes payload) {
    return made(
        out -> out.bytes(Bytes.of(2, 0, 0, 0, 0, 3, 2, 0, 0, 0, 0, 1)).u16(type).bytes(payload));
  }

  /** A classic capture file of Ethernet frames. */
  static Bytes pcap(List<Bytes> packets) {
    return pcap(1, packets);
  }

  static Bytes pcap(int linkType, List<Bytes> packets) {
    return made(out -> {
      out.u32(0xa1b2c3d4L).u16(2).u16(4).u32(0).u32(0).u32(262144).u32(linkType);
      int number = 0;
      for (var packet : packets) {
        out.u32(1000).u32(1000 * number++).u32(packet.size()).u32(packet.size()).bytes(packet);
      }
    });
  }

  /** Adds a block of a pcapng section whose numbers are little-endian. */
  static void block(ByteWriter out, String type, Bytes body) throws LimitException {
    out.bytes(Bytes.ofHex(type));
    little(out, body.size() + 12);
    out.bytes(body);
    little(out, body.size() + 12);
  }

  static void little(ByteWriter out, int number) throws LimitException {
    out.u32(Integer.toUnsignedLong(Integer.reverseBytes(number)));
  }

  static Bytes padded(Bytes bytes) {
    return bytes.plus(Bytes.copyOf(new byte[-bytes.size() & 3]));
  }

  interface Maker {
    void write(ByteWriter out) throws LimitException;
  }

  static Bytes made(Maker maker) {
    var out = new ByteWriter(SIZE_MAX);
    try {
      maker.write(out);
    } catch (LimitException e) {
      throw new AssertionError(e);
    }
    return out.toBytes();
  }
}
