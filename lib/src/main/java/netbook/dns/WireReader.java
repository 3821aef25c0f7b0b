package netbook.dns;

import java.util.ArrayList;
import java.util.List;
import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import org.jspecify.annotations.Nullable;

/** Reads the fields of records from a message's octets, and names, which may lead back into it. */
final class WireReader extends DataReader {
  private static final String POINTER_RULE = "RFC 1035 §4.1.4";
  private static final String LABEL_RULE = "RFC 1035 §3.1";
  private static final String STRING_RULE = "RFC 1035 §3.3";

  /** The first octet of a label has its length; of a pointer, two bits that are set. */
  static final int POINTER = 0xc0;

  /** A pointer's other 14 bits are an offset in the message (RFC 1035 §4.1.4). */
  static final int OFFSET_MAX = 0x3fff;

  /** How many names are kept to be pointed to; most pointers lead to the first one or two. */
  private static final int KEPT_MAX = 8;

  /** A name has no more labels, and so no use for more pointers. */
  static final int POINTERS_MAX = 127;

  private final ByteReader in;

  /** Where the message begins; in a stream, not at 0. Offsets in it count from there. */
  private final int base;

  private final Bytes message;
  private final int[] starts = new int[KEPT_MAX];
  private final @Nullable Name[] names = new Name[KEPT_MAX];
  private final byte[] pointerCounts = new byte[KEPT_MAX];
  private int kept;

  /** How many pointers have been followed for the name that is being read. */
  private int pointers;

  private String rule = "";

  /** A reader of a message that begins where the reader of its octets stands. */
  WireReader(ByteReader in) {
    this.in = in;
    this.base = in.position();
    this.message = in.peekAll();
  }

  /** The offset in the message. */
  private int position() {
    return in.position() - base;
  }

  private MalformedException wrong(int at, String rule, String found) {
    return new MalformedException(base + at, rule, found);
  }

  /** Which section of which RFC has the next fields. */
  void rule(String rule) {
    this.rule = rule;
  }

  @Override
  int u8(String field) throws MalformedException {
    return in.readU8(field, rule);
  }

  @Override
  int u16(String field) throws MalformedException {
    return in.readU16(field, rule);
  }

  @Override
  long u32(String field) throws MalformedException {
    return in.readU32(field, rule);
  }

  @Override
  long time(String field) throws MalformedException {
    long seconds = u32(field);
    in.means(() -> Times.text(seconds));
    return seconds;
  }

  @Override
  RecordType type(String field) throws MalformedException {
    var type = Shape.of(u16(field)).type();
    in.means(() -> type.number() + ", " + type);
    return type;
  }

  @Override
  Bytes ipv4(String field) throws MalformedException {
    var address = in.readBytes(4, field, rule);
    in.means(() -> Addresses.text(address));
    return address;
  }

  @Override
  Bytes ipv6(String field) throws MalformedException {
    var address = in.readBytes(16, field, rule);
    in.means(() -> Addresses.text(address));
    return address;
  }

  @Override
  Bytes string(String field) throws MalformedException {
    in.begin(field, rule);
    var octets = counted();
    in.end("");
    in.means(() -> Escapes.quoted(octets));
    return octets;
  }

  /** Octets with their number before them. */
  private Bytes counted() throws MalformedException {
    int size = in.readU8("length", STRING_RULE);
    return in.readBytes(size, "octets", STRING_RULE);
  }

  @Override
  List<Bytes> strings(String field) throws MalformedException {
    var first = string(field);
    if (in.remaining() == 0) {
      return List.of(first);
    }
    var strings = new ArrayList<>(List.of(first));
    while (in.remaining() > 0) {
      strings.add(string(field));
    }
    return strings;
  }

  @Override
  Bytes tag(String field) throws MalformedException {
    int at = position();
    in.begin(field, rule);
    var tag = counted();
    in.end("");
    in.means(() -> Escapes.quoted(tag));
    for (int i = 0; i < tag.size(); i++) {
      if (!RecordData.Caa.isLetterOrDigit(tag.at(i))) {
        throw wrong(at + 1 + i, rule, "a tag has letters and digits only");
      }
    }
    if (tag.isEmpty()) {
      throw wrong(at, rule, "a tag without a letter");
    }
    return tag;
  }

  @Override
  Bytes text(String field) throws MalformedException {
    var octets = rest(field);
    in.means(() -> Escapes.quoted(octets));
    return octets;
  }

  @Override
  Bytes hex(String field) throws MalformedException {
    return rest(field);
  }

  @Override
  Bytes base64(String field) throws MalformedException {
    return rest(field);
  }

  private Bytes rest(String field) throws MalformedException {
    return in.readBytes(in.remaining(), field, rule);
  }

  @Override
  Bytes salt(String field) throws MalformedException {
    in.begin(field, rule);
    var octets = counted();
    in.end("");
    in.means(octets::toHex);
    return octets;
  }

  @Override
  Bytes hash(String field) throws MalformedException {
    int at = position();
    var octets = salt(field);
    if (octets.isEmpty()) {
      throw wrong(at, rule, "a hash without octets");
    }
    return octets;
  }

  @Override
  TypeBitMaps types(String field) throws MalformedException {
    return TypeBitMaps.read(in, field, rule);
  }

  @Override
  SvcParams svcParams(String field) throws MalformedException {
    return SvcParams.read(in, field);
  }

  @Override
  List<EdnsOption> options() throws MalformedException {
    if (in.remaining() == 0) {
      return List.of();
    }
    var options = new ArrayList<EdnsOption>();
    while (in.remaining() > 0) {
      options.add(EdnsOption.read(in));
    }
    return options;
  }

  @Override
  RecordData.Loc loc() throws MalformedException {
    int at = position();
    int version = u8("VERSION");
    if (version != 0) {
      throw wrong(at, rule, "version " + version + ", only 0 is known");
    }
    return new RecordData.Loc(
        u8("SIZE"),
        u8("HORIZ PRE"),
        u8("VERT PRE"),
        u32("LATITUDE"),
        u32("LONGITUDE"),
        u32("ALTITUDE"));
  }

  @Override
  Name plainName(String field) throws MalformedException {
    return name(field, false);
  }

  @Override
  Name name(String field) throws MalformedException {
    return name(field, true);
  }

  /** Reads labels where the name stands, up to the root's or to a pointer to the rest. */
  private Name name(String field, boolean mayPoint) throws MalformedException {
    int start = position();
    in.begin(field, POINTER_RULE);
    if (!in.isRecording()) {
      in.skip(wholeLabels(start)); // nobody wants to see them one by one
    }
    // Without octets left, reading a length says so.
    int first = in.remaining() == 0 ? 0 : in.peek(0);
    while (first > 0 && first < POINTER) {
      checkLabel(first, start, position());
      in.readU8("length", LABEL_RULE);
      var label = in.readBytes(first, "label", LABEL_RULE);
      in.means(() -> Escapes.quoted(label));
      first = in.remaining() == 0 ? 0 : in.peek(0);
    }
    Name name;
    if (first == 0) {
      in.readU8("length", LABEL_RULE);
      name = new Name(message.slice(start, position()));
      keep(start, name, 0);
    } else {
      pointers = 0;
      name = pointed(start, mayPoint);
    }
    in.end("");
    in.means(name::toString);
    return name;
  }

  /** How many octets of labels there are, up to what isn't a whole label that fits in a name. */
  private int wholeLabels(int start) {
    int end = start + Math.min(in.remaining(), Name.SIZE_MAX);
    int at = start;
    while (at < end) {
      int length = message.at(at);
      int next = at + 1 + length;
      if (length == 0 || length > Name.LABEL_MAX || next >= end) {
        break;
      }
      at = next;
    }
    return at - start;
  }

  /** Reads a pointer, and makes a name of the labels before it and those to which it leads. */
  private Name pointed(int start, boolean mayPoint) throws MalformedException {
    int at = position();
    if (!mayPoint) {
      throw wrong(at, "RFC 3597 §4: a name in data of this type is never compressed", "a pointer");
    }
    int target = in.readU16("pointer", POINTER_RULE) & OFFSET_MAX;
    in.means(() -> "offset " + target + " of the message");
    in.pointsTo(base + target);
    return joined(start, at, target);
  }

  /** The name of the labels in a range, and of those to which the pointer behind them leads. */
  private Name joined(int start, int at, int target) throws MalformedException {
    // Before the pointer isn't enough: a label with a pointer to that label would go on for ever.
    if (target >= start) {
      throw wrong(
          at,
          POINTER_RULE + ": a pointer leads to a prior occurrence of the name",
          "it leads to offset %d of the message, and the name begins at %d"
              .formatted(target, start));
    }
    int before = pointers;
    follow(1, at);
    var rest = rest(target, at);
    if (at == start) {
      return rest;
    }
    if (at - start + rest.size() > Name.SIZE_MAX) {
      throw wrong(at, Name.SIZE_RULE, "a name of " + (at - start + rest.size()));
    }
    var name = new Name(message.slice(start, at).plus(rest.toBytes()));
    keep(start, name, pointers - before);
    return name;
  }

  /** Counts pointers of a name, so that its reader comes to an end. */
  private void follow(int more, int at) throws MalformedException {
    pointers += more;
    if (pointers > POINTERS_MAX) {
      throw wrong(at, POINTER_RULE, "more than %d pointers for one name".formatted(POINTERS_MAX));
    }
  }

  /** The name that begins at an offset to which a pointer leads. */
  private Name rest(int start, int pointer) throws MalformedException {
    for (int i = 0; i < kept; i++) {
      var known = names[i];
      if (known != null && starts[i] == start) {
        follow(pointerCounts[i], pointer);
        return known;
      }
    }
    int at = start;
    int first = octet(at);
    while (first > 0 && first < POINTER) {
      checkLabel(first, start, at);
      at += 1 + first;
      first = octet(at);
    }
    if (first >= POINTER) {
      return joined(start, at, (first & 0x3f) << 8 | octet(at + 1));
    }
    var name = new Name(message.slice(start, at + 1));
    keep(start, name, 0);
    return name;
  }

  private int octet(int at) throws MalformedException {
    if (at >= message.size()) {
      throw wrong(message.size(), POINTER_RULE, "the name that a pointer leads to has no end");
    }
    return message.at(at);
  }

  /** What a label begins with is its length, and the root's octet has to fit behind it. */
  private void checkLabel(int length, int start, int at) throws MalformedException {
    if (length > Name.LABEL_MAX) {
      throw wrong(
          at,
          POINTER_RULE + ": the 10 and 01 combinations are reserved for future use",
          "a label that begins with %02x".formatted(length));
    }
    if (at + 1 + length - start >= Name.SIZE_MAX) {
      throw wrong(at, Name.SIZE_RULE, "a label too many");
    }
  }

  private void keep(int start, Name name, int pointerCount) {
    if (kept < KEPT_MAX) {
      starts[kept] = start;
      pointerCounts[kept] = (byte) pointerCount;
      names[kept++] = name;
    }
  }
}
