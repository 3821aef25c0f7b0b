package netbook.dns;

import java.util.List;
import netbook.bytes.ByteWriter;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import org.jspecify.annotations.Nullable;

/** Writes fields as a message's octets, and compresses names. */
final class WireWriter extends DataWriter {
  /** How many ends of names are kept, at most: all may be in the one chain to look through. */
  private static final int KEPT_MAX = 256;

  private final ByteWriter out;

  /** What stands of a name from one of its labels on, and where; and the next of its chain. */
  private record End(Bytes octets, int offset, @Nullable End next) {}

  /** Ends that are equal have the same size, and so are in the same chain. */
  private final @Nullable End[] chains = new End[16];

  private int kept;

  WireWriter(int sizeMax) {
    out = new ByteWriter(sizeMax);
  }

  int size() {
    return out.size();
  }

  Bytes toBytes() {
    return out.toBytes();
  }

  /** Writes a number over another that stands already. */
  void patch(int offset, int value) {
    out.patchU16(offset, value);
  }

  @Override
  void u8(int value) throws LimitException {
    out.u8(value);
  }

  @Override
  void u16(int value) throws LimitException {
    out.u16(value);
  }

  @Override
  void u32(long value) throws LimitException {
    out.u32(value);
  }

  @Override
  void time(long seconds) throws LimitException {
    out.u32(seconds);
  }

  /**
   * Writes labels until the rest stands somewhere before, and then a pointer to it. The rest has to
   * be the same to the letter: so a reader gets each name in the case in which we had it.
   */
  @Override
  void name(Name name) throws LimitException {
    var octets = name.toBytes();
    int at = 0;
    for (int length; (length = octets.at(at)) > 0; at += 1 + length) {
      int offset = find(octets.from(at));
      if (offset >= 0) {
        out.bytes(octets.slice(0, at)).u16(0xc000 | offset);
        return;
      }
      keep(octets.from(at), out.size() + at); // cut again: an end that is only sought costs nothing
    }
    out.bytes(octets);
  }

  /** Where this end of a name stands already, or -1. */
  private int find(Bytes octets) {
    for (var end = chains[octets.size() % chains.length]; end != null; end = end.next) {
      if (end.octets.equals(octets)) {
        return end.offset;
      }
    }
    return -1;
  }

  private void keep(Bytes octets, int offset) {
    if (offset <= WireReader.OFFSET_MAX && kept < KEPT_MAX) {
      int chain = octets.size() % chains.length;
      chains[chain] = new End(octets, offset, chains[chain]);
      kept++;
    }
  }

  @Override
  void plainName(Name name) throws LimitException {
    out.bytes(name.toBytes());
  }

  @Override
  void type(RecordType type) throws LimitException {
    out.u16(type.number());
  }

  @Override
  void ipv4(Bytes address) throws LimitException {
    out.bytes(address);
  }

  @Override
  void ipv6(Bytes address) throws LimitException {
    out.bytes(address);
  }

  @Override
  void string(Bytes octets) throws LimitException {
    out.u8(octets.size()).bytes(octets);
  }

  @Override
  void tag(Bytes octets) throws LimitException {
    string(octets);
  }

  @Override
  void text(Bytes octets) throws LimitException {
    out.bytes(octets);
  }

  @Override
  void hex(Bytes octets) throws LimitException {
    out.bytes(octets);
  }

  @Override
  void base64(Bytes octets) throws LimitException {
    out.bytes(octets);
  }

  @Override
  void salt(Bytes octets) throws LimitException {
    string(octets);
  }

  @Override
  void hash(Bytes octets) throws LimitException {
    string(octets);
  }

  @Override
  void types(TypeBitMaps types) throws LimitException {
    out.bytes(types.toBytes());
  }

  @Override
  void svcParams(SvcParams params) throws LimitException {
    params.write(out);
  }

  @Override
  void options(List<EdnsOption> options) throws LimitException {
    for (var option : options) {
      option.write(out);
    }
  }

  @Override
  void loc(RecordData.Loc loc) throws LimitException {
    out.u8(0);
    out.u8(loc.size()).u8(loc.horizontal()).u8(loc.vertical());
    out.u32(loc.latitude()).u32(loc.longitude()).u32(loc.altitude());
  }

  @Override
  void octets(Bytes octets) throws LimitException {
    out.bytes(octets);
  }
}
