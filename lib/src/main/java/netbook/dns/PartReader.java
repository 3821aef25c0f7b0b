package netbook.dns;

import java.util.ArrayList;
import java.util.List;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;

/**
 * Finds out of which parts the data of a type is made: it makes up every field that the type reads,
 * and notes of what kind each was. So a type is described in one place, for this too.
 */
final class PartReader extends DataReader {
  private final List<Part> parts = new ArrayList<>();

  private PartReader() {}

  /** The parts of a type's data, in order. */
  static List<Part> parts(RecordType type, Shape.Read shape) {
    var reader = new PartReader();
    try {
      var _ = shape.from(type, reader);
    } catch (MalformedException e) {
      throw new IllegalStateException(type + " can't be made up", e);
    }
    return List.copyOf(reader.parts);
  }

  private void add(Part.Kind kind) {
    parts.add(new Part(kind, 0));
  }

  /** Adds octets, together with those just before them. */
  private void addOctets(int size) {
    boolean joins = !parts.isEmpty() && parts.getLast().kind() == Part.Kind.OCTETS;
    int before = joins ? parts.removeLast().size() : 0;
    parts.add(new Part(Part.Kind.OCTETS, before + size));
  }

  @Override
  int u8(String field) {
    addOctets(1);
    return 0;
  }

  @Override
  int u16(String field) {
    addOctets(2);
    return 0;
  }

  @Override
  long u32(String field) {
    addOctets(4);
    return 0;
  }

  @Override
  long time(String field) {
    return u32(field);
  }

  @Override
  RecordType type(String field) {
    return new RecordType(u16(field));
  }

  @Override
  Bytes ipv4(String field) {
    addOctets(4);
    return Bytes.of(0, 0, 0, 0);
  }

  @Override
  Bytes ipv6(String field) {
    addOctets(16);
    return Bytes.copyOf(new byte[16]);
  }

  @Override
  Name name(String field) {
    add(Part.Kind.NAME);
    return Name.ROOT;
  }

  @Override
  Name plainName(String field) {
    add(Part.Kind.PLAIN_NAME);
    return Name.ROOT;
  }

  @Override
  Bytes string(String field) {
    add(Part.Kind.STRING);
    return Bytes.EMPTY;
  }

  @Override
  List<Bytes> strings(String field) {
    add(Part.Kind.STRINGS);
    return List.of(Bytes.EMPTY);
  }

  @Override
  Bytes tag(String field) {
    add(Part.Kind.TAG);
    return Bytes.utf8("a");
  }

  @Override
  Bytes salt(String field) {
    return string(field);
  }

  @Override
  Bytes hash(String field) {
    add(Part.Kind.HASH);
    return Bytes.of(0);
  }

  @Override
  Bytes text(String field) {
    return hex(field);
  }

  @Override
  Bytes hex(String field) {
    add(Part.Kind.REST);
    return Bytes.EMPTY;
  }

  @Override
  Bytes base64(String field) {
    return hex(field);
  }

  @Override
  TypeBitMaps types(String field) {
    add(Part.Kind.TYPES);
    return TypeBitMaps.of(List.of());
  }

  @Override
  SvcParams svcParams(String field) {
    add(Part.Kind.SVC_PARAMS);
    return SvcParams.NONE;
  }

  @Override
  List<EdnsOption> options() {
    add(Part.Kind.OPTIONS);
    return List.of();
  }

  @Override
  RecordData.Loc loc() {
    add(Part.Kind.PLACE);
    return new RecordData.Loc(0, 0, 0, 0, 0, 0);
  }
}
