package netbook.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import netbook.bytes.BitField;
import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.Field;
import netbook.bytes.MalformedException;
import netbook.notebook.View;
import org.junit.jupiter.api.Test;

/**
 * Bits, pointers and the place where a decoder stopped, in a message with a name and two pointers.
 */
class FieldMarksTest {
  private static final String HEX = "a4c1 02 6869 c002 c003";

  /** Reads flags, a text of a given size, and pointers up to the end, which may lead only back. */
  private static void decode(ByteReader in) throws MalformedException {
    int flags = in.field("flags", "RFC 1035 §4.1.1").readU16();
    in.bits(() ->
        List.of(
            new BitField("QR", 1, flags < 0x8000 ? "a query" : "a response"),
            new BitField("middle", 10, ""),
            new BitField("RCODE", 5, "")));
    in.begin("name", "");
    int size = in.field("size", "").readU8();
    in.field("text", "RFC 5198 §2").readText(size, StandardCharsets.UTF_8);
    in.end("");
    while (in.remaining() > 0) {
      int at = in.position();
      int target = in.field("pointer", "").readU16() & 0x3fff;
      in.means(() -> "to " + target);
      in.pointsTo(target);
      if (target >= at) {
        throw new MalformedException(at, "RFC 1035 §4.1.4", "it doesn't lead back");
      }
    }
  }

  private static View view(String hex) {
    var message = Bytes.ofHex(hex);
    var in = ByteReader.recording(message);
    try {
      decode(in);
      return Show.hexdumpView(message, in.fields());
    } catch (MalformedException e) {
      return Show.hexdumpView(message, in.fields(), e);
    }
  }

  @Test
  void theTextTwinTellsAll() {
    assertThat(view(HEX).text())
        .isEqualTo(
            """
            9 bytes, 5 fields.
            0000  a4 c1                    ..        flags: 42177  (RFC 1035 §4.1.1)
                  1... .... .... ....  QR 1: a response
                  .010 0100 110. ....  middle 294
                  .... .... ...0 0001  RCODE 1

            name  3 B  ◂ target of 0005  ◂ 0003 target of 0007
            0002  02                       .         size: 2  ◂ target of 0005
            0003  68 69                    hi        text: hi  ◂ target of 0007  (RFC 5198 §2)

            0005  c0 02                    ..        pointer: to 2  ▸ see 0002
            0007  c0 03                    ..        pointer: to 3  ▸ see 0003\
            """);
  }

  @Test
  void bitsStandInABoxForEachOctet() {
    var markup = Markup.of(view(HEX));
    var bits = "//div[@class='nb-bits']/table";
    assertThat(markup.elements(bits)).hasSize(2);
    assertThat(markup.text(bits + "//th"))
        .isEqualTo(IntStream.range(0, 16).mapToObj(Integer::toString).toList());
    assertThat(String.join("", markup.text(bits + "//tbody/tr[1]/td")))
        .isEqualTo("1010010011000001");
    assertThat(markup.text(bits + "//td[@class='nb-1']")).containsOnly("1").hasSize(6);
    assertThat(markup.text(bits + "//td[@colspan]"))
        .containsExactly("QR", "middle…", "…middle", "RCODE");
    assertThat(
            markup.elements(bits + "//td[@colspan]").stream().map(td -> td.getAttribute("colspan")))
        .containsExactly("1", "7", "3", "5");
    assertThat(markup.text("//table[@class='nb-sub']//tr"))
        .containsExactly("QR 1a response", "middle 294", "RCODE 1");
  }

  @Test
  void aNumberOf64BitsHasNoSign() throws MalformedException {
    var in = ByteReader.recording(Bytes.ofHex("ffffffffffffffff"));
    in.field("all", "").readBytes(8);
    in.bits(() -> List.of(new BitField("all", 64, "")));
    assertThat(Show.hexdumpView(Bytes.ofHex("ffffffffffffffff"), in.fields()).text())
        .endsWith("  all 18446744073709551615");
  }

  @Test
  void pointersAreToldAtBothEnds() {
    assertThat(Markup.of(view(HEX)).text("//span[@class='nb-p']"))
        .containsExactly("◂ target of 0005", "◂ target of 0007", "▸ see 0002", "▸ see 0003");
    var fields = new ArrayList<>(List.of(new Field("all", "", 0, 4, "", List.of())));
    for (int i = 0; i < 5; i++) {
      fields.add(pointer(4 + i, 1));
      fields.add(pointer(9 + i, i));
    }
    fields.add(pointer(14, 99));
    var text = Show.hexdumpView(Bytes.copyOf(new byte[20]), fields).text();
    assertThat(text)
        .contains(
            "all  ◂ target of 0009  ◂ 0001 target of 0004, 0005, 000a and 3 more"
                + "  ◂ 0002 target of 000b  ◂ 1 more target")
        .contains("p  ▸ past the end: 0063");
  }

  private static Field pointer(int from, int to) {
    return new Field("p", "", from, from + 1, "", List.of(), List.of(), OptionalInt.of(to));
  }

  @Test
  void theMapIsToScale() {
    var markup = Markup.of(view(HEX));
    assertThat(markup.text("//title")).containsExactly("Map of the 9 bytes");
    assertThat(markup.text("//desc")).containsExactly("4 parts to scale, 2 pointers.");
    var boxes = markup.elements("//foreignObject[span/@class='h']");
    assertThat(boxes.stream().map(box -> box.getAttribute("x") + " " + box.getTextContent()))
        .containsExactly(
            "0.00% flags 2 B", "22.22% name 3 B", "55.56% pointer 2 B", "77.78% pointer 2 B");
    assertThat(markup.text("//text")).containsExactly("0005 ▸ 0002", "0007 ▸ 0003");
    assertThat(markup.elements("//*[@id or @viewBox]")).isEmpty();
    var one = List.of(new Field("f", "", 0, 2, "", List.of()));
    assertThat(Markup.of(Show.hexdumpView(Bytes.of(1, 2), one)).elements("//svg")).isEmpty();
  }

  @Test
  void aBadPointerIsWhereItStopped() {
    var view = view(HEX + "c00900");
    assertThat(view.text())
        .startsWith("12 bytes, 6 fields; ✗ stopped at 0009.\n")
        .endsWith(
            """

            0009  c0 09                    ..        ✗ pointer: Stopped at 0009: it doesn't lead back \
            (read as to 9)  ▸ see 0009  ◂ target of 0009  (RFC 1035 §4.1.4)
            000b  00                       .         raw: not read\
            """);
    var markup = Markup.of(view);
    assertThat(markup.text("//tr[@class='nb-stop']//b"))
        .containsExactly("✗ pointer", "Stopped at 0009: it doesn't lead back");
    assertThat(markup.text("//tr[@class='nb-stop']/td[1]")).containsExactly("0009");
    assertThat(markup.text("//text[@class='b f']")).containsExactly("✗ stopped at 0009");
    assertThat(markup.text("//desc").getFirst()).endsWith("stopped at 0009.");
  }

  @Test
  void textThatIsNoneIsMarkedAtItsOctet() {
    assertThat(view("0000 04 6869ff6a c002").text())
        .endsWith(
            """
            name  1 B
            0002  04                       .         size: 4

            0003  68 69                    hi        raw: not read
            0005  ff                       .         ✗: Stopped at 0005: octet ff is not part of a \
            character  (UTF-8)
            0006  6a c0 02                 j..       raw: not read\
            """);
  }

  @Test
  void everyPrefixTilesAndSaysWhereItEnds() {
    for (int size = 0; size < 9; size++) {
      var message = Bytes.ofHex(HEX).slice(0, size);
      var view = view(message.toHex());
      if (size == 5 || size == 7) {
        assertThat(view.text()).doesNotContain("✗"); // the pointers may be missing
        continue;
      }
      var markup = Markup.of(view);
      assertThat(markup.text("//tr[@class='nb-stop']/td[1]"))
          .containsExactly("%04x".formatted(size));
      assertThat(markup.text("//tr[@class='nb-stop']//span/b").getFirst())
          .startsWith("Stopped at %04x: ".formatted(size));
      var seen = String.join(" ", markup.text("//table[@class='nb-fl']/tbody/tr/td[2]"));
      assertThat(Bytes.ofHex(seen)).isEqualTo(message);
    }
  }

  @Test
  void aStopInsideOfAFoldIsOpen() throws MalformedException {
    var in = ByteReader.recording(Bytes.of(1, 2, 3));
    in.begin("outer", "");
    in.begin("inner", "");
    in.field("one", "").readU8();
    in.field("two", "").readU8();
    in.end("");
    in.end("");
    var stop = new MalformedException(1, "", "two is too many");
    var markup = Markup.of(Show.hexdumpView(Bytes.of(1, 2, 3), in.fields(), stop));
    assertThat(markup.text("//details[@open]//tr[@class='nb-stop']//b"))
        .containsExactly("✗ two", "Stopped at 0001: two is too many");
  }

  @Test
  void aStopThatIsLeftOutIsShownAllTheSame() {
    var fields =
        IntStream.range(0, 2000)
            .mapToObj(i -> new Field("f", "", i, i + 1, "", List.of()))
            .toList();
    var stop = new MalformedException(1999, "our own", "enough");
    var view = Show.hexdumpView(Bytes.copyOf(new byte[2000]), fields, stop);
    assertThat(Markup.of(view).text("//tr[@class='nb-stop']/td[1]")).containsExactly("07cf");
    assertThat(view.text()).endsWith("✗ f: Stopped at 07cf: enough  (our own)");
  }

  @Test
  void aProblemOutsideOfTheMessageIsRefused() {
    var far = new MalformedException(4, "", "");
    assertThatThrownBy(() -> Show.hexdumpView(Bytes.of(1, 2, 3), List.of(), far))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the problem is at 4, and the message has 3 B");
  }
}
