package netbook.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import netbook.bytes.MalformedException;
import netbook.dns.Name;
import netbook.dns.RecordType;
import netbook.dns.ResourceRecord;
import netbook.dns.ZoneFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneTest {
  private static final String SOA = "@ 3600 SOA ns hostmaster 7 7200 900 1209600 300\n";

  private static Zone zone(String lines) throws MalformedException {
    return Zone.parse(SOA + lines, "example.com");
  }

  @Test
  void itIsMadeOfATextOrOfItsRecords() throws MalformedException {
    var text = SOA + "www 60 A 192.0.2.33\nwww 60 A 192.0.2.34\nwww 60 TXT text\n";
    var zone = Zone.parse(text, "example.com");
    assertThat(zone.origin()).isEqualTo(Name.of("example.com"));
    assertThat(zone.soa().type()).isEqualTo(RecordType.SOA);
    assertThat(zone.find(Name.of("WWW.example.com"), RecordType.A))
        .extracting(ResourceRecord::toText)
        .containsExactly(
            "www.example.com. 60 IN A 192.0.2.33", "www.example.com. 60 IN A 192.0.2.34");
    assertThat(zone.find(Name.of("www.example.com"), RecordType.AAAA)).isEmpty();
    assertThat(zone.find(Name.of("nothing.example.com"), RecordType.A)).isEmpty();
    assertThat(zone).hasToString("zone example.com., serial 7, 2 names");
    var records = ZoneFile.parse(text, Name.of("example.com"));
    assertThat(Zone.of(records)).hasToString(zone.toString());
  }

  @Test
  void whatItFindsCannotBeChanged() throws MalformedException {
    var zone = zone("www 60 A 192.0.2.33");
    var found = zone.find(Name.of("www.example.com"), RecordType.A);
    assertThatThrownBy(found::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  /** Its name is that of its SOA record, not the origin of the text. */
  @Test
  void theRootIsAZoneToo() throws MalformedException {
    var zone = Zone.parse(". 60 SOA ns. hostmaster. 1 2 3 4 5\ncom. 60 NS ns.com.", "example.com");
    assertThat(zone.origin()).isEqualTo(Name.ROOT);
    assertThat(zone.exists(Name.of("com"))).isTrue();
    assertThat(zone.findCut(Name.of("www.example.com"))).contains(Name.of("com"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          www 60 A 192.0.2.33                          | zone: 0 SOA records, and not one (RFC 1035 §5.2)
          @ 60 SOA a b 1 2 3 4 5\\n@ 60 SOA a b 2 2 3 4 5 | zone: 2 SOA records, and not one (RFC 1035 §5.2)
          @ 60 SOA a b 1 2 3 4 5\\nsub 60 SOA a b 1 2 3 4 5 | zone: 2 SOA records, and not one (RFC 1035 §5.2)
          """)
  void itHasOneStart(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Zone.parse(text.replace("\\n", "\n"), "example.com"))
        .withMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          www.example.net. 60 A 192.0.2.33 | zone: www.example.net. is not in example.com. (RFC 1035 §5.2)
          com. 60 NS ns                    | zone: com. is not in example.com. (RFC 1035 §5.2)
          notexample.com. 60 NS ns         | zone: notexample.com. is not in example.com. (RFC 1035 §5.2)
          www 60 CH TXT text               | zone: www.example.com. is of class CH, not IN
          www 60 CLASS17 TXT text          | zone: www.example.com. is of class CLASS17, not IN
          """)
  void allOfItIsInItAndOfTheInternet(String line, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> zone(line)).withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "www 60 CNAME ns\nwww 60 A 192.0.2.33",
        "www 60 A 192.0.2.33\nWWW 60 CNAME ns",
        "www 60 CNAME ns\nwww 60 CNAME ns.example.net.",
        "www 60 CNAME ns\nwww 60 DNAME ns",
      })
  void anAliasIsAlone(String lines) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> zone(lines))
        .withMessageMatching(
            "zone: (?i:www)\\.example\\.com\\. has a CNAME and other data \\(RFC 1034 §3\\.6\\.2\\)");
  }

  @Test
  void theOriginIsNoAlias() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> zone("@ 60 CNAME ns"))
        .withMessage("zone: example.com. has a CNAME and other data (RFC 1034 §3.6.2)");
  }

  /** RFC 2181 §5; a zone that was transferred has its SOA record at both ends (RFC 5936 §2.2). */
  @Test
  void aRecordThatComesAgainIsTheSame() throws MalformedException {
    var zone =
        zone(
            "a 60 A 192.0.2.1\nA 30 A 192.0.2.1\na 60 A 192.0.2.2\nb 60 CNAME a\n"
                + "b 60 CNAME a\n"
                + SOA);
    assertThat(zone.find(Name.of("a.example.com"), RecordType.A))
        .extracting(ResourceRecord::toText)
        .containsExactly("a.example.com. 60 IN A 192.0.2.1", "a.example.com. 60 IN A 192.0.2.2");
    assertThat(zone.find(Name.of("b.example.com"), RecordType.CNAME)).hasSize(1);
    assertThat(zone.find(zone.origin(), RecordType.SOA)).hasSize(1);
  }

  /** RFC 4035 §2.5: they are of every name that is signed. */
  @Test
  void whatProvesAnAliasMayStandBesideIt() throws MalformedException {
    var zone =
        zone(
            """
            www 60 CNAME ns
            www 60 NSEC example.com. CNAME RRSIG NSEC
            www 60 RRSIG CNAME 13 3 60 20261201000000 20261101000000 1 example.com. AAAA
            www 60 RRSIG NSEC 13 3 60 20261201000000 20261101000000 1 example.com. AAAA
            """);
    assertThat(zone.findAll(Name.of("www.example.com")))
        .extracting(List::size)
        .containsExactly(1, 1, 2);
  }

  @Test
  void theNamesAboveANameExist() throws MalformedException {
    var zone = zone("a.b.c 60 A 192.0.2.33");
    for (var name : List.of("example.com", "c.example.com", "B.c.example.com")) {
      assertThat(zone.exists(Name.of(name))).as(name).isTrue();
    }
    for (var name : List.of("com", "b.example.com", "x.c.example.com", "x.a.b.c.example.com")) {
      assertThat(zone.exists(Name.of(name))).as(name).isFalse();
    }
    assertThat(zone.findAll(Name.of("b.c.example.com"))).isEmpty();
  }

  @Test
  void itEndsWhereTheHighestNameHasServers() throws MalformedException {
    var zone = zone("@ 60 NS ns\nsub 60 NS ns.sub\nx.sub 60 NS ns.x.sub");
    assertThat(zone.findCut(Name.of("example.com"))).isEmpty();
    assertThat(zone.findCut(Name.of("www.example.com"))).isEmpty();
    assertThat(zone.findCut(Name.of("sub.example.com"))).contains(Name.of("sub.example.com"));
    assertThat(zone.findCut(Name.of("a.x.sub.example.com"))).contains(Name.of("sub.example.com"));
  }

  @Test
  void itIsRedirectedAtTheHighestNameWithADname() throws MalformedException {
    var zone = zone("sub 60 DNAME example.net.\nx.sub 60 DNAME example.org.");
    assertThat(zone.findRedirect(Name.of("sub.example.com"))).isEmpty(); // only what is below it
    assertThat(zone.findRedirect(Name.of("a.x.sub.example.com")).map(ResourceRecord::name))
        .contains(Name.of("sub.example.com"));
  }

  @Test
  void aTextThatBreaksTheGrammarIsNone() {
    assertThatThrownBy(() -> zone("www 60 A 192.0.2"))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("line 2");
  }
}
