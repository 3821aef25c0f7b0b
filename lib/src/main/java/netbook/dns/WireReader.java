package netbook.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;

/** Reads the fields of records from a message's octets, and names, which may lead back into it. */
final class WireReader extends DataReader {
  private static final String POINTER_RULE = "RFC 1035 §4.1.4";
  private static final String STRING_RULE = "RFC 1035 §3.3";

  /** The first octet of a label has its length; of a pointer, two bits that are set. */
  private static final int POINTER = 0xc0;

  /** How many names are kept to be pointed to; most pointers lead to the first one or two. */
  private static final int KEPT_MAX = 16;

  private final ByteReader in;

  /** Where the message begins; in a stream, not at 0. Offsets in it count from there. */
  private final int base;

  private final Bytes message;
  private final int[] starts = new int[KEPT_MAX];
  private final List<Name> names = new ArrayList<>(KEPT_MAX);
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
    return in.field(field, rule).readU8();
  }

  @Override
  int u16(String field) throws MalformedException {
    return in.field(field, rule).readU16();
  }

  @Override
  long u32(String field) throws MalformedException {
    return in.field(field, rule).readU32();
  }

  @Override
  long time(String field) throws MalformedException {
    long seconds = u32(field);
    in.means(() -> Times.text(seconds));
    return seconds;
  }

  @Override
  RecordType type(String field) throws MalformedException {
    var type = new RecordType(u16(field));
    in.means(() -> type.number() + ", " + type);
    return type;
  }

  @Override
  Bytes ipv4(String field) throws MalformedException {
    var address = in.field(field, rule).readBytes(4);
    in.means(() -> Addresses.text(address));
    return address;
  }

  @Override
  Bytes ipv6(String field) throws MalformedException {
    var address = in.field(field, rule).readBytes(16);
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
    int size = in.field("length", STRING_RULE).readU8();
    return in.field("octets", STRING_RULE).readBytes(size);
  }

  @Override
  List<Bytes> strings(String field) throws MalformedException {
    var strings = new ArrayList<Bytes>();
    do {
      strings.add(string(field));
    } while (in.remaining() > 0);
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
      if (!isLetterOrDigit(tag.at(i))) {
        throw wrong(at + 1 + i, rule, "a tag has letters and digits only");
      }
    }
    if (tag.isEmpty()) {
      throw wrong(at, rule, "a tag without a letter");
    }
    return tag;
  }

  private static boolean isLetterOrDigit(int octet) {
    return octet < 0x80 && Character.isLetterOrDigit(octet);
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

  Bytes rest(String field) throws MalformedException {
    return in.field(field, rule).readBytes(in.remaining());
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
  SortedSet<RecordType> types(String field) throws MalformedException {
    return TypeBitMaps.read(in, field, rule);
  }

  @Override
  SvcParams svcParams(String field) throws MalformedException {
    return SvcParams.read(in, field);
  }

  @Override
  List<EdnsOption> options() throws MalformedException {
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

  /**
   * Reads labels where the name stands, to the root's or to a pointer, and then those to which it
   * points.
   */
  private Name name(String field, boolean mayPoint) throws MalformedException {
    int start = position();
    in.begin(field, POINTER_RULE);
    Name name;
    while (true) {
      // Without octets left, reading the length says so.
      int first = in.remaining() == 0 ? 0 : in.peek(0);
      if (first >= POINTER) {
        name = pointed(start, mayPoint);
        break;
      }
      if (first > Name.LABEL_MAX) {
        throw reserved(position(), first);
      }
      in.field("length", "RFC 1035 §3.1").readU8();
      if (first == 0) {
        name = new Name(message.slice(start, position()));
        break;
      }
      var label = in.field("label", "RFC 1035 §3.1").readBytes(first);
      in.means(() -> Escapes.quoted(label));
      checkSize(position() - start, position() - first - 1);
    }
    in.end("");
    in.means(name::toString);
    if (names.size() < KEPT_MAX) {
      starts[names.size()] = start;
      names.add(name);
    }
    return name;
  }

  /** Reads a pointer, and makes a name of the labels before it and those it leads to. */
  private Name pointed(int start, boolean mayPoint) throws MalformedException {
    int at = position();
    if (!mayPoint) {
      throw wrong(at, "RFC 3597 §4: a name in data of this type is never compressed", "a pointer");
    }
    int target = in.field("pointer", POINTER_RULE).readU16() & 0x3fff;
    in.means(() -> "offset " + target + " of the message");
    in.pointsTo(base + target);
    checkTarget(target, start, at);
    if (at == start) {
      for (int i = 0; i < names.size(); i++) {
        if (starts[i] == target) {
          return names.get(i);
        }
      }
    }
    return new Name(Bytes.join(pieces(start, at, target)));
  }

  /**
   * Follows pointers. Each leads to before the place where the labels began that it ends, so the
   * work has an end; "to before the pointer" isn't enough, since a label with a pointer to itself
   * fulfils that.
   */
  private List<Bytes> pieces(int start, int end, int first) throws MalformedException {
    var pieces = new ArrayList<Bytes>();
    pieces.add(message.slice(start, end));
    int size = end - start;
    int from = first;
    int at = first;
    while (true) {
      int octet = octet(at);
      if (octet >= POINTER) {
        if (at > from) { // a pointer may lead to a pointer, without a label between them
          pieces.add(message.slice(from, at));
        }
        int target = (octet & 0x3f) << 8 | octet(at + 1);
        checkTarget(target, from, at);
        from = target;
        at = target;
      } else if (octet > Name.LABEL_MAX) {
        throw reserved(at, octet);
      } else {
        size += 1 + octet;
        checkSize(octet == 0 ? size - 1 : size, at);
        at += 1 + octet;
        octet(at - 1);
        if (octet == 0) {
          pieces.add(message.slice(from, at));
          return pieces;
        }
      }
    }
  }

  private int octet(int at) throws MalformedException {
    if (at >= message.size()) {
      throw wrong(message.size(), POINTER_RULE, "the name that a pointer leads to has no end");
    }
    return message.at(at);
  }

  private void checkTarget(int target, int start, int at) throws MalformedException {
    if (target >= start) {
      throw wrong(
          at,
          POINTER_RULE + ": a pointer leads to a prior occurrence of the name",
          "it leads to offset %d of the message, and the name begins at %d"
              .formatted(target, start));
    }
  }

  private void checkSize(int size, int at) throws MalformedException {
    if (size >= Name.SIZE_MAX) { // the root's octet is still to come
      throw wrong(at, Name.SIZE_RULE, "a label too many");
    }
  }

  private MalformedException reserved(int at, int first) {
    return wrong(
        at,
        POINTER_RULE + ": the 10 and 01 combinations are reserved for future use",
        "a label that begins with %02x".formatted(first));
  }
}
