package netbook.dns;

import static java.util.Map.entry;

import java.util.Map;
import netbook.bytes.MalformedException;

/**
 * How data of one type is read, and where that's defined.
 *
 * @param rule the section that has its fields
 */
record Shape(String rule, Read read) {
  /** Reads the fields. */
  @FunctionalInterface
  interface Read {
    RecordData from(RecordType type, DataReader in) throws MalformedException;
  }

  private static final Map<RecordType, Shape> SHAPES =
      Map.ofEntries(
          entry(RecordType.A, of("RFC 1035 §3.4.1", RecordData.A::read)),
          entry(RecordType.NS, of("RFC 1035 §3.3.11", RecordData.Ns::read)),
          entry(RecordType.CNAME, of("RFC 1035 §3.3.1", RecordData.Cname::read)),
          entry(RecordType.SOA, of("RFC 1035 §3.3.13", RecordData.Soa::read)),
          entry(RecordType.PTR, of("RFC 1035 §3.3.12", RecordData.Ptr::read)),
          entry(RecordType.HINFO, of("RFC 1035 §3.3.2", RecordData.Hinfo::read)),
          entry(RecordType.MX, of("RFC 1035 §3.3.9", RecordData.Mx::read)),
          entry(RecordType.TXT, new Shape("RFC 1035 §3.3.14", RecordData.Txt::read)),
          entry(RecordType.SPF, new Shape("RFC 7208 §3.1", RecordData.Txt::read)),
          entry(RecordType.AAAA, of("RFC 3596 §2.2", RecordData.Aaaa::read)),
          entry(RecordType.LOC, of("RFC 1876 §2", DataReader::loc)),
          entry(RecordType.SRV, of("RFC 2782", RecordData.Srv::read)),
          entry(RecordType.NAPTR, of("RFC 3403 §4.1", RecordData.Naptr::read)),
          entry(RecordType.DNAME, of("RFC 6672 §2.1", RecordData.Dname::read)),
          entry(RecordType.OPT, of("RFC 6891 §6.1.2", RecordData.Opt::read)),
          entry(RecordType.SSHFP, of("RFC 4255 §3.1", RecordData.Sshfp::read)),
          entry(RecordType.DS, new Shape("RFC 4034 §5.1", Dnssec.Ds::read)),
          entry(RecordType.CDS, new Shape("RFC 7344 §3.1", Dnssec.Ds::read)),
          entry(RecordType.RRSIG, of("RFC 4034 §3.1", Dnssec.Rrsig::read)),
          entry(RecordType.NSEC, of("RFC 4034 §4.1", Dnssec.Nsec::read)),
          entry(RecordType.DNSKEY, new Shape("RFC 4034 §2.1", Dnssec.Dnskey::read)),
          entry(RecordType.CDNSKEY, new Shape("RFC 7344 §3.2", Dnssec.Dnskey::read)),
          entry(RecordType.NSEC3, of("RFC 5155 §3.2", Dnssec.Nsec3::read)),
          entry(RecordType.NSEC3PARAM, of("RFC 5155 §4.2", Dnssec.Nsec3param::read)),
          entry(RecordType.TLSA, new Shape("RFC 6698 §2.1", RecordData.Tlsa::read)),
          entry(RecordType.SMIMEA, new Shape("RFC 8162 §2", RecordData.Tlsa::read)),
          entry(RecordType.SVCB, new Shape("RFC 9460 §2.2", RecordData.Svcb::read)),
          entry(RecordType.HTTPS, new Shape("RFC 9460 §9", RecordData.Svcb::read)),
          entry(RecordType.CAA, of("RFC 8659 §4.1", RecordData.Caa::read)));

  private static final Shape UNKNOWN =
      new Shape("RFC 3597 §3", (type, in) -> new RecordData.Unknown(type, in.hex("RDATA")));

  /** The same fields belong to no other type. */
  private interface Single {
    RecordData from(DataReader in) throws MalformedException;
  }

  private static Shape of(String rule, Single read) {
    return new Shape(rule, (_, in) -> read.from(in));
  }

  static boolean isKnown(RecordType type) {
    return SHAPES.containsKey(type);
  }

  /** The shape of a type's data; for an unknown one, octets. */
  static Shape of(RecordType type) {
    return SHAPES.getOrDefault(type, UNKNOWN);
  }
}
