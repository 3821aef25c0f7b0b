package netbook.bench;

import java.io.IOException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import netbook.bytes.Bytes;
import netbook.dns.DnsMessage;
import netbook.dns.MessageIndex;
import netbook.dns.Name;
import netbook.dns.RecordType;
import netbook.dns.ResourceRecord;
import netbook.dns.ZoneFile;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What it costs to parse and to encode DNS messages, beside dnsjava. */
final class DnsBench {
  private DnsBench() {}

  /** Measures, and prints what it finds. */
  static void run(int runs) throws Exception {
    check();
    System.out.println(
        "dns: responses of %s B; names compressed, no field recorded; dnsjava %s, JMH in a JVM a side"
            .formatted(
                DnsInput.responses().stream()
                    .map(octets -> "" + octets.size())
                    .collect(Collectors.joining(", ")),
                dnsjava()));
    var comparison =
        new JmhComparison("a response", DnsSides.class)
            .warmUps(30)
            .kind("parse", "Dnsjava", "Ours", "Index")
            .kind("encode", "Dnsjava", "Ours");
    System.out.print(comparison.measure(runs).table());
    System.out.println(JmhComparison.RATIO);
  }

  private static String dnsjava() throws IOException {
    var build = new Properties();
    try (var in =
        Message.class.getResourceAsStream("/META-INF/maven/dnsjava/dnsjava/pom.properties")) {
      build.load(in);
    }
    return build.getProperty("version");
  }

  /** Both sides find the same records and write the same octets, or nothing is measured. */
  private static void check() throws IOException {
    var sides = new DnsSides();
    sides.read();
    var responses = DnsInput.responses();
    var ours = sides.parseOurs();
    var theirs = sides.parseDnsjava();
    var ourOctets = sides.encodeOurs();
    var theirOctets = sides.encodeDnsjava();
    var index = new MessageIndex();
    for (int i = 0; i < DnsInput.MESSAGES; i++) {
      same("octets", responses.get(i), ourOctets[i]);
      same("octets", responses.get(i), Bytes.copyOf(theirOctets[i]));
      index.read(responses.get(i));
      same("records", ours[i].records().size(), index.count());
      same("answers", ours[i].answers(), records(theirs[i], Section.ANSWER));
      same("authorities", ours[i].authorities(), records(theirs[i], Section.AUTHORITY));
      same("additionals", withoutOpt(ours[i]), records(theirs[i], Section.ADDITIONAL));
    }
  }

  /** Their records, by their text; EDNS has none that a zone file could have. */
  private static List<ResourceRecord> records(Message message, int section) throws IOException {
    var text =
        message.getSection(section).stream()
            .filter(record -> record.getType() != Type.OPT)
            .map(record -> record + "\n")
            .collect(Collectors.joining());
    return ZoneFile.parse(text, Name.ROOT);
  }

  private static List<ResourceRecord> withoutOpt(DnsMessage message) {
    return message.additionals().stream()
        .filter(record -> !record.type().equals(RecordType.OPT))
        .toList();
  }

  private static void same(String what, Object wanted, Object found) {
    if (!wanted.equals(found)) {
      throw new IllegalStateException(what + ": the sides have " + wanted + " and " + found);
    }
  }
}
