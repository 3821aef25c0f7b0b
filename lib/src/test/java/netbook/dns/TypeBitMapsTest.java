package netbook.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeBitMapsTest {
  private static final RecordType LAST = new RecordType(0xffff);
  private static final RecordType WINDOW_4 = new RecordType(1234);

  /** The example of RFC 4034 §4.3. */
  private static final TypeBitMaps EXAMPLE =
      TypeBitMaps.of(
          List.of(
              WINDOW_4,
              RecordType.NSEC,
              RecordType.RRSIG,
              RecordType.MX,
              RecordType.A,
              RecordType.A));

  private static TypeBitMaps read(String hex) throws MalformedException {
    return TypeBitMaps.read(new ByteReader(Bytes.ofHex(hex)), "Type Bit Maps", "RFC 4034 §4.1.2");
  }

  @Test
  void aSetIsWindowsOfBits() throws MalformedException {
    assertThat(EXAMPLE.toBytes().toHex())
        .isEqualTo("00 06 40 01 00 00 00 03 04 1b" + " 00".repeat(26) + " 20");
    assertThat(read(EXAMPLE.toBytes().toHex())).isEqualTo(EXAMPLE).hasSameHashCodeAs(EXAMPLE);
    assertThat(EXAMPLE.toSet())
        .containsExactly(RecordType.A, RecordType.MX, RecordType.RRSIG, RecordType.NSEC, WINDOW_4);
    assertThat(EXAMPLE).hasToString("A MX RRSIG NSEC TYPE1234");
    assertThat(EXAMPLE.contains(RecordType.MX)).isTrue();
    assertThat(EXAMPLE.contains(RecordType.NS)).isFalse();
  }

  @Test
  void theFirstAndTheLastTypeHaveABit() throws MalformedException {
    var ends = TypeBitMaps.of(List.of(LAST, new RecordType(0), new RecordType(255)));
    assertThat(read(ends.toBytes().toHex()).toSet())
        .containsExactly(new RecordType(0), new RecordType(255), LAST);
    assertThat(TypeBitMaps.of(List.of()).toBytes()).isEqualTo(Bytes.EMPTY);
    assertThat(read("").toSet()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "00 01 00, 2, a zero octet",
    "00 00, 1, length 0 is not in 1..32",
    "00 21, 1, length 33 is not in 1..32",
    "00 01 40 00 01 40, 3, 0 after 0",
    "01 01 40 00 01 40, 3, 0 after 1",
    "00 02 40, 3, 'Bitmap: needs 2 B, has 1'",
    "00, 1, 'Bitmap Length: needs 1 B, has 0'",
  })
  void otherFormsAreRefused(String hex, long offset, String found) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> read(hex))
        .satisfies(e -> assertThat(e.offset()).isEqualTo(offset))
        .withMessageContaining(found);
  }
}
