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

  /** Adds a part, and gives the value that was made up for it. */
  private <T> T part(Part.Kind kind, T value) {
    parts.add(new Part(kind, 0));
    return value;
  }

  /** Adds octets, together with those just before them. */
  private <T> T octets(int size, T value) {
    boolean joins = !parts.isEmpty() && parts.getLast().kind() == Part.Kind.OCTETS;
    int before = joins ? parts.removeLast().size() : 0;
    parts.add(new Part(Part.Kind.OCTETS, before + size));
    return value;
  }

  @Override
  int u8(String field) {
    return octets(1, 0);
  }

  @Override
  int u16(String field) {
    return octets(2, 0);
  }

  @Override
  long u32(String field) {
    return octets(4, 0L);
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
    return octets(4, Bytes.copyOf(new byte[4]));
  }

  @Override
  Bytes ipv6(String field) {
    return octets(16, Bytes.copyOf(new byte[16]));
  }

  @Override
  Name name(String field) {
    return part(Part.Kind.NAME, Name.ROOT);
  }

  @Override
  Name plainName(String field) {
    return part(Part.Kind.PLAIN_NAME, Name.ROOT);
  }

  @Override
  Bytes string(String field) {
    return part(Part.Kind.STRING, Bytes.EMPTY);
  }

  @Override
  List<Bytes> strings(String field) {
    return part(Part.Kind.STRINGS, List.of(Bytes.EMPTY));
  }

  @Override
  Bytes tag(String field) {
    return part(Part.Kind.TAG, Bytes.utf8("a"));
  }

  @Override
  Bytes salt(String field) {
    return string(field);
  }

  @Override
  Bytes hash(String field) {
    return part(Part.Kind.HASH, Bytes.of(0));
  }

  @Override
  Bytes text(String field) {
    return hex(field);
  }

  @Override
  Bytes hex(String field) {
    return part(Part.Kind.REST, Bytes.EMPTY);
  }

  @Override
  Bytes base64(String field) {
    return hex(field);
  }

  @Override
  TypeBitMaps types(String field) {
    return part(Part.Kind.TYPES, TypeBitMaps.of(List.of()));
  }

  @Override
  SvcParams svcParams(String field) {
    return part(Part.Kind.SVC_PARAMS, SvcParams.NONE);
  }

  @Override
  List<EdnsOption> options() {
    return part(Part.Kind.OPTIONS, List.of());
  }

  @Override
  RecordData.Loc loc() {
    return part(Part.Kind.PLACE, new RecordData.Loc(0, 0, 0, 0, 0, 0));
  }
}
