package netbook.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import netbook.bytes.BitField;
import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.Field;
import netbook.bytes.MalformedException;
import netbook.frame.Dissector;
import netbook.frame.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What pictures are told of a message: its fields, from the first octet to the last. */
class DnsDissectionTest {
  private static final Bytes RESPONSE =
      Bytes.ofHex(
          "2b1c 8180 0001 0001 0000 0001 07 6578616d706c65 03 636f6d 00 0001 0001"
              + " c00c 0001 0001 0000012c 0004 c0000221"
              + " 00 0029 04d0 00000000 0000");

  private static Message dissected(Transport transport, Bytes octets) {
    var messages = Dissector.of(transport).dissect(octets);
    assertThat(messages).hasSize(1);
    return messages.getFirst();
  }

  private static void assertTile(List<Field> fields, int from, int to) {
    int at = from;
    for (var field : fields) {
      assertThat(field.from()).as("%s", field).isEqualTo(at);
      assertThat(field.name()).isNotEmpty();
      assertThat(field.rule()).as("%s", field).startsWith("RFC ");
      at = field.to();
      if (!field.parts().isEmpty()) {
        assertTile(field.parts(), field.from(), field.to());
      }
    }
    assertThat(at).isEqualTo(to);
  }

  /** A field and all in it. */
  private static Stream<Field> all(Field field) {
    return Stream.concat(Stream.of(field), field.parts().stream().flatMap(DnsDissectionTest::all));
  }

  private static Stream<Field> all(Message message) {
    return message.fields().stream().flatMap(DnsDissectionTest::all);
  }

  static Stream<DnsMessage> messages() {
    var samples = new DnsSamples(3);
    return Stream.concat(
        DnsSamples.TYPES.stream().map(samples::message),
        Stream.generate(samples::message).limit(20));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void fieldsTileADatagram(DnsMessage message) {
    var octets = message.encode();
    var dissected = dissected(Transport.UDP, octets);
    assertThat(dissected.problem()).isNull();
    assertThat(dissected.says()).isEqualTo(message.toString());
    assertTile(dissected.fields(), 0, octets.size());
    assertPointersLeadToNames(dissected, 0, octets);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void fieldsTileAStream(DnsMessage message) {
    var octets = Transport.TCP.encode(message);
    var messages = Dissector.of(Transport.TCP).dissect(octets.plus(octets));
    assertThat(messages).hasSize(2);
    for (var dissected : messages) {
      assertThat(dissected.problem()).isNull();
      assertThat(dissected.says()).isEqualTo(message.toString());
      assertTile(dissected.fields(), dissected.from(), dissected.to());
      assertThat(dissected.fields().getFirst().name()).isEqualTo("length");
      assertPointersLeadToNames(dissected, dissected.from() + 2, octets.plus(octets));
    }
  }

  /**
   * What a pointer leads to, with the labels before the pointer, is the name that the field has.
   */
  private static void assertPointersLeadToNames(Message message, int start, Bytes octets) {
    for (var field : all(message).toList()) {
      if (field.parts().isEmpty() || !field.parts().getLast().name().equals("pointer")) {
        continue;
      }
      var pointer = field.parts().getLast();
      int to = pointer.pointsTo().orElseThrow();
      assertThat(to).isLessThan(field.from());
      assertThat(pointer.value()).isEqualTo("offset %d of the message", to - start);
      assertThat(octets.number(pointer.from(), 2)).isEqualTo(0xc000 | to - start);
      assertThat(labelsFrom(octets, start, field.from())).isEqualTo(field.value());
    }
    assertThat(all(message).filter(field -> field.pointsTo().isPresent()))
        .allMatch(field -> field.name().equals("pointer"));
  }

  /** A second way to read a name: by recursion. */
  private static String labelsFrom(Bytes octets, int start, int at) {
    int first = octets.at(at);
    if (first >= 0xc0) {
      return labelsFrom(octets, start, start + (int) octets.number(at, 2) - 0xc000);
    }
    if (first == 0) {
      return "";
    }
    var label = octets.slice(at + 1, at + 1 + first);
    return Name.ofLabels(List.of(label)) + labelsFrom(octets, start, at + 1 + first);
  }

  @Test
  void aMessageHasTheseFieldsWithTheseValues() {
    var lines = new ArrayList<String>();
    tell(dissected(Transport.UDP, RESPONSE).fields(), "", lines);
    assertThat(String.join("\n", lines) + "\n")
        .isEqualTo(
            """
            0000 header | a response, 1 question, 1 answer
              0000 ID | 11036
              0002 flags | QUERY, NOERROR, qr rd ra
              0004 QDCOUNT | 1 question
              0006 ANCOUNT | 1 answer
              0008 NSCOUNT | 0
              000a ARCOUNT | 1 additional record
            000c question | example.com. IN A
              000c QNAME | example.com.
                000c length | 7
                000d label | "example"
                0014 length | 3
                0015 label | "com"
                0018 length | 0
              0019 QTYPE | 1, A
              001b QCLASS | 1, IN
            001d answer | example.com. 300 IN A 192.0.2.33
              001d NAME | example.com.
                001d pointer | offset 12 of the message
              001f TYPE | 1, A
              0021 CLASS | 1, IN
              0023 TTL | 300 s = 5 min
              0027 RDLENGTH | 4 B
              0029 RDATA | 192.0.2.33
                0029 ADDRESS | 192.0.2.33
            002d additional | EDNS: version: 0, flags:; udp: 1232
              002d NAME | .
                002d length | 0
              002e TYPE | 41, OPT
              0030 CLASS | a datagram of up to 1232 B
              0032 TTL | 0
              0036 RDLENGTH | 0 B
              0038 RDATA |
            """);
  }

  private static void tell(List<Field> fields, String indent, List<String> lines) {
    for (var field : fields) {
      var line = "%s%04x %s | %s".formatted(indent, field.from(), field.name(), field.value());
      lines.add(line.stripTrailing());
      tell(field.parts(), indent + "  ", lines);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "59, 59 s",
    "60, 60 s = 1 min",
    "90, 90 s",
    "5400, 5400 s = 90 min",
    "3600, 3600 s = 1 h",
    "86400, 86400 s = 1 d",
    "172800, 172800 s = 2 d",
    "4294967295, 4294967295 s"
  })
  void aTtlIsToldInABiggerUnitToo(long ttl, String value) {
    var record = new ResourceRecord(Name.ROOT, ttl, new RecordData.A(Bytes.of(192, 0, 2, 1)));
    var message = DnsMessage.query(1, Name.ROOT, RecordType.A).withAnswers(List.of(record));
    var fields = dissected(Transport.UDP, message.encode()).fields();
    assertThat(fields.getLast().parts().get(3).value()).isEqualTo(value);
  }

  @Test
  void theFlagsAreTenRunsOfBits() {
    var flags = dissected(Transport.UDP, RESPONSE).fields().getFirst().parts().get(1);
    assertThat(flags.bits())
        .containsExactly(
            new BitField("QR", 1, "a response"),
            new BitField("Opcode", 4, "QUERY"),
            new BitField("AA", 1, "not from an authority"),
            new BitField("TC", 1, "not truncated"),
            new BitField("RD", 1, "recursion desired"),
            new BitField("RA", 1, "recursion available"),
            new BitField("Z", 1, "reserved"),
            new BitField("AD", 1, "not verified by DNSSEC"),
            new BitField("CD", 1, "checking not disabled"),
            new BitField("RCODE", 4, "NOERROR"));
  }

  @ParameterizedTest
  @EnumSource(Flag.class)
  void eachFlagSaysWhatItMeans(Flag flag) throws MalformedException {
    var meanings = new TreeSet<String>();
    for (int flags : List.of(0, 0xffff)) {
      var in =
          ByteReader.recording(
              new DnsMessage(new Header(1, flags), List.of(), List.of(), List.of(), List.of())
                  .encode());
      var _ = DnsMessage.read(in);
      var bits = in.fields().getFirst().parts().get(1).bits();
      meanings.add(
          bits.stream()
              .filter(b -> b.name().equals(flag.name()))
              .findFirst()
              .orElseThrow()
              .meaning());
    }
    assertThat(meanings).containsExactlyInAnyOrder(flag.meaning(true), flag.meaning(false));
  }

  @Test
  void theTtlOfEdnsIsFourRunsOfBits() {
    var edns = new Edns(1232, 1, 0, 0, List.of()).withDnssec();
    var octets = DnsMessage.query(1, Name.ROOT, RecordType.A).with(edns).encode();
    var ttl = dissected(Transport.UDP, octets).fields().getLast().parts().get(3);
    assertThat(ttl.bits())
        .containsExactly(
            new BitField("EXTENDED-RCODE", 8, "the first eight bits of the response code"),
            new BitField("VERSION", 8, ""),
            new BitField("DO", 1, "DNSSEC wanted"),
            new BitField("Z", 15, "reserved, must be zero"));
  }

  /** The names that the RFC of each type gives to the fields of its data, in order. */
  @Test
  void dataHasTheFieldsOfItsRfc() {
    var samples = new DnsSamples(5);
    var told = new StringBuilder();
    for (var type : DnsSamples.TYPES) {
      var message = dissected(Transport.UDP, samples.message(type).encode());
      var data = message.fields().getLast().parts().getLast();
      assertThat(data.name()).isEqualTo("RDATA");
      assertThat(data.rule()).isEqualTo(Shape.of(type.number()).rule());
      var names = data.parts().stream().map(Field::name).distinct().toList();
      told.append("%s: %s%n".formatted(type, String.join(", ", names)));
    }
    assertThat(told.toString())
        .isEqualToNormalizingNewlines(
            """
            A: ADDRESS
            NS: NSDNAME
            CNAME: CNAME
            SOA: MNAME, RNAME, SERIAL, REFRESH, RETRY, EXPIRE, MINIMUM
            PTR: PTRDNAME
            HINFO: CPU, OS
            MX: PREFERENCE, EXCHANGE
            TXT: TXT-DATA
            AAAA: ADDRESS
            LOC: VERSION, SIZE, HORIZ PRE, VERT PRE, LATITUDE, LONGITUDE, ALTITUDE
            SRV: Priority, Weight, Port, Target
            NAPTR: ORDER, PREFERENCE, FLAGS, SERVICES, REGEXP, REPLACEMENT
            DNAME: TARGET
            OPT: option
            DS: Key Tag, Algorithm, Digest Type, Digest
            SSHFP: algorithm, fp type, fingerprint
            RRSIG: Type Covered, Algorithm, Labels, Original TTL, Signature Expiration, \
            Signature Inception, Key Tag, Signer's Name, Signature
            NSEC: Next Domain Name, Type Bit Maps
            DNSKEY: Flags, Protocol, Algorithm, Public Key
            NSEC3: Hash Algorithm, Flags, Iterations, Salt, Next Hashed Owner Name, Type Bit Maps
            NSEC3PARAM: Hash Algorithm, Flags, Iterations, Salt
            TLSA: Certificate Usage, Selector, Matching Type, Certificate Association Data
            SMIMEA: Certificate Usage, Selector, Matching Type, Certificate Association Data
            CDS: Key Tag, Algorithm, Digest Type, Digest
            CDNSKEY: Flags, Protocol, Algorithm, Public Key
            SVCB: SvcPriority, TargetName, SvcParams
            HTTPS: SvcPriority, TargetName, SvcParams
            SPF: TXT-DATA
            CAA: Flags, Tag, Value
            """);
  }

  @Test
  void ofABrokenMessageWhatWasReadIsTold() {
    var broken = dissected(Transport.UDP, RESPONSE.slice(0, 43));
    assertThat(broken.says())
        .isEqualTo("malformed at offset 39: RDLENGTH says 4, and 2 are left (RFC 1035 §4.1.3)");
    assertTile(broken.fields(), 0, 41);
    var loop =
        dissected(Transport.UDP, Bytes.ofHex("0001 0000 0001 0000 0000 0000 c00c 0001 0001"));
    assertThat(all(loop).filter(field -> field.pointsTo().isPresent()))
        .extracting(Field::name, field -> field.pointsTo().orElse(-1))
        .containsExactly(tuple("pointer", 12));
    assertTile(loop.fields(), 0, 14);
  }

  @Test
  void aMessageInAStreamMayBeUnfinished() {
    var octets = Bytes.ofHex("0038").plus(RESPONSE);
    for (int size = 2; size < octets.size(); size++) {
      var message = dissected(Transport.TCP, octets.slice(0, size));
      assertThat(message.problem()).isNull();
      assertThat(message.says()).isEqualTo("unfinished, %d of 58 B", size);
      var fields = message.fields();
      assertTile(fields, 0, fields.getLast().to());
      assertThat(fields.getLast().to()).isLessThanOrEqualTo(size);
    }
  }
}
