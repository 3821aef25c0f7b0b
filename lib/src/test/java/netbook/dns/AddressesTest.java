package netbook.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Random;
import netbook.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  /** The rules of RFC 5952 §4, its own examples first. */
  @ParameterizedTest
  @CsvSource({
    "2001:0db8::0001,             2001:db8::1",
    "2001:db8:0:0:0:0:2:1,        2001:db8::2:1",
    "2001:db8::0:1,               2001:db8::1",
    "2001:db8:0:1:1:1:1:1,        2001:db8:0:1:1:1:1:1",
    "2001:db8::1:1:1:1:1,         2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1,          2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1,        2001:db8::1:0:0:1",
    "2001:DB8::ABCD,              2001:db8::abcd",
    "0:0:0:0:0:0:0:0,             ::",
    "::,                          ::",
    "::1,                         ::1",
    "1::,                         1::",
    "0:1:0:0:0:0:0:0,             0:1::",
    "1:0:0:0:0:0:0:2,             1::2",
    "0:0:1:0:0:0:0:0,             0:0:1::",
    "1:2:3:4:5:6:7:8,             1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7::,             1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8,             0:2:3:4:5:6:7:8",
    "::192.0.2.33,                ::c000:221",
    "64:ff9b::192.0.2.33,         64:ff9b::c000:221",
    "1:2:3:4:5:6:192.0.2.33,      1:2:3:4:5:6:c000:221",
  })
  void ipv6HasOneForm(String text, String form) throws Exception {
    var address = Addresses.parseIpv6(text);
    assertThat(Addresses.text(address)).isEqualTo(form);
    assertThat(Addresses.parseIpv6(form)).isEqualTo(address);
    assertThat(Bytes.copyOf(InetAddress.getByName(form).getAddress())).isEqualTo(address);
    assertThat(Bytes.copyOf(InetAddress.getByName(text).getAddress())).isEqualTo(address);
  }

  @Test
  void inet6AddressReadsWhatWeWriteAndWeReadWhatItWrites() throws Exception {
    var random = new Random(5952);
    for (int run = 0; run < 5000; run++) {
      var octets = new byte[16];
      random.nextBytes(octets);
      octets[0] = 0x20; // a mapped address would be of the other class
      for (int group = 1; group < 8; group++) { // about half of the groups are zero
        if (random.nextBoolean()) {
          octets[2 * group] = 0;
          octets[2 * group + 1] = 0;
        }
      }
      var text = Addresses.text(Bytes.copyOf(octets));
      var peer = InetAddress.getByName(text);
      assertThat(peer).as(text).isInstanceOf(Inet6Address.class);
      assertThat(peer.getAddress()).as(text).isEqualTo(octets);
      assertThat(Addresses.parseIpv6(peer.getHostAddress())).isEqualTo(Bytes.copyOf(octets));
      assertThat(Addresses.parseIpv6(text)).isEqualTo(Bytes.copyOf(octets));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.", "1:", "0", ":", "1:2:3:4:5:6:1.2.3.", "::"})
  void aLongTextIsRefusedBeforeItIsSplitOrRepeated(String piece) {
    var text = piece.repeat(46);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Addresses.parse(text))
        .withMessage("a text of %d characters: an address has 45 at most", text.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        ":::",
        "1",
        "1:2",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8",
        "1::2::3",
        "::1::",
        "12345::",
        "g::",
        ":1::",
        "::1:",
        "1:::2",
        "-1::",
        "::1%lo",
        "[::1]",
        " ::1",
        "::1 ",
        "192.0.2.33",
        "192.0.2.33::",
        "::192.0.2",
        "::192.0.2.33:1",
        "::192.0.2.256",
        "::192.0.2.033",
        "::+1",
        "::0x1",
        "１::"
      })
  void whatIsNoIpv6IsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Addresses.parseIpv6(text))
        .withMessageStartingWith(text + " is not like 2001:db8::1: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.33", "255.255.255.255", "1.20.100.249"})
  void ipv4IsFourNumbers(String text) throws Exception {
    var address = Addresses.parseIpv4(text);
    assertThat(Addresses.text(address)).isEqualTo(text);
    assertThat(Inet4Address.ofLiteral(text).getAddress()).isEqualTo(address.toArray());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "...",
        "1.2.3",
        "1.2.3.4.",
        ".1.2.3.4",
        "1.2.3.4.5",
        "1..3.4",
        "256.0.0.1",
        "1.2.3.999",
        "1.2.3.1000",
        "01.2.3.4",
        "1.2.3.00",
        "1.2.3.-4",
        "1.2.3.+4",
        "1.2.3.4 ",
        "0x1.2.3.4",
        "16909060",
        "1.2.3.a",
        "１.2.3.4"
      })
  void whatIsNoIpv4IsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Addresses.parseIpv4(text))
        .withMessage(text + " is not like 192.0.2.33");
  }
}
