package netbook.dns;

import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;

/**
 * The types of record that DNSSEC has brought: keys, signatures, and proofs that there is nothing.
 */
public sealed interface Dnssec extends RecordData {
  /**
   * The fingerprint of the key with which a zone below signs (RFC 4034 §5.1).
   *
   * @param type DS or CDS
   * @param keyTag 0 to 65535
   * @param algorithm of the key, 0 to 255
   * @param digestType 0 to 255
   * @param digest the octets
   */
  record Ds(RecordType type, int keyTag, int algorithm, int digestType, Bytes digest)
      implements Dnssec {
    /** Checks the ranges. */
    public Ds {
      RecordData.one(type, RecordType.DS, RecordType.CDS);
      Ranges.u16("keyTag", keyTag);
      Ranges.u8("algorithm", algorithm);
      Ranges.u8("digestType", digestType);
    }

    /** One of the type DS. */
    public Ds(int keyTag, int algorithm, int digestType, Bytes digest) {
      this(RecordType.DS, keyTag, algorithm, digestType, digest);
    }

    static Ds read(RecordType type, DataReader in) throws MalformedException {
      return new Ds(
          type, in.u16("Key Tag"), in.u8("Algorithm"), in.u8("Digest Type"), in.hex("Digest"));
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.u16(keyTag);
      out.u8(algorithm);
      out.u8(digestType);
      out.hex(digest);
    }
  }

  /**
   * A public key of a zone (RFC 4034 §2.1).
   *
   * @param type DNSKEY or CDNSKEY
   * @param keyFlags 256 is for records, 257 for keys, 0 to 65535
   * @param protocol always 3, 0 to 255
   * @param algorithm 0 to 255
   * @param key the octets
   */
  record Dnskey(RecordType type, int keyFlags, int protocol, int algorithm, Bytes key)
      implements Dnssec {
    /** Checks the ranges. */
    public Dnskey {
      RecordData.one(type, RecordType.DNSKEY, RecordType.CDNSKEY);
      Ranges.u16("keyFlags", keyFlags);
      Ranges.u8("protocol", protocol);
      Ranges.u8("algorithm", algorithm);
    }

    /** One of the type DNSKEY. */
    public Dnskey(int keyFlags, int protocol, int algorithm, Bytes key) {
      this(RecordType.DNSKEY, keyFlags, protocol, algorithm, key);
    }

    static Dnskey read(RecordType type, DataReader in) throws MalformedException {
      return new Dnskey(
          type, in.u16("Flags"), in.u8("Protocol"), in.u8("Algorithm"), in.base64("Public Key"));
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.u16(keyFlags);
      out.u8(protocol);
      out.u8(algorithm);
      out.base64(key);
    }
  }

  /**
   * The signature of all records with one name, class and type (RFC 4034 §3.1).
   *
   * @param covered their type
   * @param algorithm 0 to 255
   * @param labelCount the labels of their name, without a wildcard's, 0 to 255
   * @param originalTtl seconds, as the signer had them
   * @param expiration seconds since 1970, as 32 bits
   * @param inception seconds since 1970, as 32 bits
   * @param keyTag 0 to 65535
   * @param signer the name of the zone
   * @param signature the octets
   */
  record Rrsig(
      RecordType covered,
      int algorithm,
      int labelCount,
      long originalTtl,
      long expiration,
      long inception,
      int keyTag,
      Name signer,
      Bytes signature)
      implements Dnssec {
    /** Checks the ranges. */
    public Rrsig {
      Ranges.u8("algorithm", algorithm);
      Ranges.u8("labelCount", labelCount);
      Ranges.u32("originalTtl", originalTtl);
      Ranges.u32("expiration", expiration);
      Ranges.u32("inception", inception);
      Ranges.u16("keyTag", keyTag);
    }

    static Rrsig read(DataReader in) throws MalformedException {
      return new Rrsig(
          in.type("Type Covered"),
          in.u8("Algorithm"),
          in.u8("Labels"),
          in.u32("Original TTL"),
          in.time("Signature Expiration"),
          in.time("Signature Inception"),
          in.u16("Key Tag"),
          in.plainName("Signer's Name"),
          in.base64("Signature"));
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.type(covered);
      out.u8(algorithm);
      out.u8(labelCount);
      out.u32(originalTtl);
      out.time(expiration);
      out.time(inception);
      out.u16(keyTag);
      out.plainName(signer);
      out.base64(signature);
    }

    @Override
    public RecordType type() {
      return RecordType.RRSIG;
    }
  }

  /**
   * The next name of the zone, and so that there is none between; and the types of this one (RFC
   * 4034 §4.1).
   *
   * @param next in canonical order
   * @param types of this name
   */
  record Nsec(Name next, TypeBitMaps types) implements Dnssec {
    /** Checks the ranges. */
    public Nsec {}

    static Nsec read(DataReader in) throws MalformedException {
      return new Nsec(in.plainName("Next Domain Name"), in.types("Type Bit Maps"));
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.plainName(next);
      out.types(types);
    }

    @Override
    public RecordType type() {
      return RecordType.NSEC;
    }
  }

  /**
   * The same as {@link Nsec}, of hashes of names (RFC 5155 §3.2).
   *
   * @param hashAlgorithm 0 to 255
   * @param hashFlags 0 to 255: 1 leaves unsigned delegations out
   * @param iterations how often it is hashed again, 0 to 65535
   * @param salt up to 255 octets
   * @param nextHash 1 to 255 octets
   * @param types of this name
   */
  record Nsec3(
      int hashAlgorithm,
      int hashFlags,
      int iterations,
      Bytes salt,
      Bytes nextHash,
      TypeBitMaps types)
      implements Dnssec {
    /** Checks the ranges. */
    public Nsec3 {
      Ranges.u8("hashAlgorithm", hashAlgorithm);
      Ranges.u8("hashFlags", hashFlags);
      Ranges.u16("iterations", iterations);
      Ranges.string("salt", salt);
      Ranges.size("nextHash", nextHash, 1, 255);
    }

    static Nsec3 read(DataReader in) throws MalformedException {
      return new Nsec3(
          in.u8("Hash Algorithm"),
          in.u8("Flags"),
          in.u16("Iterations"),
          in.salt("Salt"),
          in.hash("Next Hashed Owner Name"),
          in.types("Type Bit Maps"));
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.u8(hashAlgorithm);
      out.u8(hashFlags);
      out.u16(iterations);
      out.salt(salt);
      out.hash(nextHash);
      out.types(types);
    }

    @Override
    public RecordType type() {
      return RecordType.NSEC3;
    }
  }

  /**
   * How a zone hashes its names (RFC 5155 §4.2).
   *
   * @param hashAlgorithm 0 to 255
   * @param hashFlags 0 to 255
   * @param iterations 0 to 65535
   * @param salt up to 255 octets
   */
  record Nsec3param(int hashAlgorithm, int hashFlags, int iterations, Bytes salt)
      implements Dnssec {
    /** Checks the ranges. */
    public Nsec3param {
      Ranges.u8("hashAlgorithm", hashAlgorithm);
      Ranges.u8("hashFlags", hashFlags);
      Ranges.u16("iterations", iterations);
      Ranges.string("salt", salt);
    }

    static Nsec3param read(DataReader in) throws MalformedException {
      return new Nsec3param(
          in.u8("Hash Algorithm"), in.u8("Flags"), in.u16("Iterations"), in.salt("Salt"));
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.u8(hashAlgorithm);
      out.u8(hashFlags);
      out.u16(iterations);
      out.salt(salt);
    }

    @Override
    public RecordType type() {
      return RecordType.NSEC3PARAM;
    }
  }
}
