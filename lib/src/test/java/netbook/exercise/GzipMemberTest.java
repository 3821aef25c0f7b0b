package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import netbook.bytes.Bytes;
import org.junit.jupiter.api.Test;

/** Holds the members that the check of exercise 05.3 makes to the library's reader. */
class GzipMemberTest {
  private static final Bytes HELLO = Bytes.utf8("hello, hello, hello\n");

  private static Bytes unpacked(GzipMember member) throws IOException {
    var octets = new ByteArrayInputStream(member.octets().toArray());
    try (var content = new GZIPInputStream(octets)) {
      return Bytes.copyOf(content.readAllBytes());
    }
  }

  @Test
  void isReadByTheLibrary() throws Exception {
    assertThat(unpacked(GzipMember.of(HELLO))).isEqualTo(HELLO);
    assertThat(unpacked(GzipMember.stored(HELLO))).isEqualTo(HELLO);
    assertThat(unpacked(GzipMember.of(Bytes.EMPTY))).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void hasOptionalFields() throws Exception {
    var extra = Bytes.of(3, 0, 1, 2, 3);
    var fields = extra.plus(Bytes.utf8("name\0")).plus(Bytes.utf8("comment\0"));
    int flags = GzipMember.FEXTRA | GzipMember.FNAME | GzipMember.FCOMMENT;
    var member = GzipMember.of(HELLO).withHeaderCrc(flags, fields);
    assertThat(unpacked(member)).isEqualTo(HELLO);
    assertThat(member.header().size()).isEqualTo(10 + fields.size() + 2);
  }

  @Test
  void isABombOfAThousandToOne() throws Exception {
    var bomb = GzipMember.bomb(2);
    assertThat(unpacked(bomb)).isEqualTo(Bytes.copyOf(new byte[2 << 20]));
    assertThat(bomb.octets().size()).isLessThan((2 << 20) / 900);
  }

  @Test
  void canBeWrong() {
    var hello = GzipMember.of(HELLO);
    assertThatThrownBy(() -> unpacked(hello.crc(hello.crc() ^ 1))).isInstanceOf(ZipException.class);
    assertThatThrownBy(() -> unpacked(hello.size(21))).isInstanceOf(ZipException.class);
    assertThatThrownBy(() -> unpacked(hello.content(Bytes.ofHex("07 00 00"))))
        .isInstanceOf(ZipException.class);
  }
}
