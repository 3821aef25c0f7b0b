package netbook.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;
import netbook.frame.Lines.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FramingTest {
  private static final int MAX = 40;

  /** A framing, and messages for it. */
  record Case(Framing<Bytes> framing, List<Bytes> messages) {
    Bytes stream() {
      return Bytes.join(messages.stream().map(framing::encode).toList());
    }

    @Override
    public String toString() {
      return framing.toString();
    }
  }

  static Stream<Case> framings() {
    var any =
        Stream.of(
                new Lines(Ending.LF, MAX),
                new Lines(Ending.CRLF, MAX),
                new Lines(Ending.EITHER, MAX),
                new LengthPrefixed(1, MAX),
                new LengthPrefixed(2, MAX),
                LengthPrefixed.u32(MAX),
                new Chunked(MAX))
            .map(framing -> new Case(framing, messages()));
    return Stream.concat(
        any,
        Stream.of(
            new Case(new FixedSize(3), texts("one", "two", "\0\r\n")),
            new Case(new JsonTexts(MAX), texts("{}", "[1,\"}\\\"]\"]", "{\"a\":[[],{}]}", "[]")),
            new Case(new JsonLines(MAX), texts("{}", "12", "\"two\\n\"", "null", "[1, 2]"))));
  }

  private static List<Bytes> texts(String... texts) {
    return Stream.of(texts).map(Bytes::utf8).toList();
  }

  private static List<Bytes> messages() {
    return List.of(
        Bytes.utf8("hello"),
        Bytes.EMPTY,
        Bytes.utf8("é"),
        Bytes.of(0, 255, 128, 127),
        Bytes.utf8("x".repeat(MAX)),
        Bytes.utf8("bye"));
  }

  private static <T> List<T> all(Decoder<T> decoder) throws IOException {
    var all = new ArrayList<T>();
    for (var next = decoder.next(); next != null; next = decoder.next()) {
      all.add(next);
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("framings")
  void whatIsEncodedIsDecodedHoweverItIsCut(Case given) throws IOException {
    var framing = given.framing();
    var stream = given.stream();
    for (int first = 0; first <= stream.size(); first++) {
      for (int second = first; second <= stream.size(); second++) {
        var decoder = new Decoder<>(framing);
        var got = new ArrayList<Bytes>();
        for (var cut :
            List.of(stream.slice(0, first), stream.slice(first, second), stream.from(second))) {
          decoder.feed(cut);
          got.addAll(all(decoder));
        }
        decoder.end();
        assertThat(all(decoder)).isEmpty();
        assertThat(got).isEqualTo(given.messages());
        assertThat(decoder.position()).isEqualTo(stream.size());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("framings")
  void octetByOctetGivesEachMessageWithItsLastOctet(Case given) throws IOException {
    var framing = given.framing();
    var decoder = new Decoder<>(framing);
    for (var message : given.messages()) {
      var octets = framing.encode(message);
      for (int i = 0; i < octets.size(); i++) {
        assertThat(decoder.next()).isNull();
        decoder.feed(octets.slice(i, i + 1));
      }
      assertThat(decoder.next()).isEqualTo(message);
    }
  }

  @ParameterizedTest
  @MethodSource("framings")
  void anEndInsideOfAMessageIsToldOnceAllBeforeIsOut(Case given) throws IOException {
    var framing = given.framing();
    var stream = given.stream();
    for (int end = 1; end < stream.size(); end++) {
      var decoder = new Decoder<>(framing);
      decoder.feed(stream.slice(0, end));
      decoder.end();
      var got = new ArrayList<Bytes>();
      int at = end;
      try {
        for (var next = decoder.next(); next != null; next = decoder.next()) {
          got.add(next);
        }
        assertThat(decoder.position()).as("the end is a boundary").isEqualTo(end);
      } catch (MalformedException e) {
        assertThat(e.offset()).isEqualTo(at);
        assertThat(decoder.position()).isLessThan(end);
        assertThatExceptionOfType(MalformedException.class).isThrownBy(decoder::next).isSameAs(e);
      }
      assertThat(got).isEqualTo(given.messages().subList(0, got.size()));
    }
  }

  @ParameterizedTest
  @MethodSource("framings")
  void whateverComesItNeitherLoopsNorFallsOver(Case given) {
    for (int seed = 0; seed < 2_000; seed++) {
      var random = new SplittableRandom(seed);
      var noise = new byte[random.nextInt(60)];
      for (int i = 0; i < noise.length; i++) {
        noise[i] = (byte) "\r\n\0\1\u0005ab\377".charAt(random.nextInt(8));
      }
      var decoder = new Decoder<>(given.framing());
      try {
        decoder.feed(Bytes.copyOf(noise));
        all(decoder);
        decoder.end();
        all(decoder);
      } catch (MalformedException e) {
        assertThat(e.offset()).isBetween(0L, (long) noise.length);
      } catch (LimitException e) {
        assertThat(e.offset()).isBetween(0L, (long) noise.length);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void aLineEndsAsItsFramingSays() throws IOException {
    var octets = Bytes.utf8("a\r\nb\nc\rd\r\r\n");
    assertThat(lines(Ending.LF, octets)).containsExactly("a\r", "b", "c\rd\r\r");
    assertThat(lines(Ending.EITHER, octets)).containsExactly("a", "b", "c\rd\r");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> lines(Ending.CRLF, octets))
        .withMessage("at offset 4: LF without CR before it (RFC 5321 §2.3.8)");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> lines(Ending.CRLF, Bytes.utf8("a\r\nc\rd\r\n")))
        .withMessage("at offset 4: CR without LF after it (RFC 5321 §2.3.8)");
  }

  private static List<String> lines(Ending ending, Bytes octets) throws IOException {
    var decoder = new Decoder<>(new Lines(ending, MAX));
    decoder.feed(octets);
    var lines = new ArrayList<String>();
    for (var line : all(decoder)) {
      lines.add(line.toText());
    }
    return lines;
  }

  @Test
  void aLineOverTheLimitIsRefusedBeforeItEnds() throws IOException {
    for (var ending : Ending.values()) {
      var decoder = new Decoder<>(new Lines(ending, 3));
      decoder.feed(new Lines(ending, 3).encode(Bytes.utf8("one")));
      assertThat(all(decoder)).hasSize(1);
      decoder.feed(Bytes.utf8("abc"));
      assertThat(decoder.next()).isNull();
      decoder.feed(Bytes.utf8("d"));
      assertThatExceptionOfType(LimitException.class)
          .isThrownBy(decoder::next)
          .satisfies(e -> assertThat(e.offset()).isEqualTo(decoder.position() + 3));
    }
  }

  @Test
  void theErrorIsTheSameHoweverTheOctetsWereCut() {
    for (var text : List.of("abcdefgh\n", "a\rbcdefgh", "abc\rd", "abcd\re", "ab\ncdefg")) {
      var whole = error(List.of(Bytes.utf8(text)));
      var one = text.chars().mapToObj(c -> Bytes.of(c)).toList();
      assertThat(error(one)).as(text).isEqualTo(whole);
    }
  }

  private static String error(List<Bytes> pieces) {
    var decoder = new Decoder<>(new Lines(Ending.CRLF, 3));
    try {
      for (var piece : pieces) {
        decoder.feed(piece);
        all(decoder);
      }
      return "none";
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void aLengthOverTheLimitIsRefusedBeforeItsOctetsCome() throws IOException {
    var decoder = new Decoder<>(LengthPrefixed.u32(1000));
    decoder.feed(Bytes.ofHex("00000001 41 ffffffff"));
    assertThat(decoder.next()).isEqualTo(Bytes.utf8("A"));
    assertThatExceptionOfType(LimitException.class)
        .isThrownBy(decoder::next)
        .withMessageContaining("offset 5")
        .withMessageContaining("4294967295")
        .withMessageContaining("1000");
  }

  @Test
  void whatCantBeCarriedIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lines.lf().encode(Bytes.utf8("a\nb")))
        .withMessage("line: LF at offset 1 would end it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lines.crlf().encode(Bytes.utf8("abc\r")))
        .withMessage("line: CR at offset 3 would end it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LengthPrefixed.u8().encode(Bytes.utf8("x".repeat(256))))
        .withMessage("message: 256 B is over 255");
    assertThatIllegalArgumentException().isThrownBy(() -> new LengthPrefixed(3, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new LengthPrefixed(1, 256));
    assertThatIllegalArgumentException().isThrownBy(() -> new Lines(Ending.LF, 0));
  }

  @Test
  void lengthsAreUnsignedAndInNetworkOrder() {
    var message = Bytes.utf8("x".repeat(200));
    assertThat(LengthPrefixed.u8().encode(message).slice(0, 1)).isEqualTo(Bytes.ofHex("c8"));
    assertThat(LengthPrefixed.u16().encode(message).slice(0, 2)).isEqualTo(Bytes.ofHex("00c8"));
    assertThat(LengthPrefixed.u32(999).encode(message).slice(0, 4))
        .isEqualTo(Bytes.ofHex("000000c8"));
  }

  @Test
  void octetsThatNobodyTakesOutHaveALimit() throws IOException {
    var decoder = new Decoder<>(LengthPrefixed.u32((16 << 20) - 4));
    var piece = Bytes.copyOf(new byte[1 << 20]);
    for (int i = 0; i < 16; i++) {
      decoder.feed(piece);
    }
    assertThatExceptionOfType(LimitException.class).isThrownBy(() -> decoder.feed(Bytes.of(1)));
  }

  @Test
  void nothingComesAfterTheEnd() {
    var decoder = new Decoder<>(Lines.lf());
    decoder.end();
    assertThatIllegalStateException().isThrownBy(() -> decoder.feed(Bytes.of(1)));
  }

  static Stream<Case> large() {
    int max = 1 << 20;
    var message = Bytes.utf8("x".repeat(max));
    var inString = Bytes.utf8("\"").plus(message).plus(Bytes.utf8("\""));
    return Stream.of(
        new Case(new Lines(Ending.LF, max), List.of(message)),
        new Case(new Lines(Ending.CRLF, max), List.of(message)),
        new Case(LengthPrefixed.u32(max), List.of(message)),
        new Case(new Chunked(max), List.of(message)),
        new Case(new FixedSize(max), List.of(message)),
        new Case(
            new JsonTexts(2 * max), List.of(Bytes.utf8("[").plus(inString).plus(Bytes.utf8("]")))));
  }

  /** A megabyte in one message, dribbled: a decoder that looked again at each octet hangs. */
  @ParameterizedTest
  @MethodSource("large")
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void workGrowsWithTheOctetsAndNotWithTheirSquare(Case given) throws IOException {
    var stream = given.stream();
    var decoder = new Decoder<>(given.framing());
    for (int i = 0; i < stream.size(); i++) {
      assertThat(decoder.next()).isNull();
      decoder.feed(stream.slice(i, i + 1));
    }
    assertThat(decoder.next()).isEqualTo(given.messages().getFirst());
  }

  /** The same for a message in many chunks, each of which is looked at once. */
  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void manyChunksAreLookedAtOnce() throws IOException {
    var chunk = Chunked.chunk(Bytes.utf8("x"));
    var decoder = new Decoder<>(new Chunked(1 << 20));
    for (int i = 0; i < 200_000; i++) {
      decoder.feed(chunk);
      assertThat(decoder.next()).isNull();
    }
    decoder.feed(Chunked.lastChunk());
    assertThat(decoder.next()).isEqualTo(Bytes.utf8("x".repeat(200_000)));
  }
}
