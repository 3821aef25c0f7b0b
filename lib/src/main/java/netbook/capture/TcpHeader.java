package netbook.capture;

import java.util.List;
import java.util.StringJoiner;
import netbook.bytes.BitField;
import netbook.bytes.ByteReader;
import netbook.bytes.MalformedException;

/**
 * What stands in the parts of a TCP header (RFC 9293 §3.1) that are smaller or larger than a
 * number: bits, and options.
 *
 * <pre>
 *  0               1
 *  0 1 2 3 4 5 6 7 0 1 2 3 4 5 6 7
 * +-------+-------+-+-+-+-+-+-+-+-+
 * | Data  |       |C|E|U|A|P|R|S|F|
 * | Offset| Rsrvd |W|C|R|C|S|S|Y|I|
 * |       |       |R|E|G|K|H|T|N|N|
 * +-------+-------+-+-+-+-+-+-+-+-+
 * </pre>
 */
final class TcpHeader {
  /** The octets before the options. */
  static final int SIZE_MIN = 20;

  private static final List<String> CONTROL_BITS =
      List.of("CWR", "ECE", "URG", "ACK", "PSH", "RST", "SYN", "FIN");

  private static final int END_OF_LIST = 0;
  private static final int NO_OPERATION = 1;
  private static final int MAXIMUM_SEGMENT_SIZE = 2;
  private static final int WINDOW_SCALE = 3;
  private static final int SACK_PERMITTED = 4;
  private static final int SACK = 5;
  private static final int TIMESTAMPS = 8;

  private static final String RULE = "RFC 9293 §3.1";

  private TcpHeader() {}

  /** The size of the header that a Data Offset says, in octets. */
  static int size(int dataOffsetAndReserved) {
    return (dataOffsetAndReserved >> 4) * 4;
  }

  static List<BitField> offsetBits(int dataOffsetAndReserved) {
    return List.of(
        new BitField("Data Offset", 4, "× 4 = " + size(dataOffsetAndReserved) + " B of header"),
        new BitField("Rsrvd", 4, ""));
  }

  static List<BitField> controlBits() {
    return CONTROL_BITS.stream().map(name -> new BitField(name, 1, "")).toList();
  }

  /** The control bits that are set, by name: {@code SYN, ACK}. */
  static String flags(int controlBits) {
    var set = new StringJoiner(", ").setEmptyValue("none");
    for (int i = 0; i < CONTROL_BITS.size(); i++) {
      if ((controlBits & 0x80 >> i) != 0) {
        set.add(CONTROL_BITS.get(i));
      }
    }
    return set.toString();
  }

  /**
   * Reads the options up to an offset. What follows one that contradicts itself isn't understood.
   */
  static void readOptions(ByteReader in, int end) throws MalformedException {
    boolean more = true;
    while (more && in.position() < end) {
      more = readOption(in, end - in.position());
    }
    if (in.position() < end) {
      in.field("Rest of the options", RULE).readBytes(end - in.position());
    }
  }

  /** Whether more may follow. */
  private static boolean readOption(ByteReader in, int room) throws MalformedException {
    int kind = in.peek(0);
    if (kind == END_OF_LIST || kind == NO_OPERATION) {
      in.field(kind == END_OF_LIST ? "End of Option List" : "No-Operation", RULE).readU8();
      return kind == NO_OPERATION;
    }
    int length = room < 2 ? 0 : in.peek(1);
    if (length < 2 || length > room) {
      return false;
    }
    in.begin(name(kind), rule(kind));
    in.field("Kind", RULE).readU8();
    in.field("Length", RULE).readU8();
    int size = length - 2;
    in.end(size == 0 ? "" : value(in, kind, size));
    return true;
  }

  private static String name(int kind) {
    return switch (kind) {
      case MAXIMUM_SEGMENT_SIZE -> "Maximum Segment Size option";
      case WINDOW_SCALE -> "Window Scale option";
      case SACK_PERMITTED -> "SACK-Permitted option";
      case SACK -> "SACK option";
      case TIMESTAMPS -> "Timestamps option";
      default -> "Option " + kind;
    };
  }

  private static String rule(int kind) {
    return switch (kind) {
      case MAXIMUM_SEGMENT_SIZE -> "RFC 9293 §3.2";
      case WINDOW_SCALE -> "RFC 7323 §2.2";
      case SACK_PERMITTED -> "RFC 2018 §2";
      case SACK -> "RFC 2018 §3";
      case TIMESTAMPS -> "RFC 7323 §3.2";
      default -> RULE;
    };
  }

  /** Reads what an option holds after its length, and says it in a few words. */
  private static String value(ByteReader in, int kind, int size) throws MalformedException {
    var rule = rule(kind);
    if (kind == MAXIMUM_SEGMENT_SIZE && size == 2) {
      return in.field("MSS", rule).readU16() + " B";
    }
    if (kind == WINDOW_SCALE && size == 1) {
      int shift = in.field("shift.cnt", rule).readU8();
      return "window × " + (1L << Math.min(shift, 14)); // more than 14 counts as 14 (RFC 7323 §2.3)
    }
    if (kind == TIMESTAMPS && size == 8) {
      long own = in.field("TSval", rule).readU32();
      return own + ", echo " + in.field("TSecr", rule).readU32();
    }
    in.field("Data", rule).readBytes(size);
    return size + " B";
  }
}
