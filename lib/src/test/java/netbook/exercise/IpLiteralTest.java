package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Optional;
import java.util.SplittableRandom;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import netbook.dns.Name;
import netbook.dns.RecordData;
import netbook.dns.ZoneFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the grammar of the check of exercise 07.1 to our zone files, and to the library. */
class IpLiteralTest {
  private static final String CHARACTERS = "0123456789afAF::::::....gx%-+ ";

  @ParameterizedTest
  @CsvSource({
    "192.0.2.33, c0 00 02 21",
    "0.10.200.255, 00 0a c8 ff",
    "::, 00000000 00000000 00000000 00000000",
    "2001:DB8::8:800:200c:417a, 20010db8 00000000 00080800 200c417a",
    "1:2:3:4:5:6:7::, 0001 0002 0003 0004 0005 0006 0007 0000",
    "::ffff:129.144.52.38, 00000000 00000000 0000ffff 81903426"
  })
  void readsAddresses(String text, String octets) {
    assertThat(IpLiteral.find(text)).contains(Bytes.ofHex(octets));
  }

  @Test
  void agreesWithZoneFilesAndTheLibrary() {
    var random = new SplittableRandom(1);
    int addresses = 0;
    for (int i = 0; i < 40_000; i++) {
      var text = i % 2 == 0 ? drawn(random) : altered(random);
      var found = IpLiteral.find(text);
      addresses += found.isPresent() ? 1 : 0;
      assertThat(found).as(text).isEqualTo(byZoneFile(text));
      if (found.isPresent()) {
        assertThat(byLibrary(text, found.get().size())).as(text).isEqualTo(found.get());
      }
    }
    assertThat(addresses).isGreaterThan(1000);
  }

  /** A text of characters that addresses have. */
  private static String drawn(SplittableRandom random) {
    var text = new StringBuilder();
    for (int left = random.nextInt(12); left >= 0; left--) {
      text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return text.toString();
  }

  /** An address, two of whose characters may be others. */
  private static String altered(SplittableRandom random) {
    var text = new StringBuilder();
    int gap = random.nextInt(-1, 8);
    for (int i = 0; i < 8; i++) {
      text.append(i == gap ? ":" : Integer.toHexString(random.nextInt(1 << random.nextInt(17))));
      text.append(i < 7 ? ":" : random.nextBoolean() ? "" : ":1.2.3.4");
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(text.length());
      var other = "" + CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
      text.replace(at, at + random.nextInt(2), random.nextBoolean() ? other : "");
    }
    return text.toString();
  }

  /** What the library reads, which is lax, but takes every address; of a mapped one, its end. */
  private static Bytes byLibrary(String text, int size) {
    var octets = Bytes.copyOf(InetAddress.ofLiteral(text).getAddress());
    return octets.size() == size ? octets : Bytes.ofHex("00000000000000000000ffff").plus(octets);
  }

  private static Optional<Bytes> byZoneFile(String text) {
    var type = text.contains(":") ? "AAAA" : "A";
    try {
      var line = "a. 0 IN %s \"%s\"".formatted(type, text);
      return switch (ZoneFile.parse(line, Name.ROOT).getFirst().data()) {
        case RecordData.A(var address) -> Optional.of(address);
        case RecordData.Aaaa(var address) -> Optional.of(address);
        default -> Optional.empty();
      };
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }
}
