package netbook.dns;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;

/** Writes the fields of a record's data as the words of a zone file. */
final class WordWriter extends DataWriter {
  private static final int LOC_SIZE = 16;

  private final StringJoiner words = new StringJoiner(" ");

  private WordWriter() {}

  static String text(RecordData data) {
    var out = new WordWriter();
    try {
      data.write(out);
    } catch (LimitException e) {
      throw new IllegalStateException("words have no limit", e);
    }
    return out.words.toString();
  }

  @Override
  void u8(int value) {
    words.add(String.valueOf(value));
  }

  @Override
  void u16(int value) {
    words.add(String.valueOf(value));
  }

  @Override
  void u32(long value) {
    words.add(String.valueOf(value));
  }

  @Override
  void time(long seconds) {
    words.add(Times.text(seconds));
  }

  @Override
  void name(Name name) {
    words.add(name.toString());
  }

  @Override
  void plainName(Name name) {
    words.add(name.toString());
  }

  @Override
  void type(RecordType type) {
    words.add(type.toString());
  }

  @Override
  void ipv4(Bytes address) {
    words.add(Addresses.text(address));
  }

  @Override
  void ipv6(Bytes address) {
    words.add(Addresses.text(address));
  }

  @Override
  void string(Bytes octets) {
    words.add(Escapes.quoted(octets));
  }

  @Override
  void tag(Bytes octets) {
    var text = new StringBuilder();
    Escapes.append(text, octets, Escapes.QUOTED);
    words.add(text);
  }

  @Override
  void text(Bytes octets) {
    words.add(Escapes.quoted(octets));
  }

  @Override
  void hex(Bytes octets) {
    if (!octets.isEmpty()) {
      words.add(digits(octets));
    }
  }

  private static String digits(Bytes octets) {
    return HexFormat.of().formatHex(octets.toArray()).toUpperCase(Locale.ROOT);
  }

  @Override
  void base64(Bytes octets) {
    if (!octets.isEmpty()) {
      words.add(Base64.getEncoder().encodeToString(octets.toArray()));
    }
  }

  @Override
  void salt(Bytes octets) {
    words.add(octets.isEmpty() ? "-" : digits(octets));
  }

  @Override
  void hash(Bytes octets) {
    words.add(Base32.encode(octets));
  }

  @Override
  void types(TypeBitMaps types) {
    if (!types.toBytes().isEmpty()) {
      words.add(types.toString());
    }
  }

  @Override
  void svcParams(SvcParams params) {
    if (!params.values().isEmpty()) {
      words.add(params.toString());
    }
  }

  @Override
  void options(List<EdnsOption> options) {
    options.forEach(option -> words.add(option.toString()));
  }

  /** Octets that mean no place are written as those of an unknown type (RFC 3597 §5). */
  @Override
  void loc(RecordData.Loc loc) throws LimitException {
    if (Places.hasText(loc)) {
      words.add(Places.text(loc));
    } else {
      var octets = new WireWriter(LOC_SIZE);
      octets.loc(loc);
      octets(octets.toBytes());
    }
  }

  /** Data of an unknown type (RFC 3597 §5). */
  @Override
  void octets(Bytes octets) {
    words.add("\\#").add(String.valueOf(octets.size()));
    hex(octets);
  }
}
