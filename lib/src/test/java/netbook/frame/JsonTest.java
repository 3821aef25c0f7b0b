package netbook.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import netbook.bytes.Bytes;
import netbook.bytes.Field;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
  private static List<String> decoded(Framing<Bytes> framing, Bytes octets, int piece) {
    var decoder = new Decoder<>(framing);
    var said = new ArrayList<String>();
    try {
      for (int at = 0; at < octets.size(); at += piece) {
        decoder.feed(octets.slice(at, Math.min(at + piece, octets.size())));
        for (var next = decoder.next(); next != null; next = decoder.next()) {
          said.add(next.toText());
        }
      }
      decoder.end();
      if (decoder.next() != null) {
        said.add("one more");
      }
    } catch (MalformedException e) {
      said.add("malformed at " + e.offset());
    } catch (LimitException e) {
      said.add("over %d at %d".formatted(e.max(), e.offset()));
    }
    return said;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '~',
      value = {
        "{}[]                   ! {}~~[]",
        "{\"a\": [1, {}]} []    ! {\"a\": [1, {}]}~~[]",
        "[\"]\"]{\"}\":\"\\\\\\\"}\"} ! [\"]\"]~~{\"}\":\"\\\\\\\"}\"}",
        "[1]   12               ! [1]~~malformed at 6",
        "\"a\"                  ! malformed at 0",
        "[1}                    ! malformed at 2",
        "[1,]                   ! malformed at 3",
        "]                      ! malformed at 0",
        "{\"a\":1               ! malformed at 6",
        "[1,2,3,4,5,6,7,8,9,0]  ! over 20 at 20",
      })
  void textsEndWhereTheirGrammarSaysSo(String stream, String wanted) {
    var octets = Bytes.utf8(stream);
    for (int piece : List.of(1, 3, 1000)) {
      assertThat(decoded(new JsonTexts(20), octets, piece))
          .as("%d at a time", piece)
          .isEqualTo(List.of(wanted.split("~~")));
    }
  }

  @Test
  void whiteSpaceStandsAnywhereBetweenTexts() {
    var octets = Bytes.utf8(" \r\n{} \t[]\n\n");
    for (int piece : List.of(1, 2, 1000)) {
      assertThat(decoded(new JsonTexts(20), octets, piece)).containsExactly("{}", "[]");
    }
    assertThat(Dissector.of(new JsonTexts(20)).dissect(octets))
        .extracting(Message::says)
        .containsExactly("2 B \"{}\"", "2 B \"[]\"", "2 B after the last message");
  }

  @Test
  void aLineMayHoldAnyValue() {
    var octets = Bytes.utf8("12\n\"a\"\r\n  null \n{}\n");
    assertThat(decoded(new JsonLines(20), octets, 2))
        .containsExactly("12", "\"a\"", "  null ", "{}");
    assertThat(decoded(new JsonLines(20), Bytes.utf8("1 2\n"), 9))
        .containsExactly("malformed at 2");
    assertThat(decoded(new JsonLines(20), Bytes.utf8("1\n\n"), 9))
        .containsExactly("1", "malformed at 2");
    assertThat(decoded(new JsonLines(20), Bytes.utf8("{\"a\":\n"), 9)).hasSize(1);
  }

  @Test
  void onlyUtf8IsRead() {
    var utf16 = Bytes.copyOf("[1]\n".getBytes(StandardCharsets.UTF_16LE));
    assertThat(decoded(new JsonLines(20), utf16, 9)).containsExactly("malformed at 1");
    assertThat(decoded(new JsonLines(20), Bytes.ofHex("efbbbf 31 0a"), 9))
        .containsExactly("malformed at 0");
    assertThat(decoded(new JsonLines(20), Bytes.ofHex("22 c080 22 0a"), 9))
        .containsExactly("malformed at 1");
  }

  @Test
  void depthHasALimit() {
    var deep = Bytes.utf8("[".repeat(1001) + "]".repeat(1001));
    assertThat(decoded(new JsonTexts(9999), deep, 9999))
        .singleElement()
        .asString()
        .startsWith("over 1000 at");
    var fair = Bytes.utf8("[".repeat(1000) + "]".repeat(1000));
    assertThat(decoded(new JsonTexts(9999), fair, 9999))
        .containsExactly("[".repeat(1000) + "]".repeat(1000));
  }

  @Test
  void aLimitIsCalledByItsName() throws LimitException {
    assertThat(limit("[".repeat(1001) + "]".repeat(1001))).isEqualTo("the depth of a JSON value");
    assertThat(limit("1".repeat(1001))).isEqualTo("the digits of a JSON number");
    assertThat(limit("{\"" + "n".repeat(50_001) + "\":1}")).isEqualTo("the length of a JSON name");
  }

  private static String limit(String text) throws LimitException {
    var decoder = new Decoder<>(new JsonLines(99_999));
    decoder.feed(Bytes.utf8(text + "\n"));
    return catchThrowableOfType(LimitException.class, decoder::next).limit();
  }

  @Test
  void membersAreNamedAndTileTheText() {
    var octets = Bytes.utf8("{ \"id\" : 1,\n\"say\":\"hi\", \"more\":{\"a\":[]} }");
    var fields = Dissector.of(new JsonTexts(99)).dissect(octets).getFirst().fields();
    assertThat(fields)
        .extracting(Field::toString)
        .containsExactly("0000 begin {", "0001 id 1", "000a say hi", "0016 more {…}", "0027 end }");
    int at = 0;
    for (var field : fields) {
      assertThat(field.from()).isEqualTo(at);
      at = field.to();
    }
    assertThat(at).isEqualTo(octets.size());
    var elements = Dissector.of(new JsonLines(99)).dissect(Bytes.utf8("[1,[2]]\n")).getFirst();
    assertThat(elements.fields())
        .extracting(Field::toString)
        .containsExactly(
            "0000 begin [", "0001 [0] 1", "0002 [1] […]", "0006 end ]", "0007 end of line LF");
  }

  @Test
  void whatCantBeCarriedIsRefused() {
    for (var text : List.of("", "12", " {}", "{} ", "[1", "{}{}", "[\"" + "x".repeat(20) + "\"]")) {
      assertThatIllegalArgumentException()
          .as(text)
          .isThrownBy(() -> new JsonTexts(20).encode(Bytes.utf8(text)));
    }
    for (var text : List.of("", "[1,\n2]", "[1,\r2]", "2\r", "1 2", "x")) {
      assertThatIllegalArgumentException()
          .as(text)
          .isThrownBy(() -> new JsonLines(20).encode(Bytes.utf8(text)));
    }
  }
}
