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
          new Shape(RecordType.A, "RFC 1035 §3.4.1", (_, in) -> RecordData.A.read(in)),
          new Shape(RecordType.NS, "RFC 1035 §3.3.11", (_, in) -> RecordData.Ns.read(in)),
          new Shape(RecordType.CNAME, "RFC 1035 §3.3.1", (_, in) -> RecordData.Cname.read(in)),
          new Shape(RecordType.SOA, "RFC 1035 §3.3.13", (_, in) -> RecordData.Soa.read(in)),
          new Shape(RecordType.PTR, "RFC 1035 §3.3.12", (_, in) -> RecordData.Ptr.read(in)),
          new Shape(RecordType.HINFO, "RFC 1035 §3.3.2", (_, in) -> RecordData.Hinfo.read(in)),
          new Shape(RecordType.MX, "RFC 1035 §3.3.9", (_, in) -> RecordData.Mx.read(in)),
          new Shape(RecordType.TXT, "RFC 1035 §3.3.14", RecordData.Txt::read),
          new Shape(RecordType.SPF, "RFC 7208 §3.1", RecordData.Txt::read),
          new Shape(RecordType.AAAA, "RFC 3596 §2.2", (_, in) -> RecordData.Aaaa.read(in)),
          new Shape(RecordType.LOC, "RFC 1876 §2", (_, in) -> in.loc()),
          new Shape(RecordType.SRV, "RFC 2782", (_, in) -> RecordData.Srv.read(in)),
          new Shape(RecordType.NAPTR, "RFC 3403 §4.1", (_, in) -> RecordData.Naptr.read(in)),
          new Shape(RecordType.DNAME, "RFC 6672 §2.1", (_, in) -> RecordData.Dname.read(in)),
          new Shape(RecordType.OPT, "RFC 6891 §6.1.2", (_, in) -> RecordData.Opt.read(in)),
          new Shape(RecordType.SSHFP, "RFC 4255 §3.1", (_, in) -> RecordData.Sshfp.read(in)),
          new Shape(RecordType.DS, "RFC 4034 §5.1", Dnssec.Ds::read),
          new Shape(RecordType.CDS, "RFC 7344 §3.1", Dnssec.Ds::read),
          new Shape(RecordType.RRSIG, "RFC 4034 §3.1", (_, in) -> Dnssec.Rrsig.read(in)),
          new Shape(RecordType.NSEC, "RFC 4034 §4.1", (_, in) -> Dnssec.Nsec.read(in)),
          new Shape(RecordType.DNSKEY, "RFC 4034 §2.1", Dnssec.Dnskey::read),
          new Shape(RecordType.CDNSKEY, "RFC 7344 §3.2", Dnssec.Dnskey::read),
          new Shape(RecordType.NSEC3, "RFC 5155 §3.2", (_, in) -> Dnssec.Nsec3.read(in)),
          new Shape(RecordType.NSEC3PARAM, "RFC 5155 §4.2", (_, in) -> Dnssec.Nsec3param.read(in)),
          new Shape(RecordType.TLSA, "RFC 6698 §2.1", RecordData.Tlsa::read),
          new Shape(RecordType.SMIMEA, "RFC 8162 §2", RecordData.Tlsa::read),
          new Shape(RecordType.SVCB, "RFC 9460 §2.2", RecordData.Svcb::read),
          new Shape(RecordType.HTTPS, "RFC 9460 §9", RecordData.Svcb::read),
          new Shape(RecordType.CAA, "RFC 8659 §4.1", (_, in) -> RecordData.Caa.read(in)));

  /** By the numbers of their types; those between have no name. */
  private static final List<Shape> BY_NUMBER = byNumber();

  /** The parts of each, by the same numbers. */
  private static final List<List<Part>> PARTS_BY_NUMBER =
      BY_NUMBER.stream().map(shape -> PartReader.parts(shape.type, shape.read)).toList();

  private static final List<Part> UNKNOWN_PARTS = List.of(new Part(Part.Kind.REST, 0));

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

  /**
   * What a type's data is made of, part by part.
   *
   * @param type from 0 to 65535
   */
  static List<Part> parts(int type) {
    return type < PARTS_BY_NUMBER.size() ? PARTS_BY_NUMBER.get(type) : UNKNOWN_PARTS;
  }
}
