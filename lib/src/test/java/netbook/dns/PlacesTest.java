package netbook.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import netbook.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

class PlacesTest {
  private static RecordData.Loc parse(String text) {
    return Places.parse(List.of(text.split(" ")));
  }

  /** The examples of RFC 1876 §4, and what dnsjava makes of each, once it is written out. */
  @ParameterizedTest
  @CsvSource({
    "42 21 54 N 71 06 18 W -24m 30m,"
        + " 42 21 54.000 N 71 6 18.000 W -24.00m 30.00m 10000.00m 10.00m",
    "42 21 43.952 N 71 5 6.344 W -24m 1m 200m,"
        + " 42 21 43.952 N 71 5 6.344 W -24.00m 1.00m 200.00m 10.00m",
    "52 14 05 N 00 08 50 E 10m," + " 52 14 5.000 N 0 8 50.000 E 10.00m 1.00m 10000.00m 10.00m",
    "32 7 19 S 116 2 25 E 10m," + " 32 7 19.000 S 116 2 25.000 E 10.00m 1.00m 10000.00m 10.00m",
    "42 21 28.764 N 71 00 51.617 W -44m 2000m,"
        + " 42 21 28.764 N 71 0 51.617 W -44.00m 2000.00m 10000.00m 10.00m",
    // the shortest, the ends of the ranges, and units left out
    "0 N 0 E 0, 0 0 0.000 N 0 0 0.000 E 0.00m 1.00m 10000.00m 10.00m",
    "90 S 180 W -100000 0 0 0, 90 0 0.000 S 180 0 0.000 W -100000.00m 0.00m 0.00m 0.00m",
    "1 2 n 3 4 e 42849672.95 90000000.00m 0.09m 0.1m,"
        + " 1 2 0.000 N 3 4 0.000 E 42849672.95m 90000000.00m 0.09m 0.10m",
  })
  void placesAreReadAndWritten(String text, String whole) throws IOException {
    var place = parse(text);
    assertThat(Places.text(place)).isEqualTo(whole);
    assertThat(parse(whole)).isEqualTo(place);
    var theirs = Record.fromString(Name.root, Type.LOC, DClass.IN, 1, whole, Name.root);
    assertThat(Bytes.copyOf(theirs.rdataToWireCanonical()).toHex())
        .isEqualTo(RecordDataTest.encoded(place).toHex());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "''                     ! N or S is missing",
        "42                     ! N or S is missing",
        "N                      ! not degrees, minutes, seconds and N/S",
        "1 2 3 4 N 1 E 0        ! not degrees, minutes, seconds and N/S",
        "1 E 1 N 0              ! minutes: E is not in 0..59",
        "91 N 0 E 0             ! degrees: 91 is not in 0..90",
        "90 0 0.001 N 0 E 0     ! an angle of over 90 degrees",
        "0 N 181 E 0            ! degrees: 181 is not in 0..180",
        "0 N 180 1 E 0          ! an angle of over 180 degrees",
        "1 60 N 0 E 0           ! minutes: 60 is not in 0..59",
        "1 1 60 N 0 E 0         ! seconds: 60 is not in 0..59.999",
        "1 1 1.0001 N 0 E 0     ! seconds: 1.0001 is not in 0..59.999",
        "-1 N 0 E 0             ! degrees: -1 is not in 0..90",
        "0 N                    ! an angle is missing",
        "0 N 0 E                ! the altitude is missing",
        "0 N 0 E m              ! altitude: m is not like -24.00m",
        "0 N 0 E 1.234m         ! altitude: 1.234m is not like -24.00m",
        "0 N 0 E -100000.01m    ! altitude: -100000.01m is not in -100000.00m..42849672.95m",
        "0 N 0 E 42849672.96m   ! altitude: 42849672.96m is not in -100000.00m..42849672.95m",
        "0 N 0 E 0 -1m          ! size: -1m is not in 0.00m..90000000.00m",
        "0 N 0 E 0 90000000.01m ! size: 90000000.01m is not in 0.00m..90000000.00m",
        "0 N 0 E 0 1 x          ! horizontal precision: x is not like -24.00m",
        "0 N 0 E 0 1 1 x        ! vertical precision: x is not like -24.00m",
        "0 N 0 E 0 1 1 1 1      ! a word too many: 1",
      })
  void whatIsNoPlaceIsRefused(String text, String says) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(text))
        .withMessageStartingWith(says);
  }

  /** Octets that mean no place are kept too: the text is the generic one (RFC 3597 §5). */
  @Test
  void everyPlaceIsReadBackFromItsText() throws IOException {
    var far = new RecordData.Loc(0x12, 0x16, 0x13, 0, 1L << 31, 10_000_000);
    assertThat(far.toText()).isEqualTo("\\# 16 00121613000000008000000000989680");
    var random = new Random(1876);
    int places = 0;
    for (int run = 0; run < 3000; run++) {
      var loc =
          new RecordData.Loc(
              random.nextInt(256) & 0xbb,
              random.nextInt(256) & 0x77,
              random.nextInt(256) & 0x77,
              (1L << 31) + random.nextLong(-330_000_000, 330_000_000),
              (1L << 31) + random.nextLong(-650_000_000, 650_000_000),
              random.nextLong(1L << 32));
      assertThat(RecordDataTest.parsed(RecordType.LOC, loc.toText())).isEqualTo(loc);
      places += loc.toText().startsWith("\\#") ? 0 : 1;
    }
    assertThat(places).isBetween(1000, 2900);
  }
}
