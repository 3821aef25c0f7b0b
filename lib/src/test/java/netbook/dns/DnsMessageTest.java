package netbook.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsMessageTest {
  private static final Name EXAMPLE = Name.of("example.com");

  private static final Bytes QUERY_OCTETS =
      Bytes.ofHex("2b1c 0100 0001 0000 0000 0000 07 6578616d706c65 03 636f6d 00 0001 0001");

  private static final Bytes RESPONSE_OCTETS =
      Bytes.ofHex(
          "2b1c 8180 0001 0001 0000 0000 07 6578616d706c65 03 636f6d 00 0001 0001"
              + " c00c 0001 0001 0000012c 0004 c0000221");

  private static final DnsMessage QUERY = DnsMessage.query(11036, EXAMPLE, RecordType.A);
  private static final ResourceRecord ADDRESS =
      new ResourceRecord(EXAMPLE, 300, new RecordData.A(Bytes.of(192, 0, 2, 33)));
  private static final DnsMessage RESPONSE =
      QUERY
          .reply(Rcode.NOERROR)
          .with(QUERY.reply(Rcode.NOERROR).header().with(Flag.RA))
          .withAnswers(List.of(ADDRESS));

  @Test
  void aQueryIsTwentyNineOctets() throws MalformedException {
    assertThat(QUERY_OCTETS.size()).isEqualTo(29);
    assertThat(QUERY.encode()).isEqualTo(QUERY_OCTETS);
    assertThat(DnsMessage.decode(QUERY_OCTETS)).isEqualTo(QUERY);
  }

  @Test
  void aResponseLeadsBackToTheNameOfItsQuestion() throws MalformedException {
    assertThat(RESPONSE.encode()).isEqualTo(RESPONSE_OCTETS);
    assertThat(DnsMessage.decode(RESPONSE_OCTETS)).isEqualTo(RESPONSE);
  }

  @Test
  void eachListHasItsCount() throws MalformedException {
    var record = "00 0010 0001 00000000 0002 01";
    var octets =
        Bytes.ofHex(
            "ffff 0000 0002 0001 0002 0003"
                + " 00 00ff 00ff 00 fffe ffff"
                + (record + "61")
                + (record + "62" + record + "63")
                + (record + "64" + record + "65" + record + "66"));
    var message = DnsMessage.decode(octets);
    assertThat(message.encode()).isEqualTo(octets);
    assertThat(message.questions())
        .extracting(Question::toString)
        .containsExactly(". ANY ANY", ". CLASS65535 TYPE65534");
    assertThat(text(message.answers())).containsExactly("\"a\"");
    assertThat(text(message.authorities())).containsExactly("\"b\"", "\"c\"");
    assertThat(text(message.additionals())).containsExactly("\"d\"", "\"e\"", "\"f\"");
  }

  private static Stream<String> text(List<ResourceRecord> records) {
    return records.stream().map(record -> record.data().toText());
  }

  @ParameterizedTest
  @EnumSource(Flag.class)
  void eachFlagIsOneBit(Flag flag) throws MalformedException {
    var bits = List.of(15, 10, 9, 8, 7, 6, 5, 4);
    int mask = 1 << bits.get(flag.ordinal());
    var header = new Header(1, mask);
    assertThat(Header.query(1).with(flag)).isEqualTo(header);
    assertThat(Arrays.stream(Flag.values()).filter(header::has)).containsExactly(flag);
    assertThat(new Header(1, 0xffff).without(flag).flags()).isEqualTo(0xffff - mask);
    assertThat(header.without(flag).flags()).isZero();
    var message = DnsMessage.decode(QUERY.with(header).encode());
    assertThat(message.header()).isEqualTo(header);
    assertThat(header)
        .hasToString(
            "id 1, QUERY, "
                + (flag == Flag.QR ? "NOERROR, " : "")
                + flag.name().toLowerCase(Locale.ROOT));
  }

  @Test
  void theOtherBitsAreTwoNumbers() {
    for (int number = 0; number < 16; number++) {
      var header = new Header(0, 0xffff).with(new Opcode(number));
      assertThat(header.flags()).isEqualTo(0x87ff | number << 11);
      assertThat(header.opcode().number()).isEqualTo(number);
      header = new Header(0, 0xffff).with(new Rcode(number));
      assertThat(header.flags()).isEqualTo(0xfff0 | number);
      assertThat(header.rcode().number()).isEqualTo(number);
    }
    assertThat(new Header(7, 0x7bf5)).hasToString("id 7, OPCODE15, REFUSED, tc rd ra z ad cd");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Header(0x10000, 0))
        .withMessage("id: 65536 is not in 0..65535");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Header(0, -1))
        .withMessage("flags: -1 is not in 0..65535");
    assertThatIllegalArgumentException().isThrownBy(() -> new Opcode(16));
    assertThatIllegalArgumentException().isThrownBy(() -> new Rcode(4096));
  }

  @Test
  void aReplyHasTheIdTheOpcodeTheRdBitAndTheQuestions() {
    var header = new Header(9, 0xffff).without(Flag.QR).with(Opcode.NOTIFY);
    var reply = QUERY.with(header).withAnswers(List.of(ADDRESS)).reply(Rcode.REFUSED);
    assertThat(reply.header())
        .isEqualTo(Header.query(9).with(Opcode.NOTIFY).with(Flag.QR, Flag.RD).with(Rcode.REFUSED));
    assertThat(reply.questions()).isEqualTo(QUERY.questions());
    assertThat(reply.answers()).isEmpty();
    assertThat(QUERY.with(Header.query(9)).reply(Rcode.NOERROR).header().flags()).isEqualTo(0x8000);
  }

  @Test
  void ednsIsARecordAmongTheAdditionalOnes() throws MalformedException {
    var option = new EdnsOption(10, Bytes.ofHex("0102030405060708"));
    var edns = new Edns(1232, 0, 0, 0, List.of(option)).withDnssec();
    var query = QUERY.with(Edns.of(4096)).with(edns);
    assertThat(query.encode().from(29))
        .isEqualTo(Bytes.ofHex("00 0029 04d0 00 00 8000 000c 000a 0008 0102030405060708"));
    var decoded = DnsMessage.decode(query.encode());
    assertThat(decoded).isEqualTo(query);
    assertThat(decoded.findEdns()).contains(edns);
    assertThat(decoded.findEdns().orElseThrow().isDnssecOk()).isTrue();
    assertThat(Edns.of(512).isDnssecOk()).isFalse();
    assertThat(QUERY.findEdns()).isEmpty();
    assertThat(edns)
        .hasToString(
            "EDNS: version: 0, flags: do; udp: 1232, [option 10: 01 02 03 04 05 06 07 08]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Edns.of(ADDRESS))
        .withMessage("opt: the type is A");
  }

  @Test
  void ednsTakesThePlaceOfWhatWasThere() {
    var others = QUERY.withAdditionals(List.of(ADDRESS)).with(Edns.of(4096)).with(Edns.of(1232));
    assertThat(others.additionals()).containsExactly(ADDRESS, Edns.of(1232).toRecord());
  }

  @Test
  void aResponseCodeHasTwelveBitsWithEdns() throws MalformedException {
    var header = Header.query(1).with(Flag.QR).with(new Rcode(0xabc));
    assertThat(header.rcode().number()).isEqualTo(0xc);
    var message = QUERY.with(header).with(new Edns(0, 0xab, 0, 0, List.of()));
    assertThat(DnsMessage.decode(message.encode()).rcode().number()).isEqualTo(0xabc);
    assertThat(QUERY.with(header).rcode().number()).isEqualTo(0xc);
    var octets = Bytes.ofHex("0001 8000 0000 0000 0000 0001 00 0029 0000 ff ff ffff 0000");
    var all = DnsMessage.decode(octets);
    assertThat(all.rcode().number()).isEqualTo(0xff0);
    assertThat(all.findEdns()).contains(new Edns(0, 255, 255, 0xffff, List.of()));
    assertThat(all.encode()).isEqualTo(octets);
  }

  @Test
  void theTextTellsTheWholeResponseCode() {
    var message =
        QUERY.reply(Rcode.NOERROR).with(new Edns(1232, 1, 0, 0, List.of())).withAnswers(List.of());
    assertThat(message.rcode()).isEqualTo(Rcode.BADVERS);
    assertThat(message.toString()).startsWith("id 11036, QUERY, BADVERS, qr rd");
    assertThat(message.toText()).startsWith("id 11036, QUERY, BADVERS, qr rd\nEDNS: ");
  }

  /** A response of 29 + 30 · 16 octets of answers and of so many additional ones. */
  private static DnsMessage big(int answers, int additionals) {
    return RESPONSE
        .withAnswers(Collections.nCopies(answers, ADDRESS))
        .withAdditionals(Collections.nCopies(additionals, ADDRESS))
        .with(Edns.of(1232));
  }

  @Test
  void whatFitsIsSentWhole() {
    var fits = big(29, 0); // 29 + 29 · 16 + 11 octets
    assertThat(fits.encode().size()).isEqualTo(504);
    assertThat(fits.encode(512)).isEqualTo(fits.encode());
    var exactly = big(29, 15);
    assertThat(exactly.encode(exactly.encode().size())).isEqualTo(exactly.encode());
    assertThat(exactly.encode(exactly.encode().size() - 1)).isNotEqualTo(exactly.encode());
  }

  @Test
  void additionalRecordsGoFirstAndNothingTellsOfIt() throws MalformedException {
    var sent = DnsMessage.decode(big(29, 1).encode(512));
    assertThat(sent).isEqualTo(big(29, 0));
    assertThat(sent.header().has(Flag.TC)).isFalse();
  }

  @Test
  void thenTheOthersGoAndTcSaysSo() throws MalformedException {
    var authorities = big(3, 3).withAuthorities(Collections.nCopies(40, ADDRESS));
    for (var message : List.of(big(30, 2), authorities)) {
      var sent = DnsMessage.decode(message.encode(512));
      assertThat(sent.header()).isEqualTo(message.header().with(Flag.TC));
      assertThat(sent.questions()).isEqualTo(QUERY.questions());
      assertThat(sent.answers()).isEmpty();
      assertThat(sent.authorities()).isEmpty();
      assertThat(sent.additionals()).containsExactly(Edns.of(1232).toRecord());
    }
    var withoutEdns =
        big(30, 2).withAdditionals(List.of(ADDRESS)).withAnswers(big(99, 0).answers());
    assertThat(withoutEdns.encode(512).size()).isEqualTo(29);
  }

  @Test
  void questionsAreNotCut() {
    var many =
        new DnsMessage(
            QUERY.header(),
            Collections.nCopies(99, QUERY.questions().getFirst()),
            List.of(),
            List.of(),
            List.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> many.encode(512))
        .withMessage("message: its questions are over 512 B");
  }

  @Test
  void aSizeBelow512CountsAs512() {
    assertThat(big(29, 0).encode(0)).isEqualTo(big(29, 0).encode(512));
    assertThat(big(30, 0).encode(0)).isEqualTo(big(30, 0).encode(512));
    var most = big(5000, 0);
    assertThat(most.encode(1 << 20).size()).isEqualTo(29 + 11);
    assertThat(most.encode(1 << 20).at(2) & 2).isEqualTo(2);
  }

  @Test
  void aMessageOver65535OctetsIsRefused() throws MalformedException {
    var text = new RecordData.Txt(List.of(Bytes.copyOf(new byte[92])));
    var most = RESPONSE.withAnswers(Collections.nCopies(623, new ResourceRecord(EXAMPLE, 0, text)));
    int missing = DnsMessage.SIZE_MAX - most.encode().size();
    assertThat(missing).isBetween(12, 200);
    var rest = new RecordData.Unknown(new RecordType(65_280), Bytes.copyOf(new byte[missing - 12]));
    var full = most.withAuthorities(List.of(new ResourceRecord(EXAMPLE, 0, rest)));
    assertThat(full.encode().size()).isEqualTo(65_535);
    assertThat(DnsMessage.decode(full.encode())).isEqualTo(full);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> full.withAdditionals(List.of(ADDRESS)).encode())
        .withMessage("message: over 65535 B");
    var data = new RecordData.Unknown(new RecordType(65_280), Bytes.copyOf(new byte[65_535]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QUERY.withAnswers(List.of(new ResourceRecord(EXAMPLE, 0, data))).encode())
        .withMessage("message: over 65535 B");
  }

  @Test
  void aListOfMoreThan65535IsRefusedByItsName() {
    var records = Collections.nCopies(65_536, ADDRESS);
    var questions = Collections.nCopies(65_536, QUERY.questions().getFirst());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new DnsMessage(QUERY.header(), questions, List.of(), List.of(), List.of()))
        .withMessage("questions: 65536 is not in 0..65535");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QUERY.withAnswers(records))
        .withMessage("answers: 65536 is not in 0..65535");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QUERY.withAuthorities(records))
        .withMessage("authorities: 65536 is not in 0..65535");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QUERY.withAdditionals(records))
        .withMessage("additionals: 65536 is not in 0..65535");
  }

  @Test
  void anUpdateHasRecordsWithoutData() throws MalformedException {
    var octets =
        Bytes.ofHex(
            "0001 2800 0001 0001 0002 0000 07 6578616d706c65 03 636f6d 00 0006 0001"
                + " c00c 0001 00ff 00000000 0000" // there is an A
                + " c00c 00ff 00ff 00000000 0000" // all go
                + " c00c 0001 0001 0000012c 0004 c0000221");
    var update = DnsMessage.decode(octets);
    assertThat(update.header().opcode()).isEqualTo(Opcode.UPDATE);
    assertThat(update.answers().getFirst().data())
        .isEqualTo(new RecordData.Unknown(RecordType.A, Bytes.EMPTY));
    assertThat(update.authorities().getLast()).isEqualTo(ADDRESS);
    assertThat(update.encode()).isEqualTo(octets);
    assertThat(DnsMessage.decode(octets)).isEqualTo(update);
  }

  @Test
  void anUpdateMayHaveEdns() throws MalformedException {
    var update = QUERY.with(Header.query(1).with(Opcode.UPDATE)).with(Edns.of(1232));
    var decoded = DnsMessage.decode(update.encode());
    assertThat(decoded).isEqualTo(update);
    assertThat(decoded.findEdns()).contains(Edns.of(1232));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 65_535, 65_536, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL})
  void aTtlHas32BitsWithoutASign(long ttl) throws MalformedException {
    var message = RESPONSE.withAnswers(List.of(new ResourceRecord(EXAMPLE, ttl, ADDRESS.data())));
    var record = DnsMessage.decode(message.encode()).answers().getFirst();
    assertThat(record.ttl()).isEqualTo(ttl);
    assertThat(record.keepSeconds()).isEqualTo(ttl > 0x7fff_ffffL ? 0 : ttl);
  }

  @Test
  void theTextIsLikeDigs() {
    var soa =
        new RecordData.Soa(
            Name.of("ns.example.com"), Name.of("admin.example.com"), 7, 3600, 600, 86400, 60);
    var message =
        RESPONSE
            .withAuthorities(List.of(new ResourceRecord(EXAMPLE, 60, soa)))
            .withAdditionals(List.of(ADDRESS))
            .with(Edns.of(1232));
    assertThat(message.toText())
        .isEqualTo(
            """
            id 11036, QUERY, NOERROR, qr rd ra
            EDNS: version: 0, flags:; udp: 1232
            ;example.com. IN A
            ;; ANSWER
            example.com. 300 IN A 192.0.2.33
            ;; AUTHORITY
            example.com. 60 IN SOA ns.example.com. admin.example.com. 7 3600 600 86400 60
            ;; ADDITIONAL
            example.com. 300 IN A 192.0.2.33
            """);
    assertThat(QUERY.toText()).isEqualTo("id 11036, QUERY, rd\n;example.com. IN A\n");
  }

  @Test
  void theTextHasNamesWhole() {
    var name = Name.of(("a".repeat(60) + ".").repeat(4));
    var text = DnsMessage.query(1, name, RecordType.A).toText();
    assertThat(text).endsWith("\n;" + name + " IN A\n");
  }

  @Test
  void aLineHas120CharactersAtMost() {
    assertThat(QUERY).hasToString("id 11036, QUERY, rd, example.com. IN A");
    assertThat(RESPONSE)
        .hasToString("id 11036, QUERY, NOERROR, qr rd ra, example.com. IN A, 1 answer");
    assertThat(DnsMessage.query(1, Name.ROOT, RecordType.A).with(new Header(1, 0xffff)).toString())
        .contains("qr aa tc rd ra z ad cd");
    var name = Name.of("\\200".repeat(60) + "." + "\\000".repeat(60));
    var option = new EdnsOption(65_535, Bytes.copyOf(new byte[65_535]));
    var record = new ResourceRecord(name, 1, new RecordData.Ns(name));
    var edns = new Edns(65_535, 255, 255, 0xffff, List.of(option, option));
    var message = DnsMessage.query(1, name, RecordType.A);
    for (Object told :
        List.of(message, record, message.questions().getFirst(), option, edns, edns.toRecord())) {
      assertThat(told.toString()).hasSize(120).endsWith("…");
    }
  }
}
