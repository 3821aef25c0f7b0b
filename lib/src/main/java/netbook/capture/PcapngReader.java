package netbook.capture;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;

/**
 * Reads a file in the pcapng format (draft-ietf-opsawg-pcapng): blocks, of which each says its type
 * and length, so that one of another type can be skipped (§3.1).
 *
 * <pre>
 * +------------+--------------------+--------------+--------------------+
 * | Block Type | Block Total Length | Block Body   | Block Total Length |
 * | 4 octets   | 4                  | multiple of 4| 4                  |
 * +------------+--------------------+--------------+--------------------+
 * </pre>
 *
 * <p>A section has an order of octets and interfaces of its own; a file may have several.
 */
final class PcapngReader {
  private static final int SECTION_HEADER = 0x0a0d0d0a;
  private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
  private static final int INTERFACE_DESCRIPTION = 1;
  private static final int OBSOLETE_PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int ENHANCED_PACKET = 6;
  private static final int EMPTY_BLOCK = 12;
  private static final int INTERFACES_MAX = 10_000;

  private static final int OPT_ENDOFOPT = 0;
  private static final int OPT_COMMENT = 1;
  private static final int IF_TSRESOL = 9;
  private static final int IF_TSOFFSET = 14;

  private static final String BLOCK_RULE = "pcapng §3.1";
  private static final String OPTION_RULE = "pcapng §3.5";
  private static final String SECTION_RULE = "pcapng §4.1";
  private static final String INTERFACE_RULE = "pcapng §4.2";
  private static final String ENHANCED_RULE = "pcapng §4.3";
  private static final String SIMPLE_RULE = "pcapng §4.4";

  private final ByteReader in;
  private final PacketReader packets;
  private final Conversations conversations = new Conversations();
  private final List<Interface> interfaces = new ArrayList<>();
  private ByteOrder order = ByteOrder.BIG_ENDIAN;

  /** What was captured on, and how its times count. */
  private record Interface(
      int linkType, long snapLen, BigInteger unitsPerSecond, BigInteger offsetSeconds) {
    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);
    private static final BigInteger NANOS_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    /** Nanoseconds since 1970; a time before that or after 2262 is the nearest that fits. */
    long nanos(long upper, long lower) {
      var units = BigInteger.valueOf(upper).shiftLeft(32).add(BigInteger.valueOf(lower));
      var nanos = units.multiply(NANOS).divide(unitsPerSecond).add(offsetSeconds.multiply(NANOS));
      return nanos.max(BigInteger.ZERO).min(NANOS_MAX).longValueExact();
    }
  }

  private record Option(int code, Bytes value, int offset) {}

  PcapngReader(ByteReader in) {
    this.in = in;
    this.packets = new PacketReader(in);
  }

  /** Whether a section begins next. */
  static boolean isNext(ByteReader in) {
    return in.remaining() >= EMPTY_BLOCK && peekU32(in, 0) == SECTION_HEADER;
  }

  private static int peekU32(ByteReader in, int ahead) {
    int number = 0;
    for (int i = 0; i < 4; i++) {
      number = number << 8 | in.peek(ahead + i);
    }
    return number;
  }

  Capture read() throws IOException {
    boolean whole = true;
    while (whole && in.remaining() > 0) {
      whole = readBlock();
    }
    return conversations.end(!whole);
  }

  /** Reads a block; false if the file ends within it. */
  private boolean readBlock() throws IOException {
    int start = in.position();
    if (isNext(in)) {
      order = orderOfSection();
      in.order(order);
    }
    in.begin("Block", BLOCK_RULE);
    boolean whole = in.remaining() >= EMPTY_BLOCK;
    var name = "cut short";
    if (whole) {
      long type = in.field("Block Type", BLOCK_RULE).readU32();
      long length = in.field("Block Total Length", BLOCK_RULE).readU32();
      if (length < EMPTY_BLOCK || length % 4 != 0) {
        throw new MalformedException(
            start + 4L, BLOCK_RULE, "block length " + length + " is not a multiple of 4 from 12");
      }
      whole = length - 8 <= in.remaining();
      if (whole) {
        name = readBody(type, start + (int) length - 4);
        readLengthAgain(length);
      }
    }
    if (!whole) {
      if (start == 0) {
        throw new MalformedException(in.limit(), SECTION_RULE, "the section header is cut short");
      }
      in.field("Rest", BLOCK_RULE).readBytes(in.remaining());
    }
    in.end(name);
    return whole;
  }

  private void readLengthAgain(long length) throws MalformedException {
    int at = in.position();
    long again = in.field("Block Total Length", BLOCK_RULE).readU32();
    if (again != length) {
      throw new MalformedException(
          at, BLOCK_RULE, "block length " + length + " is " + again + " at its end");
    }
  }

  /** Reads the body of a block up to its end, and says what the block is called. */
  private String readBody(long type, int end) throws IOException {
    int outer = in.limit(end);
    var name =
        switch ((int) type) {
          case SECTION_HEADER -> readSectionHeader();
          case INTERFACE_DESCRIPTION -> readInterfaceDescription();
          case SIMPLE_PACKET -> readSimplePacket();
          case ENHANCED_PACKET -> readEnhancedPacket();
          case OBSOLETE_PACKET -> skipObsoletePacket();
          default -> "another block";
        };
    if (in.remaining() > 0) {
      in.field("Rest", BLOCK_RULE).readBytes(in.remaining());
    }
    in.limit(outer);
    return name;
  }

  /** The order of octets in a section, by its magic number. */
  private ByteOrder orderOfSection() throws MalformedException {
    int magic = peekU32(in, 8);
    if (magic == BYTE_ORDER_MAGIC) {
      return ByteOrder.BIG_ENDIAN;
    }
    if (magic == Integer.reverseBytes(BYTE_ORDER_MAGIC)) {
      return ByteOrder.LITTLE_ENDIAN;
    }
    throw new MalformedException(
        in.position() + 8L,
        SECTION_RULE,
        "byte-order magic is %08x and not %08x".formatted(magic, BYTE_ORDER_MAGIC));
  }

  private String readSectionHeader() throws IOException {
    in.field("Byte-Order Magic", SECTION_RULE).readU32();
    int at = in.position();
    int major = in.field("Major Version", SECTION_RULE).readU16();
    if (major != 1) {
      throw new MalformedException(at, SECTION_RULE, "version " + major + " is not 1");
    }
    in.field("Minor Version", SECTION_RULE).readU16();
    in.field("Section Length", SECTION_RULE).readBytes(8);
    readOptions();
    interfaces.clear();
    return "Section Header Block";
  }

  private String readInterfaceDescription() throws IOException {
    if (interfaces.size() == INTERFACES_MAX) {
      throw new LimitException("interfaces of a section", INTERFACES_MAX, in.position());
    }
    int linkType = in.field("LinkType", INTERFACE_RULE).readU16();
    in.field("Reserved", INTERFACE_RULE).readU16();
    long snapLen = in.field("SnapLen", INTERFACE_RULE).readU32();
    var unitsPerSecond = BigInteger.valueOf(1_000_000);
    var offsetSeconds = BigInteger.ZERO;
    for (var option : readOptions()) {
      if (option.code == IF_TSRESOL) {
        unitsPerSecond = unitsPerSecond(value(option, 1).at(0));
      } else if (option.code == IF_TSOFFSET) {
        long seconds = value(option, 8).buffer().order(order).getLong();
        offsetSeconds = BigInteger.valueOf(seconds);
      }
    }
    interfaces.add(new Interface(linkType, snapLen, unitsPerSecond, offsetSeconds));
    return "Interface Description Block";
  }

  /** A power of 2 if the highest bit is set, else of 10. */
  private static BigInteger unitsPerSecond(int resolution) {
    return BigInteger.valueOf((resolution & 0x80) != 0 ? 2 : 10).pow(resolution & 0x7f);
  }

  private static Bytes value(Option option, int size) throws MalformedException {
    if (option.value.size() != size) {
      throw new MalformedException(
          option.offset,
          INTERFACE_RULE,
          "option %d has %d B and not %d".formatted(option.code, option.value.size(), size));
    }
    return option.value;
  }

  private String readEnhancedPacket() throws IOException {
    int start = in.position();
    var on = interfaceAt(in.field("Interface ID", ENHANCED_RULE).readU32(), start);
    long upper = in.field("Timestamp (Upper)", ENHANCED_RULE).readU32();
    long lower = in.field("Timestamp (Lower)", ENHANCED_RULE).readU32();
    long captured = in.field("Captured Packet Length", ENHANCED_RULE).readU32();
    long original = in.field("Original Packet Length", ENHANCED_RULE).readU32();
    var packet = readPacket(on, captured, original, ENHANCED_RULE);
    var comment = new StringBuilder();
    for (var option : readOptions()) {
      if (option.code == OPT_COMMENT) {
        comment.append(comment.isEmpty() ? "" : "; ").append(text(option));
      }
    }
    conversations.at(on.nanos(upper, lower));
    conversations.packet(packet, start, comment.toString());
    return "Enhanced Packet Block";
  }

  /** A packet without a time, on the first interface. */
  private String readSimplePacket() throws IOException {
    int start = in.position();
    var on = interfaceAt(0, start);
    long original = in.field("Original Packet Length", SIMPLE_RULE).readU32();
    long captured = on.snapLen == 0 ? original : Math.min(on.snapLen, original);
    conversations.packet(readPacket(on, captured, original, SIMPLE_RULE), start, "");
    return "Simple Packet Block";
  }

  private String skipObsoletePacket() throws IOException {
    var name = "Packet Block";
    conversations.packet(new Packet.Unknown("obsolete " + name), in.position(), "");
    return name;
  }

  private Interface interfaceAt(long id, int offset) throws MalformedException {
    if (id >= interfaces.size()) {
      throw new MalformedException(
          offset,
          INTERFACE_RULE,
          "interface %d, where the section has described %d".formatted(id, interfaces.size()));
    }
    return interfaces.get((int) id);
  }

  /** Reads a packet and what pads it to a multiple of 4 octets. */
  private Packet readPacket(Interface on, long captured, long original, String rule)
      throws IOException {
    if (captured > PcapReader.PACKET_MAX) {
      throw new LimitException("captured packet length", PcapReader.PACKET_MAX, in.position());
    }
    var packet = packets.readPacket(on.linkType, (int) captured, original, rule);
    readPadding((int) captured);
    return packet;
  }

  private void readPadding(int size) throws MalformedException {
    if (size % 4 != 0) {
      in.field("Padding", BLOCK_RULE).readBytes(4 - size % 4);
    }
  }

  private List<Option> readOptions() throws MalformedException {
    var options = new ArrayList<Option>();
    boolean more = in.remaining() > 0;
    while (more) {
      in.begin("Option", OPTION_RULE);
      int code = in.field("Option Type", OPTION_RULE).readU16();
      int length = in.field("Option Length", OPTION_RULE).readU16();
      if (length > 0) {
        int offset = in.position();
        var value = in.field("Option Value", OPTION_RULE).readBytes(length);
        readPadding(length);
        options.add(new Option(code, value, offset));
      }
      in.end("");
      more = code != OPT_ENDOFOPT && in.remaining() > 0;
    }
    return options;
  }

  private static String text(Option option) throws MalformedException {
    try {
      return option.value.toText();
    } catch (MalformedException e) {
      throw e.shifted(option.offset);
    }
  }
}
