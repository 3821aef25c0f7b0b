package netbook.show;

import static org.assertj.core.api.Assertions.assertThat;

import netbook.bytes.Bytes;
import org.junit.jupiter.api.Test;

class WordingTest {
  @Test
  void aLineIsCutAtWholeCharacters() {
    assertThat(Wording.line("", 3)).isEmpty();
    assertThat(Wording.line("abc", 3)).isEqualTo("abc");
    assertThat(Wording.line("abcd", 3)).isEqualTo("ab…");
    assertThat(Wording.line("😀😀😀", 3)).isEqualTo("😀😀😀");
    assertThat(Wording.line("😀😀😀😀", 3)).isEqualTo("😀😀…");
    assertThat(Wording.line("ab", 1)).isEqualTo("…");
  }

  @Test
  void whatActsIsShownInstead() {
    assertThat(Wording.line("a\nb\tc\u001b[1m\0\u007f", 20)).isEqualTo("a␊b␉c␛[1m␀␡");
    assertThat(Wording.line("a\u202eb\u200fc\u2028d\u0085e\ufeff", 20)).isEqualTo("a�b�c�d�e�");
    assertThat(Wording.line("\ud800a\udc00\uffff", 20)).isEqualTo("�a��");
  }

  @Test
  void scriptsAndEmojiStayWhole() {
    assertThat(Wording.line("שלום 👩‍👧 é", 20)).isEqualTo("שלום 👩‍👧 é");
  }

  @Test
  void countsInSingularAndPlural() {
    assertThat(Wording.count(0, "byte")).isEqualTo("0 bytes");
    assertThat(Wording.count(1, "byte")).isEqualTo("1 byte");
    assertThat(Wording.count(2, "byte")).isEqualTo("2 bytes");
  }

  @Test
  void offsetsGrow() {
    assertThat(Wording.offset(0)).isEqualTo("0000");
    assertThat(Wording.offset(0x12345)).isEqualTo("12345");
  }

  @Test
  void asciiHasADotForTheRest() {
    assertThat(Wording.ascii(Bytes.of(0x1f, 0x20, 0x7e, 0x7f, 0xff))).isEqualTo(". ~..");
  }
}
