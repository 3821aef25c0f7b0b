package netbook.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.IDN;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameTest {
  @ParameterizedTest
  @CsvSource({
    "www.example.com,     03777777076578616d706c6503636f6d00, www.example.com.",
    "www.example.com.,    03777777076578616d706c6503636f6d00, www.example.com.",
    "com,                 03636f6d00,                         com.",
    ".,                   00,                                 .",
    "a\\.b.c,             03612e62016300,                     a\\.b.c.",
    "a\\\\b,              03615c6200,                         a\\\\b.",
    "\\097\\046\\200,     03612ec800,                         a\\.\\200.",
    "\\x,                 017800,                             x.",
    "a b,                 0361206200,                         a\\032b.",
    "*.x,                 012a017800,                         *.x.",
    "@,                   014000,                             \\@.",
    "'$;(\"b\"),',        08243b28226222292c00,               '\\$\\;\\(\\\"b\\\"\\),.'",
  })
  void textIsLabelsAndLabelsAreText(String text, String octets, String shown) {
    var name = Name.of(text);
    assertThat(name.toBytes().toHex()).isEqualTo(Bytes.ofHex(octets).toHex());
    assertThat(name).hasToString(shown);
    assertThat(Name.of(shown)).isEqualTo(name);
  }

  @Test
  void everyOctetCanBeWrittenAndReadBack() {
    for (int octet = 0; octet < 256; octet++) {
      for (var label :
          List.of(
              Bytes.of(octet),
              Bytes.of('a', octet),
              Bytes.of(octet, '1'),
              Bytes.of('\\', octet, '.'))) {
        var name = Name.ofLabels(List.of(label, Bytes.utf8("test")));
        var again = Name.of(name.toString());
        assertThat(again.toBytes()).as(name.toString()).isEqualTo(name.toBytes());
        assertThat(name.toString()).matches("[!-~]+");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "''     ! at offset 0: no name, which for the root is a dot (RFC 1035 §3.1)",
        "..     ! at offset 0: an empty label (RFC 1035 §3.1)",
        ".a     ! at offset 0: an empty label (RFC 1035 §3.1)",
        "a..b   ! at offset 2: an empty label (RFC 1035 §3.1)",
        "a..    ! at offset 2: an empty label (RFC 1035 §3.1)",
        "a.b\\  ! at offset 3: a backslash with nothing behind it (RFC 1035 §5.1)",
        "a\\1   ! at offset 1: a backslash and not three digits (RFC 1035 §5.1)",
        "a\\12x ! at offset 1: a backslash and not three digits (RFC 1035 §5.1)",
        "a\\256 ! at offset 1: \\256 is not in 0..255 (RFC 1035 §5.1)",
      })
  void whatIsNoNameIsRefused(String text, String says) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Name.of(text))
        .withMessage("name: " + text + ": " + says);
  }

  @Test
  void onlyAsciiIsReadAndTheMessageSaysWhatToDo() {
    for (var text : List.of("bücher.example", "\\ü", "😀", "．", "１", "ſ")) {
      assertThatIllegalArgumentException()
          .as(text)
          .isThrownBy(() -> Name.of(text))
          .withMessageContaining("is not ASCII")
          .withMessageContaining("IDN.toASCII");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Name.of("bücher.example"))
        .withMessageContaining("at offset 1: U+00FC");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Name.of("a.😀"))
        .withMessageContaining("at offset 2: U+1F600");
    assertThat(Name.of(IDN.toASCII("bücher.example"))).hasToString("xn--bcher-kva.example.");
  }

  @Test
  void labelsHaveTheirLimit() {
    assertThat(Name.of("x".repeat(63)).size()).isEqualTo(65);
    assertThat(Name.of("\\046".repeat(63)).size()).isEqualTo(65);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Name.of("a." + "x".repeat(64)))
        .withMessageContaining("at offset 2: a label of 64")
        .withMessageContaining("RFC 1035 §2.3.4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Name.ofLabels(List.of(Bytes.utf8("x".repeat(64)))))
        .withMessage("a label of 64 B is not in 1..63");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Name.ofLabels(List.of(Bytes.EMPTY)))
        .withMessage("a label of 0 B is not in 1..63");
  }

  @Test
  void namesHaveTheirLimit() {
    var three = ("x".repeat(63) + ".").repeat(3);
    var longest = Name.of(three + "y".repeat(61));
    assertThat(longest.size()).isEqualTo(255);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Name.of(three + "y".repeat(62)))
        .withMessageContaining("the name is over 255 B")
        .withMessageContaining("RFC 1035 §2.3.4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> longest.child("a"))
        .withMessage("the name is over 255 B");
    var most = Name.of("a.".repeat(127));
    assertThat(most.size()).isEqualTo(255);
    assertThat(most.labelCount()).isEqualTo(127);
    assertThatIllegalArgumentException().isThrownBy(() -> Name.of("a.".repeat(128)));
  }

  @Test
  void caseIsKeptAndNotLookedAt() {
    var name = Name.of("WWW.Example.com");
    assertThat(name).hasToString("WWW.Example.com.");
    assertThat(name)
        .isEqualTo(Name.of("www.eXAMPLE.COM"))
        .hasSameHashCodeAs(Name.of("www.example.com"));
    assertThat(name).isNotEqualTo(Name.of("www.example.net"));
    // Only ASCII's letters are the same: not [ and {, and not two octets of Latin-1.
    assertThat(Name.of("[")).isNotEqualTo(Name.of("{"));
    assertThat(Name.of("@")).isNotEqualTo(Name.of("`"));
    assertThat(Name.of("\\196")).isNotEqualTo(Name.of("\\228"));
    // The same octets, but other labels.
    assertThat(Name.of("a\\001b")).isNotEqualTo(Name.of("a.b"));
  }

  @Test
  void namesHaveParentsAndChildren() {
    var name = Name.of("www.example.com");
    assertThat(name.parent()).isEqualTo(Name.of("example.com"));
    assertThat(name.parent().parent().parent()).isEqualTo(Name.ROOT);
    assertThat(Name.ROOT.parent()).isEqualTo(Name.ROOT);
    assertThat(Name.of("example.com").child("www")).isEqualTo(name);
    assertThat(Name.ROOT.child("com")).isEqualTo(Name.of("com"));
    assertThat(Name.of("com").child("a\\.b")).hasToString("a\\.b.com.");
    assertThatIllegalArgumentException().isThrownBy(() -> name.child(""));
    assertThat(name.labels())
        .containsExactly(Bytes.utf8("www"), Bytes.utf8("example"), Bytes.utf8("com"));
    assertThat(name.labelCount()).isEqualTo(3);
    assertThat(Name.ofLabels(name.labels())).isEqualTo(name);
    assertThat(Name.ROOT.labels()).isEmpty();
    assertThat(Name.ROOT.labelCount()).isZero();
    assertThat(Name.ROOT.isRoot()).isTrue();
    assertThat(name.isRoot()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "www.example.com,  example.com,     true",
    "www.EXAMPLE.com,  example.COM,     true",
    "example.com,      example.com,     true",
    "example.com,      .,               true",
    ".,                .,               true",
    ".,                com,             false",
    "com,              example.com,     false",
    "notexample.com,   example.com,     false",
    "not\\.example.com, example.com,    false",
    "example.com.net,  example.com,     false",
    "a.b,              c.b,             false",
  })
  void aNameIsWithinAnotherByWholeLabels(String name, String other, boolean within) {
    assertThat(Name.of(name).isWithin(Name.of(other))).isEqualTo(within);
  }

  /** What looks like the other name may begin in the middle of a label. */
  @Test
  void aLabelThatHoldsANameIsNotWithinIt() {
    assertThat(Name.of("x\\003com").isWithin(Name.of("com"))).isFalse();
    assertThat(Name.of("x.com").isWithin(Name.of("com"))).isTrue();
  }

  @Test
  void theOrderIsTheCanonicalOne() {
    // The example of RFC 4034 §6.1.
    var sorted =
        List.of(
            "example.",
            "a.example.",
            "yljkjljk.a.example.",
            "Z.a.example.",
            "zABC.a.EXAMPLE.",
            "z.example.",
            "\\001.z.example.",
            "*.z.example.",
            "\\200.z.example.");
    var names = new ArrayList<>(sorted.stream().map(Name::of).toList());
    Collections.shuffle(names, new Random(4034));
    Collections.sort(names);
    assertThat(names).extracting(Name::toString).isEqualTo(sorted);
    assertThat(Name.ROOT).isLessThan(Name.of("\\000"));
    assertThat(Name.of("A.b")).isEqualByComparingTo(Name.of("a.B"));
  }

  @Test
  void inAZoneANameGoesOnWithTheOrigin() throws MalformedException {
    var origin = Name.of("example.com");
    assertThat(Name.parse("www", origin)).isEqualTo(Name.of("www.example.com"));
    assertThat(Name.parse("www.", origin)).isEqualTo(Name.of("www"));
    assertThat(Name.parse("a\\.", origin)).hasToString("a\\..example.com.");
    assertThat(Name.parse(".", origin)).isEqualTo(Name.ROOT);
  }
}
