package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("progress.json");
  }

  @Test
  void keepsTheLastResultAndCountsTries() throws IOException {
    var progress = new Progress(file());
    progress.keep("02.1", 11, 14);
    progress.keep("00.1", 13, 13);
    progress.keep("02.1", 12, 14);
    assertThat(progress.rows())
        .containsExactly(List.of("00.1", "solved", "1"), List.of("02.1", "12 of 14", "2"));
    assertThat(Files.readString(file()).replaceAll("\\s+", ""))
        .isEqualTo(
            "{\"netbook\":1,\"exercises\":{\"02.1\":{\"passed\":12,\"probes\":14,\"tries\":2},"
                + "\"00.1\":{\"passed\":13,\"probes\":13,\"tries\":1}}}");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "7", "[]", "{\"netbook\": 2}", "{\"netbook\": 1, \"exercises\": 3}"})
  void aFileThatIsNoneStaysAsItIs(String content) throws IOException {
    Files.writeString(file(), content);
    var progress = new Progress(file());
    assertThatIOException().isThrownBy(() -> progress.keep("00.1", 1, 2));
    assertThat(file()).hasContent(content);
  }

  @Test
  void onlyTheLearnersFolderHasProgress() {
    assertThat(Progress.here()).isEmpty();
  }
}
