package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import netbook.show.Markup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionTest {
  @ParameterizedTest
  @ValueSource(strings = {"the first", " The First\n"})
  void agreesButForCaseAndBlanks(String guess) {
    var view = Prediction.of("Who gets it?", guess).view("the first");
    assertThat(view.text()).startsWith("As predicted. Who gets it?\n\npredicted");
    assertThat(view.text()).endsWith("happened  the first");
  }

  @Test
  void setsAWrongGuessBesideWhatHappened() {
    var view = Prediction.of("Who gets it?", "the second").view("the first");
    assertThat(view.text())
        .isEqualTo(
            """
            Not as predicted. Who gets it?

            predicted the second
            happened  the first\
            """);
    assertThat(Markup.of(view).text("//dd")).containsExactly("the second", "the first");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "", "  "})
  void tellsNothingBeforeThereIsAGuess(String guess) {
    var view = Prediction.of("Who gets it?", guess).view("the first");
    assertThat(view.text()).startsWith("Your turn. Who gets it?").doesNotContain("the first");
    assertThat(view.html().toString()).doesNotContain("the first");
  }

  @Test
  void whateverHappenedStaysText() {
    var hostile = "</dd><script>alert(1)</script>\u001b[2J";
    Markup.of(Prediction.of(hostile, hostile).view(hostile));
    Object unspeakable =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no");
          }
        };
    assertThat(Said.plain(unspeakable)).isEqualTo("IllegalStateException: no");
  }
}
