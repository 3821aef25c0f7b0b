package netbook.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are cut, changed or made up: a message or a clear error, and nothing else. */
class DnsHostileTest {
  private static final Bytes RESPONSE =
      Bytes.ofHex(
          "2b1c 8180 0001 0001 0001 0001 07 6578616d706c65 03 636f6d 00 0001 0001"
              + " c00c 0001 0001 0000012c 0004 c0000221"
              + " c00c 0002 0001 0000012c 0005 026e73 c00c"
              + " 00 0029 04d0 00000000 0000");

  /** Of more octets, a picture for each bit would take too long. */
  private static final int PICTURE_MAX = 300;

  /** A message for each type, and one with all types. */
  static Stream<Bytes> messages() {
    var samples = new DnsSamples(7);
    return Stream.concat(
            DnsSamples.TYPES.stream().map(samples::message), Stream.of(samples.message()))
        .map(DnsMessage::encode);
  }

  private static MalformedException refused(Bytes octets) {
    return catchThrowableOfType(MalformedException.class, () -> Indexed.decode(octets));
  }

  /**
   * Whether octets are a message. What is read is written and read again, and is the same; an index
   * finds it the same.
   */
  private static boolean reads(Bytes octets) throws MalformedException {
    DnsMessage message;
    try {
      message = Indexed.decode(octets);
    } catch (MalformedException e) {
      assertThat(e.offset()).isBetween(0L, (long) octets.size());
      assertThat(e.rule()).startsWith("RFC ");
      assertThat(e.found()).isNotEmpty();
      if (octets.size() <= PICTURE_MAX) {
        var recorded =
            catchThrowableOfType(
                MalformedException.class, () -> DnsMessage.read(ByteReader.recording(octets)));
        assertThat(recorded).hasMessage(e.getMessage());
      }
      return false;
    }
    var encoded = message.encode();
    var again = DnsMessage.decode(encoded);
    assertThat(again).isEqualTo(message);
    assertThat(again.encode()).isEqualTo(encoded);
    if (octets.size() <= PICTURE_MAX) {
      assertThat(DnsMessage.read(ByteReader.recording(octets))).isEqualTo(message);
      assertThat(again.toText()).isEqualTo(message.toText()); // each letter has its case
      assertThat(message.toString()).hasSizeLessThanOrEqualTo(120);
    }
    return true;
  }

  @ParameterizedTest
  @MethodSource("messages")
  void theMessagesAreGood(Bytes octets) throws MalformedException {
    assertThat(reads(octets)).isTrue();
    assertThat(DnsMessage.decode(octets).encode()).isEqualTo(octets);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyPrefixIsMalformed(Bytes octets) throws MalformedException {
    for (int size = 0; size < octets.size(); size++) {
      assertThat(reads(octets.slice(0, size))).as("%d octets", size).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyBitMayFlip(Bytes octets) throws MalformedException {
    int good = 0;
    for (int bit = 0; bit < 8 * octets.size(); bit++) {
      var changed = octets.toArray();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      good += reads(Bytes.copyOf(changed)) ? 1 : 0;
    }
    assertThat(good).isBetween(16, 8 * octets.size() - 1);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void octetsMayBeAnything(Bytes octets) throws MalformedException {
    for (int seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var changed = octets.toArray();
      for (int i = random.nextInt(8); i >= 0; i--) {
        var extremes = new int[] {0, 1, 0x3f, 0x40, 0x80, 0xc0, 0xff, random.nextInt(256)};
        changed[random.nextInt(changed.length)] = (byte) extremes[random.nextInt(extremes.length)];
      }
      reads(Bytes.copyOf(changed));
    }
  }

  @Test
  void aHeaderHasTwelveOctets() {
    for (int size = 0; size < Header.SIZE; size++) {
      assertThat(refused(Bytes.copyOf(new byte[size])).offset()).isEqualTo(size);
    }
    assertThat(refused(Bytes.copyOf(new byte[Header.SIZE]))).isNull();
  }

  // Numbers that lie.

  private static Bytes with(int offset, int u16) {
    var number = Bytes.of(u16 >> 8, u16 & 0xff);
    return Bytes.join(List.of(RESPONSE.slice(0, offset), number, RESPONSE.from(offset + 2)));
  }

  @Test
  void countsThatSayMoreThanThereIs() {
    for (int count : List.of(2, 255, 65_535)) {
      for (int offset : List.of(4, 6, 8, 10)) {
        var e = refused(with(offset, count));
        assertThat(e).as("%d at %d", count, offset).isNotNull();
        assertThat(e.offset()).isLessThanOrEqualTo(RESPONSE.size());
      }
      assertThat(refused(with(10, count)))
          .hasMessage("at offset 73: length: needs 1 B, has 0 (RFC 1035 §3.1)");
    }
    assertThat(refused(Bytes.ofHex("0001 0000 ffff ffff ffff ffff")))
        .hasMessage("at offset 12: length: needs 1 B, has 0 (RFC 1035 §3.1)");
    assertThat(refused(Bytes.ofHex("0001 0000 0000 ffff 0000 0000")))
        .hasMessage("at offset 12: length: needs 1 B, has 0 (RFC 1035 §3.1)");
  }

  @Test
  void countsThatSayLessThanThereIs() {
    assertThat(refused(with(10, 0)))
        .hasMessage("at offset 62: 11 B after the end of the message (RFC 1035 §4.1.1)");
    assertThat(refused(RESPONSE.plus(Bytes.of(0))))
        .hasMessage("at offset 73: 1 B after the end of the message (RFC 1035 §4.1.1)");
  }

  @Test
  void lengthsThatLie() {
    assertThat(refused(with(39, 33)))
        .hasMessage("at offset 39: RDLENGTH says 33, and 32 are left (RFC 1035 §4.1.3)");
    assertThat(refused(with(39, 65_535)))
        .hasMessage("at offset 39: RDLENGTH says 65535, and 32 are left (RFC 1035 §4.1.3)");
    assertThat(refused(with(39, 5)))
        .hasMessage("at offset 45: 1 B of RDATA are left over (RFC 1035 §3.4.1)");
    assertThat(refused(with(39, 3)))
        .hasMessage("at offset 44: ADDRESS: needs 4 B, has 3 (RFC 1035 §3.4.1)");
    assertThat(refused(with(39, 0)))
        .hasMessage("at offset 41: ADDRESS: needs 4 B, has 0 (RFC 1035 §3.4.1)");
    assertThat(refused(with(71, 1)))
        .hasMessage("at offset 71: RDLENGTH says 1, and 0 are left (RFC 1035 §4.1.3)");
  }

  // What each kind of data must not be.

  /** What is wrong with data, at its offset in the data. */
  private static String wrong(RecordType type, String data) {
    var octets = Bytes.ofHex(data);
    var before =
        "0001 8000 0000 0001 0000 0000 00 %04x 0001 00000000 %04x"
            .formatted(type.number(), octets.size());
    var e = refused(Bytes.ofHex(before).plus(octets));
    assertThat(e).as(data).isNotNull();
    assertThat(e.rule()).startsWith("RFC ");
    return e.offset() - 23 + ": " + e.found();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          00 00 01 40 00 01 40        | 4: 0 after 0
          00 01 01 40 00 01 40        | 4: 0 after 1
          00 ff 01 40 ff 01 40        | 4: 255 after 255
          00 00 00                    | 2: length 0 is not in 1..32
          00 00 21                    | 2: length 33 is not in 1..32
          00 00 21 4040404040404040404040404040404040404040404040404040404040404040 40 | 2: length 33 is not in 1..32
          00 00 ff                    | 2: length 255 is not in 1..32
          00 00 02 40 00              | 4: a zero octet
          00 00 01 00                 | 3: a zero octet
          00 00                       | 2: Bitmap Length: needs 1 B, has 0
          00 00 02 40                 | 4: Bitmap: needs 2 B, has 1
          00 00 01 40 01              | 5: Bitmap Length: needs 1 B, has 0
          """)
  void typeBitMaps(String data, String found) {
    assertThat(wrong(RecordType.NSEC, data)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0003 0002 01bb 0003 0002 01bb | 9: 3 after 3
          0003 0002 01bb 0001 0003 026832 | 9: 1 after 3
          0000 0000                     | 3: mandatory: 0 B is not a multiple of 2
          0000 0003 000100 0001 0003 026832 | 3: mandatory: 3 B is not a multiple of 2
          0000 0002 0000                | 3: mandatory: not in order, or itself (RFC 9460 §8)
          0000 0004 0003 0001 0001 0003 026832 0003 0002 01bb | 3: mandatory: not in order, or itself (RFC 9460 §8)
          0000 0004 0003 0003 0003 0002 01bb | 3: mandatory: not in order, or itself (RFC 9460 §8)
          0001 0000                     | 3: alpn: no protocol (RFC 9460 §7.1.1)
          0001 0001 00                  | 3: alpn: a length that is wrong, at 0
          0001 0003 036832              | 3: alpn: a length that is wrong, at 0
          0001 0004 026832 01           | 3: alpn: a length that is wrong, at 3
          0001 0003 026832 0002 0001 00 | 3: no-default-alpn: 1 B is not in 0..0
          0003 0001 bb                  | 3: port: 1 B is not in 2..2
          0003 0003 0001bb              | 3: port: 3 B is not in 2..2
          0004 0000                     | 3: ipv4hint: 0 B is not a multiple of 4
          0004 0005 c000020100          | 3: ipv4hint: 5 B is not a multiple of 4
          0006 0004 20010db8            | 3: ipv6hint: 4 B is not a multiple of 16
          0008 0001 00                  | 3: ohttp: 1 B is not in 0..0
          00                            | 4: SvcParamKey: needs 2 B, has 1
          0003 00                       | 6: length: needs 2 B, has 1
          0003 0002 01                  | 8: SvcParamValue: needs 2 B, has 1
          ffff ffff                     | 7: SvcParamValue: needs 65535 B, has 0
          """)
  void serviceParameters(String params, String found) {
    for (var type : List.of(RecordType.SVCB, RecordType.HTTPS)) {
      assertThat(wrong(type, "0001 00" + params)).isEqualTo(found);
    }
  }

  /** Whether to use such a record is the client's matter (RFC 9460 §2.4.3). */
  @ParameterizedTest
  @ValueSource(strings = {"0000 0002 0003", "0000 0002 ffff", "0002 0000"})
  void serviceParametersThatDoNotAgreeAreRead(String params) throws MalformedException {
    var record = "0001 8000 0000 0001 0000 0000 00 0040 0001 00000000 %04x 0001 00" + params;
    var octets = Bytes.ofHex(record.formatted(3 + Bytes.ofHex(params).size()));
    assertThat(reads(octets)).isTrue();
    assertThat(DnsMessage.decode(octets).encode()).isEqualTo(octets);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          00             | 1: OPTION-CODE: needs 2 B, has 1
          000a           | 2: OPTION-LENGTH: needs 2 B, has 0
          000a 00        | 3: OPTION-LENGTH: needs 2 B, has 1
          000a 0001      | 4: OPTION-DATA: needs 1 B, has 0
          000a ffff 00   | 5: OPTION-DATA: needs 65535 B, has 1
          000a 0001 0000 | 6: OPTION-CODE: needs 2 B, has 1
          """)
  void optionsOfEdns(String data, String found) {
    assertThat(wrong(RecordType.OPT, data)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AAAA  | 20010db8                          | 4: ADDRESS: needs 16 B, has 4
          TXT   | ''                                | 0: length: needs 1 B, has 0
          TXT   | 02 61                             | 2: octets: needs 2 B, has 1
          TXT   | 01 61 02                          | 3: octets: needs 2 B, has 0
          SPF   | ''                                | 0: length: needs 1 B, has 0
          HINFO | 00                                | 1: length: needs 1 B, has 0
          HINFO | 00 00 00                          | 2: 1 B of RDATA are left over
          CAA   | 00 00                             | 1: a tag without a letter
          CAA   | 00 02 612d                        | 3: a tag has letters and digits only
          CAA   | 00 01 e9                          | 2: a tag has letters and digits only
          CAA   | 00 03 61                          | 3: octets: needs 3 B, has 1
          LOC   | 01 000000 00000000 00000000 00000000 | 0: version 1, only 0 is known
          LOC   | 00 000000 00000000 00000000       | 12: ALTITUDE: needs 4 B, has 0
          NSEC3 | 01 00 0000 00 00                  | 5: a hash without octets
          NSEC3 | 01 00 0000 02 00                  | 6: octets: needs 2 B, has 1
          SOA   | 00 00 00000000 00000000 00000000 00000000 | 18: MINIMUM: needs 4 B, has 0
          MX    | 0001                              | 2: length: needs 1 B, has 0
          DS    | 0001 01                           | 3: Digest Type: needs 1 B, has 0
          SRV   | 0001 0002 0003 00 00              | 7: 1 B of RDATA are left over
          """)
  void dataOfOtherTypes(String type, String data, String found) {
    assertThat(wrong(RecordType.of(type), data)).isEqualTo(found);
  }

  // Work without an end.

  private static Bytes numbers(int... numbers) {
    var octets = new byte[2 * numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      octets[2 * i] = (byte) (numbers[i] >> 8);
      octets[2 * i + 1] = (byte) numbers[i];
    }
    return Bytes.copyOf(octets);
  }

  /**
   * Questions that are pointers all over, QTYPE and QCLASS too: each leads to the one before it, as
   * long as there are bits for its offset, and then to the last that has them.
   */
  private static Bytes chains() {
    var numbers = new int[32_767];
    numbers[2] = 10_920; // QDCOUNT
    numbers[6] = 0x0261; // the one name, at offset 12
    numbers[7] = 0x6100;
    numbers[10] = 0xc00c;
    for (int i = 11; i < numbers.length; i++) {
      numbers[i] = 0xc000 | 2 * Math.min(i - 1, 0x1fff);
    }
    return numbers(numbers);
  }

  /** The same record as often as there is room for it, after a question about the root. */
  private static Bytes filled(RecordData data) {
    var record = new ResourceRecord(Name.ROOT, 0, data);
    var query = DnsMessage.query(1, Name.ROOT, data.type());
    int size = query.withAnswers(List.of(record)).encode().size() - query.encode().size();
    int count = (DnsMessage.SIZE_MAX - query.encode().size()) / size;
    return query.withAnswers(Collections.nCopies(count, record)).encode();
  }

  /** Records whose names are as long as names may be, each by a pointer into the one before. */
  private static Bytes longNames() {
    var labels = "0161".repeat(126);
    var before = "0001 0000 0001 1fff 0000 0000" + labels + "00 0001 0001";
    var records = "0162 c00c ff00 0001 00000000 0000".repeat(0x1fff);
    var all = Bytes.ofHex(before + records);
    int count = (DnsMessage.SIZE_MAX - Bytes.ofHex(before).size()) / 14;
    var header = Bytes.ofHex("0001 0000 0001 %04x 0000 0000".formatted(count));
    return header.plus(all.slice(12, Bytes.ofHex(before).size() + 14 * count));
  }

  private static TypeBitMaps allTypes() {
    return TypeBitMaps.of(IntStream.range(0, 0x10000).mapToObj(RecordType::new).toList());
  }

  static Stream<Bytes> heavy() {
    return Stream.of(
        longNames(),
        filled(new RecordData.Unknown(new RecordType(65_280), Bytes.EMPTY)),
        filled(new RecordData.Txt(Collections.nCopies(32_000, Bytes.EMPTY))),
        filled(new Dnssec.Nsec(Name.ROOT, allTypes())),
        filled(new RecordData.Opt(Collections.nCopies(16_000, new EdnsOption(0, Bytes.EMPTY)))));
  }

  @Test
  @Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
  void pointersToPointersHaveAnEnd() {
    assertThat(chains().size()).isEqualTo(65_534);
    assertThat(refused(chains()).found()).isEqualTo("more than 127 pointers for one name");
  }

  @ParameterizedTest
  @MethodSource("heavy")
  @Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
  void sixtyFourKibibytesAreReadInNoTime(Bytes octets) throws MalformedException {
    assertThat(octets.size()).isBetween(57_000, DnsMessage.SIZE_MAX);
    long best = Long.MAX_VALUE;
    for (int run = 0; run < 3; run++) { // the first one is compiled on the way
      long start = System.nanoTime();
      DnsMessage.decode(octets);
      new MessageIndex().read(octets);
      best = Math.min(best, System.nanoTime() - start);
    }
    assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofSeconds(2));
  }
}
