package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the hexdump's judge lets pass, and what it doesn't, for the chapter's own example. */
class DumperTest {
  private static Verdict verdict(String row) throws InterruptedException {
    try (var exit = new ExitWatch()) {
      return new Checker<>(Dumper.exercise(), _ -> row, Optional.empty(), exit).verdict(1, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000  68 65 6c 6c 6f 0a  |hello.|",
        "0000  68 65 6c 6c 6f 0a  |hello.|\n",
        "0000  68 65 6c 6c 6f 0a  |hello.|\r\n\r\n",
        "00000000: 68 65 6C 6C  6F 0A|hello.|",
        "\t0000\t68 65 6c 6c 6f 0a                                |hello.|  "
      })
  void theLookIsFree(String row) throws InterruptedException {
    assertThat(verdict(row)).isEqualTo(new Verdict.Solved(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello.",
        "0000  68 65 6c 6c 6f 0a",
        "0000  68 65 6c 6c 6f  |hello|",
        "0000  68 65 6c 6c 6f 0a 00  |hello..|",
        "0000  68 65 6c 6c 6f 0a  |hello. |",
        "0000  68 65 6c 6c 6f 0b  |hello.|",
        "0000  68 65 6c 6c 6f 0a  |Hello.|",
        "0001  68 65 6c 6c 6f 0a  |hello.|",
        "000  68 65 6c 6c 6f 0a  |hello.|",
        "0000  68656c6c6f0a  |hello.|",
        "0000  68 65 6c 6c 6f 0a  |hello.|\n0010  |",
        "0000  68 65 6c 6c 6f 0a  |hello.|\n0006  0a  |.|"
      })
  void theContentIsNot(String row) throws InterruptedException {
    assertThat(verdict(row)).isInstanceOf(Verdict.NotYet.class);
  }
}
