package netbook.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
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
  void bitsFillItsOctetsExactly() {
    var high = new BitField("high", 4, "");
    for (int width : new int[] {1, 3, 5, 12}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ofBits(1, List.of(high, new BitField("low", width, ""))))
          .withMessage(
              "field f: %d bits are not the 8 of its octets, or more than 64".formatted(4 + width));
    }
    var field = ofBits(1, List.of(high, new BitField("low", 4, "four")));
    assertThat(field.bits()).extracting(BitField::name).containsExactly("high", "low");
    assertThat(ofBits(8, List.of(new BitField("all", 64, ""))).size()).isEqualTo(8);
    var wide = List.of(new BitField("all", 64, ""), new BitField("more", 8, ""));
    assertThatIllegalArgumentException().isThrownBy(() -> ofBits(9, wide));
    for (int width : new int[] {-1, 0, 65}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new BitField("b", width, ""))
          .withMessage("bits b: width " + width + " is not in 1..64");
    }
  }

  @Test
  void isDividedInOneWay() {
    var bits = List.of(new BitField("all", 8, ""));
    var group = new Field("g", "", 0, 1, "", List.of(ofBits(1, bits)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> group.withBits(bits))
        .withMessage("field g: has parts and bits");
  }

  private static Field ofBits(int size, List<BitField> bits) {
    return new Field("f", "", 0, size, "", List.of(), bits, OptionalInt.empty());
  }

  @Test
  void aPointerLeadsIntoTheMessage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Field("f", "", 0, 2, "", List.of()).withPointer(-1))
        .withMessage("field f: points to -1, before the message");
  }

  @Test
  void shiftedMovesAllOffsetsAndNothingElse() {
    var pointer = new Field("p", "r", 3, 5, "v", List.of()).withPointer(0);
    var inner = new Field("i", "r", 3, 5, "w", List.of(pointer));
    var flags = ofBits(1, List.of(new BitField("all", 8, "x")));
    var group = new Field("g", "r", 0, 5, "", List.of(flags, inner));
    var moved = group.shifted(10);
    assertThat(List.of(moved.from(), moved.to())).containsExactly(10, 15);
    var movedInner = moved.parts().getLast();
    assertThat(movedInner.parts())
        .containsExactly(new Field("p", "r", 13, 15, "v", List.of()).withPointer(10));
    assertThat(moved.parts().getFirst().bits()).isEqualTo(flags.bits());
    assertThat(moved.shifted(-10)).isEqualTo(group);
    assertThatIllegalArgumentException().isThrownBy(() -> group.shifted(-1));
    assertThatThrownBy(() -> group.shifted(Integer.MAX_VALUE))
        .isInstanceOf(ArithmeticException.class);
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
