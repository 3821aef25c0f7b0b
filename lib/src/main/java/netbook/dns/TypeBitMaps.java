package netbook.dns;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;

/**
 * A set of types as bits: for each 256 types of which there is one, a window (RFC 4034 §4.1.2).
 *
 * <pre>
 *   00      06       40 01 00 00 00 03
 *   window  length   bits 1, 15, 46, 47: A MX RRSIG NSEC
 * </pre>
 *
 * <p>A set has just one form, so two are equal if their octets are. Immutable.
 */
public final class TypeBitMaps {
  private static final int WINDOW = 256;
  private static final int LENGTH_MAX = 32;

  private final Bytes octets;

  private TypeBitMaps(Bytes octets) {
    this.octets = octets;
  }

  /** The bits of these types. */
  public static TypeBitMaps of(Collection<RecordType> types) {
    var sorted = new TreeSet<>(types);
    var octets = Bytes.EMPTY;
    while (!sorted.isEmpty()) {
      int window = sorted.first().number() / WINDOW;
      var bits = new byte[LENGTH_MAX];
      int length = 0;
      while (!sorted.isEmpty() && sorted.first().number() / WINDOW == window) {
        int bit = sorted.removeFirst().number() % WINDOW;
        bits[bit / Byte.SIZE] |= (byte) (0x80 >> bit % Byte.SIZE);
        length = bit / Byte.SIZE + 1;
      }
      octets = octets.plus(Bytes.of(window, length)).plus(Bytes.copyOf(bits, 0, length));
    }
    return new TypeBitMaps(octets);
  }

  /** Reads windows up to the end. */
  static TypeBitMaps read(ByteReader in, String field, String rule) throws MalformedException {
    var octets = in.peekAll();
    var types = new TypeBitMaps(octets);
    int before = -1;
    in.begin(field, rule);
    while (in.remaining() > 0) {
      before = readWindow(in, rule, before);
    }
    in.end("");
    in.means(types::toString);
    return types;
  }

  private static int readWindow(ByteReader in, String rule, int before) throws MalformedException {
    int at = in.position();
    int window = in.readU8("Window Block", rule);
    if (window <= before) {
      throw new MalformedException(
          at, rule + ": in order of increasing numbers", window + " after " + before);
    }
    int length = in.readU8("Bitmap Length", rule);
    if (length < 1 || length > LENGTH_MAX) {
      throw new MalformedException(at + 1, rule, "length " + length + " is not in 1..32");
    }
    var bits = in.readBytes(length, "Bitmap", rule);
    if (bits.at(length - 1) == 0) {
      throw new MalformedException(
          in.position() - 1, rule + ": trailing zero octets must be omitted", "a zero octet");
    }
    return window;
  }

  /** Whether a type is in the set. */
  public boolean contains(RecordType type) {
    return toSet().contains(type);
  }

  /** The types, by their numbers. */
  public SortedSet<RecordType> toSet() {
    var types = new TreeSet<RecordType>();
    for (int at = 0; at < octets.size(); at += 2 + octets.at(at + 1)) {
      for (int bit = 0; bit < octets.at(at + 1) * Byte.SIZE; bit++) {
        if ((octets.at(at + 2 + bit / Byte.SIZE) & 0x80 >> bit % Byte.SIZE) != 0) {
          types.add(new RecordType(octets.at(at) * WINDOW + bit));
        }
      }
    }
    return Collections.unmodifiableSortedSet(types);
  }

  /** The octets, as a message has them. */
  public Bytes toBytes() {
    return octets;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TypeBitMaps types && octets.equals(types.octets);
  }

  @Override
  public int hashCode() {
    return octets.hashCode();
  }

  /** The names of the types. */
  @Override
  public String toString() {
    return toSet().stream().map(RecordType::toString).collect(Collectors.joining(" "));
  }
}
