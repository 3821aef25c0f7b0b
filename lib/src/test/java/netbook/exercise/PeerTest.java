package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import netbook.bytes.Bytes;
import org.junit.jupiter.api.Test;

/** Programs of the system that judge after our probes, by {@code cat} and one that nobody has. */
class PeerTest {
  private static final Tool CAT = new Tool("cat", "coreutils");
  private static final Tool NOBODY_HAS = new Tool("netbook-no-such-program", "nowhere");

  /**
   * Lets everything pass but for what a tool, given the answer, doesn't print again as the input.
   */
  private static Exercise<Dumper> exercise(Tool tool) {
    var lenient = new CallTrials<Dumper, String>("dump", Dumper::dump, (_, _) -> Optional.empty());
    var strict =
        new CallTrials<Dumper, String>(
            "dump",
            Dumper::dump,
            (octets, answer) ->
                tool.run(Bytes.utf8(answer)).equals(octets)
                    ? Optional.empty()
                    : Optional.of(new Mismatch("the same", answer)));
    var probe = Probe.of("all pass", "", lenient.on(Bytes.utf8("hi")));
    return Exercise.of(Dumper.class, "99.1", "A try", "It is proven.", List.of(probe))
        .peer(tool, Probe.of("printed again", "others wrote it", strict.on(Bytes.utf8("hi"))));
  }

  private static String report(Tool tool, Dumper code, int from, int to)
      throws InterruptedException {
    try (var exit = new ExitWatch()) {
      var exercise = exercise(tool);
      var verdict = new Checker<>(exercise, code, Optional.empty(), exit).verdict(from, to);
      return new Report<>(exercise, from, to).view(verdict).text();
    }
  }

  @Test
  void itAgrees() throws InterruptedException {
    assertThat(report(CAT, _ -> "hi", 1, 1))
        .startsWith("✓ Done.")
        .contains("1 of 1 probes pass", "   2  printed again");
  }

  @Test
  void itDoesNotAgree() throws InterruptedException {
    assertThat(report(CAT, _ -> "ho", 1, 1))
        .startsWith("✗ Not yet.")
        .contains(
            "our probes pass, but cat doesn't agree", "probe 2   printed again", "actual    ho")
        .contains("Dumper.exercise().replay(dumper, 2);");
  }

  @Test
  void itsProbeCanBeReplayed() throws InterruptedException {
    assertThat(report(CAT, _ -> "ho", 2, 2)).contains("printed again");
    assertThat(report(CAT, _ -> "hi", 2, 2)).startsWith("✓ Passes.");
  }

  @Test
  void itsAbsenceIsSaid() throws InterruptedException {
    var words =
        "netbook-no-such-program would judge it too, and isn't installed here (package nowhere)";
    assertThat(report(NOBODY_HAS, _ -> "ho", 1, 1))
        .startsWith("✓ Done.")
        .contains(words)
        .doesNotContain("printed again");
    assertThat(report(NOBODY_HAS, _ -> "ho", 2, 2)).startsWith("✓ Passes.").contains(words);
  }

  @Test
  void aToolIsBounded() {
    assertThatThrownBy(() -> CAT.run(Bytes.copyOf(new byte[16_385])))
        .hasMessage("input: 16385 bytes are over 16384");
    assertThatThrownBy(() -> NOBODY_HAS.run(Bytes.EMPTY)).isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> new Tool("sleep", "coreutils").run(Bytes.EMPTY, "60"))
        .hasMessageContaining("sleep: no end within 5 s");
  }
}
