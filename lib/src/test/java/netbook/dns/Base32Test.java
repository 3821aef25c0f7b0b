package netbook.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.Random;
import netbook.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.utils.base32;

class Base32Test {
  /** The vectors of RFC 4648 §10 for base32-HEX, without their padding. */
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "f, CO",
    "fo, CPNG",
    "foo, CPNMU",
    "foob, CPNMUOG",
    "fooba, CPNMUOJ1",
    "foobar, CPNMUOJ1E8",
  })
  void octetsAreFiveBitsEach(String octets, String text) {
    assertThat(Base32.encode(Bytes.utf8(octets))).isEqualTo(text);
    assertThat(Base32.decode(text)).isEqualTo(Bytes.utf8(octets));
    assertThat(Base32.decode(text.toLowerCase(Locale.ROOT))).isEqualTo(Bytes.utf8(octets));
  }

  @Test
  void dnsjavaSaysTheSame() {
    var theirs = new base32(base32.Alphabet.BASE32HEX, false, false);
    var random = new Random(4648);
    for (int size = 1; size < 200; size++) {
      var octets = new byte[size];
      random.nextBytes(octets);
      var text = Base32.encode(Bytes.copyOf(octets));
      assertThat(text).isEqualTo(theirs.toString(octets));
      assertThat(Base32.decode(text)).isEqualTo(Bytes.copyOf(octets));
    }
  }

  /** A character alone, bits that aren't zero, other alphabets, and other scripts. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "C",
        "CPN",
        "CPNMUO",
        "CP",
        "CPNH",
        "CW",
        "CO======",
        "C O",
        "C-",
        "ıO",
        "１O",
        "😀"
      })
  void whatIsNoBase32IsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Base32.decode(text))
        .withMessageStartingWith("base 32: ");
  }
}
