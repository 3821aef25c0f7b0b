package netbook.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ByteWriterTest {
  @Test
  void writesInNetworkByteOrderAndReadsBack() throws IOException {
    var message =
        new ByteWriter(100)
            .u8(0)
            .u8(255)
            .u16(0)
            .u16(65535)
            .u16(0x0102)
            .u32(0)
            .u32(0xffffffffL)
            .u32(0x01020304)
            .bytes(Bytes.of(9, 8).from(1))
            .toBytes();
    assertThat(message.toHex())
        .isEqualTo("00 ff 00 00 ff ff 01 02 00 00 00 00 ff ff ff ff 01 02 03 04 08");
    var in = new ByteReader(message.from(8));
    assertThat(in.readU32()).isZero();
    assertThat(in.readU32()).isEqualTo(0xffffffffL);
    assertThat(in.readU32()).isEqualTo(0x01020304);
  }

  @Test
  void aNumberThatDoesNotFitIsRefusedAndNothingIsWritten() {
    var out = new ByteWriter(100);
    assertRefused(() -> out.u8(-1), "value: -1 is not in 0..255");
    assertRefused(() -> out.u8(256), "value: 256 is not in 0..255");
    assertRefused(() -> out.u16(-1), "value: -1 is not in 0..65535");
    assertRefused(() -> out.u16(65536), "value: 65536 is not in 0..65535");
    assertRefused(() -> out.u32(-1), "value: -1 is not in 0..4294967295");
    assertRefused(() -> out.u32(1L << 32), "value: 4294967296 is not in 0..4294967295");
    assertThat(out.size()).isZero();
  }

  private interface Write {
    Object to() throws LimitException;
  }

  private static void assertRefused(Write write, String message) {
    assertThatIllegalArgumentException().isThrownBy(write::to).withMessage(message);
  }

  @Test
  void theLimitIsReachedAndNeverPassed() throws LimitException {
    for (int max = 0; max < 200; max++) {
      var out = new ByteWriter(max);
      for (int i = 0; i < max; i++) {
        out.u8(i & 0xff);
      }
      assertThat(out.size()).isEqualTo(max);
      assertOver(() -> out.u8(1), max);
      assertOver(() -> out.u16(1), max);
      assertOver(() -> out.u32(1), max);
      assertOver(() -> out.bytes(Bytes.of(1)), max);
      out.bytes(Bytes.EMPTY);
      assertThat(out.toBytes().size()).isEqualTo(max);
    }
  }

  private static void assertOver(Write write, int max) {
    var e = catchThrowableOfType(LimitException.class, write::to);
    assertThat(e.limit()).isEqualTo("message size");
    assertThat(e.max()).isEqualTo(max);
    assertThat(e.offset()).isEqualTo(max);
    assertThat(e)
        .hasMessage("at offset " + max + ": over the limit of " + max + " for message size");
  }

  @Test
  void aNumberThatWouldPassTheLimitIsNotHalfWritten() throws LimitException {
    var out = new ByteWriter(3).u16(0x0102);
    assertThat(catchThrowableOfType(LimitException.class, () -> out.u16(3))).isNotNull();
    assertThat(out.u8(3).toBytes()).isEqualTo(Bytes.of(1, 2, 3));
  }

  @Test
  void aBigLimitSetsNoMemoryAside() throws LimitException {
    assertThat(new ByteWriter(Integer.MAX_VALUE).u8(1).toBytes()).isEqualTo(Bytes.of(1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ByteWriter(-1));
  }

  @Test
  void growsThroughManySizes() throws LimitException {
    var out = new ByteWriter(1 << 20);
    var all = Bytes.EMPTY;
    for (int size = 0; size < 300; size++) {
      var piece = Bytes.copyOf(new byte[size]).plus(Bytes.of(size & 0xff));
      out.bytes(piece);
      all = all.plus(piece);
    }
    assertThat(out.toBytes()).isEqualTo(all);
  }

  @Test
  void twoOctetsThatStandCanBeOverwritten() throws LimitException {
    var out = new ByteWriter(4).u32(0x01020304);
    assertThat(out.patchU16(0, 0xffff).patchU16(2, 0).toBytes())
        .isEqualTo(Bytes.of(255, 255, 0, 0));
    for (int offset : new int[] {-1, 3, 4, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> out.patchU16(offset, 1))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("no two octets at " + offset + " in 4 B");
    }
    assertThatIllegalArgumentException().isThrownBy(() -> out.patchU16(0, 65536));
    assertThat(out.size()).isEqualTo(4);
  }

  @Test
  void whatWasTakenOutDoesNotChangeLater() throws LimitException {
    var out = new ByteWriter(10).u16(1);
    var before = out.toBytes();
    out.patchU16(0, 2).u8(3);
    assertThat(before).isEqualTo(Bytes.of(0, 1));
  }
}
