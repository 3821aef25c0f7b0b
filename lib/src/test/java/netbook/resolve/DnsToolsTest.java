package netbook.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import netbook.dns.Name;
import netbook.dns.ResourceRecord;
import netbook.dns.ZoneFile;
import netbook.net.Servers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;

/** Our server as three programs and a library see it that many use. */
@Timeout(120)
class DnsToolsTest {
  /** A record of each type that we know, and one of a type that nobody does. */
  static final String TYPES =
      """
      a          A     192.0.2.33
      aaaa       AAAA  2001:db8::33
      cname      CNAME a
      dname      DNAME example.net.
      ptr        PTR   a
      mx         MX    10 mail.example.net.
      hinfo      HINFO "a cpu" "an os"
      txt        TXT   "one" "two \\"quoted\\"" "\\195\\164;"
      spf        SPF   "v=spf1 -all"
      srv        SRV   0 1 143 mail.example.net.
      loc        LOC   42 21 54.000 N 71 6 18.000 W -24.00m 30.00m 10000.00m 10.00m
      naptr      NAPTR 100 10 "u" "E2U+sip" "!^.*$!sip:info@example.com!" .
      caa        CAA   0 issue "ca.example.net"
      sshfp      SSHFP 4 2 ( 000102030405060708090A0B0C0D0E0F
                             101112131415161718191A1B1C1D1E1F )
      tlsa       TLSA  3 1 1 ( 000102030405060708090A0B0C0D0E0F
                               101112131415161718191A1B1C1D1E1F )
      smimea     SMIMEA 3 0 0 0102
      svcb       SVCB  1 a alpn=h2,h3 port=8443 ipv4hint=192.0.2.33 ipv6hint=2001:db8::33
      https      HTTPS 1 . mandatory=alpn alpn=h2 no-default-alpn key65000=value
      alias      SVCB  0 a
      ds         DS    60485 13 2 ( 000102030405060708090A0B0C0D0E0F
                                    101112131415161718191A1B1C1D1E1F )
      cds        CDS   0 0 0 00
      dnskey     DNSKEY 257 3 13 ( AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g
                                   ISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw== )
      cdnskey    CDNSKEY 0 3 0 AA==
      rrsig      RRSIG A 13 3 60 20261201000000 20261101000000 33655 example.com. (
                       AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g
                       ISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw== )
      nsec       NSEC  a A MX RRSIG NSEC TYPE1234
      2t7b4g4vsa5smi47k61mv5bv1a22bojr NSEC3 1 1 12 AABBCCDD (
                       2vptu5timamqttgl4luu9kg21e0aor3s A RRSIG )
      nsec3param NSEC3PARAM 1 0 0 AABBCCDD
      unknown    TYPE65280 \\# 3 ABCDEF
      """;

  /** Where a program writes the same data in another form than we, and in which. */
  private static final Map<String, String> OTHER_FORMS =
      Map.ofEntries(
          Map.entry("DIG LOC", "sizes in whole metres have no decimals"),
          Map.entry("KDIG LOC", "what is whole has no decimals"),
          Map.entry("KDIG SVCB", "no quotes around a value that needs none"),
          Map.entry("KDIG HTTPS", "no quotes around a value that needs none"),
          Map.entry("KDIG NSEC3", "base 32 in small letters"),
          Map.entry("DRILL LOC", "sizes in whole metres have no decimals, minutes two digits"),
          Map.entry("DRILL SVCB", "no quotes around a value that needs none"),
          Map.entry("DRILL HTTPS", "no quotes around a value that needs none"),
          Map.entry("DRILL SSHFP", "base 16 in small letters"),
          Map.entry("DRILL TLSA", "base 16 in small letters"),
          Map.entry("DRILL DS", "base 16 in small letters"),
          Map.entry("DRILL DNSKEY", "a comment with the tag of the key"),
          Map.entry("DRILL NSEC3", "base 16 and base 32 in small letters"),
          Map.entry("DRILL NSEC3PARAM", "base 16 in small letters"),
          Map.entry("DRILL TYPE65280", "base 16 in small letters"));

  /** A client, its package, and how it is called: without recursion, and asking once. */
  private enum Tool {
    DIG("dig", "bind9-dnsutils", "+norecurse", "+nosplit", "+time=10", "+tries=1"),
    KDIG("kdig", "knot-dnsutils", "+norecurse", "+time=10", "+retry=0"),
    DRILL("drill", "ldnsutils", "-o", "rd", "-a"); // -a: over TCP if it was cut

    private final String program;
    private final String bringer;
    private final List<String> options;

    Tool(String program, String bringer, String... options) {
      this.program = program;
      this.bringer = bringer;
      this.options = List.of(options);
    }

    /** What it prints about an answer of the server. */
    private String ask(DnsServer server, String name, String type, String... more)
        throws IOException, InterruptedException {
      var argv = new ArrayList<>(List.of(Programs.find(program, bringer)));
      argv.addAll(options);
      argv.addAll(List.of(more));
      argv.addAll(List.of("-p", "" + server.port(), "@127.0.0.1", name, type));
      var process = new ProcessBuilder(argv).redirectErrorStream(true).start();
      process.getOutputStream().close();
      var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(told).isZero();
      assertThat(server.failures()).isEmpty();
      return told;
    }
  }

  private List<ResourceRecord> records;
  private DnsServer server;

  @BeforeEach
  void startServer() throws IOException {
    var text =
        new StringBuilder("$TTL 3600\n@ SOA ns hostmaster 7 7200 900 1209600 300\n@ NS ns\n");
    text.append(TYPES);
    records = ZoneFile.parse(text.toString(), Name.of("example.com"));
    for (int i = 0; i < 100; i++) {
      text.append("large A 192.0.2.").append(i).append('\n');
    }
    server = DnsServer.start("names", Zone.parse(text.toString(), "example.com"));
  }

  @AfterEach
  void stopServer() {
    Servers.stopAll();
  }

  /** The lines that are records, with one blank between words. */
  private static List<String> lines(String told) {
    return told.lines()
        .filter(line -> !line.isBlank() && !line.startsWith(";"))
        .map(line -> line.strip().replaceAll("\\s+", " "))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void eachShowsTheDataAsWeDo(Tool tool) throws Exception {
    for (var record : records) {
      var lines = lines(tool.ask(server, record.name().toString(), record.type().toString()));
      assertThat(lines).hasSize(1);
      assertThat(ZoneFile.parse(lines.getFirst(), Name.ROOT)).containsExactly(record);
      if (!OTHER_FORMS.containsKey(tool + " " + record.type())) {
        assertThat(lines).containsExactly(record.toText());
      }
    }
  }

  /** What dig says when octets are missing, too many, or not what they should be. */
  @ParameterizedTest
  @ValueSource(strings = {"+notcp", "+tcp", "+noedns", "+dnssec"})
  void digHasNothingToWarnOf(String option) throws Exception {
    for (var record : records) {
      var type = record.type().toString();
      assertThat(Tool.DIG.ask(server, record.name().toString(), type, option))
          .contains("status: NOERROR", "flags: qr aa;", "ANSWER: 1")
          .doesNotContainIgnoringCase("warning")
          .doesNotContainIgnoringCase("bad packet")
          .doesNotContainIgnoringCase("messages has")
          .doesNotContainIgnoringCase("extra bytes")
          .doesNotContainIgnoringCase("malformed")
          .doesNotContainIgnoringCase("mismatch")
          .doesNotContain("ERROR:");
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachAsksAgainOverTcpIfAnAnswerWasCut(Tool tool) throws Exception {
    assertThat(lines(tool.ask(server, "large.example.com", "A")))
        .hasSize(100)
        .allMatch(line -> line.startsWith("large.example.com. 3600 IN A 192.0.2."));
    server.tcp().awaitServed(1);
  }

  @ParameterizedTest
  @EnumSource
  void eachSeesWhereANameHasMovedTo(Tool tool) throws Exception {
    assertThat(lines(tool.ask(server, "www.dname.example.com", "A")))
        .containsExactly(
            "dname.example.com. 3600 IN DNAME example.net.",
            "www.dname.example.com. 3600 IN CNAME www.example.net.");
  }

  @ParameterizedTest
  @EnumSource
  void eachKnowsThatThereIsNothing(Tool tool) throws Exception {
    var soa =
        "example.com. 300 IN SOA ns.example.com. hostmaster.example.com. 7 7200 900 1209600 300";
    var noName = tool.ask(server, "nothing.example.com", "A");
    assertThat(noName).containsPattern("(status|rcode): NXDOMAIN").contains("ANSWER: 0");
    assertThat(lines(noName)).containsExactly(soa);
    var noData = tool.ask(server, "a.example.com", "MX");
    assertThat(noData).containsPattern("(status|rcode): NOERROR").contains("ANSWER: 0");
    assertThat(lines(noData)).containsExactly(soa);
    assertThat(tool.ask(server, "example.net", "A")).containsPattern("(status|rcode): REFUSED");
  }

  private Message askDnsjava(ResourceRecord record) throws IOException {
    var resolver = new SimpleResolver(server.address());
    resolver.setTimeout(Duration.ofSeconds(10));
    var name = org.xbill.DNS.Name.fromString(record.name().toString());
    return resolver.send(
        Message.newQuery(Record.newRecord(name, record.type().number(), DClass.IN)));
  }

  @Test
  void dnsjavaReadsTheSameData() throws Exception {
    for (var record : records) {
      var answer = askDnsjava(record);
      assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
      assertThat(answer.getSection(Section.ANSWER)).hasSize(1);
      var told = answer.getSection(Section.ANSWER).getFirst().toString();
      assertThat(ZoneFile.parse(told, Name.ROOT)).as(told).containsExactly(record);
    }
    assertThat(server.failures()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "large, A, NOERROR, 100, 0",
    "nothing, A, NXDOMAIN, 0, 1",
    "a, MX, NOERROR, 0, 1",
    "example.net., A, REFUSED, 0, 0",
  })
  void dnsjavaUnderstandsOtherAnswers(
      String name, String type, String rcode, int answers, int authorities) throws Exception {
    var text = name + " 0 " + type + (type.equals("A") ? " 0.0.0.0" : " 0 a");
    var answer = askDnsjava(ZoneFile.parse(text, Name.of("example.com")).getFirst());
    assertThat(Rcode.string(answer.getRcode())).isEqualTo(rcode);
    assertThat(answer.getSection(Section.ANSWER)).hasSize(answers);
    assertThat(answer.getSection(Section.AUTHORITY)).hasSize(authorities);
    assertThat(server.failures()).isEmpty();
  }
}
