package netbook.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldTest {
  @Test
  void hasARange() {
    assertThat(new Field("f", "", 2, 5, "", List.of()).size()).isEqualTo(3);
    assertThat(new Field("f", "", 2, 2, "", List.of()).size()).isZero();
    for (int[] range : new int[][] {{-1, 0}, {2, 1}, {0, -1}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Field("f", "", range[0], range[1], "", List.of()))
          .withMessage("field f: no range from " + range[0] + " to " + range[1]);
    }
  }

  @Test
  void keepsItsOwnParts() {
    var parts = new ArrayList<>(List.of(new Field("p", "", 0, 1, "", List.of())));
    var field = new Field("f", "", 0, 1, "", parts);
    parts.clear();
    assertThat(field.parts()).hasSize(1);
    assertThatThrownBy(() -> field.parts().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void isALine() {
    assertThat(new Field("TTL", "", 35, 39, "300 s", List.of())).hasToString("0023 TTL 300 s");
    assertThat(new Field("pad", "", 70000, 70001, "", List.of())).hasToString("11170 pad");
    assertThat(new Field("x\ny", "", 0, 1, "a\r\nb", List.of())).hasToString("0000 x y a b");
    assertThat(new Field("x", "", 0, 1, "v".repeat(114), List.of()).toString())
        .hasSize(120)
        .endsWith("v…");
    assertThat(new Field("x", "", 0, 1, "v".repeat(113), List.of()).toString())
        .hasSize(120)
        .endsWith("vv");
  }
}
