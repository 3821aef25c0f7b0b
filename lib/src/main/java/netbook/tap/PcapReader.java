package netbook.tap;

import java.io.IOException;
import java.nio.ByteOrder;
import netbook.bytes.ByteReader;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;

/**
 * Reads a file in the classic pcap format (draft-ietf-opsawg-pcap): a header of 24 octets, and then
 * a record for each packet, without padding. The order of octets is that of the machine that wrote
 * it, which the magic number shows.
 *
 * <pre>
 * +-----------+-----------+-----------+-----------+
 * | seconds   | fraction  | captured  | original  |   each 4 octets,
 * |           |           | length    | length    |   and then the packet
 * +-----------+-----------+-----------+-----------+
 * </pre>
 */
final class PcapReader {
  /** As much as libpcap lets a capture have of a packet. */
  static final int PACKET_MAX = 262_144;

  private static final long MICROSECONDS = 0xa1b2c3d4L;
  private static final long NANOSECONDS = 0xa1b23c4dL;
  private static final int RECORD_HEADER = 16;
  private static final String FILE_HEADER_RULE = "pcap §4";
  private static final String RECORD_RULE = "pcap §5";

  private final ByteReader in;
  private final PacketReader packets;
  private final Conversations conversations = new Conversations();

  PcapReader(ByteReader in) {
    this.in = in;
    this.packets = new PacketReader(in);
  }

  Capture read() throws IOException {
    boolean little = in.remaining() >= 4 && in.peek(3) == 0xa1;
    in.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    in.begin("File Header", FILE_HEADER_RULE);
    long magic = in.field("Magic Number", FILE_HEADER_RULE).readU32();
    if (magic != MICROSECONDS && magic != NANOSECONDS) {
      throw new MalformedException(
          0, "pcap §4, pcapng §4.1", "no capture file begins with %08x".formatted(magic));
    }
    int version = in.field("Major Version", FILE_HEADER_RULE).readU16();
    if (version != 2) {
      throw new MalformedException(4, FILE_HEADER_RULE, "version " + version + " is not 2");
    }
    in.field("Minor Version", FILE_HEADER_RULE).readU16();
    in.field("Reserved1", FILE_HEADER_RULE).readU32();
    in.field("Reserved2", FILE_HEADER_RULE).readU32();
    in.field("SnapLen", FILE_HEADER_RULE).readU32();
    long link = in.field("LinkType and additional information", FILE_HEADER_RULE).readU32();
    in.end("");
    boolean whole = true;
    while (whole && in.remaining() > 0) {
      whole = readRecord((int) (link & 0xffff), magic == NANOSECONDS ? 1 : 1000);
    }
    return conversations.end(!whole);
  }

  /** Reads a record; false if the file ends within it. */
  private boolean readRecord(int linkType, int fractionNanos) throws IOException {
    int start = in.position();
    in.begin("Packet Record", RECORD_RULE);
    boolean whole = in.remaining() >= RECORD_HEADER;
    if (whole) {
      long seconds = in.field("Timestamp (Seconds)", RECORD_RULE).readU32();
      long fraction = in.field("Timestamp (fraction)", RECORD_RULE).readU32();
      long captured = in.field("Captured Packet Length", RECORD_RULE).readU32();
      long original = in.field("Original Packet Length", RECORD_RULE).readU32();
      if (captured > PACKET_MAX) {
        throw new LimitException("captured packet length", PACKET_MAX, start + 8L);
      }
      whole = captured <= in.remaining();
      if (whole) {
        var packet = packets.readPacket(linkType, (int) captured, original, RECORD_RULE);
        long nanos = seconds * 1_000_000_000 + fraction * fractionNanos;
        conversations.at(nanos);
        conversations.packet(packet, start, "");
      }
    }
    if (!whole) {
      in.field("Rest", RECORD_RULE).readBytes(in.remaining());
    }
    in.end(whole ? "" : "cut short");
    return whole;
  }
}
