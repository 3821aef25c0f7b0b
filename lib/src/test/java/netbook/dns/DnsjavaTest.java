package netbook.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Our messages beside those of dnsjava, a library that many programs use. */
class DnsjavaTest {
  private static final Path COLLECTED = Path.of("../../shared/suites/dns_messages.json");

  /** Collected messages that only one side takes, and what decides who is right. */
  private static final Map<String, String> KNOWN =
      Map.of(
          "bind:bind-systemtest-eb9795edda17.pkt",
          "We take it. It has a record of type 27, GPOS (RFC 1712), with three empty strings, which"
              + " dnsjava reads as numbers. To us that type is unknown, and RFC 3597 §3 says: treat"
              + " the RDATA section of such RRs as unstructured binary data.");

  /** A record as both sides can tell it; of names in data, each letter has its case. */
  private record Told(Name name, int type, int recordClass, long ttl, Bytes data) {}

  private static List<Told> ours(DnsMessage message) throws LimitException {
    var all = new ArrayList<Told>();
    for (var record : message.records()) {
      all.add(
          new Told(
              record.name(),
              record.type().number(),
              record.recordClass().number(),
              record.ttl(),
              written(record.data())));
    }
    return all;
  }

  /** The octets of data that stands for itself: at most a SOA's second name leads to its first. */
  private static Bytes written(RecordData data) throws LimitException {
    var out = new WireWriter(0xffff);
    data.write(out);
    return out.toBytes();
  }

  private static List<Told> theirs(Message message) throws MalformedException, LimitException {
    var all = new ArrayList<Told>();
    for (int section : List.of(Section.ANSWER, Section.AUTHORITY, Section.ADDITIONAL)) {
      for (var record : message.getSection(section)) {
        all.add(
            new Told(
                name(record), record.getType(), record.getDClass(), record.getTTL(), data(record)));
      }
    }
    return all;
  }

  private static Name name(Record record) throws MalformedException {
    return RecordReader.data(RecordType.NS, Bytes.copyOf(record.getName().toWire()))
            instanceof RecordData.Ns(var name)
        ? name
        : Name.ROOT;
  }

  private static Bytes data(Record record) throws MalformedException, LimitException {
    var whole = Bytes.copyOf(record.toWire(Section.ANSWER));
    var octets = whole.from(record.getName().length() + 10);
    if (octets.isEmpty()) {
      return octets; // of an update
    }
    var type = new RecordType(record.getType());
    return type.equals(RecordType.SOA) ? written(RecordReader.data(type, octets)) : octets;
  }

  private static void assertSame(DnsMessage ours, Message theirs)
      throws MalformedException, LimitException {
    assertThat(theirs.getHeader().getID()).isEqualTo(ours.header().id());
    int flags = (int) Bytes.copyOf(theirs.toWire()).number(2, 2);
    assertThat(flags).isEqualTo(ours.header().flags());
    var questions = theirs.getSection(Section.QUESTION);
    assertThat(questions).hasSameSizeAs(ours.questions());
    for (int i = 0; i < questions.size(); i++) {
      var question = ours.questions().get(i);
      assertThat(name(questions.get(i))).isEqualTo(question.name());
      assertThat(questions.get(i).getType()).isEqualTo(question.type().number());
      assertThat(questions.get(i).getDClass()).isEqualTo(question.recordClass().number());
    }
    assertThat(theirs(theirs)).isEqualTo(ours(ours));
  }

  @Test
  void itReadsWhatWeWrite() throws IOException {
    for (int seed = 0; seed < 300; seed++) {
      var message = new DnsSamples(seed).message();
      assertThat(DnsMessage.decode(message.encode())).isEqualTo(message);
      assertSame(message, new Message(message.encode().toArray()));
    }
  }

  @Test
  void weReadWhatItWrites() throws IOException {
    for (int seed = 300; seed < 600; seed++) {
      var theirs = new Message(new DnsSamples(seed).message().encode().toArray());
      var ours = DnsMessage.decode(Bytes.copyOf(theirs.toWire()));
      assertSame(ours, theirs);
    }
  }

  /** Messages that others have collected, where they are: they aren't part of the project. */
  @Test
  void bothTakeTheSameMessagesOfOthers() throws IOException {
    if (!Files.exists(COLLECTED)) {
      return;
    }
    var differences = new ArrayList<String>();
    for (var entry : new ObjectMapper().readTree(COLLECTED.toFile())) {
      var octets = Bytes.ofHex(entry.get("hex").asText());
      boolean taken = ours(octets).isEmpty();
      if (taken != theirs(octets).isEmpty()) {
        differences.add(entry.get("id").asText());
      } else if (taken) {
        assertSame(DnsMessage.decode(octets), new Message(octets.toArray()));
      }
    }
    assertThat(differences).containsExactlyElementsOf(KNOWN.keySet());
  }

  /** Why we refuse octets; empty if we take them. */
  private static String ours(Bytes octets) {
    try {
      Indexed.decode(octets).toText();
      return "";
    } catch (MalformedException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Why it refuses octets; empty if it takes them. */
  private static String theirs(Bytes octets) {
    try {
      new Message(octets.toArray()).toString();
      return "";
    } catch (IOException | RuntimeException e) {
      return String.valueOf(e);
    }
  }

  /** Data that one side refuses, and what decides who is right. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CAA     | 00 05 4973737565 3b               | true  | RFC 8659 §4.1: tags may have capital letters
          SSHFP   | 01 01 0102                        | true  | RFC 4255 §3.1.3: a fingerprint is an opaque octet string
          LOC     | 00 ff1313 80000000 80000000 00989680 | true | RFC 1876 §2: digits over 9 are undefined, not forbidden
          TYPE27  | 00 00 00                          | true  | RFC 3597 §3: data of an unknown type is unstructured
          TYPE7   | 00 00                             | true  | RFC 3597 §3: data of an unknown type is unstructured
          TXT     | ''                                | false | RFC 1035 §3.3.14: one or more character-strings
          NSEC    | 00 00 02 40 00                    | false | RFC 4034 §4.1.2: trailing zero octets must be omitted
          SVCB    | 0001 00 0003 0002 01bb 0001 0003 026832 | false | RFC 9460 §2.2: keys appear in increasing order
          """)
  void dataOfWhichOneSideThinksOtherwise(String type, String data, boolean ours, String why) {
    var octets = Bytes.ofHex(data);
    var before =
        "0001 8000 0000 0001 0000 0000 00 %04x 0001 00000000 %04x"
            .formatted(RecordType.of(type).number(), octets.size());
    assertDiffers(Bytes.ofHex(before).plus(octets), ours, why);
  }

  private static void assertDiffers(Bytes octets, boolean ours, String why) {
    assertThat(why).startsWith("RFC ");
    assertThat(ours(octets).isEmpty()).as("ours: %s", ours(octets)).isEqualTo(ours);
    assertThat(theirs(octets).isEmpty()).as("theirs: %s", theirs(octets)).isEqualTo(!ours);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0001 8000 0000 0000 0000 0000 00         | false | RFC 1035 §4.1.1: the counts say what there is
          0001 8200 0000 0001 0000 0000 00 0001 00 | false | RFC 1035 §4.1.1: the counts say what there is
          """)
  void messagesOfWhichOneSideThinksOtherwise(String octets, boolean ours, String why) {
    assertDiffers(Bytes.ofHex(octets), ours, why);
  }
}
