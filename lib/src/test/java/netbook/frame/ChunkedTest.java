package netbook.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import netbook.bytes.Bytes;
import netbook.bytes.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkedTest {
  private static final Chunked SMALL = new Chunked(20);

  private static String decoded(String stream, int piece) {
    var decoder = new Decoder<>(SMALL);
    var octets = Bytes.utf8(stream);
    var said = new StringBuilder();
    try {
      for (int at = 0; at < octets.size(); at += piece) {
        decoder.feed(octets.slice(at, Math.min(at + piece, octets.size())));
        for (var next = decoder.next(); next != null; next = decoder.next()) {
          said.append(next.toText()).append('.');
        }
      }
      decoder.end();
      return said.append(decoder.next()).toString();
    } catch (IOException e) {
      return said + e.getMessage();
    }
  }

  /** The texts have CR LF in the place of a slash; what is read is the same however it is cut. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "3/hel/2/lo/0//                | hello.null",
        "0//                           | .null",
        "5/hello/0//0//3/bye/0//       | hello..bye.null",
        "0000000000005/hello/00//      | hello.null",
        "A/0123456789/a/0123456789/0// | 01234567890123456789.null",
        "3;a=b/hel/0 ;x=\"0\"//        | hel.null",
        "1/a/0/X: y/Z: 0//             | a.null",
        "2/abc/0//                     | at offset 5: 63 0d in the place of CR LF (RFC 9112 §7.1)",
        "3/hel/g/                      | at offset 8: no hex digit in the place of a size (RFC 9112 §7.1)",
        "3g/hel/                       | at offset 1: octet 67 inside of a size (RFC 9112 §7.1)",
        "-1/                           | at offset 0: no hex digit in the place of a size (RFC 9112 §7.1)",
        "15/                           | at offset 0: 21 announced, over the limit of 20 for the content of a message in chunks",
        "ffffffffffffffff/             | at offset 0: 2147483647 announced, over the limit of 20 for the content of a message in chunks",
        "a/0123456789/b/               | at offset 15: 21 announced, over the limit of 20 for the content of a message in chunks",
        "3/hel                         | at offset 6: the stream ends after 6 B of a message (a message is whole)",
        "1/a/0/                        | at offset 9: the stream ends after 9 B of a message (a message is whole)",
      })
  void isReadAsTheRfcSays(String stream, String said) {
    var octets = stream.strip().replace("/", "\r\n");
    for (int piece : List.of(1, 2, 3, 1000)) {
      assertThat(decoded(octets, piece)).as("%d at a time", piece).isEqualTo(said);
    }
  }

  @Test
  void aBareLineFeedEndsNoLine() {
    assertThat(decoded("1\na\r\n0\r\n\r\n", 1)).contains("offset 1", "LF without CR");
  }

  @Test
  void linesHaveALimit() {
    assertThat(decoded("1;" + "x".repeat(5000), 7)).contains("over the limit of 4096");
    assertThat(decoded("0".repeat(5000), 1000)).contains("over the limit of 4096");
    assertThat(decoded("0\r\n" + "X: y\r\n".repeat(1000), 100)).contains("a trailer section");
    var extended = "1;" + "a".repeat(400) + "\r\nx\r\n";
    assertThat(decoded(extended.repeat(15), 100)).contains("chunk extensions");
  }

  @Test
  void itsFieldsTileTheMessage() {
    var octets = Bytes.utf8("3;a\r\nhel\r\n0\r\nX: y\r\n\r\n");
    var message = Dissector.of(SMALL).dissect(octets).getFirst();
    assertThat(message.fields())
        .extracting(Field::toString)
        .containsExactly(
            "0000 chunk 3 B",
            "000a chunk the last one",
            "000d field-line 4 B \"X: y\"",
            "0011 CRLF CR LF",
            "0013 CRLF CR LF");
    assertThat(message.fields().getFirst().parts())
        .extracting(Field::toString)
        .containsExactly(
            "0000 chunk-size 3 B",
            "0001 chunk-ext 2 B \";a\"",
            "0003 CRLF CR LF",
            "0005 chunk-data 3 B \"hel\"",
            "0008 CRLF CR LF");
  }

  @Test
  void whatCantBeCarriedIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Chunked.chunk(Bytes.EMPTY));
    assertThatIllegalArgumentException().isThrownBy(() -> SMALL.encode(Bytes.utf8("x".repeat(21))));
    assertThatIllegalArgumentException().isThrownBy(() -> new Chunked(-1));
    assertThat(Chunked.chunk(Bytes.utf8("x".repeat(26))))
        .hasToString("32 B \"1a\\r\\n" + "x".repeat(26) + "\\r\\n\"");
  }
}
