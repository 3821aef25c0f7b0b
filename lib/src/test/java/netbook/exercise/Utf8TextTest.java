package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import netbook.bytes.Bytes;
import org.junit.jupiter.api.Test;

/** Holds the grammar of the check of exercise 05.2 to the library's strict decoder. */
class Utf8TextTest {
  private static Utf8Text text(String hex) {
    return Utf8Text.of(Bytes.ofHex(hex));
  }

  @Test
  void takesEveryCharacter() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        var octets = Bytes.utf8(Character.toString(c));
        assertThat(Utf8Text.of(octets).isCutOrWrong()).as("U+%x", c).isFalse();
      }
    }
  }

  @Test
  void refusesWhatTheLibraryRefuses() {
    for (int first = 0; first < 256; first++) {
      for (int second = 0; second < 256; second++) {
        agree(Bytes.of(first, second));
        agree(Bytes.of(first, second, 0x80));
        agree(Bytes.of(first, second, 0x80, 0xbf));
        agree(Bytes.of(first, second, 0xc0, 0xbf));
      }
    }
  }

  private static void agree(Bytes octets) {
    var found = Utf8Text.of(octets);
    if (found.isCutOrWrong()) {
      assertThatThrownBy(() -> StandardCharsets.UTF_8.newDecoder().decode(octets.buffer()))
          .as("%s", octets)
          .isInstanceOf(CharacterCodingException.class);
    } else {
      var text = new String(octets.toArray(), StandardCharsets.UTF_8);
      assertThat(Bytes.utf8(text)).isEqualTo(octets);
      assertThat(found.between(0, octets.size())).isEqualTo(text);
    }
  }

  @Test
  void knowsAnErrorAsSoonAsItCanBeKnown() {
    assertThat(text("61 e0 80")).extracting(Utf8Text::good, Utf8Text::known).containsExactly(1, 3);
    assertThat(text("f5")).extracting(Utf8Text::known, Utf8Text::due).containsExactly(1, 4);
    assertThat(text("e2 82 28")).extracting(Utf8Text::known, Utf8Text::due).containsExactly(3, 3);
    assertThat(text("e2 82")).extracting(Utf8Text::known).isEqualTo(Utf8Text.NEVER);
  }

  @Test
  void tellsWhatAPieceCompletes() {
    var found = Utf8Text.of(Bytes.utf8("aé€😀"));
    assertThat(found.between(0, 2)).isEqualTo("a");
    assertThat(found.between(2, 5)).isEqualTo("é");
    assertThat(found.between(5, 9)).isEqualTo("€");
    assertThat(found.between(9, 10)).isEqualTo("😀");
  }
}
