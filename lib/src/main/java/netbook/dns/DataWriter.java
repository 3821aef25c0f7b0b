package netbook.dns;

import java.util.List;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;

/**
 * Where the fields of a record's data are written to, as {@link DataReader} reads them: into a
 * message, or as the words of a zone file.
 */
abstract sealed class DataWriter permits WireWriter, WordWriter {
  abstract void u8(int value) throws LimitException;

  abstract void u16(int value) throws LimitException;

  abstract void u32(long value) throws LimitException;

  abstract void time(long seconds) throws LimitException;

  /** A name of a type that every reader knows: it may be compressed (RFC 3597 §4). */
  abstract void name(Name name) throws LimitException;

  /** A name that must not be compressed (RFC 3597 §4). */
  abstract void plainName(Name name) throws LimitException;

  abstract void type(RecordType type) throws LimitException;

  abstract void ipv4(Bytes address) throws LimitException;

  abstract void ipv6(Bytes address) throws LimitException;

  abstract void string(Bytes octets) throws LimitException;

  abstract void tag(Bytes octets) throws LimitException;

  abstract void text(Bytes octets) throws LimitException;

  abstract void hex(Bytes octets) throws LimitException;

  abstract void base64(Bytes octets) throws LimitException;

  abstract void salt(Bytes octets) throws LimitException;

  abstract void hash(Bytes octets) throws LimitException;

  abstract void types(TypeBitMaps types) throws LimitException;

  abstract void svcParams(SvcParams params) throws LimitException;

  abstract void options(List<EdnsOption> options) throws LimitException;

  abstract void loc(RecordData.Loc loc) throws LimitException;

  /** Octets of which nothing is known (RFC 3597 §5). */
  abstract void octets(Bytes octets) throws LimitException;

  final void strings(List<Bytes> strings) throws LimitException {
    for (var string : strings) {
      string(string);
    }
  }
}
