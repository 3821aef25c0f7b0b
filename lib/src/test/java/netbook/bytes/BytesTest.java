package netbook.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BytesTest {
  private static final Bytes FIVE = Bytes.of(0, 1, 0x7f, 0x80, 0xff);

  @Test
  void anOctetIsANumberFrom0To255() {
    for (int octet = 0; octet <= 255; octet++) {
      assertThat(Bytes.of(octet).at(0)).isEqualTo(octet);
      assertThat(Bytes.of((byte) octet).at(0)).isEqualTo(octet);
    }
    for (int octet : new int[] {-129, 256, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Bytes.of(1, octet))
          .withMessage("octet 1: " + octet + " is not in 0..255");
    }
  }

  @Test
  void anOctetOutsideIsRefused() {
    for (int offset : new int[] {-1, 5, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> FIVE.at(offset))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("no octet at " + offset + " in 5 B");
    }
    var middle = FIVE.slice(1, 4);
    assertThatThrownBy(() -> middle.at(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> middle.at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void everySplitJoinsToTheSame() {
    for (int from = 0; from <= 5; from++) {
      for (int to = from; to <= 5; to++) {
        var middle = FIVE.slice(from, to);
        assertThat(middle.size()).isEqualTo(to - from);
        assertThat(middle.isEmpty()).isEqualTo(from == to);
        assertThat(FIVE.slice(0, from).plus(middle).plus(FIVE.from(to))).isEqualTo(FIVE);
        assertThat(middle.toArray()).isEqualTo(middle.slice(0, to - from).toArray());
      }
    }
  }

  @Test
  void aRangeOutsideIsRefused() {
    int[][] ranges = {{-1, 2}, {2, 1}, {0, 6}, {6, 6}, {Integer.MIN_VALUE, Integer.MAX_VALUE}};
    for (var range : ranges) {
      assertThatThrownBy(() -> FIVE.slice(range[0], range[1]))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("no range from " + range[0] + " to " + range[1] + " in 5 B");
      assertThatThrownBy(() -> Bytes.copyOf(new byte[5], range[0], range[1]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThatThrownBy(() -> FIVE.slice(1, 4).slice(0, 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> FIVE.from(6)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void nothingOutsideCanChangeIt() {
    var array = new byte[] {1, 2, 3};
    var bytes = Bytes.copyOf(array);
    var part = Bytes.copyOf(array, 1, 3);
    var buffered = Bytes.copyOf(ByteBuffer.wrap(array));
    array[1] = 9;
    bytes.toArray()[0] = 9;
    bytes.slice(0, 2).toArray()[0] = 9;
    assertThat(bytes).isEqualTo(Bytes.of(1, 2, 3)).isEqualTo(buffered);
    assertThat(part).isEqualTo(Bytes.of(2, 3));
    assertThatThrownBy(() -> bytes.buffer().put(0, (byte) 9))
        .isInstanceOf(ReadOnlyBufferException.class);
    assertThat(bytes.buffer().hasArray()).isFalse();
  }

  @Test
  void aBufferShowsJustItsOwnOctets() {
    var buffer = FIVE.slice(1, 4).buffer();
    assertThat(buffer.position()).isZero();
    assertThat(buffer.capacity()).isEqualTo(3);
    assertThat(Bytes.copyOf(buffer)).isEqualTo(FIVE.slice(1, 4));
    assertThat(buffer.position()).isZero();
    buffer.get();
    assertThat(Bytes.copyOf(buffer)).isEqualTo(FIVE.slice(2, 4));
  }

  @Test
  void equalOctetsAreEqualWhereverTheyCameFrom() {
    var one = Bytes.of(9, 1, 2, 9).slice(1, 3);
    var two = Bytes.of(1, 2);
    assertThat(one).isEqualTo(two).hasSameHashCodeAs(two);
    assertThat(one).isNotEqualTo(Bytes.of(2, 1)).isNotEqualTo(Bytes.of(1)).isNotEqualTo("01 02");
    assertThat(Bytes.EMPTY).isEqualTo(one.slice(1, 1)).hasSameHashCodeAs(one.slice(1, 1));
  }

  @Test
  void hexGoesThereAndBack() {
    var random = new Random(1);
    for (int size = 0; size < 70; size++) {
      var array = new byte[size];
      random.nextBytes(array);
      var bytes = Bytes.copyOf(array);
      assertThat(Bytes.ofHex(bytes.toHex())).isEqualTo(bytes);
    }
    assertThat(Bytes.ofHex(" 00 01\n7f80\tFF ")).isEqualTo(FIVE);
    assertThat(FIVE.slice(1, 4).toHex()).isEqualTo("01 7f 80");
  }

  @Test
  void whatIsNotPairsOfHexDigitsIsRefused() {
    for (var hex : new String[] {"0", "0g", "000", "0 0", "00 1 ", "0x00", "00-01", "٠٠"}) {
      assertThatIllegalArgumentException().as(hex).isThrownBy(() -> Bytes.ofHex(hex));
    }
  }

  @Test
  void findsAnOctetFromAnOffsetOn() {
    var bytes = Bytes.utf8("a\nb\n").slice(1, 4);
    assertThat(bytes.indexOf('\n', 0)).isZero();
    assertThat(bytes.indexOf('\n', 1)).isEqualTo(2);
    assertThat(bytes.indexOf('\n', 3)).isEqualTo(-1);
    assertThat(bytes.indexOf('\n', -7)).isZero();
    assertThat(bytes.indexOf('a', 0)).isEqualTo(-1);
    assertThat(FIVE.indexOf(0xff, 0)).isEqualTo(4);
    assertThat(FIVE.indexOf(-1, 0)).isEqualTo(-1);
  }

  @Test
  void startsWithEachOfItsPrefixesAndNothingElse() {
    for (int to = 0; to <= 5; to++) {
      assertThat(FIVE.startsWith(FIVE.slice(0, to))).isTrue();
    }
    assertThat(FIVE.startsWith(FIVE.plus(Bytes.of(0)))).isFalse();
    assertThat(FIVE.startsWith(FIVE.from(1))).isFalse();
  }

  @Test
  void textIsReadStrictlyAndTheFirstFaultNamed() throws MalformedException {
    assertThat(Bytes.utf8("é€😀").toText()).isEqualTo("é€😀");
    assertThat(Bytes.utf8("\ud800")).isEqualTo(Bytes.utf8("?"));
    assertThat(Bytes.of(0xe9).toText(StandardCharsets.ISO_8859_1)).isEqualTo("é");
    assertFault("61 ff 62", 1, "octet ff is not part of a character");
    assertFault("61 c3", 1, "octet c3 is not part of a character");
    assertFault("c0 80", 0, "octet c0 is not part of a character");
    assertFault("ed a0 80", 0, "octet ed is not part of a character");
    var e =
        catchThrowableOfType(
            MalformedException.class, () -> FIVE.toText(StandardCharsets.US_ASCII));
    assertThat(e.offset()).isEqualTo(3);
    assertThat(e.rule()).isEqualTo("US-ASCII");
  }

  @Test
  void everyPrefixOfTextIsTextOrNamesTheCharacterThatWasCut() {
    var bytes = Bytes.utf8("aé€😀");
    for (int size = 0; size <= bytes.size(); size++) {
      var prefix = bytes.slice(0, size);
      int whole = size < 1 ? 0 : size < 3 ? 1 : size < 6 ? 3 : size < 10 ? 6 : 10;
      if (whole == size) {
        assertThat(catchThrowableOfType(MalformedException.class, prefix::toText)).isNull();
      } else {
        assertThat(catchThrowableOfType(MalformedException.class, prefix::toText).offset())
            .isEqualTo(whole);
      }
    }
  }

  private static void assertFault(String hex, int offset, String found) {
    var e = catchThrowableOfType(MalformedException.class, () -> Bytes.ofHex(hex).toText());
    assertThat(e.offset()).isEqualTo(offset);
    assertThat(e.found()).isEqualTo(found);
    assertThat(e).hasMessage("at offset " + offset + ": " + found + " (UTF-8)");
  }

  @Test
  void isALineOfTextOrHex() {
    assertThat(Bytes.EMPTY).hasToString("0 B");
    assertThat(Bytes.utf8("hello\n")).hasToString("6 B \"hello\\n\"");
    assertThat(Bytes.utf8("\r\t\"\\ ~")).hasToString("6 B \"\\r\\t\\\"\\\\ ~\"");
    assertThat(FIVE).hasToString("5 B 00 01 7f 80 ff");
    assertThat(Bytes.utf8("é")).hasToString("2 B c3 a9");
    assertThat(Bytes.of(0x1b)).hasToString("1 B 1b");
    assertThat(Bytes.of(0x7f)).hasToString("1 B 7f");
  }

  @Test
  void aLongLineIsCutAfterAWholeOctetAndKeepsItsSize() {
    for (int size = 1; size < 300; size++) {
      assertLine(Bytes.utf8("a".repeat(size)), size, "\"a*(\"|…)");
      assertLine(Bytes.utf8("\n".repeat(size)), size, "\"(\\\\n)*(\"|…)");
      assertLine(Bytes.copyOf(new byte[size]), size, "00( 00)*( …)?");
    }
    assertThat(Bytes.utf8("a".repeat(112))).hasToString("112 B \"" + "a".repeat(112) + "\"");
    assertThat(Bytes.utf8("a".repeat(113))).hasToString("113 B \"" + "a".repeat(112) + "…");
    assertThat(Bytes.copyOf(new byte[1 << 20]).toString())
        .startsWith("1048576 B 00 ")
        .endsWith("00 …");
  }

  private static void assertLine(Bytes bytes, int size, String pattern) {
    assertThat(bytes.toString()).matches(size + " B " + pattern).hasSizeLessThanOrEqualTo(120);
    boolean cut = bytes.toString().endsWith("…");
    int shown = bytes.toString().replaceAll("^\\d+ B|[ \"…]", "").length();
    assertThat(cut).isEqualTo(shown < size * (bytes.at(0) == 'a' ? 1 : 2));
  }

  @Test
  void anOctetIsFoundWhereverItStandsAndWhateverStandsBesideIt() {
    var besides = new int[] {0x00, 0x01, 0x09, 0x0a, 0x0b, 0x7f, 0x80, 0x81, 0xfe, 0xff};
    for (int sought : besides) {
      for (int beside : besides) {
        for (int size = 0; size <= 19; size++) {
          for (int at = 0; at <= size; at++) {
            var octets = new int[size];
            Arrays.fill(octets, beside);
            if (at < size) {
              octets[at] = sought;
            }
            var bytes = Bytes.of(0, sought).plus(Bytes.of(octets)).plus(Bytes.of(sought));
            var part = bytes.slice(2, 2 + size);
            for (int from = -1; from <= size + 1; from++) {
              assertThat(part.indexOf(sought, from)).isEqualTo(first(octets, sought, from));
            }
          }
        }
      }
    }
  }

  private static int first(int[] octets, int sought, int from) {
    for (int i = Math.max(0, from); i < octets.length; i++) {
      if (octets[i] == sought) {
        return i;
      }
    }
    return -1;
  }

  @Test
  void numbersAreUnsignedAndInNetworkOrder() {
    var octets = Bytes.ofHex("00 ff fe fd fc");
    assertThat(octets.number(0, 1)).isZero();
    assertThat(octets.number(1, 2)).isEqualTo(0xfffe);
    assertThat(octets.number(1, 4)).isEqualTo(0xfffefdfcL);
    assertThat(octets.from(1).number(0, 3)).isEqualTo(0xfffefd);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> octets.number(2, 4));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> octets.number(-1, 2));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> octets.number(0, 5));
  }

  @Test
  void piecesAreJoinedAndCopiesStandAlone() {
    var all = Bytes.utf8("hello, world");
    assertThat(Bytes.join(List.of(all.slice(0, 5), Bytes.EMPTY, all.from(5)))).isEqualTo(all);
    assertThat(Bytes.join(List.of())).isEqualTo(Bytes.EMPTY);
    assertThat(all.slice(7, 12).copy()).isEqualTo(Bytes.utf8("world"));
    assertThat(all.commonPrefix(Bytes.utf8("help"))).isEqualTo(3);
    assertThat(all.commonPrefix(all.slice(0, 4))).isEqualTo(4);
    assertThat(Bytes.EMPTY.commonPrefix(all)).isZero();
  }
}
