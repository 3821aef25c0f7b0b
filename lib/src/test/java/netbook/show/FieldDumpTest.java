package netbook.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
    assertThat(FieldDump.view(MESSAGE, fields(MESSAGE)).text())
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
      assertThat(tiled(Markup.of(FieldDump.view(MESSAGE, some)))).isEqualTo(MESSAGE);
    }
  }

  /** The octets of the rows, each of which has to begin where the one before it ended. */
  private static Bytes tiled(Markup markup) {
    var seen = Bytes.EMPTY;
    for (var row : markup.elements("/figure/table/tbody/tr[td]")) {
      var cells = row.getChildNodes();
      assertThat(cells.item(0).getTextContent()).isEqualTo("%04x".formatted(seen.size()));
      seen = seen.plus(Bytes.ofHex(cells.item(1).getTextContent()));
    }
    return seen;
  }

  @Test
  void anotherMessageGivesAnotherPicture() throws MalformedException {
    var other = Bytes.ofHex("ffff 0001 02 6869");
    var markup = Markup.of(FieldDump.view(other, fields(other)));
    assertThat(tiled(markup)).isEqualTo(other);
    assertThat(markup.text("//div[@class='nb-d']/b"))
        .containsExactly("ID", "flags", "size", "text");
    assertThat(markup.text("//div[@class='nb-d']/b/following-sibling::span[1]"))
        .containsExactly("65535", "a response", "2", "hi");
  }

  @Test
  void aFieldWithPartsHeadsThemAndDeeperOnesFoldAway() throws MalformedException {
    var markup = Markup.of(FieldDump.view(MESSAGE, fields(MESSAGE)));
    assertThat(markup.text("//th[@scope='rowgroup']")).containsExactly("header 4 B");
    assertThat(markup.text("//details/summary")).containsExactly("2 parts");
    assertThat(markup.text("//details//td[2]")).containsExactly("81", "80");
    assertThat(markup.text("//details//td[4]")).containsExactly("high 129", "low 128");
  }

  @Test
  void aRuleOfAnRfcLinksToItsSection() {
    var rules =
        List.of(
            "RFC 1035 §4.1.1", "RFC 5234 §B.1", "RFC 9112", "RFC 791 appendix B", "our own", "");
    var fields = rules.stream().map(rule -> new Field("f", rule, 0, 1, "", List.of())).toList();
    var markup = Markup.of(FieldDump.view(Bytes.of(1), fields));
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
    assertThat(Markup.of(FieldDump.view(Bytes.of(1, 2, 3), fields)).text("//b"))
        .containsExactly("raw", "middle", "raw");
  }

  @Test
  void aFieldOutsideOfTheMessageIsRefused() {
    var fields = List.of(new Field("far", "", 1, 4, "", List.of()));
    assertThatThrownBy(() -> FieldDump.view(Bytes.of(1, 2, 3), fields))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("field far ends at 4, and the message has 3 B");
    var nested = List.of(new Field("group", "", 0, 3, "", fields));
    assertThatThrownBy(() -> FieldDump.view(Bytes.of(1, 2, 3), nested))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLongFieldIsShortenedAndCounted() {
    var message = Bytes.copyOf(new byte[1000]);
    var view = FieldDump.view(message, List.of(new Field("body", "", 0, 1000, "", List.of())));
    assertThat(Markup.of(view).text("//td[2]").getFirst()).endsWith("… 936 B more");
    assertThat(view.text()).contains("… 936 B more");
  }

  @Test
  void fieldsAreBoundedAndTheRestIsCounted() {
    var message = Bytes.copyOf(new byte[1000]);
    var fields = new ArrayList<Field>();
    for (int i = 0; i < 1000; i++) {
      fields.add(new Field("f" + i, "", i, i + 1, "", List.of()));
    }
    var view = FieldDump.view(message, fields);
    var markup = Markup.of(view);
    assertThat(markup.elements("//tbody/tr")).hasSize(300);
    assertThat(markup.text("/figure/p")).containsExactly("700 more fields not shown.");
    assertThat(view.text()).endsWith("700 more fields not shown.");
  }
}
