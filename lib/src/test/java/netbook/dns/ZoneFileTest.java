package netbook.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ZoneFileTest {
  private static final Name ORIGIN = Name.of("example.com");

  private static List<ResourceRecord> parse(String text) throws MalformedException {
    return ZoneFile.parse(text, ORIGIN);
  }

  /** The records in lines, with all names whole. */
  private static List<String> lines(String text) throws MalformedException {
    return parse(text).stream().map(ResourceRecord::toText).toList();
  }

  @Test
  void aZoneIsReadLineByLine() throws MalformedException {
    var zone =
        """
        ; a zone with all that makes them short
        $ORIGIN example.com.
        $TTL 3600
        @     IN SOA ns hostmaster (
                  2026113001 ; serial (not closed by this
                  7200       ; refresh; "
                  900 1209600

                  300 )      ; minimum
              NS     ns
              NS     ns.example.net.
              MX     10 mail
        mail  A      192.0.2.25

              AAAA   2001:db8::25
        www   300 IN CNAME @
        $ORIGIN sub
        ns    A      192.0.2.54
        @     TXT    ( "one"
            two ) "three"
        """;
    assertThat(lines(zone))
        .containsExactly(
            "example.com. 3600 IN SOA ns.example.com. hostmaster.example.com."
                + " 2026113001 7200 900 1209600 300",
            "example.com. 3600 IN NS ns.example.com.",
            "example.com. 3600 IN NS ns.example.net.",
            "example.com. 3600 IN MX 10 mail.example.com.",
            "mail.example.com. 3600 IN A 192.0.2.25",
            "mail.example.com. 3600 IN AAAA 2001:db8::25",
            "www.example.com. 300 IN CNAME example.com.",
            "ns.sub.example.com. 3600 IN A 192.0.2.54",
            "sub.example.com. 3600 IN TXT \"one\" \"two\" \"three\"");
    var records = parse(zone);
    assertThat(ZoneFile.parse(ZoneFile.text(records), Name.ROOT)).isEqualTo(records);
    assertThat(parse(zone.replace("\n", "\r\n"))).isEqualTo(records);
    assertThat(parse(zone.strip())).isEqualTo(records);
    assertThat(parse(zone.replaceAll("\n(?=[^ ])", "\n\t\n;\n"))).isEqualTo(records);
  }

  @Test
  void aFileMayHaveNoRecords() throws MalformedException {
    for (var text :
        List.of("", "\n", " ", "\r\n\r\n", "; no end", "  ;\n", "()", "$TTL 1", "(\n)")) {
      assertThat(parse(text)).as(text).isEmpty();
    }
    assertThat(ZoneFile.text(List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a 60 IN A 192.0.2.1,           60 IN",
    "a IN 60 A 192.0.2.1,           60 IN",
    "a 60 A 192.0.2.1,              60 IN",
    "a in 0060 a 192.0.2.1,         60 IN",
    "a CH A 192.0.2.1,              7 CH",
    "a CLASS3 A 192.0.2.1,          7 CH",
    "a class17 4294967295 A 192.0.2.1, 4294967295 CLASS17",
    "a A 192.0.2.1,                 7 IN",
    "a\tA\t192.0.2.1\t,             7 IN",
    "a (60)(IN)A 192.0.2.1,         60 IN",
  })
  void ttlAndClassStandInAnyOrderOrNotAtAll(String line, String wanted) throws MalformedException {
    assertThat(lines("$TTL 7\n" + line))
        .containsExactly("a.example.com. " + wanted + " A 192.0.2.1");
  }

  /** RFC 2308 §4: what $TTL says holds from there on; without it, the last explicit one. */
  @Test
  void aTtlThatIsNotSaidIsTheDefault() throws MalformedException {
    assertThat(parse("a 60 A 192.0.2.1\nb A 192.0.2.1\nc 30 A 192.0.2.1\nd A 192.0.2.1"))
        .extracting(ResourceRecord::ttl)
        .containsExactly(60L, 60L, 30L, 30L);
    assertThat(parse("$TTL 9\na 60 A 192.0.2.1\nb A 192.0.2.1\n$TTL 8\nb A 192.0.2.1"))
        .extracting(ResourceRecord::ttl)
        .containsExactly(60L, 9L, 8L);
    assertThat(parse("a 60 A 192.0.2.1\n$TTL 0\nb A 192.0.2.1"))
        .extracting(ResourceRecord::ttl)
        .containsExactly(60L, 0L);
  }

  /** RFC 1035 §5.1: the class that isn't said is the last one that was. */
  @Test
  void aClassThatIsNotSaidIsTheLastOne() throws MalformedException {
    assertThat(parse("$TTL 1\na A 192.0.2.1\na CH A 192.0.2.1\na A 192.0.2.1"))
        .extracting(ResourceRecord::recordClass)
        .containsExactly(RecordClass.IN, RecordClass.CH, RecordClass.CH);
  }

  /** Only a word that is just @, without a backslash or quotes, is the origin. */
  @Test
  void anAtSignIsTheOriginOrAName() throws MalformedException {
    assertThat(lines("@ 1 MX 1 @\n\\@ 1 MX 1 \"@\"\na@ 1 MX 1 @.\n"))
        .containsExactly(
            "example.com. 1 IN MX 1 example.com.",
            "\\@.example.com. 1 IN MX 1 \\@.example.com.",
            "a\\@.example.com. 1 IN MX 1 \\@.");
    assertThat(lines("$ORIGIN a\n$ORIGIN @\n@ 1 NS b"))
        .containsExactly("a.example.com. 1 IN NS b.a.example.com.");
  }

  @Test
  void namesOfTypesAndClassesAreOwnersToo() throws MalformedException {
    assertThat(lines("$TTL 1\nIN A 192.0.2.1\nA 5 A 192.0.2.1\n300 NS MX\n"))
        .containsExactly(
            "IN.example.com. 1 IN A 192.0.2.1",
            "A.example.com. 5 IN A 192.0.2.1",
            "300.example.com. 1 IN NS MX.example.com.");
  }

  static List<Arguments> strings() {
    return List.of(
        arguments("plain", "706c61696e"),
        arguments("\"a;b(c)d\"", "613b62286329 64"),
        arguments("\"a\\\"b\"", "612262"),
        arguments("\"a\\\\\"", "615c"),
        arguments("\"\"", ""),
        arguments("a\\;b", "613b62"),
        arguments("a\\ b", "612062"),
        arguments("\\\"a\\\"", "226122"),
        arguments("\\(\\)", "2829"),
        arguments("\"\\000\\255\"", "00ff"),
        arguments("\"a\nb\"", "610a62"),
        arguments("\"a\\\nb\"", "610a62"),
        arguments("@", "40"),
        arguments("\\#", "23"));
  }

  @ParameterizedTest
  @MethodSource("strings")
  void stringsAreReadAndWritten(String string, String octets) throws MalformedException {
    var text = "\"x\" " + string; // so that \# is a string too
    var wanted = List.of(Bytes.utf8("x"), Bytes.ofHex(octets));
    var records = parse("a 1 TXT " + text + " ; comment");
    assertThat(records.getFirst().data()).isEqualTo(new RecordData.Txt(wanted));
    assertThat(ZoneFile.parse(ZoneFile.text(records), ORIGIN)).isEqualTo(records);
  }

  @Test
  void everyOctetOfAStringIsReadBack() throws MalformedException {
    var octets = new ArrayList<Bytes>();
    for (int octet = 0; octet < 256; octet++) {
      octets.add(Bytes.of(octet));
    }
    octets.add(Bytes.join(octets.subList(1, 256)));
    var records = List.of(new ResourceRecord(ORIGIN, 1, new RecordData.Txt(octets)));
    assertThat(ZoneFile.parse(ZoneFile.text(records), ORIGIN)).isEqualTo(records);
  }

  /** RFC 3597 §5 has these examples. */
  @Test
  void dataMayBeGeneric() throws MalformedException {
    var text =
        """
        a.example.   CLASS32     TYPE731         \\# 6 abcd (
                                                       ef 01 23 45 )
        b.example.   HS          TYPE62347       \\# 0
        e.example.   IN          A               \\# 4 0A000001
        e.example.   CLASS1      TYPE1           10.0.0.2
        """;
    assertThat(lines("$TTL 1\n" + text))
        .containsExactly(
            "a.example. 1 CLASS32 TYPE731 \\# 6 ABCDEF012345",
            "b.example. 1 HS TYPE62347 \\# 0",
            "e.example. 1 IN A 10.0.0.1",
            "e.example. 1 IN A 10.0.0.2");
    assertThat(lines("a 1 MX \\# 10 (000a 046d61\n696c 0178 00)"))
        .containsExactly("a.example.com. 1 IN MX 10 mail.x.");
  }

  static List<Arguments> errors() {
    return List.of(
        // grammar
        arguments("a 1 A 192.0.2.1\n b ) A", 19, "line 2: ) and no ( before it"),
        arguments("a 1 A (\n192.0.2.1", 6, "line 1: ( and no ) after it"),
        arguments("\na 1 TXT ( \"x\n y", 11, "line 2: \" and no \" after it"),
        arguments("a 1 TXT \"x\\", 8, "line 1: \" and no \" after it"),
        arguments("\n\na 1 TXT x\\", 10, "line 3: a backslash with nothing behind it"),
        arguments("a 1 TXT x\\25", 8, "line 1: a backslash and not three digits"),
        arguments("a 1 TXT \"\\999\"", 8, "line 1: \\999 is not in 0..255"),
        arguments("a 1 TXT x ü", 10, "line 1: U+00FC is not ASCII"),
        arguments("a 1 TXT \"\n\\\n\"\nü", 14, "line 4: U+00FC is not ASCII"),
        arguments("a 1 TXT x\\\ny\nü", 13, "line 3: U+00FC is not ASCII"),
        // records
        arguments(" 1 A 192.0.2.1", 1, "line 1: the first record has no owner"),
        arguments("a A 192.0.2.1", 0, "line 1: no TTL, and no $TTL before it"),
        arguments("a", 0, "line 1: no type after this"),
        arguments("a 1 IN", 4, "line 1: no type after this"),
        arguments("a 1 IN B x", 7, "line 1: type: B is unknown"),
        arguments("a 1 IN 2 A x", 7, "line 1: type: 2 is unknown"),
        arguments("a 1 2 A x", 4, "line 1: type: 2 is unknown"),
        arguments("a IN IN A x", 5, "line 1: type: IN is unknown"),
        arguments("a 1h A x", 2, "line 1: type: 1h is unknown"),
        arguments("a 1 TYPE65536 \\# 0", 4, "line 1: type: 65536 is not in 0..65535"),
        arguments("a CLASS65536 A x", 2, "line 1: class: 65536 is not in 0..65535"),
        arguments("a 4294967296 A x", 2, "line 1: TTL: 4294967296 is not in 0..4294967295"),
        arguments("a..b 1 A x", 0, "line 1: owner: an empty label"),
        arguments("a 1 TYPE300 x", 4, "line 1: data of type TYPE300 is like \\# 3 abcdef"),
        arguments("a 1 OPT", 4, "line 1: an OPT record is never in a zone"),
        arguments("a 1 OPT \\# 0", 4, "line 1: an OPT record is never in a zone"),
        arguments("a 1 CLASS255 A 192.0.2.1", 4, "line 1: the class ANY is never in a zone"),
        // data
        arguments("a 1 A", 4, "line 1: no ADDRESS after this"),
        arguments("a 1 MX 10", 7, "line 1: no EXCHANGE after this"),
        arguments("a 1 MX x y", 7, "line 1: PREFERENCE: x is not in 0..65535"),
        arguments("a 1 MX 65536 y", 7, "line 1: PREFERENCE: 65536 is not in 0..65535"),
        arguments("a 1 MX -1 y", 7, "line 1: PREFERENCE: -1 is not in 0..65535"),
        arguments("a 1 MX 1 y..", 9, "line 1: EXCHANGE: an empty label"),
        arguments("a 1 MX 1 y z", 11, "line 1: a word too many: z"),
        arguments("a 1 A 192.0.2", 6, "line 1: ADDRESS: 192.0.2 is not like 192.0.2.33"),
        arguments("a 1 AAAA ::1::", 9, "line 1: ADDRESS: ::1:: is not like 2001:db8::1"),
        arguments("a 1 DS 1 2 3 abc", 13, "line 1: Digest: "),
        arguments("a 1 DNSKEY 1 3 8 *", 17, "line 1: Public Key: "),
        arguments("a 1 NSEC b A B", 13, "line 1: type: B is unknown"),
        arguments("a 1 CAA 0 a-b x", 10, "line 1: Tag: a-b is not 1 to 255 letters and digits"),
        // generic data
        arguments("a 1 A \\#", 6, "line 1: no size after this"),
        arguments("a 1 A \\# 4 0a0000", 6, "line 1: 3 B, and the size is 4"),
        arguments("a 1 A \\# 3 0a0000", 6, "line 1: octet 3: ADDRESS: needs 4 B, has 3"),
        arguments("a 1 A \\# 5 0a00000000", 6, "line 1: octet 4: 1 B of RDATA are left over"),
        arguments("a 1 A \\# 4 0a00000x", 11, "line 1: data: "),
        // control entries
        arguments("$TTL", 0, "line 1: no TTL after this"),
        arguments("$TTL x", 5, "line 1: TTL: x is not in 0..4294967295"),
        arguments("$TTL 1 2", 7, "line 1: a word too many: 2"),
        arguments("$ORIGIN", 0, "line 1: no domain name after this"),
        arguments("\n$ORIGIN a..", 9, "line 2: domain name: an empty label"),
        arguments("$INCLUDE x", 0, "line 1: $INCLUDE is not known"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void errorsSayWhereAndWhat(String text, int offset, String found) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> parse(text))
        .satisfies(
            e -> assertThat(e.found()).startsWith(found),
            e -> assertThat(e.offset()).isEqualTo(offset),
            e -> assertThat(e.rule()).startsWith("RFC "));
  }

  @Test
  void limitsOfNamesAndStringsHold() throws MalformedException {
    assertThat(parse("a 1 TXT " + "x".repeat(255))).hasSize(1);
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> parse("a 1 TXT " + "x".repeat(256)))
        .withMessageContaining("line 1: TXT-DATA: a string of 256 B is over 255");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> parse("\n" + "x".repeat(64) + " 1 A 192.0.2.1"))
        .withMessageContaining("line 2: owner: a label of 64");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> parse("a.".repeat(125) + "a 1 A 192.0.2.1"))
        .withMessageContaining("line 1: owner: the name is over 255 B");
  }

  /** Digits are ASCII's in every country. */
  @Test
  void textIsTheSameInEveryCountry() throws MalformedException {
    var text =
        "a. 1 IN A 192.0.2.1\nb\\200. 1 IN LOC 1 2 3.000 N 4 5 6.000 E 7.00m 1.00m 1.00m 1.00m\n";
    var before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(ZoneFile.text(parse(text))).isEqualTo(text);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static final String SEEDS =
      """
      $TTL 3600
      $ORIGIN example.
      @ IN SOA ns.x. h\\046x 1 2 3 4 ( 5 ) ; five
       300 NS "ns"
      a\\.b A 192.0.2.1
      c AAAA ::ffff:192.0.2.1
      d TXT "a;b" c\\"d ""
      e CAA 128 issue "ca.example; policy=ev"
      f LOC 42 21 54 N 71 06 18 W -24m 30m
      g SVCB 1 . alpn="h2,h3" port=53 key667=\\200 mandatory=alpn
      h RRSIG A 8 2 60 20140207000000 1391731200 33655 . Ab+/
      i NSEC3 1 0 5 ab 2T7B4G4VSA5SMI47K61MV5BV1A22BOJR A RRSIG TYPE9
      j NSEC a A MX TYPE1234
      k CLASS32 TYPE731 \\# 3 abcdef
      l NAPTR 1 2 "S" "SIP+D2U" "" _sip._udp
      m DS 60485 5 1 2BB183AF5F22588179A53B0A 98631FAD1A292118
      n SSHFP 1 2 ab
      o TLSA 3 1 1 ab
      """;

  /** Whatever stands there: records that can be written and read back, or an error with a place. */
  @Test
  void changedFilesAreReadOrRefused() throws MalformedException {
    assertThat(parse(SEEDS)).hasSize(16);
    var random = new Random(1035);
    int fine = 0;
    for (int run = 0; run < 6000; run++) {
      var text = mutated(random);
      try {
        var records = parse(text);
        assertThat(ZoneFile.parse(ZoneFile.text(records), Name.ROOT)).as(text).isEqualTo(records);
        fine++;
      } catch (MalformedException e) {
        assertThat(e.offset()).as(text).isBetween(0L, (long) text.length());
        assertThat(e.found()).as(text).matches("(?s)line " + line(text, e.offset()) + ": .+");
      }
    }
    assertThat(fine).isBetween(400, 5600);
  }

  private static int line(String text, long offset) {
    return 1 + (int) text.substring(0, (int) offset).chars().filter(c -> c == '\n').count();
  }

  private static String mutated(Random random) {
    var text = new StringBuilder(SEEDS);
    var signs = "\"\\();@$#.-= \t\r\n0129aZ:,+/*\0ü\ud83d";
    for (int change = random.nextInt(3); change >= 0; change--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + 1 + random.nextInt(8));
      switch (random.nextInt(4)) {
        case 0 -> text.insert(at, signs.charAt(random.nextInt(signs.length())));
        case 1 -> text.setCharAt(at, signs.charAt(random.nextInt(signs.length())));
        case 2 -> text.delete(at, end);
        default -> text.insert(random.nextInt(text.length()), text.substring(at, end));
      }
    }
    return text.toString();
  }
}
