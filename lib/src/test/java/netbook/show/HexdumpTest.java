package netbook.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import netbook.bytes.Bytes;
import org.junit.jupiter.api.Test;

class HexdumpTest {
  private static Bytes counted(int size) {
    var array = new byte[size];
    for (int i = 0; i < size; i++) {
      array[i] = (byte) (i * 7 + 1);
    }
    return Bytes.copyOf(array);
  }

  @Test
  void theTextTwinIsReadInATerminal() {
    var bytes = Bytes.utf8("GET /a HTTP/1.1\r\nHost: é\r\n\r\n");
    assertThat(Hexdump.view(bytes, Hexdump.SHOWN_MAX).text())
        .isEqualTo(
            """
            29 bytes.
            0000  47 45 54 20 2f 61 20 48  54 54 50 2f 31 2e 31 0d  GET /a HTTP/1.1.
            0010  0a 48 6f 73 74 3a 20 c3  a9 0d 0a 0d 0a           .Host: ......\
            """);
  }

  @Test
  void oneByteAndNone() {
    assertThat(Hexdump.view(Bytes.of(0x7f), 256).text())
        .isEqualTo("1 byte.\n0000  7f" + " ".repeat(48) + ".");
    assertThat(Hexdump.view(Bytes.EMPTY, 256).text()).isEqualTo("0 bytes.");
    assertThat(Markup.of(Hexdump.view(Bytes.EMPTY, 256)).elements("//table")).isEmpty();
  }

  @Test
  void everyOctetStandsAtItsOffsetWhateverTheSize() {
    for (int size = 1; size <= 50; size++) {
      var bytes = counted(size);
      var rows = Markup.of(Hexdump.view(bytes, 256)).elements("//tbody/tr");
      assertThat(rows).hasSize((size + 15) / 16);
      var seen = Bytes.EMPTY;
      for (var row : rows) {
        assertThat(row.getFirstChild().getTextContent()).isEqualTo("%04x".formatted(seen.size()));
        var hex = row.getChildNodes().item(1).getTextContent();
        assertThat(hex).matches("(\\p{XDigit}{2} ?)+");
        seen = seen.plus(Bytes.ofHex(hex));
        var text = row.getChildNodes().item(2).getTextContent();
        assertThat(text).hasSize(Math.min(16, size - (seen.size() - text.length())));
      }
      assertThat(seen).isEqualTo(bytes);
    }
  }

  @Test
  void theTextColumnHasADotForWhatIsNotPrintableAscii() {
    var all = new byte[256];
    for (int i = 0; i < 256; i++) {
      all[i] = (byte) i;
    }
    var text = String.join("", Markup.of(Hexdump.view(Bytes.copyOf(all), 256)).text("//td[3]"));
    for (int i = 0; i < 256; i++) {
      assertThat(text.charAt(i)).isEqualTo(i >= 0x20 && i < 0x7f ? (char) i : '.');
    }
  }

  @Test
  void aRowHasTwoEights() {
    assertThat(Markup.of(Hexdump.view(counted(20), 256)).text("//td[2]/code"))
        .containsExactly(
            HexFormat.ofDelimiter(" ").formatHex(counted(20).toArray(), 0, 8),
            HexFormat.ofDelimiter(" ").formatHex(counted(20).toArray(), 8, 16),
            HexFormat.ofDelimiter(" ").formatHex(counted(20).toArray(), 16, 20));
  }

  @Test
  void whatIsNotShownIsCounted() {
    var view = Hexdump.view(counted(5000), Hexdump.SHOWN_MAX);
    assertThat(Markup.of(view).elements("//tbody/tr")).hasSize(256);
    assertThat(Markup.of(view).text("//figcaption"))
        .containsExactly("5000 bytes. The first 4096; 904 more are not shown.");
    assertThat(view.text()).contains("904 more").contains("\n0ff0  ").doesNotContain("\n1000  ");
    assertThat(Hexdump.view(counted(4096), Hexdump.SHOWN_MAX).text()).doesNotContain("more");
  }
}
