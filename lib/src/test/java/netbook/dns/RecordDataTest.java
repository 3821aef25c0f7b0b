package netbook.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Record;

/** Each type of data as text and as octets, and both against dnsjava. */
class RecordDataTest {
  private static final Name OWNER = Name.of("owner.test");

  static RecordData parsed(RecordType type, String text) throws MalformedException {
    return ZoneFile.parse("owner.test. 1 IN " + type + " " + text, Name.ROOT).getFirst().data();
  }

  static Bytes encoded(RecordData data) throws LimitException {
    var out = new WireWriter(0xffff);
    data.write(out);
    return out.toBytes();
  }

  private static Record theirs(RecordType type, Bytes octets) throws IOException {
    return Record.newRecord(
        org.xbill.DNS.Name.fromString("owner.test."),
        type.number(),
        DClass.IN,
        1,
        octets.toArray());
  }

  private static Record theirs(RecordType type, String text) throws IOException {
    return Record.fromString(
        org.xbill.DNS.Name.fromString("owner.test."),
        type.number(),
        DClass.IN,
        1,
        text,
        org.xbill.DNS.Name.root);
  }

  /** A row for each known type, and more where a field has more than one form. */
  static List<Arguments> rows() {
    return List.of(
        arguments("A", "192.0.2.1", "c0000201"),
        arguments("A", "0.0.0.0", "00000000"),
        arguments("AAAA", "2001:db8::1", "20010db8 00000000 00000000 00000001"),
        arguments("NS", "ns.example.", "026e73 076578616d706c65 00"),
        arguments("CNAME", ".", "00"),
        arguments("DNAME", "a.b.", "0161 0162 00"),
        arguments("PTR", "a\\.b.", "03612e62 00"),
        arguments(
            "SOA",
            "ns.test. me.example. 4294967295 7200 900 1209600 300",
            "026e73 0474657374 00 026d65 076578616d706c65 00"
                + "ffffffff 00001c20 00000384 00127500 0000012c"),
        arguments("MX", "10 mail.test.", "000a 046d61696c 0474657374 00"),
        arguments("HINFO", "\"RFC8482\" \"\"", "07 52464338343832 00"),
        arguments("TXT", "\"a\\\"b;c\" \"\\\\\\200\"", "05 6122623b63 02 5cc8"),
        arguments("SPF", "\"v=spf1 -all\"", "0b 763d73706631202d616c6c"),
        arguments("SRV", "1 2 5060 sip.test.", "0001 0002 13c4 03736970 0474657374 00"),
        arguments("LOC", PLACE, "00 33 16 13 89172dd0 70be15f0 00988d20"),
        arguments(
            "NAPTR",
            "100 10 \"u\" \"E2U+sip\" \"!^.*$!sip:\\\\1@x!\" .",
            "0064 000a 0175 074532552b736970 0f 215e2e2a24217369703a5c31407821 00"),
        arguments( // the example of RFC 4255 §3.2
            "SSHFP",
            "2 1 123456789ABCDEF67890123456789ABCDEF67890",
            "02 01 123456789abcdef67890123456789abcdef67890"),
        arguments("TLSA", "3 1 1 ABCDEF", "03 01 01 abcdef"),
        arguments("SMIMEA", "3 0 0 00", "03 00 00 00"),
        arguments("CAA", "128 issue \"ca.test; a=b\"", "80 05 6973737565 63612e746573743b20613d62"),
        arguments("SVCB", "0 a.test.", "0000 0161 0474657374 00"),
        arguments("HTTPS", "1 . alpn=\"h2\" port=443", "0001 00 0001 0003 026832 0003 0002 01bb"),
        arguments( // the example of RFC 4034 §5.4
            "DS",
            "60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118",
            "ec45 05 01 2bb183af5f22588179a53b0a98631fad1a292118"),
        arguments("CDS", "0 0 0 00", "0000 00 00 00"),
        arguments("DNSKEY", "257 3 13 AQID", "0101 03 0d 010203"),
        arguments("CDNSKEY", "0 3 0 AA==", "0000 03 00 00"),
        arguments(
            "RRSIG",
            "A 8 2 60 20140207000000 20140130230000 33655 test. AQID",
            "0001 08 02 0000003c 52f42200 52ead970 8377 0474657374 00 010203"),
        arguments("NSEC", "b.test. A MX RRSIG NSEC TYPE1234", "0162 0474657374 00" + BITS),
        arguments(
            "NSEC3",
            "1 1 12 AABBCCDD 2T7B4G4VSA5SMI47K61MV5BV1A22BOJR A RRSIG",
            "01 01 000c 04 aabbccdd 14 174eb2409fe28bcb4887a1836f957f0a8425e27b"
                + "00 06 400000000002"),
        arguments("NSEC3PARAM", "1 0 0 -", "01 00 0000 00"),
        arguments("TYPE65280", "\\# 3 ABCDEF", "abcdef"),
        arguments("TYPE65280", "\\# 0", ""));
  }

  /** Of RFC 1876 §4, with what it leaves out; the octets are worked out by hand. */
  private static final String PLACE =
      "42 21 54.000 N 71 6 18.000 W -24.00m 30.00m 10000.00m 10.00m";

  /** The windows 0 and 4 (RFC 4034 §4.3 has this example). */
  private static final String BITS =
      " 0006 400100000003 041b 000000000000000000000000000000000000000000000000000020";

  @ParameterizedTest
  @MethodSource("rows")
  void textAndOctetsAreTheSame(String type, String text, String hex) throws IOException {
    var octets = Bytes.ofHex(hex);
    var recordType = RecordType.of(type);
    var data = RecordReader.data(recordType, octets);
    assertThat(data.type()).isEqualTo(recordType);
    assertThat(data.toText()).isEqualTo(text);
    assertThat(parsed(recordType, text)).isEqualTo(data).hasSameHashCodeAs(data);
    assertThat(encoded(parsed(recordType, text))).isEqualTo(octets);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void dnsjavaReadsAndWritesTheSame(String type, String text, String hex) throws IOException {
    var octets = Bytes.ofHex(hex);
    var recordType = RecordType.of(type);
    assertThat(Bytes.copyOf(theirs(recordType, text).rdataToWireCanonical()).toHex())
        .isEqualTo(octets.toHex());
    if (!octets.isEmpty()) { // without octets, dnsjava makes what an update asks for
      var said = theirs(recordType, octets).rdataToString();
      assertThat(encoded(parsed(recordType, said))).as(said).isEqualTo(octets);
    }
  }

  /** Whatever octets a message has: if they are data, then its text is the same data. */
  @ParameterizedTest
  @MethodSource("rows")
  void changedOctetsHaveATextThatGivesThemBack(String type, String text, String hex)
      throws IOException {
    var recordType = RecordType.of(type);
    var random = new Random(text.hashCode());
    for (int run = 0; run < 500; run++) {
      var octets = changed(Bytes.ofHex(hex), random);
      RecordData data;
      try {
        data = RecordReader.data(recordType, octets);
      } catch (MalformedException e) {
        continue;
      }
      var again = parsed(recordType, data.toText());
      assertThat(again).as(data.toText()).isEqualTo(data);
      assertThat(encoded(again)).as(data.toText()).isEqualTo(octets);
    }
  }

  private static Bytes changed(Bytes octets, Random random) {
    var array = octets.toArray();
    for (int change = random.nextInt(3); change >= 0 && array.length > 0; change--) {
      array[random.nextInt(array.length)] = (byte) random.nextInt(256);
    }
    int size = random.nextInt(4) == 0 ? random.nextInt(array.length + 8) : array.length;
    return Bytes.copyOf(Arrays.copyOf(array, size));
  }

  @Test
  void everyKnownTypeHasARow() {
    var types = new TreeSet<RecordType>();
    rows().forEach(row -> types.add(RecordType.of((String) row.get()[0])));
    for (int number = 0; number < 0x10000; number++) {
      var type = new RecordType(number);
      if (Shape.of(number).isKnown() && !type.equals(RecordType.OPT)) { // which is never in a zone
        assertThat(types).contains(type);
      }
    }
  }

  private static void refused(String says, ThrowingCallable make) {
    assertThatIllegalArgumentException().isThrownBy(make).withMessage(says);
  }

  @Test
  void numbersHaveTheirRange() {
    refused("preference: 65536 is not in 0..65535", () -> new RecordData.Mx(65536, OWNER));
    refused("preference: -1 is not in 0..65535", () -> new RecordData.Mx(-1, OWNER));
    refused("priority: -1 is not in 0..65535", () -> new RecordData.Srv(-1, 0, 0, OWNER));
    refused("weight: -1 is not in 0..65535", () -> new RecordData.Srv(0, -1, 0, OWNER));
    refused("port: 65536 is not in 0..65535", () -> new RecordData.Srv(0, 0, 65536, OWNER));
    refused("criticality: 256 is not in 0..255", () -> new RecordData.Caa(256, A, A));
    refused("algorithm: 256 is not in 0..255", () -> new RecordData.Sshfp(256, 0, A));
    refused("fingerprintType: 256 is not in 0..255", () -> new RecordData.Sshfp(0, 256, A));
    refused("usage: 256 is not in 0..255", () -> new RecordData.Tlsa(256, 0, 0, A));
    refused("selector: 256 is not in 0..255", () -> new RecordData.Tlsa(0, 256, 0, A));
    refused("matchingType: 256 is not in 0..255", () -> new RecordData.Tlsa(0, 0, 256, A));
    refused("keyTag: 65536 is not in 0..65535", () -> new Dnssec.Ds(65536, 0, 0, A));
    refused("digestType: 256 is not in 0..255", () -> new Dnssec.Ds(0, 0, 256, A));
    refused("keyFlags: 65536 is not in 0..65535", () -> new Dnssec.Dnskey(65536, 0, 0, A));
    refused("protocol: 256 is not in 0..255", () -> new Dnssec.Dnskey(0, 256, 0, A));
    refused("iterations: 65536 is not in 0..65535", () -> new Dnssec.Nsec3param(0, 0, 65536, A));
    refused("hashFlags: 256 is not in 0..255", () -> new Dnssec.Nsec3param(0, 256, 0, A));
    refused(
        "serial: 4294967296 is not in 0..4294967295",
        () -> new RecordData.Soa(OWNER, OWNER, 1L << 32, 0, 0, 0, 0));
    refused(
        "minimum: -1 is not in 0..4294967295",
        () -> new RecordData.Soa(OWNER, OWNER, 0, 0, 0, 0, -1));
    refused(
        "expiration: -1 is not in 0..4294967295",
        () -> new Dnssec.Rrsig(RecordType.A, 0, 0, 0, -1, 0, 0, OWNER, A));
    refused("altitude: -1 is not in 0..4294967295", () -> new RecordData.Loc(0, 0, 0, 0, 0, -1));
    refused("type: 65536 is not in 0..65535", () -> new RecordType(65536));
    refused("class: -1 is not in 0..65535", () -> new RecordClass(-1));
    refused(
        "ttl: 4294967296 is not in 0..4294967295",
        () -> new ResourceRecord(OWNER, 1L << 32, new RecordData.Ns(OWNER)));
  }

  private static final Bytes A = Bytes.utf8("a");

  @Test
  void octetsHaveTheirSize() {
    var long256 = Bytes.utf8("x".repeat(256));
    refused("address: 1 B is not in 4..4", () -> new RecordData.A(A));
    refused("address: 1 B is not in 16..16", () -> new RecordData.Aaaa(A));
    refused("cpu: 256 B is not in 0..255", () -> new RecordData.Hinfo(long256, A));
    refused("os: 256 B is not in 0..255", () -> new RecordData.Hinfo(A, long256));
    refused("string: 256 B is not in 0..255", () -> new RecordData.Txt(List.of(A, long256)));
    refused("strings: there is none", () -> new RecordData.Txt(List.of()));
    refused("tag: 0 B is not in 1..255", () -> new RecordData.Caa(0, Bytes.EMPTY, A));
    refused(
        "tag: 3 B \"a-b\" is not letters and digits only",
        () -> new RecordData.Caa(0, Bytes.utf8("a-b"), A));
    refused(
        "regexp: 256 B is not in 0..255", () -> new RecordData.Naptr(0, 0, A, A, long256, OWNER));
    refused("salt: 256 B is not in 0..255", () -> new Dnssec.Nsec3param(0, 0, 0, long256));
    refused(
        "nextHash: 0 B is not in 1..255",
        () -> new Dnssec.Nsec3(0, 0, 0, A, Bytes.EMPTY, TypeBitMaps.of(List.of())));
    refused(
        "octets: 65536 B is not in 0..65535",
        () -> new RecordData.Unknown(RecordType.A, Bytes.copyOf(new byte[65536])));
  }

  @Test
  void aShapeServesItsTypesOnly() {
    refused("type: A is not in [TXT, SPF]", () -> new RecordData.Txt(RecordType.A, List.of(A)));
    refused(
        "type: DS is not in [TLSA, SMIMEA]", () -> new RecordData.Tlsa(RecordType.DS, 0, 0, 0, A));
    refused(
        "type: A is not in [SVCB, HTTPS]",
        () -> new RecordData.Svcb(RecordType.A, 0, OWNER, SvcParams.NONE));
    refused("type: A is not in [DS, CDS]", () -> new Dnssec.Ds(RecordType.A, 0, 0, 0, A));
    refused(
        "type: A is not in [DNSKEY, CDNSKEY]", () -> new Dnssec.Dnskey(RecordType.A, 0, 0, 0, A));
  }

  @Test
  void whatACallerKeepsIsCopied() {
    var strings = new ArrayList<>(List.of(A));
    var text = new RecordData.Txt(strings);
    strings.clear();
    assertThat(text.strings()).containsExactly(A);
    var values = new TreeMap<Integer, Bytes>();
    var params = new SvcParams(values);
    values.put(667, A);
    assertThat(params).isEqualTo(SvcParams.NONE);
  }

  @Test
  void timesAreDatesOrSeconds() {
    assertThat(Times.parse("20140207000000")).isEqualTo(1391731200);
    assertThat(Times.parse("1391731200")).isEqualTo(1391731200);
    assertThat(Times.text(1391731200)).isEqualTo("20140207000000");
    assertThat(Times.text(0)).isEqualTo("19700101000000");
    assertThat(Times.text(0xffff_ffffL)).isEqualTo("21060207062815");
    assertThat(Times.parse("21060207062816")).isZero();
    for (var text :
        List.of(
            "",
            "-1",
            "20140230000000",
            "20140207240000",
            "20140207000060",
            "12014020700000",
            "+120140207000000",
            "-0010101000000",
            "120140207000000",
            "2014-02-07")) {
      assertThatIllegalArgumentException()
          .as(text)
          .isThrownBy(() -> Times.parse(text))
          .withMessageStartingWith(text + " is not ");
    }
  }

  @Test
  void namesOfTypesAndClassesAreReadInAnyCase() {
    assertThat(RecordType.of("aaaa")).isEqualTo(RecordType.AAAA);
    assertThat(RecordType.of("type28")).isEqualTo(RecordType.AAAA);
    assertThat(RecordClass.of("class1")).isEqualTo(RecordClass.IN);
    assertThat(new RecordType(65280)).hasToString("TYPE65280");
    assertThat(new RecordClass(17)).hasToString("CLASS17");
    for (int number = 0; number < 0x10000; number++) {
      var type = new RecordType(number);
      assertThat(RecordType.of(type.toString())).isEqualTo(type);
    }
    refused("type: \u017foa is unknown", () -> RecordType.of("\u017foa")); // in upper case: SOA
    refused("type: TYPE is unknown", () -> RecordType.of("TYPE"));
    refused("type: TYPE-1 is unknown", () -> RecordType.of("TYPE-1"));
    refused("type: 65536 is not in 0..65535", () -> RecordType.of("TYPE65536"));
  }
}
