package netbook.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Master;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Records of the root zone and of others, each as octets and as text that others have written. */
class RecordPairsTest {
  private static final Path COLLECTED = Path.of("../../shared/suites/dns_rr_pairs.json");

  /** A few of our own, which are there in any case. */
  private static final String OWN =
      """
      [
        {"wire": "0161000001000100000e100004c0000221", "text": "a. 3600 IN A 192.0.2.33"},
        {"wire": "0161000002000100000e1000030162 00", "text": "a. 3600 IN NS b."},
        {"wire": "016100ff01000100000e100003abcdef", "text": "a. 3600 IN TYPE65281 \\\\# 3 abcdef"}
      ]
      """;

  private static List<JsonNode> pairs() throws IOException {
    var json = new ObjectMapper();
    var pairs = new ArrayList<JsonNode>();
    json.readTree(OWN).forEach(pairs::add);
    if (Files.exists(COLLECTED)) {
      json.readTree(COLLECTED.toFile()).forEach(pairs::add);
    }
    return pairs;
  }

  @Test
  void textAndOctetsOfOneRecordAreTheSameForUsAsOftenAsForDnsjava() throws IOException {
    var differ = new ArrayList<String>();
    int count = 0;
    int theirs = 0;
    for (var pair : pairs()) {
      var octets = Bytes.ofHex(pair.get("wire").asText());
      var text = pair.get("text").asText();
      if (!isEqualForUs(octets, text)) {
        differ.add(text);
      }
      theirs += isEqualForThem(octets, text) ? 1 : 0;
      count++;
    }
    assertThat(count - differ.size())
        .as("dnsjava: %d of %d, and not ours: %s", theirs, count, differ)
        .isGreaterThanOrEqualTo(theirs);
    assertThat(differ).isEmpty();
  }

  private static boolean isEqualForUs(Bytes octets, String text) throws IOException {
    var in = new ByteReader(octets);
    var decoded = new RecordReader(in, new WireReader(in), false).records("record", 1).getFirst();
    var data = RecordDataTest.encoded(decoded.data());
    return ZoneFile.parse(text, Name.ROOT).equals(List.of(decoded))
        && ZoneFile.parse(decoded.toText(), Name.ROOT).equals(List.of(decoded))
        && octets.from(octets.size() - data.size()).equals(data);
  }

  private static boolean isEqualForThem(Bytes octets, String text) {
    try (var master = new Master(new ByteArrayInputStream(Bytes.utf8(text).toArray()))) {
      var decoded = Record.fromWire(octets.toArray(), Section.ANSWER);
      var parsed = master.nextRecord();
      return parsed != null
          && Arrays.equals(parsed.toWire(Section.ANSWER), decoded.toWire(Section.ANSWER));
    } catch (IOException e) {
      return false;
    }
  }
}
