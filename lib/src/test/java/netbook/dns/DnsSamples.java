package netbook.dns;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import netbook.bytes.Bytes;

/** Records and messages made by chance, the same from the same seed. */
final class DnsSamples {
  /** All types whose data has a shape. */
  static final List<RecordType> TYPES =
      IntStream.rangeClosed(0, 0xffff)
          .mapToObj(Shape::of)
          .filter(Shape::isKnown)
          .map(Shape::type)
          .toList();

  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123-_";

  private final Random random;
  private final List<Name> names = new ArrayList<>(List.of(Name.ROOT));

  DnsSamples(long seed) {
    this.random = new Random(seed);
  }

  /** A response with a record of each type, in its sections; EDNS is among the additional ones. */
  DnsMessage message() {
    var header =
        new Header(random.nextInt(0x10000), random.nextInt(0x10000) & 0x87ff).with(Flag.QR);
    var sections = List.of(new ArrayList<ResourceRecord>(), new ArrayList<ResourceRecord>());
    var additionals = new ArrayList<ResourceRecord>();
    var types = new ArrayList<>(TYPES);
    Collections.shuffle(types, random);
    for (var type : types) {
      if (type.equals(RecordType.OPT)) {
        additionals.add(record(type));
      } else {
        sections.get(random.nextInt(2)).add(record(type));
      }
    }
    additionals.add(record(new RecordType(65_280)));
    var question = new Question(name(), TYPES.get(random.nextInt(TYPES.size())));
    return new DnsMessage(header, List.of(question), sections.get(0), sections.get(1), additionals);
  }

  /** A message that has only a record of this type. */
  DnsMessage message(RecordType type) {
    var message = DnsMessage.query(random.nextInt(0x10000), name(), type);
    return type.equals(RecordType.OPT)
        ? message.withAdditionals(List.of(record(type)))
        : message.withAnswers(List.of(record(type)));
  }

  private ResourceRecord record(RecordType type) {
    if (type.equals(RecordType.OPT)) {
      var options = List.of(new EdnsOption(3, octets(0, 9)), new EdnsOption(65_001, octets(0, 9)));
      return new Edns(random.nextInt(0x10000), 0, 0, 0x8000, options).toRecord();
    }
    return new ResourceRecord(name(), random.nextInt(Integer.MAX_VALUE), data(type));
  }

  /** A name that often has an end in common with one before. */
  Name name() {
    var end = names.get(random.nextInt(names.size()));
    if (end.size() > 150 || (!end.isRoot() && random.nextInt(4) == 0)) {
      return end;
    }
    var label = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      label.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    var name = end.child(label.toString());
    int before = names.indexOf(name);
    if (before >= 0) { // in the same case, since not everyone who compresses names looks at it
      return names.get(before);
    }
    names.add(name);
    return name;
  }

  private Bytes octets(int min, int max) {
    var octets = new byte[min + random.nextInt(max - min + 1)];
    random.nextBytes(octets);
    return Bytes.copyOf(octets);
  }

  /** A character-string, seldom a long one. */
  private Bytes string() {
    return octets(0, random.nextInt(8) == 0 ? 255 : 40);
  }

  private int u8() {
    return random.nextInt(0x100);
  }

  private int u16() {
    return random.nextInt(0x10000);
  }

  private long u32() {
    return random.nextLong(1L << 32);
  }

  private RecordData data(RecordType type) {
    return switch (type.toString()) {
      case "A" -> new RecordData.A(octets(4, 4));
      case "AAAA" -> new RecordData.Aaaa(octets(16, 16));
      case "NS" -> new RecordData.Ns(name());
      case "CNAME" -> new RecordData.Cname(name());
      case "DNAME" -> new RecordData.Dname(name());
      case "PTR" -> new RecordData.Ptr(name());
      case "SOA" -> new RecordData.Soa(name(), name(), u32(), u32(), u32(), u32(), u32());
      case "MX" -> new RecordData.Mx(u16(), name());
      case "HINFO" -> new RecordData.Hinfo(string(), octets(0, 20));
      case "TXT", "SPF" -> new RecordData.Txt(type, List.of(string(), octets(0, 20)));
      case "SRV" -> new RecordData.Srv(u16(), u16(), u16(), name());
      case "NAPTR" ->
          new RecordData.Naptr(u16(), u16(), octets(0, 3), octets(0, 9), octets(0, 30), name());
      case "CAA" -> new RecordData.Caa(u8(), Bytes.utf8("issue"), octets(0, 40));
      case "SSHFP" -> new RecordData.Sshfp(u8(), 2, octets(32, 32));
      case "TLSA", "SMIMEA" -> new RecordData.Tlsa(type, u8(), u8(), u8(), octets(1, 64));
      case "SVCB", "HTTPS" -> new RecordData.Svcb(type, 1 + random.nextInt(9), name(), params());
      case "LOC" -> place();
      default -> dnssec(type);
    };
  }

  private RecordData dnssec(RecordType type) {
    return switch (type.toString()) {
      case "DS", "CDS" -> new Dnssec.Ds(type, u16(), u8(), 2, octets(32, 32));
      case "DNSKEY", "CDNSKEY" -> new Dnssec.Dnskey(type, u16(), 3, u8(), octets(1, 64));
      case "RRSIG" ->
          new Dnssec.Rrsig(
              new RecordType(u16()), u8(), u8(), u32(), u32(), u32(), u16(), name(), octets(1, 64));
      case "NSEC" -> new Dnssec.Nsec(name(), types());
      case "NSEC3" -> new Dnssec.Nsec3(1, u8(), u16(), octets(0, 9), octets(1, 32), types());
      case "NSEC3PARAM" -> new Dnssec.Nsec3param(1, u8(), u16(), octets(0, 9));
      default -> new RecordData.Unknown(type, octets(0, 40));
    };
  }

  private TypeBitMaps types() {
    var types = new ArrayList<RecordType>();
    for (int i = random.nextInt(9); i >= 0; i--) {
      types.add(new RecordType(1 + random.nextInt(random.nextBoolean() ? 0x7f : 0xffff)));
    }
    return TypeBitMaps.of(types);
  }

  private SvcParams params() {
    var all = new TreeMap<Integer, Bytes>();
    all.put(0, Bytes.ofHex("0001 0003"));
    all.put(1, Bytes.ofHex("02 6832 08 687474702f312e31"));
    all.put(2, Bytes.EMPTY);
    all.put(3, octets(2, 2));
    all.put(4, octets(4, 4).plus(octets(4, 4)));
    all.put(5, octets(1, 9));
    all.put(6, octets(16, 16));
    all.put(7, Bytes.utf8("/dns-query{?dns}"));
    all.put(65_000, octets(1, 9));
    for (int key : List.of(2, 4, 5, 6, 7, 65_000)) {
      if (random.nextBoolean()) {
        all.remove(key);
      }
    }
    return new SvcParams(all);
  }

  private RecordData place() {
    return new RecordData.Loc(
        precision(),
        precision(),
        precision(),
        (1L << 31) + random.nextInt(-324_000_000, 324_000_000),
        (1L << 31) + random.nextInt(-648_000_000, 648_000_000),
        random.nextInt(Integer.MAX_VALUE));
  }

  private int precision() {
    return random.nextInt(1, 10) << 4 | random.nextInt(10);
  }
}
