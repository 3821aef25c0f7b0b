package netbook.dns;

import java.util.List;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;

/**
 * The data of a record: RDATA, whose shape its TYPE decides (RFC 1035 §3.3). A type that isn't
 * among these is {@link Unknown}, and keeps its octets (RFC 3597 §3).
 *
 * <p>Each type says here what it is made of, in which order: once for reading and once for writing.
 * Whether octets or text are read or written, others decide. What isn't in its range or has too
 * many octets is an {@link IllegalArgumentException} that names it.
 */
public sealed interface RecordData
    permits RecordData.A,
        RecordData.Aaaa,
        RecordData.Ns,
        RecordData.Cname,
        RecordData.Dname,
        RecordData.Ptr,
        RecordData.Soa,
        RecordData.Mx,
        RecordData.Hinfo,
        RecordData.Txt,
        RecordData.Srv,
        RecordData.Naptr,
        RecordData.Caa,
        RecordData.Sshfp,
        RecordData.Tlsa,
        RecordData.Svcb,
        RecordData.Loc,
        RecordData.Opt,
        RecordData.Unknown,
        Dnssec {
  /** The TYPE that goes with it. */
  RecordType type();

  /** Writes the fields, in order. */
  void write(DataWriter out) throws LimitException;

  /** As a zone file has it, whole: {@code 10 mail.example.com.}. */
  default String toText() {
    return WordWriter.text(this);
  }

  /**
   * An IPv4 address (RFC 1035 §3.4.1).
   *
   * @param address 4 octets
   */
  record A(Bytes address) implements RecordData {
    /** Checks the ranges. */
    public A {
      Ranges.size("address", address, 4, 4);
    }

    static A read(DataReader in) throws MalformedException {
      return new A(in.ipv4("ADDRESS"));
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.ipv4(address);
    }

    @Override
    public RecordType type() {
      return RecordType.A;
    }
  }

  /**
   * An IPv6 address (RFC 3596 §2.2).
   *
   * @param address 16 octets
   */
  record Aaaa(Bytes address) implements RecordData {
    /** Checks the ranges. */
    public Aaaa {
      Ranges.size("address", address, 16, 16);
    }

    static Aaaa read(DataReader in) throws MalformedException {
      return new Aaaa(in.ipv6("ADDRESS"));
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.ipv6(address);
    }

    @Override
    public RecordType type() {
      return RecordType.AAAA;
    }
  }

  /**
   * A name server of the zone (RFC 1035 §3.3.11).
   *
   * @param server the NSDNAME
   */
  record Ns(Name server) implements RecordData {
    static Ns read(DataReader in) throws MalformedException {
      return new Ns(in.name("NSDNAME"));
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.name(server);
    }

    @Override
    public RecordType type() {
      return RecordType.NS;
    }
  }

  /**
   * The name of which this one is an alias (RFC 1035 §3.3.1).
   *
   * @param canonical the CNAME
   */
  record Cname(Name canonical) implements RecordData {
    static Cname read(DataReader in) throws MalformedException {
      return new Cname(in.name("CNAME"));
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.name(canonical);
    }

    @Override
    public RecordType type() {
      return RecordType.CNAME;
    }
  }

  /**
   * Where the names below this one are (RFC 6672 §2.1).
   *
   * @param target never compressed
   */
  record Dname(Name target) implements RecordData {
    static Dname read(DataReader in) throws MalformedException {
      return new Dname(in.plainName("TARGET"));
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.plainName(target);
    }

    @Override
    public RecordType type() {
      return RecordType.DNAME;
    }
  }

  /**
   * Another name, as of an address (RFC 1035 §3.3.12).
   *
   * @param target the PTRDNAME
   */
  record Ptr(Name target) implements RecordData {
    static Ptr read(DataReader in) throws MalformedException {
      return new Ptr(in.name("PTRDNAME"));
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.name(target);
    }

    @Override
    public RecordType type() {
      return RecordType.PTR;
    }
  }

  /**
   * The start of a zone of authority (RFC 1035 §3.3.13).
   *
   * @param primary the MNAME: the server that has the original
   * @param mailbox the RNAME: who to write to, with a dot for the at sign
   * @param serial the version of the zone, 0 to 4294967295
   * @param refresh seconds after which a secondary asks for a new one
   * @param retry seconds after which it asks again
   * @param expire seconds after which it answers no more
   * @param minimum seconds for which an answer “there is none” may be kept (RFC 2308 §4)
   */
  record Soa(
      Name primary, Name mailbox, long serial, long refresh, long retry, long expire, long minimum)
      implements RecordData {
    /** Checks the ranges. */
    public Soa {
      Ranges.u32("serial", serial);
      Ranges.u32("refresh", refresh);
      Ranges.u32("retry", retry);
      Ranges.u32("expire", expire);
      Ranges.u32("minimum", minimum);
    }

    static Soa read(DataReader in) throws MalformedException {
      return new Soa(
          in.name("MNAME"),
          in.name("RNAME"),
          in.u32("SERIAL"),
          in.u32("REFRESH"),
          in.u32("RETRY"),
          in.u32("EXPIRE"),
          in.u32("MINIMUM"));
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.name(primary);
      out.name(mailbox);
      out.u32(serial);
      out.u32(refresh);
      out.u32(retry);
      out.u32(expire);
      out.u32(minimum);
    }

    @Override
    public RecordType type() {
      return RecordType.SOA;
    }
  }

  /**
   * A server that takes mail for the name (RFC 1035 §3.3.9).
   *
   * @param preference the lowest is asked first, 0 to 65535
   * @param exchange the server
   */
  record Mx(int preference, Name exchange) implements RecordData {
    /** Checks the ranges. */
    public Mx {
      Ranges.u16("preference", preference);
    }

    static Mx read(DataReader in) throws MalformedException {
      return new Mx(in.u16("PREFERENCE"), in.name("EXCHANGE"));
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.u16(preference);
      out.name(exchange);
    }

    @Override
    public RecordType type() {
      return RecordType.MX;
    }
  }

  /**
   * What a host is; today the answer to who asks for everything (RFC 1035 §3.3.2, RFC 8482 §4.2).
   *
   * @param cpu up to 255 octets
   * @param os up to 255 octets
   */
  record Hinfo(Bytes cpu, Bytes os) implements RecordData {
    /** Checks the ranges. */
    public Hinfo {
      Ranges.string("cpu", cpu);
      Ranges.string("os", os);
    }

    static Hinfo read(DataReader in) throws MalformedException {
      return new Hinfo(in.string("CPU"), in.string("OS"));
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.string(cpu);
      out.string(os);
    }

    @Override
    public RecordType type() {
      return RecordType.HINFO;
    }
  }

  /**
   * Text (RFC 1035 §3.3.14), and mail's SPF, which was a type of its own (RFC 7208 §3.1).
   *
   * @param type TXT or SPF
   * @param strings one or more, each of up to 255 octets; what reads it may join them
   */
  record Txt(RecordType type, List<Bytes> strings) implements RecordData {
    /** Checks the ranges. */
    public Txt {
      one(type, RecordType.TXT, RecordType.SPF);
      strings = List.copyOf(strings);
      if (strings.isEmpty()) {
        throw new IllegalArgumentException("strings: there is none");
      }
      strings.forEach(string -> Ranges.string("string", string));
    }

    /** One of the type TXT. */
    public Txt(List<Bytes> strings) {
      this(RecordType.TXT, strings);
    }

    static Txt read(RecordType type, DataReader in) throws MalformedException {
      return new Txt(type, in.strings("TXT-DATA"));
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.strings(strings);
    }
  }

  /**
   * Where a service is (RFC 2782).
   *
   * @param priority the lowest is asked first, 0 to 65535
   * @param weight how often among the same priority, 0 to 65535
   * @param port 0 to 65535
   * @param target a host; the root says that there is no such service
   */
  record Srv(int priority, int weight, int port, Name target) implements RecordData {
    /** Checks the ranges. */
    public Srv {
      Ranges.u16("priority", priority);
      Ranges.u16("weight", weight);
      Ranges.u16("port", port);
    }

    static Srv read(DataReader in) throws MalformedException {
      return new Srv(in.u16("Priority"), in.u16("Weight"), in.u16("Port"), in.name("Target"));
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.u16(priority);
      out.u16(weight);
      out.u16(port);
      out.plainName(target);
    }

    @Override
    public RecordType type() {
      return RecordType.SRV;
    }
  }

  /**
   * A rule that makes a name, a URI or an address of a string (RFC 3403 §4.1).
   *
   * @param order the lowest first, 0 to 65535
   * @param preference among the same order, 0 to 65535
   * @param ruleFlags what comes next: S, A, U or P
   * @param services what it is good for
   * @param regexp a substitution
   * @param replacement the next name, if there is no substitution
   */
  record Naptr(
      int order, int preference, Bytes ruleFlags, Bytes services, Bytes regexp, Name replacement)
      implements RecordData {
    /** Checks the ranges. */
    public Naptr {
      Ranges.u16("order", order);
      Ranges.u16("preference", preference);
      Ranges.string("ruleFlags", ruleFlags);
      Ranges.string("services", services);
      Ranges.string("regexp", regexp);
    }

    static Naptr read(DataReader in) throws MalformedException {
      return new Naptr(
          in.u16("ORDER"),
          in.u16("PREFERENCE"),
          in.string("FLAGS"),
          in.string("SERVICES"),
          in.string("REGEXP"),
          in.name("REPLACEMENT"));
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.u16(order);
      out.u16(preference);
      out.string(ruleFlags);
      out.string(services);
      out.string(regexp);
      out.plainName(replacement);
    }

    @Override
    public RecordType type() {
      return RecordType.NAPTR;
    }
  }

  /**
   * Who may issue certificates for the name (RFC 8659 §4.1).
   *
   * @param criticality the flags, 0 to 255: 128 says that who doesn't know the tag must not issue
   * @param tag {@code issue}, {@code issuewild}, {@code iodef}: 1 to 255 letters and digits
   * @param value what the tag says
   */
  record Caa(int criticality, Bytes tag, Bytes value) implements RecordData {
    /** Checks the ranges. */
    public Caa {
      Ranges.u8("criticality", criticality);
      Ranges.size("tag", tag, 1, 255);
      for (int i = 0; i < tag.size(); i++) {
        if (!isLetterOrDigit(tag.at(i))) {
          throw new IllegalArgumentException("tag: " + tag + " is not letters and digits only");
        }
      }
    }

    /** Whether it may be in a tag. */
    static boolean isLetterOrDigit(int octet) {
      return octet < 0x80 && Character.isLetterOrDigit(octet);
    }

    static Caa read(DataReader in) throws MalformedException {
      return new Caa(in.u8("Flags"), in.tag("Tag"), in.text("Value"));
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.u8(criticality);
      out.tag(tag);
      out.text(value);
    }

    @Override
    public RecordType type() {
      return RecordType.CAA;
    }
  }

  /**
   * The fingerprint of an SSH host key (RFC 4255 §3.1).
   *
   * @param algorithm of the key, 0 to 255
   * @param fingerprintType the hash, 0 to 255
   * @param fingerprint the octets
   */
  record Sshfp(int algorithm, int fingerprintType, Bytes fingerprint) implements RecordData {
    /** Checks the ranges. */
    public Sshfp {
      Ranges.u8("algorithm", algorithm);
      Ranges.u8("fingerprintType", fingerprintType);
    }

    static Sshfp read(DataReader in) throws MalformedException {
      return new Sshfp(in.u8("algorithm"), in.u8("fp type"), in.hex("fingerprint"));
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.u8(algorithm);
      out.u8(fingerprintType);
      out.hex(fingerprint);
    }

    @Override
    public RecordType type() {
      return RecordType.SSHFP;
    }
  }

  /**
   * Which certificate a server will show (RFC 6698 §2.1), or a mail user (RFC 8162 §2).
   *
   * @param type TLSA or SMIMEA
   * @param usage how to use it, 0 to 255
   * @param selector whole certificate or key, 0 to 255
   * @param matchingType itself or a hash, 0 to 255
   * @param association the octets
   */
  record Tlsa(RecordType type, int usage, int selector, int matchingType, Bytes association)
      implements RecordData {
    /** Checks the ranges. */
    public Tlsa {
      one(type, RecordType.TLSA, RecordType.SMIMEA);
      Ranges.u8("usage", usage);
      Ranges.u8("selector", selector);
      Ranges.u8("matchingType", matchingType);
    }

    /** One of the type TLSA. */
    public Tlsa(int usage, int selector, int matchingType, Bytes association) {
      this(RecordType.TLSA, usage, selector, matchingType, association);
    }

    static Tlsa read(RecordType type, DataReader in) throws MalformedException {
      return new Tlsa(
          type,
          in.u8("Certificate Usage"),
          in.u8("Selector"),
          in.u8("Matching Type"),
          in.hex("Certificate Association Data"));
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.u8(usage);
      out.u8(selector);
      out.u8(matchingType);
      out.hex(association);
    }
  }

  /**
   * Where and how a service is reached (RFC 9460 §2.2); HTTPS is the same for the web (§9).
   *
   * @param type SVCB or HTTPS
   * @param priority the lowest first, 0 to 65535; 0 is an alias
   * @param target a host; the root is the owner itself
   * @param params what a client should know before it connects
   */
  record Svcb(RecordType type, int priority, Name target, SvcParams params) implements RecordData {
    /** Checks the ranges. */
    public Svcb {
      one(type, RecordType.SVCB, RecordType.HTTPS);
      Ranges.u16("priority", priority);
    }

    /** One of the type SVCB. */
    public Svcb(int priority, Name target, SvcParams params) {
      this(RecordType.SVCB, priority, target, params);
    }

    static Svcb read(RecordType type, DataReader in) throws MalformedException {
      return new Svcb(
          type, in.u16("SvcPriority"), in.plainName("TargetName"), in.svcParams("SvcParams"));
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.u16(priority);
      out.plainName(target);
      out.svcParams(params);
    }
  }

  /**
   * A place on Earth (RFC 1876 §2).
   *
   * @param size diameter of a sphere, as base and power of ten centimetres, 0 to 255
   * @param horizontal precision, in the same way
   * @param vertical precision, in the same way
   * @param latitude thousandths of a second of arc, the equator is 2147483648
   * @param longitude thousandths of a second of arc, the prime meridian is 2147483648
   * @param altitude centimetres above 100 km below the WGS 84 ellipsoid
   */
  record Loc(int size, int horizontal, int vertical, long latitude, long longitude, long altitude)
      implements RecordData {
    /** Checks the ranges. */
    public Loc {
      Ranges.u8("size", size);
      Ranges.u8("horizontal", horizontal);
      Ranges.u8("vertical", vertical);
      Ranges.u32("latitude", latitude);
      Ranges.u32("longitude", longitude);
      Ranges.u32("altitude", altitude);
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.loc(this);
    }

    @Override
    public RecordType type() {
      return RecordType.LOC;
    }
  }

  /**
   * The options of EDNS; the rest of it stands in the record's class and TTL (RFC 6891 §6.1.2).
   *
   * @see Edns
   * @param options in their order
   */
  record Opt(List<EdnsOption> options) implements RecordData {
    /** Checks the ranges. */
    public Opt {
      options = List.copyOf(options);
    }

    static Opt read(DataReader in) throws MalformedException {
      return new Opt(in.options());
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.options(options);
    }

    @Override
    public RecordType type() {
      return RecordType.OPT;
    }
  }

  /**
   * Data of which only the octets are known (RFC 3597 §3).
   *
   * @param type any, also one that is known: an update has such records without data (RFC 2136
   *     §2.4)
   * @param octets up to 65535
   */
  record Unknown(RecordType type, Bytes octets) implements RecordData {
    /** Checks the size. */
    public Unknown {
      Ranges.size("octets", octets, 0, 0xffff);
    }

    @Override
    public void write(DataWriter out) throws LimitException {
      out.octets(octets);
    }
  }

  /** Not for callers: one shape may serve two types. */
  static void one(RecordType type, RecordType... allowed) {
    if (!List.of(allowed).contains(type)) {
      throw new IllegalArgumentException("type: %s is not in %s".formatted(type, List.of(allowed)));
    }
  }
}
