package netbook.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import netbook.bytes.BitField;
import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.Field;
import netbook.bytes.MalformedException;
import org.junit.jupiter.api.Test;

class FieldDumpTest {
  private static final Bytes MESSAGE =
      Bytes.ofHex("2b1c 8180 05 68656c6c6f 0102030405060708090a ff");

  /** Reads an identifier, two flags and a text, and stops before the rest. */
  private static List<Field> fields(Bytes message) throws MalformedException {
    var in = ByteReader.recording(message);
    in.begin("header", "RFC 1035 §4.1.1");
    in.field("ID", "RFC 1035 §4.1.1").readU16();
    in.begin("flags", "");
    in.field("high", "RFC 791 appendix B").readU8();
    in.field("low", "RFC 4035 §3.2.3").readU8();
    in.end("a response");
    in.end("");
    int size = in.field("size", "RFC 5234 §B.1").readU8();
    in.field("text", "").readText(size, StandardCharsets.US_ASCII);
    return in.fields();
  }

  @Test
  void theTextTwinIsReadInATerminal() throws MalformedException {
    assertThat(FieldDump.view(MESSAGE, fields(MESSAGE), null).text())
        .isEqualTo(
            """
            21 bytes, 5 fields.

            header  4 B
            0000  2b 1c                    +.        ID: 11036  (RFC 1035 §4.1.1)
            0002  81 80                    ..        flags: a response
            0002  81                       .           high: 129  (RFC 791 appendix B)
            0003  80                       .           low: 128  (RFC 4035 §3.2.3)

            0004  05                       .         size: 5  (RFC 5234 §B.1)
            0005  68 65 6c 6c 6f           hello     text: hello
            000a  01 02 03 04 05 06 07 08  ........  raw: not given a meaning
            0012  09 0a ff                 ...\
            """);
  }

  @Test
  void theRowsTileTheMessageWhateverFieldsThereAre() throws MalformedException {
    var all = fields(MESSAGE);
    for (int chosen = 0; chosen < 1 << all.size(); chosen++) {
      var some = new ArrayList<Field>();
      for (int i = 0; i < all.size(); i++) {
        if ((chosen >> i & 1) == 1) {
          some.add(all.get(i));
        }
      }
      assertThat(tiled(Markup.of(FieldDump.view(MESSAGE, some, null)))).isEqualTo(MESSAGE);
    }
  }

  /** The octets of the rows, each of which has to begin where the one before it ended. */
  private static Bytes tiled(Markup markup) {
    var seen = Bytes.EMPTY;
    for (var row :
        markup.elements("//table[@class='nb-fl' and not(ancestor::tr)]/tbody/tr[td/@class]")) {
      var cells = row.getChildNodes();
      assertThat(cells.item(0).getTextContent()).isEqualTo("%04x".formatted(seen.size()));
      seen = seen.plus(Bytes.ofHex(cells.item(1).getTextContent()));
    }
    return seen;
  }

  @Test
  void anotherMessageGivesAnotherPicture() throws MalformedException {
    var other = Bytes.ofHex("ffff 0001 02 6869");
    var markup = Markup.of(FieldDump.view(other, fields(other), null));
    assertThat(tiled(markup)).isEqualTo(other);
    assertThat(markup.text("//div[@class='nb-d']/b"))
        .containsExactly("ID", "flags", "high", "low", "size", "text");
    assertThat(markup.text("//div[@class='nb-d']/b/following-sibling::span[1]"))
        .containsExactly("65535", "a response", "0", "1", "2", "hi");
  }

  @Test
  void aFieldWithPartsHeadsThemAndDeeperOnesFoldAway() throws MalformedException {
    var markup = Markup.of(FieldDump.view(MESSAGE, fields(MESSAGE), null));
    assertThat(markup.text("//th[@scope='rowgroup']")).containsExactly("header 4 B");
    assertThat(markup.text("//details/summary")).containsExactly("2 parts");
    assertThat(markup.text("//details//td[2]")).containsExactly("81", "80");
    assertThat(markup.text("//details//td[4]//b")).containsExactly("high", "low");
  }

  @Test
  void aRuleOfAnRfcLinksToItsSection() {
    var rules =
        List.of(
            "RFC 1035 §4.1.1", "RFC 5234 §B.1", "RFC 9112", "RFC 791 appendix B", "our own", "");
    var fields = rules.stream().map(rule -> new Field("f", rule, 0, 1, "", List.of())).toList();
    var markup = Markup.of(FieldDump.view(Bytes.of(1), fields, null));
    assertThat(markup.elements("//a").stream().map(a -> a.getAttribute("href")))
        .containsExactly(
            "https://www.rfc-editor.org/rfc/rfc1035#section-4.1.1",
            "https://www.rfc-editor.org/rfc/rfc5234#appendix-B.1",
            "https://www.rfc-editor.org/rfc/rfc9112");
    assertThat(markup.text("//span[@class='nb-r']"))
        .containsExactly("RFC 791 appendix B", "our own");
  }

  @Test
  void octetsOutsideOfTheFieldsAreRaw() {
    var fields = List.of(new Field("middle", "", 1, 2, "", List.of()));
    assertThat(Markup.of(FieldDump.view(Bytes.of(1, 2, 3), fields, null)).text("//b"))
        .containsExactly("raw", "middle", "raw");
  }

  @Test
  void aFieldOutsideOfTheMessageIsRefused() {
    var fields = List.of(new Field("far", "", 1, 4, "", List.of()));
    assertThatThrownBy(() -> FieldDump.view(Bytes.of(1, 2, 3), fields, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("field far ends at 4, and the message has 3 B");
    var nested = List.of(new Field("group", "", 0, 3, "", fields));
    assertThatThrownBy(() -> FieldDump.view(Bytes.of(1, 2, 3), nested, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLongFieldIsShortenedAndCounted() {
    var message = Bytes.copyOf(new byte[1000]);
    var view =
        FieldDump.view(message, List.of(new Field("body", "", 0, 1000, "", List.of())), null);
    assertThat(Markup.of(view).text("//td[2]").getFirst()).endsWith("… 936 B more");
    assertThat(view.text()).contains("… 936 B more");
  }

  private static Field plain(String name, int from, int to) {
    return new Field(name, "", from, to, "", List.of());
  }

  private static List<Field> oneByOne(int count, int size) {
    return IntStream.range(0, count)
        .mapToObj(i -> plain("f" + i, i * size, (i + 1) * size))
        .toList();
  }

  @Test
  void muchIsBoundedAndTheRestIsCounted() {
    for (int count : new int[] {2000, 1 << 16}) {
      int size = (1 << 16) / count;
      var message = Bytes.copyOf(new byte[count * size]);
      var view = FieldDump.view(message, oneByOne(count, size), null);
      var markup = Markup.of(view);
      assertThat(view.html().toString().length()).isBetween(100_000, 200_000);
      int shown = tiled(markup).size() / size;
      assertThat(shown).isGreaterThan(150);
      var rest = "%d more fields, from %04x on, not shown.".formatted(count - shown, shown * size);
      assertThat(markup.text("/figure/p")).containsExactly(rest);
      assertThat(view.text()).endsWith(rest);
    }
  }

  @Test
  void longWordsAndManyBitsAreBoundedToo() {
    var words = "\"".repeat(1000);
    var bits = IntStream.range(0, 64).mapToObj(_ -> new BitField(words, 1, words)).toList();
    var fields = new ArrayList<Field>();
    for (int i = 0; i < 500; i++) {
      var field =
          new Field(words, words, i * 8, i * 8 + 8, words, List.of(), bits, OptionalInt.of(i));
      fields.add(
          i % 2 == 0 ? field : new Field(words, words, i * 8, i * 8 + 8, words, List.of(field)));
    }
    for (int some : new int[] {2, 500}) {
      var view = FieldDump.view(Bytes.utf8(words.repeat(4)), fields.subList(0, some), null);
      Markup.of(view);
      assertThat(view.html().toString().length()).isLessThan(200_000);
    }
  }

  @Test
  void whatIsLongIsFoldedByItsPartsAndStillTiles() {
    var groups = new ArrayList<Field>();
    for (int i = 0; i < 6; i++) {
      var parts = oneByOne(10, 2).stream().map(shift(i * 20)).toList();
      groups.add(new Field("g" + i, "", i * 20, i * 20 + 20, "v" + i, parts));
    }
    var markup = Markup.of(FieldDump.view(Bytes.copyOf(new byte[130]), groups, null));
    assertThat(tiled(markup).size()).isEqualTo(130);
    assertThat(markup.text("//th[@scope='rowgroup']"))
        .containsExactly("g0 20 B, v0", "g1 20 B, v1", "g2 20 B, v2", "g3 20 B, v3");
    assertThat(markup.text("/figure/details/summary"))
        .containsExactly("0050 g4 20 B, v4", "0064 g5 20 B, v5", "0078 1 field 10 B");
    assertThat(markup.elements("/figure/details[@open]")).isEmpty();
    var long1 = new Field("long", "", 0, 70, "", oneByOne(70, 1));
    assertThat(
            Markup.of(FieldDump.view(Bytes.copyOf(new byte[70]), List.of(long1), null))
                .text("//summary"))
        .containsExactly("0020 long, the next 32 fields 32 B", "0040 long, the next 6 fields 6 B");
  }

  private static UnaryOperator<Field> shift(int distance) {
    return field -> field.shifted(distance);
  }

  @Test
  void fieldsNestToTheDepthThatAReaderAllows() {
    var field = plain("f1", 0, 1);
    for (int depth = 2; depth <= 32; depth++) {
      field = new Field("f" + depth, "", 0, 1, "", List.of(field));
    }
    var deepest = List.of(field);
    var view = FieldDump.view(Bytes.of(7), deepest, null);
    assertThat(view.html().toString().split("<details>")).hasSize(1 + 30);
    assertThat(view.text()).endsWith(" ".repeat(60) + "f1");
    assertThatThrownBy(
            () -> FieldDump.view(Bytes.of(7), List.of(new Field("", "", 0, 1, "", deepest)), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fields nest more than 32 deep");
  }

  @Test
  void twiceTheSameIsDrawnTheSame() throws MalformedException {
    var first = FieldDump.view(MESSAGE, fields(MESSAGE), null);
    var second = FieldDump.view(MESSAGE, fields(MESSAGE), null);
    assertThat(first.html().toString()).isEqualTo(second.html().toString());
    assertThat(first.text()).isEqualTo(second.text());
  }
}
