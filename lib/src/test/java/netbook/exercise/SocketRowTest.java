package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the judge of a socket's row lets pass, what it doesn't, and at which column it points. */
class SocketRowTest {
  private static Verdict verdict(String answer, int probe) throws InterruptedException {
    try (var exit = new ExitWatch()) {
      var checker = new Checker<>(SocketRow.exercise(), _ -> answer, Optional.empty(), exit);
      return checker.verdict(probe, probe);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1:8080 -> 0.0.0.0:0 LISTEN", " 127.0.0.1:8080 -> 0.0.0.0:0 LISTEN\n"})
  void blanksAroundAreFree(String answer) throws InterruptedException {
    assertThat(verdict(answer, 1)).isEqualTo(new Verdict.Solved(1));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 6",
    "0.0.0.0:0 -> 127.0.0.1:8080 LISTEN, 6",
    "127.0.0.1:8080, 20",
    "127.0.0.1:8080 -> 0.0.0.0 LISTEN, 20",
    "127.0.0.1:8080 _> 0.0.0.0:0 LISTEN, 34",
    "127.0.0.1:8080 -> 0.0.0.0:0 listen, 34",
    "127.0.0.1:8080 -> 0.0.0.0:0 LISTEN LISTEN, 34",
  })
  void whatIsWrongIsFoundInItsColumn(String answer, int at) throws InterruptedException {
    assertThat(verdict(answer, 1))
        .isInstanceOfSatisfying(
            Verdict.NotYet.class,
            notYet -> assertThat(notYet.failure().mismatch().at()).isEqualTo(at));
  }
}
