package netbook.dns;

import java.util.ArrayList;
import java.util.List;
import netbook.bytes.MalformedException;

/**
 * How data of one type is read, and where that's defined.
 *
 * @param type the same object each time, if the type is known
 * @param rule the section that has its fields
 */
record Shape(RecordType type, String rule, Read read) {
  /** Reads the fields. */
  @FunctionalInterface
  interface Read {
    RecordData from(RecordType type, DataReader in) throws MalformedException;
  }

  private static final String UNKNOWN_RULE = "RFC 3597 §3";

  private static final List<Shape> KNOWN =
      List.of(
          of(RecordType.A, "RFC 1035 §3.4.1", RecordData.A::read),
          of(RecordType.NS, "RFC 1035 §3.3.11", RecordData.Ns::read),
          of(RecordType.CNAME, "RFC 1035 §3.3.1", RecordData.Cname::read),
          of(RecordType.SOA, "RFC 1035 §3.3.13", RecordData.Soa::read),
          of(RecordType.PTR, "RFC 1035 §3.3.12", RecordData.Ptr::read),
          of(RecordType.HINFO, "RFC 1035 §3.3.2", RecordData.Hinfo::read),
          of(RecordType.MX, "RFC 1035 §3.3.9", RecordData.Mx::read),
          new Shape(RecordType.TXT, "RFC 1035 §3.3.14", RecordData.Txt::read),
          new Shape(RecordType.SPF, "RFC 7208 §3.1", RecordData.Txt::read),
          of(RecordType.AAAA, "RFC 3596 §2.2", RecordData.Aaaa::read),
          of(RecordType.LOC, "RFC 1876 §2", DataReader::loc),
          of(RecordType.SRV, "RFC 2782", RecordData.Srv::read),
          of(RecordType.NAPTR, "RFC 3403 §4.1", RecordData.Naptr::read),
          of(RecordType.DNAME, "RFC 6672 §2.1", RecordData.Dname::read),
          of(RecordType.OPT, "RFC 6891 §6.1.2", RecordData.Opt::read),
          of(RecordType.SSHFP, "RFC 4255 §3.1", RecordData.Sshfp::read),
          new Shape(RecordType.DS, "RFC 4034 §5.1", Dnssec.Ds::read),
          new Shape(RecordType.CDS, "RFC 7344 §3.1", Dnssec.Ds::read),
          of(RecordType.RRSIG, "RFC 4034 §3.1", Dnssec.Rrsig::read),
          of(RecordType.NSEC, "RFC 4034 §4.1", Dnssec.Nsec::read),
          new Shape(RecordType.DNSKEY, "RFC 4034 §2.1", Dnssec.Dnskey::read),
          new Shape(RecordType.CDNSKEY, "RFC 7344 §3.2", Dnssec.Dnskey::read),
          of(RecordType.NSEC3, "RFC 5155 §3.2", Dnssec.Nsec3::read),
          of(RecordType.NSEC3PARAM, "RFC 5155 §4.2", Dnssec.Nsec3param::read),
          new Shape(RecordType.TLSA, "RFC 6698 §2.1", RecordData.Tlsa::read),
          new Shape(RecordType.SMIMEA, "RFC 8162 §2", RecordData.Tlsa::read),
          new Shape(RecordType.SVCB, "RFC 9460 §2.2", RecordData.Svcb::read),
          new Shape(RecordType.HTTPS, "RFC 9460 §9", RecordData.Svcb::read),
          of(RecordType.CAA, "RFC 8659 §4.1", RecordData.Caa::read));

  /** By the numbers of their types; those between have no name. */
  private static final List<Shape> BY_NUMBER = byNumber();

  /** The same fields belong to no other type. */
  private interface Single {
    RecordData from(DataReader in) throws MalformedException;
  }

  private static Shape of(RecordType type, String rule, Single read) {
    return new Shape(type, rule, (_, in) -> read.from(in));
  }

  private static Shape unknown(RecordType type) {
    return new Shape(
        type, UNKNOWN_RULE, (itself, in) -> new RecordData.Unknown(itself, in.hex("RDATA")));
  }

  private static List<Shape> byNumber() {
    var shapes = new ArrayList<Shape>();
    for (int number = 0; number <= RecordType.CAA.number(); number++) {
      shapes.add(unknown(new RecordType(number)));
    }
    KNOWN.forEach(shape -> shapes.set(shape.type.number(), shape));
    return List.copyOf(shapes);
  }

  /** Whether it is more than octets. */
  boolean isKnown() {
    return !rule.equals(UNKNOWN_RULE);
  }

  /**
   * The shape of a type's data; of an unknown one, octets (RFC 3597 §3).
   *
   * @param type from 0 to 65535
   */
  static Shape of(int type) {
    return type < BY_NUMBER.size() ? BY_NUMBER.get(type) : unknown(new RecordType(type));
  }
}
