package netbook.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import netbook.frame.Dissector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireNamesTest {
  private static final String POINTER_RULE = "RFC 1035 §4.1.4";
  private static final String BACK_RULE =
      POINTER_RULE + ": a pointer leads to a prior occurrence of the name";
  private static final String RESERVED_RULE =
      POINTER_RULE + ": the 10 and 01 combinations are reserved for future use";
  private static final String PLAIN_RULE =
      "RFC 3597 §4: a name in data of this type is never compressed";

  /** A label of so many octets. */
  private static String label(int size) {
    return "%02x".formatted(size) + "61".repeat(size);
  }

  /** A message of two questions, the second one at offset 12 + the octets of the first. */
  private static Bytes questions(String first, String second) {
    return Bytes.ofHex("0001 0000 0002 0000 0000 0000" + first + second);
  }

  /** A message with one question, whose name stands at offset 12. */
  private static Bytes question(String name) {
    return Bytes.ofHex("0001 0000 0001 0000 0000 0000" + name + "0001 0001");
  }

  private static Name name(Bytes message, int question) throws MalformedException {
    return Indexed.decode(message).questions().get(question).name();
  }

  private static void assertRefused(Bytes message, int offset, String rule, String found) {
    var e = catchThrowableOfType(MalformedException.class, () -> Indexed.decode(message));
    assertThat(e).isNotNull();
    assertThat(e.found()).isEqualTo(found);
    assertThat(e.rule()).isEqualTo(rule);
    assertThat(e.offset()).isEqualTo(offset);
  }

  // Compression.

  private static Bytes encode(String... names) {
    var questions =
        List.of(names).stream().map(name -> new Question(Name.of(name), RecordType.A)).toList();
    return new DnsMessage(Header.query(1), questions, List.of(), List.of(), List.of()).encode();
  }

  @Test
  void aNameEndsInAPointerToWhatStandsBefore() throws MalformedException {
    var octets = encode("www.example.com", "mail.example.com", "com", "example.com", ".", "net");
    assertThat(octets.from(12))
        .isEqualTo(
            Bytes.ofHex(
                "03 777777 07 6578616d706c65 03 636f6d 00 00010001"
                    + " 04 6d61696c c010 00010001"
                    + " c018 00010001"
                    + " c010 00010001"
                    + " 00 00010001"
                    + " 03 6e6574 00 00010001"));
    assertThat(Indexed.decode(octets).encode()).isEqualTo(octets);
  }

  @Test
  void whatIsPointedToHasTheSameCase() throws MalformedException {
    var octets = encode("www.EXAMPLE.com", "www.example.com", "EXAMPLE.com");
    assertThat(octets.from(12))
        .isEqualTo(
            Bytes.ofHex(
                "03 777777 07 4558414d504c45 03 636f6d 00 00010001"
                    + " 03 777777 07 6578616d706c65 c018 00010001"
                    + " c010 00010001"));
    assertThat(Indexed.decode(octets).questions())
        .extracting(question -> question.name().toString())
        .containsExactly("www.EXAMPLE.com.", "www.example.com.", "EXAMPLE.com.");
  }

  /** Some hundred of their ends are remembered, and the others are written out. */
  @Test
  void manyNamesAreTheSameWhenTheyAreRead() throws MalformedException {
    var names = new String[300];
    for (int i = 0; i < names.length; i++) {
      names[i] = "host%03d.example.com".formatted(i);
    }
    var octets = encode(names);
    assertThat(octets.size()).isEqualTo(12 + (21 + 4) + 299 * (8 + 2 + 4));
    assertThat(Indexed.decode(octets).questions())
        .extracting(question -> question.name().toString())
        .containsExactlyElementsOf(List.of(names).stream().map(name -> name + ".").toList());
    var twice = new ArrayList<>(List.of(names));
    twice.addAll(List.of("host000.example.com", "host253.example.com", "host254.example.com"));
    assertThat(encode(twice.toArray(new String[0])).from(octets.size()))
        .isEqualTo(Bytes.ofHex("c00c 00010001 cded 00010001 07 686f7374323534 c014 00010001"));
  }

  @Test
  void namesInDataOfTheFirstTypesAreCompressedAndOfLaterOnesNot() {
    var name = Name.of("example.com");
    var compressed =
        List.of(
            new RecordData.Ns(name),
            new RecordData.Cname(name),
            new RecordData.Ptr(name),
            new RecordData.Mx(1, name));
    var plain =
        List.of(
            new RecordData.Srv(1, 1, 1, name),
            new RecordData.Dname(name),
            new RecordData.Svcb(1, name, SvcParams.NONE),
            new Dnssec.Nsec(name, TypeBitMaps.of(List.of())));
    for (var data : compressed) {
      assertThat(encoded(data)).endsWith("c0 0c");
    }
    for (var data : plain) {
      assertThat(encoded(data)).endsWith("07 65 78 61 6d 70 6c 65 03 63 6f 6d 00");
    }
  }

  private static String encoded(RecordData data) {
    var name = Name.of("example.com");
    var message = DnsMessage.query(1, name, data.type());
    return message.withAnswers(List.of(new ResourceRecord(name, 1, data))).encode().toHex();
  }

  @Test
  void aNameInDataMayBePointedToWhereverItStands() throws MalformedException {
    var name = Name.of("target.example");
    for (var data : List.of(new RecordData.Dname(name), new RecordData.Srv(1, 2, 3, name))) {
      var records =
          List.of(new ResourceRecord(Name.of("a"), 1, data), new ResourceRecord(name, 1, data));
      var message = DnsMessage.query(1, Name.ROOT, RecordType.A).withAnswers(records);
      assertThat(Indexed.decode(message.encode())).isEqualTo(message);
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0x7f, 0x80, 0xc0, 0xff, 0x100, 0x180, 0x1234, 0x3ffe, 0x3fff, 0x4000, 0x8000, 0xc00c})
  void aPointerHasFourteenBits(int offset) throws MalformedException {
    var filling =
        new RecordData.Unknown(new RecordType(65_280), Bytes.copyOf(new byte[offset - 28]));
    var name = Name.of("a.example");
    var address = new RecordData.A(Bytes.of(192, 0, 2, 1));
    var message =
        DnsMessage.query(1, Name.ROOT, RecordType.A)
            .withAnswers(
                List.of(
                    new ResourceRecord(Name.ROOT, 0, filling),
                    new ResourceRecord(name, 0, address),
                    new ResourceRecord(name, 0, address),
                    new ResourceRecord(Name.of("b.example"), 0, address)));
    var octets = message.encode();
    assertThat(octets.slice(offset, offset + name.size())).isEqualTo(name.toBytes());
    var second = octets.from(offset + name.size() + 14);
    var expected = offset <= 0x3fff ? Bytes.of(0xc0 | offset >> 8, offset & 0xff) : name.toBytes();
    assertThat(second.slice(0, expected.size())).isEqualTo(expected);
    assertThat(Indexed.decode(octets)).isEqualTo(message);
  }

  @Test
  void aPointerMayLeadToAPointer() throws MalformedException {
    var octets =
        Bytes.ofHex(
            "0001 0000 0004 0000 0000 0000"
                + " 0161 00 0001 0001"
                + " 0162 c00c 0001 0001" // at 0013
                + " 0163 c013 0001 0001"
                + " c015 0001 0001");
    assertThat(Indexed.decode(octets).questions())
        .extracting(question -> question.name().toString())
        .containsExactly("a.", "b.a.", "c.b.a.", "a.");
  }

  @Test
  void aPointerMayLeadIntoTheMiddleOfAName() throws MalformedException {
    var first = "03 777777 03 636f6d 00 0001 0001";
    assertThat(name(questions(first, "c010 0001 0001"), 1)).hasToString("com.");
    assertThat(name(questions(first, "0161 c014 0001 0001"), 1)).hasToString("a.");
    assertThat(name(questions(first, "c014 0001 0001"), 1)).isEqualTo(Name.ROOT);
  }

  @Test
  void aPointerMayLeadToAnyOctetsThatAreAName() throws MalformedException {
    assertThat(name(Bytes.ofHex("0161 0000 0001 0000 0000 0000 c000 0001 0001"), 0))
        .hasToString("a.");
  }

  // Sizes.

  @Test
  void aLabelHas63Octets() throws MalformedException {
    assertThat(name(question(label(63) + "00"), 0).labels())
        .extracting(Bytes::size)
        .containsExactly(63);
    assertRefused(question(label(64) + "00"), 12, RESERVED_RULE, "a label that begins with 40");
  }

  @Test
  void aNameHas255Octets() throws MalformedException {
    var most = label(63) + label(63) + label(63) + label(61);
    assertThat(name(question(most + "00"), 0).size()).isEqualTo(255);
    var over = label(63) + label(63) + label(63) + label(62);
    assertRefused(question(over + "00"), 12 + 192, Name.SIZE_RULE, "a label too many");
    assertThat(name(question(label(1).repeat(127) + "00"), 0).labelCount()).isEqualTo(127);
    assertRefused(
        question(label(1).repeat(128) + "00"), 12 + 254, Name.SIZE_RULE, "a label too many");
  }

  @Test
  void aNameHas255OctetsAlsoThroughPointers() throws MalformedException {
    var first = label(63) + label(63) + label(63) + label(59) + "00 0001 0001"; // a name of 253
    assertThat(name(questions(first, label(1) + "c00c 0001 0001"), 1).size()).isEqualTo(255);
    int second = 12 + 253 + 4;
    assertRefused(
        questions(first, label(2) + "c00c 0001 0001"), second + 3, Name.SIZE_RULE, "a name of 256");
    assertRefused(
        questions(first, label(63) + label(63) + "c00c 0001 0001"),
        second + 128,
        Name.SIZE_RULE,
        "a name of 381");
  }

  @Test
  void theLabelsBehindAPointerIntoANameAreCounted() throws MalformedException {
    var first = label(1) + label(63).repeat(3) + label(29) + "00"; // 223 octets from offset 14 on
    int second = 12 + 225 + 4;
    assertThat(name(questions(first + "0001 0001", label(31) + "c00e 0001 0001"), 1).size())
        .isEqualTo(255);
    assertRefused(
        questions(first + "0001 0001", label(32) + "c00e 0001 0001"),
        second + 33,
        Name.SIZE_RULE,
        "a name of 256");
  }

  @Test
  void theLabelsOfAChainOfPointersAreCountedTogether() {
    var octets = new StringBuilder("0001 0000 0080 0000 0000 0000 0161 00 0001 0001");
    for (int i = 1; i < 128; i++) {
      int before = i == 1 ? 12 : 19 + 8 * (i - 2);
      octets.append(" 0161 %04x 0001 0001".formatted(0xc000 | before));
    }
    var e =
        catchThrowableOfType(
            MalformedException.class, () -> Indexed.decode(Bytes.ofHex(octets.toString())));
    assertThat(e.rule()).isEqualTo(Name.SIZE_RULE);
    assertThat(e.found()).isEqualTo("a name of 257");
    assertThat(e.offset()).isEqualTo(19 + 8 * 126 + 2); // the pointer of the last one
    octets.setLength(octets.length() - " 0161 c000 0001 0001".length());
    assertThat(decodes(octets.toString().replaceFirst("0080", "007f"))).isTrue();
  }

  private static boolean decodes(String hex) {
    return catchThrowableOfType(MalformedException.class, () -> Indexed.decode(Bytes.ofHex(hex)))
        == null;
  }

  /**
   * A record whose name is the first of so many pointers, each to the next; data has the others.
   */
  private static Bytes pointers(int count) {
    var data = new StringBuilder("0161 00"); // at offset 28
    for (int i = 1; i < count; i++) {
      data.append(" %04x".formatted(0xc000 | (i == 1 ? 28 : 31 + 2 * (i - 2))));
    }
    int last = count == 1 ? 28 : 31 + 2 * (count - 2);
    return Bytes.ofHex(
        "0001 8000 0001 0002 0000 0000 00 0001 0001 00 ff00 0001 00000000 %04x %s %04x ff00 0001 00000000 0000"
            .formatted(3 + 2 * (count - 1), data, 0xc000 | last));
  }

  @Test
  void aNameHas127PointersAtMost() throws MalformedException {
    for (int count : List.of(1, 2, 3, 126, 127)) {
      var message = Indexed.decode(pointers(count));
      assertThat(message.answers().getLast().name()).hasToString("a.");
    }
    assertRefused(pointers(128), 31, POINTER_RULE, "more than 127 pointers for one name");
    assertRefused(
        pointers(8000), 31 + 2 * 7872, POINTER_RULE, "more than 127 pointers for one name");
  }

  /** As {@link #pointers}, with a label before the first; and then a record that points there. */
  private static Bytes pointersAndOneMore(int count) {
    var octets = pointers(count).toArray();
    octets[7] = 3;
    int at = pointers(count).size() - 2 - 10;
    var first = Bytes.copyOf(octets);
    var labelled = first.slice(0, at).plus(Bytes.ofHex("0162")).plus(first.from(at));
    var more = Bytes.ofHex("%04x ff00 0001 00000000 0000".formatted(0xc000 | at));
    return labelled.plus(more);
  }

  @Test
  void pointersBehindANameThatWasReadBeforeCountToo() throws MalformedException {
    var message = Indexed.decode(pointersAndOneMore(126));
    assertThat(message.answers().getLast().name()).hasToString("b.a.");
    int last = pointersAndOneMore(127).size() - 12;
    assertRefused(
        pointersAndOneMore(127), last, POINTER_RULE, "more than 127 pointers for one name");
  }

  // Pointers that lead nowhere.

  @Test
  void aPointerToItself() {
    assertRefused(
        question("c00c"),
        12,
        BACK_RULE,
        "it leads to offset 12 of the message, and the name begins at 12");
  }

  @Test
  void aLabelAndAPointerToItsOwnStart() {
    assertRefused(
        question("0161 c00c"),
        14,
        BACK_RULE,
        "it leads to offset 12 of the message, and the name begins at 12");
    assertRefused(
        questions("00 0161 c00d", "c00d 0001 0001"),
        15,
        BACK_RULE,
        "it leads to offset 13 of the message, and the name begins at 13");
  }

  @Test
  void aLabelAndAPointerBetweenThem() {
    assertRefused(
        question("0161 c00d"),
        14,
        BACK_RULE,
        "it leads to offset 13 of the message, and the name begins at 12");
  }

  @Test
  void twoPointersToEachOther() {
    assertRefused(
        questions("00 c00f c00d", "c00d 0001 0001"),
        13,
        BACK_RULE,
        "it leads to offset 15 of the message, and the name begins at 13");
    assertRefused(
        questions("00 c00f c00d", "c00f 0001 0001"),
        13,
        BACK_RULE,
        "it leads to offset 15 of the message, and the name begins at 13");
    assertRefused(
        questions("c012 0001 0001", "c00c 0001 0001"),
        12,
        BACK_RULE,
        "it leads to offset 18 of the message, and the name begins at 12");
  }

  @Test
  void aPointerForward() {
    assertRefused(
        questions("c012 0001 0001", "0161 00 0001 0001"),
        12,
        BACK_RULE,
        "it leads to offset 18 of the message, and the name begins at 12");
  }

  @Test
  void aPointerPastTheEnd() {
    assertRefused(
        question("ffff"),
        12,
        BACK_RULE,
        "it leads to offset 16383 of the message, and the name begins at 12");
  }

  @Test
  void aPointerToANameThatHasNoEnd() {
    var endless = "the name that a pointer leads to has no end";
    assertRefused(questions("00 3f00 0001", "c00d 0001 0001"), 23, POINTER_RULE, endless);
    assertRefused(questions("00 0900 0001", "c00d 0001 0001"), 23, POINTER_RULE, endless);
    assertRefused(questions("00 0800 0001", "c00d 0001 00c0"), 23, POINTER_RULE, endless);
  }

  @Test
  void halfAPointer() {
    var octets = question("c00c");
    assertRefused(octets.slice(0, 13), 13, POINTER_RULE, "pointer: needs 2 B, has 1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x40, 0x41, 0x7f, 0x80, 0xbf})
  void aLabelOfAReservedKind(int first) {
    var found = "a label that begins with %02x".formatted(first);
    var octet = "%02x".formatted(first);
    assertRefused(question(octet), 12, RESERVED_RULE, found);
    assertRefused(question("0161" + octet), 14, RESERVED_RULE, found);
    assertRefused(questions("00 " + octet + "00 0001", "c00d 0001 0001"), 13, RESERVED_RULE, found);
    assertRefused(questions("00 0161 " + octet + "01", "c00d 0001 0001"), 15, RESERVED_RULE, found);
  }

  // Names in data.

  /** A message whose question is the root and that has one record, whose data stands at 28. */
  private static Bytes answer(RecordType type, String data) {
    int size = Bytes.ofHex(data).size();
    return Bytes.ofHex(
        "0001 8000 0001 0001 0000 0000 00 0001 0001 00 %04x 0001 00000000 %04x"
                .formatted(type.number(), size)
            + data);
  }

  @Test
  void aPointerInDataThatIsNeverCompressed() throws MalformedException {
    var rrsig = "0001 05 00 00000000 00000000 00000000 0000";
    assertThat(Indexed.decode(answer(RecordType.RRSIG, rrsig + "00")).answers()).hasSize(1);
    assertRefused(answer(RecordType.RRSIG, rrsig + "c00c"), 46, PLAIN_RULE, "a pointer");
    assertRefused(answer(RecordType.NSEC, "c00c"), 28, PLAIN_RULE, "a pointer");
    assertRefused(answer(RecordType.NSEC, "0161 c00c"), 30, PLAIN_RULE, "a pointer");
    assertRefused(answer(RecordType.DNAME, "c00c"), 28, PLAIN_RULE, "a pointer");
    assertRefused(answer(RecordType.SVCB, "0001 c00c"), 30, PLAIN_RULE, "a pointer");
    assertRefused(answer(RecordType.HTTPS, "0001 c00c"), 30, PLAIN_RULE, "a pointer");
  }

  /** RFC 3597 §4: a receiver should decompress them, whoever compressed them. */
  @Test
  void aPointerInDataOfSrvAndNaptrIsFollowed() throws MalformedException {
    var srv = answer(RecordType.SRV, "0001 0002 0003 0161 c00c");
    assertThat(Indexed.decode(srv).answers().getFirst().data().toText()).isEqualTo("1 2 3 a.");
    var naptr = answer(RecordType.NAPTR, "0001 0002 00 00 00 0161 c00c");
    assertThat(Indexed.decode(naptr).answers().getFirst().data().toText())
        .isEqualTo("1 2 \"\" \"\" \"\" a.");
  }

  @Test
  void aNameThatRunsOutOfItsData() {
    var after = " 0000 0000";
    assertRunsOut("03 6e73", 31, "RFC 1035 §3.1", "label: needs 3 B, has 2", after);
    assertRunsOut("02 6e73", 31, "RFC 1035 §3.1", "length: needs 1 B, has 0", after);
    assertRunsOut("02 6e73 c0", 32, POINTER_RULE, "pointer: needs 2 B, has 1", after);
    assertRunsOut("", 28, "RFC 1035 §3.1", "length: needs 1 B, has 0", after);
  }

  /** The octets go on after the data, so that it would be a name without RDLENGTH. */
  private static void assertRunsOut(
      String data, int offset, String rule, String found, String after) {
    var message = Bytes.ofHex(answer(RecordType.NS, data).toHex() + after);
    assertRefused(message, offset, rule, found);
  }

  @Test
  void octetsAfterANameAreLeftOver() {
    assertRefused(
        answer(RecordType.NS, "00 00"), 29, "RFC 1035 §3.3.11", "1 B of RDATA are left over");
    assertRefused(
        answer(RecordType.NS, "c00c 616263"), 30, "RFC 1035 §3.3.11", "3 B of RDATA are left over");
  }

  // In a stream.

  private static final String IN_STREAM =
      "2b1c 8180 0001 0001 0000 0000 07 6578616d706c65 03 636f6d 00 0001 0001"
          + " c00c 0001 0001 0000012c 0004 c0000221";

  @Test
  void pointersCountFromTheStartOfTheMessage() throws IOException {
    var octets = Bytes.ofHex("002d" + IN_STREAM);
    var message = Transport.TCP.read(new ByteReader(octets));
    assertThat(message).isEqualTo(Indexed.decode(octets.from(2)));
    assertThat(message.answers().getFirst().name()).hasToString("example.com.");
    assertThat(Transport.TCP.encode(message)).isEqualTo(octets);
  }

  @Test
  void aPointerToTheLengthIsNone() {
    // It leads to the first octet of the message; with the length it would be a name.
    var stream = Bytes.ofHex("0012 c0000000 0001 0000 0000 0000 c000 0001 0001");
    var e =
        catchThrowableOfType(
            MalformedException.class, () -> Transport.TCP.read(new ByteReader(stream)));
    assertThat(e)
        .hasMessage(
            "at offset 2: it leads to offset 0 of the message, and the name begins at 0 ("
                + BACK_RULE
                + ")");
  }

  @Test
  void soTheyDoInTheSecondMessageOfAStream() {
    var frame = "002d" + IN_STREAM;
    var wrong = "0012 0001 0000 0001 0000 0000 0000 c00c 0001 0001";
    var messages = Dissector.of(Transport.TCP).dissect(Bytes.ofHex(frame + frame + wrong));
    assertThat(messages).hasSize(3);
    assertThat(messages.get(1).says()).isEqualTo(messages.get(0).says());
    var pointer = messages.get(1).fields().getLast().parts().getFirst().parts().getLast();
    assertThat(pointer.name()).isEqualTo("pointer");
    assertThat(pointer.from()).isEqualTo(47 + 2 + 29);
    assertThat(pointer.pointsTo()).hasValue(47 + 2 + 12);
    assertThat(messages.get(2).problem().offset()).isEqualTo(2 * 47 + 2 + 12);
    assertThat(messages.get(2).says())
        .isEqualTo(
            "malformed at offset 108: it leads to offset 12 of the message, and the name begins at 12 ("
                + BACK_RULE
                + ")");
  }
}
