package netbook.dns;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import netbook.bytes.BitField;
import netbook.bytes.Bytes;

/**
 * The first two fields of a message: whose answer it is, and sixteen bits about it. The other four
 * are counts, which follow from the lists of a {@link DnsMessage} (RFC 1035 §4.1.1).
 *
 * <pre>
 *   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
 *   |                      ID                       |
 *   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
 *   |QR|  Opcode   |AA|TC|RD|RA| Z|AD|CD|   RCODE   |
 *   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
 * </pre>
 *
 * @param id from 0 to 65535; a response has the query's
 * @param flags the sixteen bits as one number, from 0 to 65535
 */
public record Header(int id, int flags) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one isn't in 0..65535
   */
  public Header {
    Ranges.u16("id", id);
    Ranges.u16("flags", flags);
  }

  /** How many octets the header takes, with the counts. */
  public static final int SIZE = 12;

  /**
   * The header of a message that may be malformed after it.
   *
   * @param message 12 octets at least
   * @throws IndexOutOfBoundsException if there are fewer
   */
  public static Header of(Bytes message) {
    return new Header((int) message.number(0, 2), (int) message.number(2, 2));
  }

  /** The header of a standard query that asks for nothing special. */
  public static Header query(int id) {
    return new Header(id, 0);
  }

  /** Whether a flag is set. */
  public boolean has(Flag flag) {
    return (flags & flag.mask()) != 0;
  }

  /** The same with these flags set. */
  public Header with(Flag... more) {
    int all = flags;
    for (var flag : more) {
      all |= flag.mask();
    }
    return new Header(id, all);
  }

  /** The same with a flag cleared. */
  public Header without(Flag flag) {
    return new Header(id, flags & ~flag.mask());
  }

  /** What is asked of the server. */
  public Opcode opcode() {
    return new Opcode(flags >> 11 & 0xf);
  }

  /** The same with this opcode. */
  public Header with(Opcode opcode) {
    return new Header(id, (flags & ~(0xf << 11)) | opcode.number() << 11);
  }

  /** The last four bits of how the query went; {@link DnsMessage#rcode} has all that there are. */
  public Rcode rcode() {
    return new Rcode(flags & 0xf);
  }

  /**
   * The same with the last four bits of a code; those before stand in an OPT record.
   *
   * @see Edns
   */
  public Header with(Rcode rcode) {
    return new Header(id, (flags & ~0xf) | (rcode.number() & 0xf));
  }

  /** The sixteen bits, one by one, for pictures. */
  static List<BitField> bits(int flags) {
    var header = new Header(0, flags);
    return List.of(
        header.bit(Flag.QR),
        new BitField("Opcode", 4, header.opcode().toString()),
        header.bit(Flag.AA),
        header.bit(Flag.TC),
        header.bit(Flag.RD),
        header.bit(Flag.RA),
        header.bit(Flag.Z),
        header.bit(Flag.AD),
        header.bit(Flag.CD),
        new BitField("RCODE", 4, header.rcode().toString()));
  }

  private BitField bit(Flag flag) {
    return new BitField(flag.name(), 1, flag.meaning(has(flag)));
  }

  /** One line: {@code id 11036, QUERY, NOERROR, qr rd ra}. */
  @Override
  public String toString() {
    return "id %d, %s".formatted(id, says(rcode()));
  }

  /** What the sixteen bits say, with a response code that may have more bits than are here. */
  String says(Rcode rcode) {
    var set =
        Stream.of(Flag.values())
            .filter(this::has)
            .map(flag -> flag.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" "));
    // In a query the code says nothing, and is zero.
    boolean coded = has(Flag.QR) || !rcode.equals(Rcode.NOERROR);
    return opcode() + (coded ? ", " + rcode : "") + (set.isEmpty() ? "" : ", " + set);
  }
}
