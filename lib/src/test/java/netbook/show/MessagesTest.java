package netbook.show;

import static org.assertj.core.api.Assertions.assertThat;

import netbook.bytes.Bytes;
import netbook.frame.Dissector;
import netbook.frame.LengthPrefixed;
import netbook.frame.Lines;
import org.junit.jupiter.api.Test;

class MessagesTest {
  @Test
  void eachMessageHeadsItsFields() {
    var view = Show.hexdumpView(Bytes.ofHex("0002 4142 0000 0005 43"), frames());
    assertThat(Markup.of(view).text("//th[@scope='rowgroup']"))
        .containsExactly(
            "message 1 4 B, 2 B \"AB\"",
            "message 2 2 B, 0 B",
            "message 3 3 B, unfinished, 3 of 7 B");
    assertThat(view.text())
        .contains("0000  00 02")
        .contains("length: 2  (length before the message)")
        .contains("message: 2 B \"AB\"");
  }

  private static Dissector frames() {
    return Dissector.of(LengthPrefixed.u16());
  }

  @Test
  void whatBreaksTheGrammarStopsThereAndTheRestIsRaw() {
    var view = Show.hexdumpView(Bytes.utf8("ok\r\nbad\nrest"), Dissector.of(Lines.crlf()));
    assertThat(view.text())
        .contains("message 1")
        .contains("LF without CR before it")
        .contains("RFC 5321 §2.3.8")
        .contains("62 61 64")
        .contains("72 65 73 74");
    assertThat(Markup.of(view).text("//figcaption").getFirst()).contains("✗ stopped at 0007");
  }

  @Test
  void noOctetsAreNoMessages() {
    assertThat(Show.hexdumpView(Bytes.EMPTY, frames()).text()).startsWith("0 bytes");
  }
}
