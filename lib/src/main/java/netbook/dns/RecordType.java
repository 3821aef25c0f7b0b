package netbook.dns;

/**
 * What kind of data a record has: the TYPE of a record and the QTYPE of a question (RFC 1035
 * §3.2.2, §3.2.3). Any number may come, since new ones are still given out; what has no name here
 * is {@code TYPE65280} (RFC 3597 §5).
 *
 * @param number from 0 to 65535
 */
public record RecordType(int number) implements Comparable<RecordType> {
  private static final Mnemonics NAMES =
      new Mnemonics(
          "TYPE",
          0xffff,
          """
          1 A
          2 NS
          5 CNAME
          6 SOA
          12 PTR
          13 HINFO
          15 MX
          16 TXT
          17 RP
          18 AFSDB
          28 AAAA
          29 LOC
          33 SRV
          35 NAPTR
          36 KX
          37 CERT
          39 DNAME
          41 OPT
          43 DS
          44 SSHFP
          46 RRSIG
          47 NSEC
          48 DNSKEY
          49 DHCID
          50 NSEC3
          51 NSEC3PARAM
          52 TLSA
          53 SMIMEA
          55 HIP
          59 CDS
          60 CDNSKEY
          61 OPENPGPKEY
          62 CSYNC
          63 ZONEMD
          64 SVCB
          65 HTTPS
          99 SPF
          249 TKEY
          250 TSIG
          251 IXFR
          252 AXFR
          255 ANY
          256 URI
          257 CAA
          """);

  /** An IPv4 address: {@link RecordData.A}. */
  public static final RecordType A = new RecordType(1);

  /** A name server: {@link RecordData.Ns}. */
  public static final RecordType NS = new RecordType(2);

  /** The name of which this one is an alias: {@link RecordData.Cname}. */
  public static final RecordType CNAME = new RecordType(5);

  /** The start of a zone: {@link RecordData.Soa}. */
  public static final RecordType SOA = new RecordType(6);

  /** Another name: {@link RecordData.Ptr}. */
  public static final RecordType PTR = new RecordType(12);

  /** What a host is: {@link RecordData.Hinfo}. */
  public static final RecordType HINFO = new RecordType(13);

  /** A mail server: {@link RecordData.Mx}. */
  public static final RecordType MX = new RecordType(15);

  /** Text: {@link RecordData.Txt}. */
  public static final RecordType TXT = new RecordType(16);

  /** An IPv6 address: {@link RecordData.Aaaa}. */
  public static final RecordType AAAA = new RecordType(28);

  /** A place on Earth: {@link RecordData.Loc}. */
  public static final RecordType LOC = new RecordType(29);

  /** Where a service is: {@link RecordData.Srv}. */
  public static final RecordType SRV = new RecordType(33);

  /** A rule for names: {@link RecordData.Naptr}. */
  public static final RecordType NAPTR = new RecordType(35);

  /** Where the names below are: {@link RecordData.Dname}. */
  public static final RecordType DNAME = new RecordType(39);

  /** Not data but EDNS: {@link Edns}. */
  public static final RecordType OPT = new RecordType(41);

  /** The fingerprint of a key: {@link Dnssec.Ds}. */
  public static final RecordType DS = new RecordType(43);

  /** The fingerprint of a host key: {@link RecordData.Sshfp}. */
  public static final RecordType SSHFP = new RecordType(44);

  /** A signature: {@link Dnssec.Rrsig}. */
  public static final RecordType RRSIG = new RecordType(46);

  /** The next name: {@link Dnssec.Nsec}. */
  public static final RecordType NSEC = new RecordType(47);

  /** A public key: {@link Dnssec.Dnskey}. */
  public static final RecordType DNSKEY = new RecordType(48);

  /** The next hash of a name: {@link Dnssec.Nsec3}. */
  public static final RecordType NSEC3 = new RecordType(50);

  /** How names are hashed: {@link Dnssec.Nsec3param}. */
  public static final RecordType NSEC3PARAM = new RecordType(51);

  /** A certificate: {@link RecordData.Tlsa}. */
  public static final RecordType TLSA = new RecordType(52);

  /** A mail user's certificate: {@link RecordData.Tlsa}. */
  public static final RecordType SMIMEA = new RecordType(53);

  /** The fingerprint that the zone above should have: {@link Dnssec.Ds}. */
  public static final RecordType CDS = new RecordType(59);

  /** The key whose fingerprint the zone above should have: {@link Dnssec.Dnskey}. */
  public static final RecordType CDNSKEY = new RecordType(60);

  /** How a service is reached: {@link RecordData.Svcb}. */
  public static final RecordType SVCB = new RecordType(64);

  /** How a web server is reached: {@link RecordData.Svcb}. */
  public static final RecordType HTTPS = new RecordType(65);

  /** Mail's text, once a type of its own: {@link RecordData.Txt}. */
  public static final RecordType SPF = new RecordType(99);

  /** Of a question: what has changed in the zone (RFC 1995). */
  public static final RecordType IXFR = new RecordType(251);

  /** Of a question: the whole zone (RFC 5936). */
  public static final RecordType AXFR = new RecordType(252);

  /** Of a question: every type (RFC 1035 §3.2.3, RFC 8482). */
  public static final RecordType ANY = new RecordType(255);

  /** Who may issue certificates: {@link RecordData.Caa}. */
  public static final RecordType CAA = new RecordType(257);

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if it isn't in 0..65535
   */
  public RecordType {
    NAMES.checked(number);
  }

  /**
   * The type of this name, in upper or lower case: {@code AAAA}, {@code TYPE65280}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static RecordType of(String name) {
    return NAMES.of(name, RecordType::new);
  }

  /** By their numbers. */
  @Override
  public int compareTo(RecordType other) {
    return Integer.compare(number, other.number);
  }

  /** The name, or {@code TYPE} and the number. */
  @Override
  public String toString() {
    return NAMES.name(number);
  }
}
