package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OneOffTest {
  @Test
  void aCharacterIsLeftOutDoubledPutInOrAnotherOne() {
    assertThat(OneOff.of("::", List.of("1")))
        .containsExactlyInAnyOrder(":", ":::", "1::", ":1:", "::1", "1:", ":1");
  }

  @Test
  void allOfAsciiIsTriedAndWhatBecomesADigitWhenBitsAreCutOff() {
    assertThat(OneOff.WIDE)
        .containsAll(IntStream.range(0, 0x80).mapToObj(Character::toString).toList())
        .contains("\u00b4", "\u0134", "\uff11", "\u2028", "\ud83d", Character.toString(0x10031));
  }
}
