package netbook.dns;

import java.util.List;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;

/**
 * Where the fields of a record's data are read from, one kind of field a method: a message's octets
 * or a zone file's words. So each type of record says once what it is made of, and can be read from
 * both; and {@link PartReader} finds out what that is.
 *
 * <p>Each method takes the field's name in the RFC, and throws {@link MalformedException} if
 * there's something else.
 */
abstract sealed class DataReader permits WireReader, WordReader, PartReader {
  abstract int u8(String field) throws MalformedException;

  abstract int u16(String field) throws MalformedException;

  abstract long u32(String field) throws MalformedException;

  /** Seconds since 1970, as 32 bits; in text a date and a time (RFC 4034 §3.2). */
  abstract long time(String field) throws MalformedException;

  /** A name that may be compressed (RFC 1035 §4.1.4, RFC 3597 §4). */
  abstract Name name(String field) throws MalformedException;

  /** A name that must not be compressed (RFC 3597 §4). */
  abstract Name plainName(String field) throws MalformedException;

  abstract RecordType type(String field) throws MalformedException;

  /** An IPv4 address. */
  abstract Bytes ipv4(String field) throws MalformedException;

  /** An IPv6 address. */
  abstract Bytes ipv6(String field) throws MalformedException;

  /** Up to 255 octets with their number before them (RFC 1035 §3.3). */
  abstract Bytes string(String field) throws MalformedException;

  /** One or more character-strings, up to the end. */
  abstract List<Bytes> strings(String field) throws MalformedException;

  /** Letters and digits with their number before them (RFC 8659 §4.1). */
  abstract Bytes tag(String field) throws MalformedException;

  /** All octets up to the end; in text, one character-string. */
  abstract Bytes text(String field) throws MalformedException;

  /** All octets up to the end; in text, hex digits. */
  abstract Bytes hex(String field) throws MalformedException;

  /** All octets up to the end; in text, base 64. */
  abstract Bytes base64(String field) throws MalformedException;

  /** Up to 255 octets with their number before them; in text hex digits, or a hyphen for none. */
  abstract Bytes salt(String field) throws MalformedException;

  /** Up to 255 octets with their number before them; in text, base 32 (RFC 5155 §3.3). */
  abstract Bytes hash(String field) throws MalformedException;

  /** The types that a name has, up to the end (RFC 4034 §4.1.2). */
  abstract TypeBitMaps types(String field) throws MalformedException;

  /** What a service says about itself, up to the end (RFC 9460 §2.2). */
  abstract SvcParams svcParams(String field) throws MalformedException;

  /** The options of EDNS, up to the end (RFC 6891 §6.1.2). */
  abstract List<EdnsOption> options() throws MalformedException;

  /** A place on Earth (RFC 1876 §2). */
  abstract RecordData.Loc loc() throws MalformedException;
}
