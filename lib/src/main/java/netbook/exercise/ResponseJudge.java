package netbook.exercise;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import netbook.bytes.Bytes;
import netbook.show.Wording;

/**
 * Judges a {@link ResponseReader}, by lines or by their absence. Blanks at the end of a line are
 * free.
 *
 * @param lines the right ones; empty if the message is to be refused
 */
record ResponseJudge(Optional<List<String>> lines) implements Judge<Bytes, List<String>> {
  private static final String REFUSAL = "an IOException";

  static ResponseJudge wants(String... lines) {
    return new ResponseJudge(Optional.of(List.of(lines)));
  }

  static ResponseJudge wantsIoException() {
    return new ResponseJudge(Optional.empty());
  }

  @Override
  public Optional<Mismatch> returned(Bytes given, List<String> answer) {
    if (lines.isEmpty()) {
      return Optional.of(new Mismatch(REFUSAL, Said.answer(answer)));
    }
    var wanted = lines.get();
    for (int i = 0; i < Math.min(wanted.size(), answer.size()); i++) {
      var line = Said.plain(answer.get(i));
      if (!line.stripTrailing().equals(wanted.get(i))) {
        return Optional.of(new Mismatch(Said.answer(wanted.get(i)), Said.answer(line)));
      }
    }
    return wanted.size() == answer.size()
        ? Optional.empty()
        : Optional.of(new Mismatch(Wording.count(wanted.size(), "line"), count(answer)));
  }

  private static String count(List<String> answer) {
    return Wording.count(answer.size(), "line") + ": " + Said.answer(answer);
  }

  @Override
  public Optional<Mismatch> threw(Bytes given, Exception exception) {
    if (lines.isEmpty() && exception instanceof IOException) {
      return Optional.empty();
    }
    var wanted = lines.map(Said::answer).orElse(REFUSAL);
    return Optional.of(new Mismatch(wanted, Said.of(exception)));
  }
}
