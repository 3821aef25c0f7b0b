package netbook.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import netbook.dns.DnsMessage;
import netbook.dns.Edns;
import netbook.dns.EdnsOption;
import netbook.dns.Flag;
import netbook.dns.Header;
import netbook.dns.Name;
import netbook.dns.Opcode;
import netbook.dns.Question;
import netbook.dns.Rcode;
import netbook.dns.RecordClass;
import netbook.dns.RecordData;
import netbook.dns.RecordType;
import netbook.dns.ResourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {
  private static final String ZONE =
      """
      $ORIGIN example.com.
      $TTL 3600
      @         SOA   ns hostmaster 7 7200 900 1209600 300
                NS    ns
                NS    ns.example.net.
                MX    10 mail
                MX    20 mail.example.net.
      ns        A     192.0.2.53
                AAAA  2001:db8::53
      mail      A     192.0.2.25
      www       A     192.0.2.33
                A     192.0.2.34
                TXT   "text"
      _imap._tcp SRV  0 1 143 mail
      alias     CNAME alias2
      alias2    CNAME WWW
      far       CNAME www.example.net.
      lost      CNAME nothing
      one       CNAME two
      two       CNAME three
      three     CNAME one
      self      CNAME self
      down      CNAME host.sub
      a.b.c     A     192.0.2.1
      sub       NS    ns.sub
                NS    ns.example.net.
                DS    1 13 2 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
      ns.sub    A     192.0.2.54
      host.sub  A     192.0.2.55
      *.sub     A     192.0.2.56
      bare      NS    ns.example.net.
      """;

  private static final String SOA =
      "example.com. 300 IN SOA ns.example.com. hostmaster.example.com. 7 7200 900 1209600 300\n";

  private static Authority authority(String... zones) throws MalformedException {
    var all = new ArrayList<Zone>();
    for (var zone : zones) {
      all.add(Zone.parse(zone, "example.com"));
    }
    return new Authority(all);
  }

  /** A query of an iterative client, as the root servers get them. */
  private static DnsMessage query(String name, String type) {
    return DnsMessage.of(Header.query(7), new Question(Name.of(name), RecordType.of(type)));
  }

  private static DnsMessage ask(Authority authority, DnsMessage query) throws MalformedException {
    return DnsMessage.decode(authority.answerDatagram(query.encode()).orElseThrow());
  }

  /** What the zone above answers, without the first line's ID. */
  private static String said(String name, String type) throws MalformedException {
    return text(ask(authority(ZONE), query(name, type)));
  }

  private static String text(DnsMessage answer) {
    return answer.toText().replace("id 7, QUERY, ", "");
  }

  private static Rcode rcode(Function<DnsMessage, DnsMessage> change) throws MalformedException {
    return ask(authority(ZONE), change.apply(query("www.example.com", "A"))).rcode();
  }

  @Test
  void whatItKnowsItAnswersAsAnAuthority() throws MalformedException {
    assertThat(said("www.example.com", "A"))
        .isEqualTo(
            """
            NOERROR, qr aa
            ;www.example.com. IN A
            ;; ANSWER
            www.example.com. 3600 IN A 192.0.2.33
            www.example.com. 3600 IN A 192.0.2.34
            """);
  }

  /** RFC 1035 §3.3.9, §3.3.11, RFC 2782: a name in the data is asked for next. */
  @Test
  void theAddressesOfNamesInAnswersAreAdded() throws MalformedException {
    assertThat(said("example.com", "MX"))
        .isEqualTo(
            """
            NOERROR, qr aa
            ;example.com. IN MX
            ;; ANSWER
            example.com. 3600 IN MX 10 mail.example.com.
            example.com. 3600 IN MX 20 mail.example.net.
            ;; ADDITIONAL
            mail.example.com. 3600 IN A 192.0.2.25
            """);
    assertThat(said("example.com", "NS"))
        .startsWith("NOERROR, qr aa\n")
        .endsWith(
            """
            ;; ADDITIONAL
            ns.example.com. 3600 IN A 192.0.2.53
            ns.example.com. 3600 IN AAAA 2001:db8::53
            """);
    assertThat(said("_imap._tcp.example.com", "SRV"))
        .endsWith(";; ADDITIONAL\nmail.example.com. 3600 IN A 192.0.2.25\n");
  }

  /** RFC 1035 §4.1.1: RD is copied; but nobody else is asked. */
  @Test
  void recursionIsNotAvailable() throws MalformedException {
    var query = DnsMessage.query(7, Name.of("www.example.com"), RecordType.A);
    assertThat(text(ask(authority(ZONE), query))).startsWith("NOERROR, qr aa rd\n");
  }

  @Test
  void anAliasIsFollowedInTheZone() throws MalformedException {
    assertThat(said("alias.example.com", "A"))
        .isEqualTo(
            """
            NOERROR, qr aa
            ;alias.example.com. IN A
            ;; ANSWER
            alias.example.com. 3600 IN CNAME alias2.example.com.
            alias2.example.com. 3600 IN CNAME WWW.example.com.
            www.example.com. 3600 IN A 192.0.2.33
            www.example.com. 3600 IN A 192.0.2.34
            """);
    assertThat(said("alias.example.com", "CNAME"))
        .isEqualTo(
            """
            NOERROR, qr aa
            ;alias.example.com. IN CNAME
            ;; ANSWER
            alias.example.com. 3600 IN CNAME alias2.example.com.
            """);
    assertThat(said("alias.example.com", "MX")) // the name that it leads to has none
        .isEqualTo(
            """
            NOERROR, qr aa
            ;alias.example.com. IN MX
            ;; ANSWER
            alias.example.com. 3600 IN CNAME alias2.example.com.
            alias2.example.com. 3600 IN CNAME WWW.example.com.
            ;; AUTHORITY
            """
                + SOA);
  }

  @Test
  void anAliasThatLeadsOutOfTheZoneIsTheAnswer() throws MalformedException {
    assertThat(said("far.example.com", "A"))
        .isEqualTo(
            """
            NOERROR, qr aa
            ;far.example.com. IN A
            ;; ANSWER
            far.example.com. 3600 IN CNAME www.example.net.
            """);
  }

  /** RFC 6604 §3: the code is of the last name. */
  @Test
  void anAliasMayLeadToNothing() throws MalformedException {
    assertThat(said("lost.example.com", "A"))
        .isEqualTo(
            """
            NXDOMAIN, qr aa
            ;lost.example.com. IN A
            ;; ANSWER
            lost.example.com. 3600 IN CNAME nothing.example.com.
            ;; AUTHORITY
            """
                + SOA);
  }

  @Test
  void aCircleOfAliasesEnds() throws MalformedException {
    assertThat(said("two.example.com", "A"))
        .isEqualTo(
            """
            NOERROR, qr aa
            ;two.example.com. IN A
            ;; ANSWER
            two.example.com. 3600 IN CNAME three.example.com.
            three.example.com. 3600 IN CNAME one.example.com.
            one.example.com. 3600 IN CNAME two.example.com.
            """);
    assertThat(said("self.example.com", "A"))
        .isEqualTo(
            """
            NOERROR, qr aa
            ;self.example.com. IN A
            ;; ANSWER
            self.example.com. 3600 IN CNAME self.example.com.
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "nothing.example.com,     A, NXDOMAIN",
    "x.www.example.com,       A, NXDOMAIN",
    "x.c.example.com,         A, NXDOMAIN",
    "www.example.com,         MX, NOERROR",
    "example.com,             A, NOERROR",
    "example.com,             DS, NOERROR",
    "b.c.example.com,         A, NOERROR", // between the origin and a.b.c
    "c.example.com,           ANY, NOERROR",
    "_tcp.example.com,        SRV, NOERROR",
    "www.example.com,         TYPE65280, NOERROR",
    "www.example.com,         OPT, NOERROR",
  })
  void thatThereIsNothingComesWithTheStartOfTheZone(String name, String type, String rcode)
      throws MalformedException {
    assertThat(said(name, type))
        .isEqualTo("%s, qr aa\n;%s. IN %s\n;; AUTHORITY\n".formatted(rcode, name, type) + SOA);
  }

  /** RFC 2308 §3. */
  @ParameterizedTest
  @CsvSource({"60, 300, 60", "300, 60, 60", "0, 300, 0", "300, 0, 0", "7, 7, 7"})
  void nothingIsKeptForTheShorterTime(long ttl, long minimum, long wanted)
      throws MalformedException {
    var zone = "@ %d SOA ns hostmaster 1 2 3 4 %d".formatted(ttl, minimum);
    var answer = ask(authority(zone), query("nothing.example.com", "A"));
    assertThat(answer.authorities()).extracting(ResourceRecord::ttl).containsExactly(wanted);
    var asked = ask(authority(zone), query("example.com", "SOA"));
    assertThat(asked.answers()).extracting(ResourceRecord::ttl).containsExactly(ttl);
  }

  /** RFC 4592 §2.2.1: its zone, whose wildcard answers the first five questions. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          host3.example             | MX  | host3.example. 3600 IN MX 10 host1.example.
          host3.example             | A   | NODATA
          foo.bar.example           | TXT | foo.bar.example. 3600 IN TXT "this is a wildcard"
          *.example                 | TXT | *.example. 3600 IN TXT "this is a wildcard"
          HOST3.Example             | TXT | HOST3.Example. 3600 IN TXT "this is a wildcard"
          host1.example             | MX  | NODATA
          sub.*.example             | MX  | NODATA
          _telnet._tcp.host1.example | SRV | NXDOMAIN
          host.subdel.example       | A   | subdel.example. 3600 IN NS ns.example.com.
          ghost.*.example           | MX  | NXDOMAIN
          host2.example             | TXT | NODATA
          x.host2.example           | TXT | NXDOMAIN
          """)
  void aWildcardAnswersForNamesThatDoNotExist(String name, String type, String wanted)
      throws MalformedException {
    var zone =
        """
        $ORIGIN example.
        $TTL 3600
        @                SOA ns.example.com. hostmaster.example.com. 1 2 3 4 5
                         NS  ns.example.com.
                         NS  ns.example.net.
        *                TXT "this is a wildcard"
                         MX  10 host1
        sub.*            TXT "this is not a wildcard"
        host1            A   192.0.2.1
        _ssh._tcp.host1  SRV 0 1 22 host1
        _ssh._tcp.host2  SRV 0 1 22 host2
        subdel           NS  ns.example.com.
                         NS  ns.example.net.
        """;
    var answer = ask(authority(zone), query(name, type));
    var records = answer.answers().isEmpty() ? answer.authorities() : answer.answers();
    var first = records.getFirst();
    var told = first.type().equals(RecordType.SOA) ? answer.rcode().toString() : first.toText();
    assertThat(told.replace("NOERROR", "NODATA")).isEqualTo(wanted);
    assertThat(answer.header().has(Flag.AA)).isEqualTo(!wanted.contains(" NS "));
  }

  /** RFC 4592 §3.3.1: the closest name that exists decides, not the first wildcard above. */
  @ParameterizedTest
  @CsvSource({
    "x.example.com, 192.0.2.1",
    "x.y.example.com, 192.0.2.1",
    "x.a.example.com, 192.0.2.2",
    "x.y.a.example.com, 192.0.2.2",
    "x.b.example.com, NXDOMAIN",
    "x.y.b.example.com, NXDOMAIN",
    "alias.c.example.com, 192.0.2.1",
    "x.alias.c.example.com, 192.0.2.1",
  })
  void theClosestEnclosingNameHasTheWildcard(String name, String wanted) throws MalformedException {
    var zone =
        """
        $TTL 3600
        @    SOA   ns hostmaster 1 2 3 4 5
        *    A     192.0.2.1
        *.a  A     192.0.2.2
        b    A     192.0.2.3
        *.c  CNAME other
        """;
    var answer = ask(authority(zone), query(name, "A"));
    var told =
        answer.answers().isEmpty()
            ? answer.rcode().toString()
            : answer.answers().getLast().data().toText();
    assertThat(told).isEqualTo(wanted);
  }

  /** A name of 255 octets, whose closest encloser is the origin. */
  @Test
  void theLongestNameIsLookedForToo() throws MalformedException {
    var name = ("x".repeat(63) + ".").repeat(3) + "y".repeat(49) + ".example.com";
    assertThat(Name.of(name).toBytes().size()).isEqualTo(Name.SIZE_MAX);
    assertThat(said(name, "A")).startsWith("NXDOMAIN, qr aa\n");
    assertThat(said("z.".repeat(121) + "example.com", "A")).startsWith("NXDOMAIN, qr aa\n");
  }

  @ParameterizedTest
  @CsvSource({
    "sub.example.com, A",
    "sub.example.com, NS",
    "sub.example.com, SOA",
    "sub.example.com, ANY",
    "host.sub.example.com, A",
    "ns.sub.example.com, A",
    "x.sub.example.com, A",
    "x.y.sub.example.com, DS",
  })
  void belowACutItNamesTheServers(String name, String type) throws MalformedException {
    assertThat(said(name, type))
        .isEqualTo(
            """
            NOERROR, qr
            ;%s. IN %s
            ;; AUTHORITY
            sub.example.com. 3600 IN NS ns.sub.example.com.
            sub.example.com. 3600 IN NS ns.example.net.
            ;; ADDITIONAL
            ns.sub.example.com. 3600 IN A 192.0.2.54
            """
                .formatted(name, type));
  }

  /** RFC 4035 §3.1.4: they are the one thing that is the parent's. */
  @Test
  void theFingerprintAtACutIsTheParents() throws MalformedException {
    assertThat(said("sub.example.com", "DS"))
        .startsWith(
            "NOERROR, qr aa\n;sub.example.com. IN DS\n;; ANSWER\nsub.example.com. 3600 IN DS")
        .doesNotContain("AUTHORITY");
    assertThat(said("bare.example.com", "DS"))
        .isEqualTo("NOERROR, qr aa\n;bare.example.com. IN DS\n;; AUTHORITY\n" + SOA);
  }

  /** RFC 1035 §4.1.1: AA is about the name that was asked for, or the first of the answer. */
  @Test
  void anAliasMayLeadBelowACut() throws MalformedException {
    assertThat(said("down.example.com", "A"))
        .isEqualTo(
            """
            NOERROR, qr aa
            ;down.example.com. IN A
            ;; ANSWER
            down.example.com. 3600 IN CNAME host.sub.example.com.
            ;; AUTHORITY
            sub.example.com. 3600 IN NS ns.sub.example.com.
            sub.example.com. 3600 IN NS ns.example.net.
            ;; ADDITIONAL
            ns.sub.example.com. 3600 IN A 192.0.2.54
            """);
  }

  /** RFC 6672 §3.1; what the zone has below that name counts no more, not even a cut. */
  @Test
  void allNamesBelowOneMayBeElsewhere() throws MalformedException {
    var authority =
        authority(
            """
            $ORIGIN example.com.
            $TTL 60
            @       SOA   a b 1 2 3 4 5
            old     DNAME new
            old     A     192.0.2.1
            x.old   A     192.0.2.2 ; never found
            cut.old NS    ns
            *       A     192.0.2.3
            www.new A     192.0.2.4
            far     DNAME example.net.
            more    DNAME x.more
            sub     NS    ns.example.net.
            y.sub   DNAME new
            """);
    assertThat(text(ask(authority, query("www.OLD.example.com", "A"))))
        .isEqualTo(
            """
            NOERROR, qr aa
            ;www.OLD.example.com. IN A
            ;; ANSWER
            old.example.com. 60 IN DNAME new.example.com.
            www.OLD.example.com. 60 IN CNAME www.new.example.com.
            www.new.example.com. 60 IN A 192.0.2.4
            """);
    assertThat(text(ask(authority, query("x.cut.old.example.com", "A"))))
        .isEqualTo(
            """
            NXDOMAIN, qr aa
            ;x.cut.old.example.com. IN A
            ;; ANSWER
            old.example.com. 60 IN DNAME new.example.com.
            x.cut.old.example.com. 60 IN CNAME x.cut.new.example.com.
            ;; AUTHORITY
            example.com. 5 IN SOA a.example.com. b.example.com. 1 2 3 4 5
            """);
    assertThat(text(ask(authority, query("a.far.example.com", "A"))))
        .endsWith("DNAME example.net.\na.far.example.com. 60 IN CNAME a.example.net.\n");
    assertThat(text(ask(authority, query("old.example.com", "A")))).endsWith("A 192.0.2.1\n");
    assertThat(text(ask(authority, query("a.y.sub.example.com", "A"))))
        .startsWith("NOERROR, qr\n")
        .endsWith("AUTHORITY\nsub.example.com. 60 IN NS ns.example.net.\n");
  }

  @Test
  void aNameThatBecomesTooLongIsAnError() throws MalformedException {
    var authority =
        authority("@ 60 SOA a b 1 2 3 4 5\nold 60 DNAME " + ("x".repeat(60) + ".").repeat(4));
    var fits = ask(authority, query("y".repeat(9) + ".old.example.com", "A").with(Edns.of(1232)));
    assertThat(fits.rcode()).isEqualTo(Rcode.NOERROR);
    assertThat(fits.answers()).hasSize(2);
    var tooLong = ask(authority, query("y".repeat(10) + ".old.example.com", "A"));
    assertThat(tooLong.rcode()).isEqualTo(Rcode.YXDOMAIN);
    assertThat(tooLong.answers()).hasSize(1);
  }

  @Test
  void oneAnswerFollowsSixteenNames() throws MalformedException {
    var zone = new StringBuilder("$TTL 60\n@ SOA a b 1 2 3 4 5\nmore DNAME x.more\n");
    for (int i = 0; i < 100; i++) {
      zone.append("a%d CNAME a%d\n".formatted(i, i + 1));
    }
    for (var name : List.of("a0.example.com", "x.more.example.com")) {
      var query = query(name, "A").with(Edns.of(1232));
      var answer = ask(authority(zone.toString()), query);
      assertThat(text(answer)).startsWith("NOERROR, qr aa\n");
      assertThat(answer.answers()).doesNotHaveDuplicates();
      assertThat(answer.answers().stream().filter(r -> r.type().equals(RecordType.CNAME)))
          .hasSize(16);
    }
  }

  /** RFC 8482 §4.1: one of the sets is enough, and saves traffic. */
  @Test
  void ofEveryTypeItGivesOne() throws MalformedException {
    assertThat(said("www.example.com", "ANY"))
        .isEqualTo(
            """
            NOERROR, qr aa
            ;www.example.com. IN ANY
            ;; ANSWER
            www.example.com. 3600 IN A 192.0.2.33
            www.example.com. 3600 IN A 192.0.2.34
            """);
    assertThat(said("alias.example.com", "ANY"))
        .endsWith(";; ANSWER\nalias.example.com. 3600 IN CNAME alias2.example.com.\n");
    assertThat(said("nothing.example.com", "ANY")).startsWith("NXDOMAIN, qr aa\n");
  }

  /** RFC 4343 §4.1; some resolvers check it, since a guesser doesn't know it. */
  @Test
  void theLettersOfTheQuestionComeBackAsTheyWere() throws MalformedException {
    assertThat(said("wWw.ExAmPlE.cOm", "TXT"))
        .isEqualTo(
            """
            NOERROR, qr aa
            ;wWw.ExAmPlE.cOm. IN TXT
            ;; ANSWER
            www.example.com. 3600 IN TXT "text"
            """);
  }

  @Test
  void ofSeveralZonesTheLongestNameWins() throws MalformedException {
    var parent = "@ 60 SOA a b 1 2 3 4 5\nsub 60 NS ns.sub\nsub 60 DS 1 13 2 00ff\n";
    var child = "sub 60 SOA a b 2 2 3 4 5\nwww.sub 60 A 192.0.2.1\n";
    for (var both : List.of(authority(parent, child), authority(child, parent))) {
      var answer = ask(both, query("www.sub.example.com", "A"));
      assertThat(text(answer)).startsWith("NOERROR, qr aa\n").contains("192.0.2.1");
      assertThat(text(ask(both, query("sub.example.com", "SOA")))).contains(" b.example.com. 2 ");
      assertThat(text(ask(both, query("x.example.com", "A")))).contains(" b.example.com. 1 ");
      assertThat(both).hasToString("2 zones");
    }
    assertThat(authority(child))
        .hasToString("authority for zone sub.example.com., serial 2, 2 names");
  }

  /** RFC 4035 §3.1.4.1: the zone below has no DS records of its own name. */
  @Test
  void theFingerprintIsTheParentsThoughBothZonesAreHere() throws MalformedException {
    var parent = "@ 60 SOA a b 1 2 3 4 5\nsub 60 NS ns.sub\nsub 60 DS 1 13 2 00ff\n";
    var child = "sub 60 SOA a b 2 2 3 4 5\nwww.sub 60 A 192.0.2.1\n";
    var query = query("sub.example.com", "DS");
    for (var both : List.of(authority(parent, child), authority(child, parent))) {
      assertThat(text(ask(both, query)))
          .isEqualTo(
              """
              NOERROR, qr aa
              ;sub.example.com. IN DS
              ;; ANSWER
              sub.example.com. 60 IN DS 1 13 2 00FF
              """);
    }
    var above = "com. 60 SOA a b 3 2 3 4 5\nexample.com. 60 NS ns\n";
    for (var authority : List.of(authority(child), authority(child, above))) {
      assertThat(text(ask(authority, query)))
          .startsWith("NOERROR, qr aa\n")
          .contains("AUTHORITY\nsub.example.com. 5 IN SOA");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "www.example.net, A",
    "com, NS",
    "., NS",
    "xexample.com, A",
    "www.example.com, AXFR",
    "www.example.com, IXFR",
    "example.com, AXFR"
  })
  void itRefuses(String name, String type) throws MalformedException {
    assertThat(said(name, type))
        .isEqualTo("REFUSED, qr\n;%s IN %s\n".formatted(Name.of(name), type));
    assertThat(ask(new Authority(List.of()), query(name, type)).rcode()).isEqualTo(Rcode.REFUSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CH", "HS", "NONE", "ANY", "CLASS17"})
  void onlyTheInternetIsKnown(String recordClass) throws MalformedException {
    var question =
        new Question(Name.of("www.example.com"), RecordType.A, RecordClass.of(recordClass));
    var answer = ask(authority(ZONE), DnsMessage.of(Header.query(7), question));
    assertThat(text(answer)).isEqualTo("REFUSED, qr\n;www.example.com. " + recordClass + " A\n");
  }

  @ParameterizedTest
  @CsvSource({
    "1, IQUERY",
    "2, STATUS",
    "3, OPCODE3",
    "4, NOTIFY",
    "5, UPDATE",
    "6, DSO",
    "15, OPCODE15"
  })
  void itOnlyAnswersQueries(int opcode, String name) throws MalformedException {
    var query = query("example.com", "SOA");
    var other = query.with(query.header().with(new Opcode(opcode)));
    assertThat(ask(authority(ZONE), other).toText())
        .isEqualTo("id 7, " + name + ", NOTIMP, qr\n;example.com. IN SOA\n");
  }

  /** A header, and what isn't a message. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0007 0000 0001 0000 0000 0000",
        "0007 0000 0001 0000 0000 0000 03777777",
        "0007 0000 0001 0000 0000 0000 c00c 0001 0001",
        "0007 0000 0000 0000 0000 0000 00",
        "0007 0000 ffff ffff ffff ffff",
      })
  void junkAfterAHeaderIsAnError(String octets) throws MalformedException {
    for (var answer :
        List.of(
            authority(ZONE).answerDatagram(Bytes.ofHex(octets)),
            authority(ZONE).answerStream(Bytes.ofHex(octets)))) {
      assertThat(answer).contains(Bytes.ofHex("0007 8001 0000 0000 0000 0000"));
    }
  }

  @Test
  void oneQuestionIsAskedAndOneSizeSaid() throws MalformedException {
    var question = query("www.example.com", "A").questions().getFirst();
    var opt = Edns.of(1232).toRecord();
    assertThat(rcode(query -> questions(query, List.of()))).isEqualTo(Rcode.FORMERR);
    assertThat(rcode(query -> questions(query, List.of(question, question))))
        .isEqualTo(Rcode.FORMERR);
    assertThat(rcode(query -> query.withAdditionals(List.of(opt, opt)))).isEqualTo(Rcode.FORMERR);
    assertThat(rcode(query -> query.withAdditionals(List.of(opt)))).isEqualTo(Rcode.NOERROR);
  }

  /** More questions than an answer in a datagram has room for. */
  @ParameterizedTest
  @ValueSource(ints = {0, 5, 15})
  void manyQuestionsAreAnError(int opcode) throws MalformedException {
    var questions = new ArrayList<Question>();
    for (int i = 0; i < 200; i++) {
      questions.add(new Question(Name.of((i + "x".repeat(50) + ".").repeat(4)), RecordType.A));
    }
    var header = Header.query(7).with(new Opcode(opcode));
    for (int version : List.of(0, 1)) {
      var query =
          questions(query("example.com", "A").with(header), questions)
              .with(new Edns(512, 0, version, 0, List.of()));
      var answer = ask(authority(ZONE), query);
      assertThat(answer.questions()).isEmpty();
      assertThat(answer.rcode())
          .isEqualTo(version == 1 ? Rcode.BADVERS : opcode == 0 ? Rcode.FORMERR : Rcode.NOTIMP);
      assertThat(authority(ZONE).answerStream(query.encode())).contains(answer.encode());
    }
  }

  private static DnsMessage questions(DnsMessage query, List<Question> questions) {
    return new DnsMessage(query.header(), questions, List.of(), List.of(), List.of());
  }

  /** RFC 6891 §6.1.3. */
  @ParameterizedTest
  @ValueSource(ints = {1, 255})
  void aVersionOfEdnsThatDoesNotExistIsToldTheOneThatDoes(int version) throws MalformedException {
    var edns = new Edns(4096, 0, version, 0x8000, List.of(new EdnsOption(10, Bytes.of(1))));
    var answer = ask(authority(ZONE), query("www.example.com", "A").with(edns));
    assertThat(answer.toText())
        .isEqualTo(
            "id 7, QUERY, BADVERS, qr\nEDNS: version: 0, flags:; udp: 1232\n;www.example.com. IN A\n");
  }

  @Test
  void nothingIsTheAnswerToAnAnswer() throws MalformedException {
    var query = query("www.example.com", "A");
    for (var octets :
        List.of(
            query.with(query.header().with(Flag.QR)).encode(),
            Bytes.ofHex("0007 8000 0001 0000 0000 0000"),
            Bytes.ofHex("0007 ffff ffff ffff ffff ffff ff"))) {
      assertThat(authority(ZONE).answerDatagram(octets)).isEmpty();
      assertThat(authority(ZONE).answerStream(octets)).isEmpty();
    }
  }

  @Test
  void nothingIsTheAnswerToLessThanAHeader() throws MalformedException {
    for (int size = 0; size < 12; size++) {
      assertThat(authority(ZONE).answerDatagram(Bytes.copyOf(new byte[size]))).isEmpty();
      assertThat(authority(ZONE).answerStream(Bytes.copyOf(new byte[size]))).isEmpty();
    }
  }

  /** So many records of 100 octets of data and 2 to point to their name and 10 about them. */
  private static String texts(int count) {
    var zone = new StringBuilder("$TTL 60\n@ SOA a b 1 2 3 4 5\n");
    for (int i = 0; i < count; i++) {
      zone.append("www TXT ").append("%099d".formatted(i)).append('\n');
    }
    return zone.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 11, 40})
  void aDatagramIsCutAtTheSizeThatTheClientTakes(int count) throws MalformedException {
    var authority = authority(texts(count));
    var query = query("www.example.com", "TXT");
    int whole = authority.answerStream(query.encode()).orElseThrow().size();
    assertThat(whole).isEqualTo(12 + 21 + count * 112);
    assertCut(authority, query, whole > 512);
    for (int size : List.of(0, 511, 512, 513, 700, 1231, 1232, 1233, 4096, 65535)) {
      int room = Math.clamp(size, 512, 1232);
      assertCut(authority, query.with(Edns.of(size)), whole + 11 > room);
    }
  }

  /** Cut, there is nothing but the question and EDNS; else all. */
  private static void assertCut(Authority authority, DnsMessage query, boolean cut)
      throws MalformedException {
    var octets = authority.answerDatagram(query.encode()).orElseThrow();
    int room = query.findEdns().map(Edns::payloadSize).orElse(512);
    assertThat(octets.size()).isLessThanOrEqualTo(Math.clamp(room, 512, 1232));
    var answer = DnsMessage.decode(octets);
    var stream = DnsMessage.decode(authority.answerStream(query.encode()).orElseThrow());
    assertThat(answer.header().has(Flag.TC)).isEqualTo(cut);
    assertThat(answer.header().has(Flag.AA)).isTrue();
    assertThat(answer.answers()).isEqualTo(cut ? List.of() : stream.answers());
    assertThat(answer.questions()).isEqualTo(query.questions());
    assertThat(answer.findEdns()).isEqualTo(query.findEdns().map(_ -> Edns.of(1232)));
    assertThat(stream.header().has(Flag.TC)).isFalse();
  }

  /** RFC 2181 §9: TC isn't for what was only meant to help. */
  @Test
  void whatHelpsIsLeftOutFirst() throws MalformedException {
    var zone = new StringBuilder("$TTL 60\n@ SOA a b 1 2 3 4 5\nwww MX 10 mail\n");
    for (int i = 0; i < 40; i++) {
      zone.append("mail A 192.0.2.").append(i).append('\n');
    }
    var authority = authority(zone.toString());
    var query = query("www.example.com", "MX");
    assertThat(ask(authority, query).toText()).startsWith("id 7, QUERY, NOERROR, qr aa\n");
    assertThat(ask(authority, query).answers()).hasSize(1);
    assertThat(ask(authority, query).additionals()).isEmpty();
    var small = ask(authority, query.with(Edns.of(512)));
    assertThat(small.additionals()).containsExactly(Edns.of(1232).toRecord());
    assertThat(ask(authority, query.with(Edns.of(1232))).additionals()).hasSize(41);
  }

  /** RFC 9471 §3.1: without the addresses, who was referred could not go on. */
  @ParameterizedTest
  @CsvSource({"ns.sub, true", "ns.other, false"})
  void aReferralThatLacksItsOwnAddressesIsCut(String server, boolean cut)
      throws MalformedException {
    var zone = new StringBuilder("$TTL 60\n@ SOA a b 1 2 3 4 5\nsub NS " + server + "\n");
    zone.append("down CNAME x.sub\n");
    for (int i = 0; i < 40; i++) {
      zone.append(server).append(" A 192.0.2.").append(i).append('\n');
    }
    var authority = authority(zone.toString());
    for (var name : List.of("x.sub.example.com", "down.example.com")) {
      var query = query(name, "A");
      var answer = ask(authority, query);
      assertThat(answer.header().has(Flag.TC)).isEqualTo(cut);
      assertThat(answer.authorities()).hasSize(1);
      assertThat(answer.additionals()).isEmpty();
      var small = ask(authority, query.with(Edns.of(512)));
      assertThat(small.header().has(Flag.TC)).isEqualTo(cut);
      assertThat(small.additionals()).hasSize(1);
      var large = ask(authority, query.with(Edns.of(1232)));
      assertThat(large.header().has(Flag.TC)).isFalse();
      assertThat(large.additionals()).hasSize(41);
    }
  }

  /** RFC 6891 §6.1.1, §7. */
  @Test
  void ednsIsForThoseWhoSpeakIt() throws MalformedException {
    for (var name : List.of("www.example.com", "nothing.example.com", "example.net")) {
      var query = query(name, "A");
      assertThat(ask(authority(ZONE), query).findEdns()).isEmpty();
      var edns = new Edns(700, 0, 0, 0x8000, List.of(new EdnsOption(10, Bytes.of(1))));
      assertThat(ask(authority(ZONE), query.with(edns)).findEdns()).contains(Edns.of(1232));
    }
    var opt = new ResourceRecord(Name.ROOT, 0, new RecordData.Opt(List.of()));
    var update = query("www.example.com", "A").withAdditionals(List.of(opt));
    var other = update.with(update.header().with(Opcode.UPDATE));
    assertThat(ask(authority(ZONE), other).findEdns()).contains(Edns.of(1232));
  }

  @Test
  void everyPrefixAndEveryBitThatIsTurnedIsAnsweredOrNot() throws MalformedException {
    var authority = authority(ZONE);
    var edns = new Edns(1232, 0, 0, 0x8000, List.of(new EdnsOption(10, Bytes.of(1, 2, 3))));
    var query = query("alias.example.com", "A").with(edns).encode();
    for (int size = 0; size <= query.size(); size++) {
      assertAnswerOrNone(authority, query.slice(0, size));
    }
    for (int bit = 0; bit < 8 * query.size(); bit++) {
      var octets = query.toArray();
      octets[bit / 8] ^= (byte) (1 << bit % 8);
      assertAnswerOrNone(authority, Bytes.copyOf(octets));
    }
  }

  @Test
  void octetsAtRandomAreAnsweredOrNot() throws MalformedException {
    var authority = authority(ZONE);
    var random = new Random(1);
    var query = query("host.sub.example.com", "A").with(Edns.of(1232)).encode();
    for (int i = 0; i < 20_000; i++) {
      var octets = query.toArray();
      for (int j = random.nextInt(1, 9); j > 0; j--) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt();
      }
      assertAnswerOrNone(authority, Bytes.copyOf(octets));
      var junk = new byte[random.nextInt(80)];
      random.nextBytes(junk);
      assertAnswerOrNone(authority, Bytes.copyOf(junk));
    }
  }

  /** Whatever was asked: an answer has the ID and QR, fits, and is a message. */
  private static void assertAnswerOrNone(Authority authority, Bytes octets)
      throws MalformedException {
    var datagram = authority.answerDatagram(octets);
    var stream = authority.answerStream(octets);
    assertThat(datagram.isPresent()).isEqualTo(stream.isPresent());
    boolean due = octets.size() >= 12 && (octets.at(2) & 0x80) == 0;
    assertThat(datagram.isPresent()).as("%s", octets).isEqualTo(due);
    for (Optional<Bytes> answer : List.of(datagram, stream)) {
      if (answer.isPresent()) {
        var header = DnsMessage.decode(answer.get()).header();
        assertThat(header.id()).isEqualTo((int) octets.number(0, 2));
        assertThat(header.has(Flag.QR)).isTrue();
        assertThat(header.has(Flag.RA)).isFalse();
      }
    }
    assertThat(datagram.map(Bytes::size).orElse(0)).isLessThanOrEqualTo(1232);
  }
}
