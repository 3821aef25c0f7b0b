package netbook.fuzz;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import netbook.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the fuzz targets on the inputs that are kept: examples, and what was ever found. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class FuzzTest {
  private static final Path KEPT = Path.of("src/test/fuzz");

  private static final Map<String, Consumer<byte[]>> TARGETS =
      Map.ofEntries(
          entry("fixed-size", FixedSizeTarget::fuzzerTestOneInput),
          entry("lines", LinesTarget::fuzzerTestOneInput),
          entry("length-prefixed", LengthPrefixedTarget::fuzzerTestOneInput),
          entry("chunked", ChunkedTarget::fuzzerTestOneInput),
          entry("json-texts", JsonTextsTarget::fuzzerTestOneInput),
          entry("json-lines", JsonLinesTarget::fuzzerTestOneInput),
          entry("to-end", ToEndTarget::fuzzerTestOneInput),
          entry("cursor", CursorTarget::fuzzerTestOneInput),
          entry("dissector", DissectorTarget::fuzzerTestOneInput),
          entry("dns-message", DnsMessageTarget::fuzzerTestOneInput),
          entry("zone-file", ZoneFileTarget::fuzzerTestOneInput));

  static List<Arguments> inputs() throws IOException {
    try (var files = Files.walk(KEPT)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(file -> Arguments.of(KEPT.relativize(file), TARGETS.get(folder(file))))
          .toList();
    }
  }

  private static String folder(Path file) {
    return KEPT.relativize(file).getName(0).toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inputs")
  void whatIsKeptPasses(Path file, Consumer<byte[]> target) throws IOException {
    target.accept(Files.readAllBytes(KEPT.resolve(file)));
  }

  @Test
  void eachTargetHasInputs() throws IOException {
    try (Stream<Path> files = Files.walk(KEPT)) {
      assertThat(files.filter(Files::isRegularFile).map(FuzzTest::folder).distinct())
          .containsExactlyInAnyOrderElementsOf(TARGETS.keySet());
    }
  }

  @Test
  void anInputSaysWhereItIsCut() {
    var input = Input.of(bytes("01 05 12 02 00 68 65 6c 6c 6f"));
    assertThat(input.kind()).isEqualTo(1);
    assertThat(input.limit()).isEqualTo(5);
    assertThat(input.late()).isTrue();
    assertThat(input.stream()).isEqualTo(Bytes.utf8("hello"));
    assertThat(input.pieces()).containsExactly(Bytes.utf8("he"), Bytes.EMPTY, Bytes.utf8("llo"));
  }

  @Test
  void anInputCutsAfterEachOctetOrStretchesOne() {
    assertThat(Input.of(bytes("00 7f 08 68 65")).pieces())
        .containsExactly(Bytes.utf8("h"), Bytes.utf8("e"), Bytes.EMPTY);
    var stretched = bytes("00 7f e0 a1 68 65");
    assertThat(Input.of(stretched).limit()).isEqualTo(8192);
    assertThat(Input.of(stretched).stream()).isEqualTo(Bytes.utf8("h" + "e".repeat(65)));
    assertThat(Input.far(stretched).stream()).isEqualTo(Bytes.utf8("h" + "e".repeat(2049)));
    assertThat(Input.of(new byte[0]).pieces()).containsExactly(Bytes.EMPTY);
  }

  private static byte[] bytes(String hex) {
    return Bytes.ofHex(hex).toArray();
  }
}
