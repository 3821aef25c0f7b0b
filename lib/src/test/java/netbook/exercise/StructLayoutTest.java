package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import netbook.bytes.Bytes;
import org.junit.jupiter.api.Test;

/** The octets here were written by hand, so that the check of exercise 05.1 is held to them. */
class StructLayoutTest {
  private static Bytes packed(String format, Object... values) {
    return StructLayout.of(format).pack(List.of(values));
  }

  @Test
  void packsInNetworkOrder() {
    assertThat(packed("!HHI4s", 1L, 0xfffeL, 0x80000001L, Bytes.utf8("data")))
        .isEqualTo(Bytes.ofHex("0001 fffe 80000001 64617461"));
    assertThat(packed(">IB", 258L, 255L)).isEqualTo(Bytes.ofHex("00000102 ff"));
  }

  @Test
  void packsTheLowestOctetFirst() {
    assertThat(packed("<HIh2s", 0x0102L, 0x03040506L, -2L, Bytes.of(0, 9)))
        .isEqualTo(Bytes.ofHex("0201 06050403 feff 0009"));
  }

  @Test
  void packsInTwosComplement() {
    assertThat(packed("!bhi", -1L, -2L, -300L)).isEqualTo(Bytes.ofHex("ff fffe fffffed4"));
    assertThat(packed("!bhi", -128L, -32768L, -2147483648L))
        .isEqualTo(Bytes.ofHex("80 8000 80000000"));
  }

  @Test
  void knowsTheRanges() {
    var items = StructLayout.of("!BHIbhi").items();
    assertThat(items.stream().map(StructLayout.Item::min))
        .containsExactly(0L, 0L, 0L, -128L, -32768L, -2147483648L);
    assertThat(items.stream().map(StructLayout.Item::max))
        .containsExactly(255L, 65535L, 4294967295L, 127L, 32767L, 2147483647L);
  }

  @Test
  void drawsFormatsThatItReadsBack() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < 100; i++) {
      var layout = StructLayout.draw(random);
      assertThat(StructLayout.of(layout.toString())).isEqualTo(layout);
      int size = layout.pack(layout.values(random)).size();
      assertThat(size).isEqualTo(layout.offset(layout.items().size()));
    }
  }
}
