package netbook.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ByteReaderTest {
  private static final Bytes MESSAGE = Bytes.ofHex("ff fffe fffffffd 02 c3a9 0102 03").slice(0, 13);

  /** One decoder, as a codec would have it: every octet is named. */
  private static String decode(ByteReader in) throws MalformedException {
    var seen = new StringBuilder();
    seen.append(in.field("one", "R §1").readU8()).append(' ');
    in.begin("group", "R §2");
    seen.append(in.field("two", "R §3").readU16()).append(' ');
    in.begin("inner", "R §4");
    seen.append(in.field("four", "R §5").readU32()).append(' ');
    in.end("i");
    int size = in.field("size", "R §6").readU8();
    in.end("g");
    seen.append(in.field("text", "R §7").readText(size, StandardCharsets.UTF_8)).append(' ');
    seen.append(in.field("rest", "R §8").readBytes(3));
    in.finish();
    return seen.toString();
  }

  @Test
  void readsInNetworkByteOrderWithoutASign() throws MalformedException {
    assertThat(decode(new ByteReader(MESSAGE))).isEqualTo("255 65534 4294967293 é 3 B 01 02 03");
    assertThat(decode(new ByteReader(Bytes.of(0).plus(MESSAGE).from(1))))
        .isEqualTo("255 65534 4294967293 é 3 B 01 02 03");
  }

  @Test
  void recordingChangesNothingButTheFields() throws MalformedException {
    var plain = new ByteReader(MESSAGE);
    var recording = ByteReader.recording(MESSAGE);
    assertThat(decode(plain)).isEqualTo(decode(recording));
    assertThat(plain.fields()).isEmpty();
    assertThat(recording.fields())
        .containsExactly(
            new Field("one", "R §1", 0, 1, "255", List.of()),
            new Field(
                "group",
                "R §2",
                1,
                8,
                "g",
                List.of(
                    new Field("two", "R §3", 1, 3, "65534", List.of()),
                    new Field(
                        "inner",
                        "R §4",
                        3,
                        7,
                        "i",
                        List.of(new Field("four", "R §5", 3, 7, "4294967293", List.of()))),
                    new Field("size", "R §6", 7, 8, "2", List.of()))),
            new Field("text", "R §7", 8, 10, "é", List.of()),
            new Field("rest", "R §8", 10, 13, "3 B 01 02 03", List.of()));
  }

  @Test
  void whatIsRecordedTilesTheMessage() throws MalformedException {
    var in = ByteReader.recording(MESSAGE);
    decode(in);
    assertTiles(in.fields(), 0, MESSAGE.size());
  }

  private static void assertTiles(List<Field> fields, int from, int to) {
    int at = from;
    for (var field : fields) {
      assertThat(field.from()).isEqualTo(at);
      at = field.to();
      if (!field.parts().isEmpty()) {
        assertTiles(field.parts(), field.from(), field.to());
      }
    }
    assertThat(at).isEqualTo(to);
  }

  @Test
  void everyPrefixIsMalformedWhereItEndsAndRecordedUpToThere() {
    for (int size = 0; size < MESSAGE.size(); size++) {
      var in = ByteReader.recording(MESSAGE.slice(0, size));
      var e = catchThrowableOfType(MalformedException.class, () -> decode(in));
      assertThat(e.offset()).isEqualTo(size);
      assertThat(e.found()).matches("\\w+: needs \\d B, has \\d");
      assertThat(e.rule()).startsWith("R §");
      assertThat(in.position() + in.remaining()).isEqualTo(size);
      assertTiles(in.fields(), 0, in.position());
    }
  }

  @Test
  void aFieldThatWasNotEndedHasNoValue() throws MalformedException {
    var in = ByteReader.recording(MESSAGE);
    in.begin("outer", "R §1");
    in.field("one", "R §2").readU8();
    in.begin("inner", "R §3");
    in.field("two", "R §4").readU16();
    var two = new Field("two", "R §4", 1, 3, "65534", List.of());
    var inner = new Field("inner", "R §3", 1, 3, "", List.of(two));
    var one = new Field("one", "R §2", 0, 1, "255", List.of());
    assertThat(in.fields())
        .containsExactly(new Field("outer", "R §1", 0, 3, "", List.of(one, inner)));
    in.end("i");
    in.end("o");
    assertThat(in.fields()).hasSize(1);
    assertThat(in.fields().getFirst().value()).isEqualTo("o");
  }

  @Test
  void eachReadPastTheEndSaysWhatItNeeds() {
    assertNeeds(ByteReader::readU8, 0, 1);
    for (int left = 0; left < 2; left++) {
      assertNeeds(ByteReader::readU16, left, 2);
    }
    for (int left = 0; left < 4; left++) {
      assertNeeds(ByteReader::readU32, left, 4);
      assertNeeds(in -> in.readBytes(4), left, 4);
      assertNeeds(in -> in.readText(4, StandardCharsets.UTF_8), left, 4);
    }
    assertNeeds(in -> in.readBytes(Integer.MAX_VALUE), 3, Integer.MAX_VALUE);
  }

  private interface Read {
    Object from(ByteReader in) throws MalformedException;
  }

  private static void assertNeeds(Read read, int left, int needed) {
    var in = new ByteReader(Bytes.copyOf(new byte[left]));
    var e = catchThrowableOfType(MalformedException.class, () -> read.from(in));
    assertThat(e.offset()).isEqualTo(left);
    assertThat(e.found()).isEqualTo("needs " + needed + " B, has " + left);
    assertThat(in.position()).isZero();
  }

  @Test
  void aFaultInTextIsAtItsOffsetInTheMessageAndReadsNothing() {
    var in = new ByteReader(Bytes.ofHex("61 62 ff"));
    var e =
        catchThrowableOfType(
            MalformedException.class,
            () -> {
              in.readU8();
              in.readText(2, StandardCharsets.UTF_8);
            });
    assertThat(e.offset()).isEqualTo(2);
    assertThat(in.position()).isEqualTo(1);
  }

  @Test
  void noOctetsAreReadableAtTheEnd() throws MalformedException {
    var in = ByteReader.recording(Bytes.EMPTY);
    assertThat(in.field("none", "").readBytes(0)).isEqualTo(Bytes.EMPTY);
    assertThat(in.fields()).containsExactly(new Field("none", "", 0, 0, "0 B", List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> in.readBytes(-1));
  }

  @Test
  void whatIsLeftAtTheEndIsMalformed() {
    for (int read = 0; read <= 3; read++) {
      var in = new ByteReader(Bytes.of(1, 2, 3));
      int count = read;
      assertThatCode(() -> in.field("some", "R §1").readBytes(count)).doesNotThrowAnyException();
      var e = catchThrowableOfType(MalformedException.class, in::finish);
      if (read == 3) {
        assertThat(e).isNull();
      } else {
        assertThat(e.offset()).isEqualTo(read);
        assertThat(e.found()).isEqualTo(3 - read + " B after the end of the message");
      }
    }
  }

  @Test
  void groupsComeInPairsAndAreBounded() {
    var in = ByteReader.recording(MESSAGE);
    assertThatIllegalStateException().isThrownBy(() -> in.end(""));
    for (int i = 0; i < 32; i++) {
      in.begin("g" + i, "");
    }
    assertThatIllegalStateException()
        .isThrownBy(() -> in.begin("one more", ""))
        .withMessage("fields nest more than 32 deep");
  }

  @Test
  void octetsWithoutANameAreReadAndNotRecorded() throws MalformedException {
    var in = ByteReader.recording(Bytes.of(1, 2));
    in.field("first", "").readU8();
    in.readU8();
    assertThat(in.fields()).hasSize(1);
    assertThat(in.position()).isEqualTo(2);
  }

  @Test
  void aNameMayComeWithTheRead() throws MalformedException {
    var oneStep = ByteReader.recording(MESSAGE);
    oneStep.readU8("one", "R §1");
    oneStep.readU16("two", "R §2");
    oneStep.means(() -> "a meaning");
    oneStep.readU32(null, "");
    oneStep.readBytes(1, "rest", "R §3");
    var twoSteps = ByteReader.recording(MESSAGE);
    twoSteps.field("one", "R §1").readU8();
    twoSteps.field("two", "R §2").readU16();
    twoSteps.means(() -> "a meaning");
    twoSteps.readU32();
    twoSteps.field("rest", "R §3").readBytes(1);
    assertThat(oneStep.fields()).hasSize(3).isEqualTo(twoSteps.fields());
    var e =
        catchThrowableOfType(
            MalformedException.class, () -> oneStep.readBytes(1000, "much", "R §4"));
    assertThat(e.found()).matches("much: needs 1000 B, has \\d+");
    assertThat(e.rule()).isEqualTo("R §4");
  }

  @Test
  void whatIsSkippedIsNoField() throws MalformedException {
    var in = ByteReader.recording(Bytes.of(1, 2, 3));
    assertThat(in.isRecording()).isTrue();
    assertThat(new ByteReader(Bytes.EMPTY).isRecording()).isFalse();
    in.readU8("first", "");
    in.skip(2);
    assertRefused(in);
    assertThat(in.fields()).hasSize(1);
    assertThat(in.remaining()).isZero();
    var e = catchThrowableOfType(MalformedException.class, () -> in.skip(1));
    assertThat(e.found()).isEqualTo("needs 1 B, has 0");
  }

  /** Says more about what it reads, and counts how often it had to find the words. */
  private static void describe(ByteReader in, AtomicInteger asked) throws MalformedException {
    int flags = in.field("flags", "R §1").readU8();
    in.means(() -> "asked " + asked.incrementAndGet());
    in.bits(() -> {
      asked.incrementAndGet();
      return List.of(new BitField("QR", 1, "" + (flags >> 7)), new BitField("rest", 7, ""));
    });
    in.begin("name", "R §2");
    in.field("pointer", "R §3").readU16();
    in.pointsTo(0);
    in.end("");
    in.means(() -> "asked " + asked.incrementAndGet());
    in.pointsTo(700);
  }

  @Test
  void whatAFieldMeansReplacesItsValue() throws MalformedException {
    var in = ByteReader.recording(Bytes.of(0x81, 0xc0, 0));
    describe(in, new AtomicInteger());
    var bits = List.of(new BitField("QR", 1, "1"), new BitField("rest", 7, ""));
    var pointer = new Field("pointer", "R §3", 1, 3, "49152", List.of()).withPointer(0);
    assertThat(in.fields())
        .containsExactly(
            new Field("flags", "R §1", 0, 1, "asked 1", List.of()).withBits(bits),
            new Field("name", "R §2", 1, 3, "asked 3", List.of(pointer)).withPointer(700));
  }

  @Test
  void aReaderThatDoesNotRecordAsksForNoWords() throws MalformedException {
    var asked = new AtomicInteger();
    var in = new ByteReader(Bytes.of(0x81, 0xc0, 0));
    describe(in, asked);
    assertThat(asked).hasValue(0);
    assertThat(in.fields()).isEmpty();
    assertThat(in.remaining()).isZero();
  }

  @Test
  void onlyAFieldThatWasJustReadCanBeDescribed() throws MalformedException {
    for (var in : List.of(new ByteReader(MESSAGE), ByteReader.recording(MESSAGE))) {
      assertRefused(in);
      in.field("next", "");
      assertRefused(in);
      in.readU8();
      in.means(() -> "one");
      in.readU8();
      assertRefused(in);
      in.field("two", "").readU8();
      in.begin("group", "");
      assertRefused(in);
      in.end("");
      in.pointsTo(0);
    }
  }

  private static void assertRefused(ByteReader in) {
    List<Runnable> words =
        List.of(() -> in.means(() -> ""), () -> in.bits(List::of), () -> in.pointsTo(0));
    for (var word : words) {
      assertThatIllegalStateException()
          .isThrownBy(word::run)
          .withMessage("no field was just read or ended");
    }
  }

  @Test
  void numbersMayStandInTheOtherOrder() throws MalformedException {
    var in = ByteReader.recording(Bytes.ofHex("01 0203 fefdfcfb 0203"));
    assertThat(in.order(ByteOrder.LITTLE_ENDIAN)).isEqualTo(ByteOrder.BIG_ENDIAN);
    assertThat(in.readU8()).isEqualTo(1);
    assertThat(in.field("two", "").readU16()).isEqualTo(0x0302);
    assertThat(in.readU32()).isEqualTo(0xfbfc_fdfeL);
    assertThat(in.order(ByteOrder.BIG_ENDIAN)).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    assertThat(in.readU16()).isEqualTo(0x0203);
    assertThat(in.fields().getFirst().value()).isEqualTo("770");
  }

  @Test
  void aLimitEndsReadingBeforeTheMessageEnds() throws MalformedException {
    var in = new ByteReader(MESSAGE);
    in.readU8();
    assertThat(in.limit(3)).isEqualTo(MESSAGE.size());
    assertThat(in.limit()).isEqualTo(3);
    assertThat(in.remaining()).isEqualTo(2);
    var e = catchThrowableOfType(MalformedException.class, in::readU32);
    assertThat(e.offset()).isEqualTo(3);
    assertThat(e.found()).isEqualTo("needs 4 B, has 2");
    assertThat(in.peek(1)).isEqualTo(0xfe);
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> in.peek(2));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> in.peek(-1));
    in.readU16();
    in.finish();
    assertThat(in.limit(MESSAGE.size())).isEqualTo(3);
    assertThat(in.readU32()).isEqualTo(0xffff_fffdL);
    for (int wrong : List.of(-1, 6, MESSAGE.size() + 1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> in.limit(wrong))
          .withMessage("limit: " + wrong + " is not in 7..13");
    }
  }
}
