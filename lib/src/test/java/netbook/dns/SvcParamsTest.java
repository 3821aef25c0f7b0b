package netbook.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SvcParamsTest {
  private static final Path TEXTS = Path.of("../../shared/suites/dns_svcb_rfc9460.text");
  private static final Path GENERIC = Path.of("../../shared/suites/dns_svcb_rfc9460.generic");

  private static final String FOO_COM = "03666f6f 076578616d706c65 03636f6d 00";
  private static final String FOO_ORG = "03666f6f 076578616d706c65 036f7267 00";

  /** The vectors of RFC 9460 appendix D.1 and D.2, in its order. */
  static List<Arguments> vectors() {
    return List.of(
        arguments("0 foo.example.com.", "0000" + FOO_COM),
        arguments("1 .", "0001 00"),
        arguments("16 foo.example.com. port=53", "0010" + FOO_COM + "0003 0002 0035"),
        arguments("1 foo.example.com. key667=hello", "0001" + FOO_COM + "029b 0005 68656c6c6f"),
        arguments(
            "1 foo.example.com. key667=\"hello\\210qoo\"",
            "0001" + FOO_COM + "029b 0009 68656c6c6fd2716f6f"),
        arguments(
            "1 foo.example.com. (\nipv6hint=\"2001:db8::1,2001:db8::53:1\"\n)",
            "0001"
                + FOO_COM
                + "0006 0020 20010db8000000000000000000000001 20010db8000000000000000000530001"),
        arguments(
            "1 example.com. ipv6hint=\"2001:db8:122:344::192.0.2.33\"",
            "0001 076578616d706c65 03636f6d 00 0006 0010 20010db8012203440000 0000c0000221"),
        arguments(
            "16 foo.example.org. (alpn=h2,h3-19 mandatory=ipv4hint,alpn\n ipv4hint=192.0.2.1)",
            "0010"
                + FOO_ORG
                + "0000 0004 0001 0004  0001 0009 02 6832 05 68332d3139  0004 0004 c0000201"),
        arguments(
            "16 foo.example.org. alpn=\"f\\\\\\\\oo\\\\,bar,h2\"",
            "0010" + FOO_ORG + "0001 000c 08 665c6f6f2c626172 02 6832"),
        arguments(
            "16 foo.example.org. alpn=f\\\\\\092oo\\092,bar,h2",
            "0010" + FOO_ORG + "0001 000c 08 665c6f6f2c626172 02 6832"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void theVectorsOfTheRfcAreReadAndWritten(String text, String hex) throws IOException {
    var octets = Bytes.ofHex(hex.replace(" ", ""));
    for (var type : List.of(RecordType.SVCB, RecordType.HTTPS)) {
      var data = RecordDataTest.parsed(type, text);
      assertThat(RecordDataTest.encoded(data)).isEqualTo(octets);
      assertThat(RecordReader.data(type, octets)).isEqualTo(data);
      assertThat(RecordDataTest.parsed(type, data.toText())).isEqualTo(data);
    }
  }

  /** Those of the appendix stand above; others have collected some as well. */
  @Test
  void whatWasCollectedIsTheSameInBothForms() throws IOException {
    if (Files.exists(TEXTS) && Files.exists(GENERIC)) {
      var texts = zone(TEXTS);
      assertThat(texts).hasSizeGreaterThan(8).isEqualTo(zone(GENERIC));
    }
  }

  /** Each line that begins with a number or with the sign of generic data is data. */
  private static List<ResourceRecord> zone(Path file) throws IOException {
    var text = Files.readString(file).replaceAll("(?m)^(?=\\d+ [a-z.]|\\\\#)", "a 1 SVCB ");
    return ZoneFile.parse(text, Name.ROOT);
  }

  /** RFC 9460 appendix D.3, and the rules of §2.1, §7 and §8 that it has no vector for. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        // appendix D.3
        "key123=abc key123=def               ! key123 is there twice",
        "mandatory                           ! mandatory: an empty part of a list",
        "alpn                                ! alpn: an empty part of a list",
        "port                                ! port: \"\" is not in 0..65535",
        "ipv4hint                            ! ipv4hint: an empty part of a list",
        "ipv6hint                            ! ipv6hint: an empty part of a list",
        "no-default-alpn=abc                 ! no-default-alpn: 3 B is not in 0..0",
        "mandatory=key123                    ! mandatory: key123 is not there (RFC 9460 §8)",
        "mandatory=mandatory                 ! mandatory: not in order, or itself (RFC 9460 §8)",
        "mandatory=key123,key123 key123=abc  ! mandatory: not in order, or itself (RFC 9460 §8)",
        // §2.1
        "port=53 port=53                     ! port is there twice",
        "port=53 key3=\\000\\053             ! port is there twice",
        "nothing=1                           ! no parameter is called nothing",
        "PORT=53                             ! no parameter is called PORT",
        "key=1                               ! no parameter is called key",
        "key0667=1                           ! no parameter is called key0667",
        "key65536=1                          ! key: 65536 is not in 0..65535",
        "=1                                  ! no parameter is called ",
        "key667=\\256                        ! key667: \\256 is not in 0..255",
        // §7
        "port=65536                          ! port: \"65536\" is not in 0..65535",
        "port=+1                             ! port: \"+1\" is not in 0..65535",
        "port=1,2                            ! port: \"1,2\" is not in 0..65535",
        "alpn=h2,,h3                         ! alpn: an empty part of a list",
        "alpn=h2,                            ! alpn: an empty part of a list",
        "no-default-alpn                     ! no-default-alpn: alpn is not there (RFC 9460 §7.1.1)",
        "ipv4hint=192.0.2                    ! ipv4hint: 192.0.2 is not like 192.0.2.33",
        "ipv4hint=192.0.2.1,::1              ! ipv4hint: ::1 is not like 192.0.2.33",
        "ipv6hint=192.0.2.1                  ! ipv6hint: 192.0.2.1 is not like 2001:db8::1",
        "ech=A                               ! ech: ",
        "ohttp=1                             ! ohttp: 1 B is not in 0..0",
        "key3=\\000                          ! port: 1 B is not in 2..2",
        "key1=\\003h2                        ! alpn: a length that is wrong, at 0",
        // §8
        "mandatory=nothing                   ! mandatory: no parameter is called nothing",
        "mandatory=key65536 port=1           ! mandatory: key: 65536 is not in 0..65535",
        "mandatory=alpn,port alpn=h2         ! mandatory: port is not there (RFC 9460 §8)",
      })
  void whatBreaksARuleIsRefused(String params, String says) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> RecordDataTest.parsed(RecordType.SVCB, "1 . " + params))
        .satisfies(
            e -> assertThat(e.found()).startsWith("line 1: " + says),
            e -> assertThat(e.offset()).isEqualTo("owner.test. 1 IN SVCB 1 . ".length()));
  }

  @Test
  void anAlpnHas255OctetsAtMost() throws MalformedException {
    var most = "1 . alpn=" + "x".repeat(255);
    assertThat(RecordDataTest.parsed(RecordType.SVCB, most).toText()).contains("x".repeat(255));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> RecordDataTest.parsed(RecordType.SVCB, most + "x"))
        .withMessageContaining("alpn: protocol: 256 B is not in 1..255");
  }

  /** The form with a number has the octets as they stand, whatever the key (RFC 9460 §2.1). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "key1=\\002h2\\005h3-19        ! alpn=\"h2,h3-19\"",
        "key3=\\000\\053               ! port=53",
        "key4=\"\\192\\000\\002\\001\" ! ipv4hint=192.0.2.1",
        "key5=\\000                    ! ech=AA==",
        "key8                          ! ohttp",
        "key7=\"/q{?dns}\"             ! dohpath=\"/q{?dns}\"",
        "key0=\\000\\003 port=1        ! mandatory=port port=1",
        "key2 alpn=h2                  ! alpn=\"h2\" no-default-alpn",
        "no-default-alpn=\"\" alpn=h2  ! alpn=\"h2\" no-default-alpn",
        "key667                        ! key667",
        "key667=                       ! key667",
        "key667=\"a b\"                ! key667=\"a b\"",
        "key667=a\\ b                  ! key667=\"a b\"",
        "key65535=1                    ! key65535=\"1\"",
        "alpn=\"h2\" port=53           ! alpn=\"h2\" port=53",
        "port=53 alpn=h2               ! alpn=\"h2\" port=53",
        "alpn=a\\\\,b,c                ! alpn=\"a\\\\,b,c\"",
      })
  void parametersHaveMoreThanOneForm(String params, String form) throws MalformedException {
    var data = RecordDataTest.parsed(RecordType.SVCB, "1 . " + params);
    assertThat(data.toText()).isEqualTo("1 . " + form);
    assertThat(RecordDataTest.parsed(RecordType.SVCB, data.toText())).isEqualTo(data);
  }

  /** RFC 9460 §2.2: in a message keys are in order, each once, and values have their form. */
  @ParameterizedTest
  @CsvSource({
    "0003 0002 0035  0001 0003 026832,  9, 1 after 3",
    "029b 0000  029b 0000,              7, 667 after 667",
    "0003 0002 00,                      8, SvcParamValue",
    "0003 00,                           6, length",
    "0003 0001 35,                      3, port: 1 B is not in 2..2",
    "0001 0000,                         3, alpn: no protocol",
    "0001 0001 00,                      3, alpn: a length that is wrong",
    "0001 0002 0268,                    3, alpn: a length that is wrong",
    "0004 0000,                         3, ipv4hint: 0 B is not a multiple of 4",
    "0004 0003 c00002,                  3, ipv4hint: 3 B is not a multiple of 4",
    "0006 0004 20010db8,                3, ipv6hint: 4 B is not a multiple of 16",
    "0000 0000,                         3, mandatory: 0 B is not a multiple of 2",
    "0000 0002 0000,                    3, 'mandatory: not in order, or itself'",
    "0000 0004 0003 0001 0001 0003 026832 0003 0002 0035, 3, mandatory: not in order",
  })
  void octetsThatBreakARuleAreRefused(String hex, int offset, String says) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> RecordReader.data(RecordType.SVCB, Bytes.ofHex("0001 00 " + hex)))
        .satisfies(
            e -> assertThat(e.found()).contains(says),
            e -> assertThat(e.offset()).isEqualTo(offset));
  }

  /**
   * RFC 9460 §2.4.3: it is for the client to ignore such a record; the message is none the worse.
   */
  @ParameterizedTest
  @CsvSource({
    "0002 0000,                    no-default-alpn: alpn is not there (RFC 9460 §7.1.1)",
    "0000 0002 0003,               mandatory: port is not there (RFC 9460 §8)",
    "0000 0002 0003 0003 0002 0035,",
  })
  void aMessageMayHaveWhatDoesntAgree(String hex, String says) throws MalformedException {
    var data = RecordReader.data(RecordType.SVCB, Bytes.ofHex("0001 00 " + hex));
    assertThat(((RecordData.Svcb) data).params().findInconsistency())
        .isEqualTo(Optional.ofNullable(says));
  }

  @Test
  void aCallerKeepsToTheRulesToo() {
    assertThat(new SvcParams(new TreeMap<>())).isEqualTo(SvcParams.NONE).hasToString("");
    var values = new TreeMap<Integer, Bytes>();
    values.put(3, Bytes.of(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SvcParams(values))
        .withMessage("port: 1 B is not in 2..2");
    values.clear();
    values.put(65536, Bytes.EMPTY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SvcParams(values))
        .withMessage("key: 65536 is not in 0..65535");
    values.clear();
    values.put(667, Bytes.copyOf(new byte[65536]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SvcParams(values))
        .withMessage("key667: 65536 B is not in 0..65535");
  }
}
