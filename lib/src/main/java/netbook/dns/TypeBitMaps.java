package netbook.dns;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import netbook.bytes.ByteReader;
import netbook.bytes.ByteWriter;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;

/**
 * A set of types as bits: for each 256 types of which there is one, a window (RFC 4034 §4.1.2).
 *
 * <pre>
 *   00      06       40 01 00 00 00 03
 *   window  length   bits 1, 15, 46, 47: A MX RRSIG NSEC
 * </pre>
 */
final class TypeBitMaps {
  private static final int WINDOW = 256;
  private static final int LENGTH_MAX = 32;

  private TypeBitMaps() {}

  static SortedSet<RecordType> read(ByteReader in, String field, String rule)
      throws MalformedException {
    var types = new TreeSet<RecordType>();
    int before = -1;
    in.begin(field, rule);
    while (in.remaining() > 0) {
      before = readWindow(in, rule, before, types);
    }
    in.end("");
    in.means(() -> text(types));
    return Collections.unmodifiableSortedSet(types);
  }

  private static int readWindow(ByteReader in, String rule, int before, SortedSet<RecordType> types)
      throws MalformedException {
    int at = in.position();
    int window = in.field("Window Block", rule).readU8();
    if (window <= before) {
      throw new MalformedException(
          at, rule + ": in order of increasing numbers", window + " after " + before);
    }
    int length = in.field("Bitmap Length", rule).readU8();
    if (length < 1 || length > LENGTH_MAX) {
      throw new MalformedException(at + 1, rule, "length " + length + " is not in 1..32");
    }
    var bits = in.field("Bitmap", rule).readBytes(length);
    for (int bit = 0; bit < length * Byte.SIZE; bit++) {
      if ((bits.at(bit / Byte.SIZE) & 0x80 >> bit % Byte.SIZE) != 0) {
        types.add(new RecordType(window * WINDOW + bit));
      }
    }
    if (bits.at(length - 1) == 0) {
      throw new MalformedException(
          in.position() - 1, rule + ": trailing zero octets must be omitted", "a zero octet");
    }
    return window;
  }

  static void write(SortedSet<RecordType> types, ByteWriter out) throws LimitException {
    for (var rest = types; !rest.isEmpty(); ) {
      int window = rest.first().number() / WINDOW;
      var next = new RecordType(Math.min(0xffff, (window + 1) * WINDOW));
      var inside = window == 0xff ? rest : rest.headSet(next);
      writeWindow(window, inside, out);
      if (window == 0xff) {
        return;
      }
      rest = rest.tailSet(next);
    }
  }

  private static void writeWindow(int window, SortedSet<RecordType> types, ByteWriter out)
      throws LimitException {
    var bits = new int[types.last().number() % WINDOW / Byte.SIZE + 1];
    for (var type : types) {
      int bit = type.number() % WINDOW;
      bits[bit / Byte.SIZE] |= 0x80 >> bit % Byte.SIZE;
    }
    out.u8(window).u8(bits.length);
    for (int octet : bits) {
      out.u8(octet);
    }
  }

  static String text(SortedSet<RecordType> types) {
    return types.stream().map(RecordType::toString).collect(Collectors.joining(" "));
  }
}
