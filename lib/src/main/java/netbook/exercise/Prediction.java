package netbook.exercise;

import netbook.notebook.Html;
import netbook.notebook.Notebook;
import netbook.notebook.View;
import netbook.show.Wording;

/**
 * What a learner expects of a run, written down before it.
 *
 * {@snippet :
 * var winner = Prediction.of("Which socket gets the connection?", "?");
 * winner.compare(connected.isEmpty() ? "the wildcard one" : "the specific one");
 * }
 *
 * <p>While it is a question mark, comparing it says <em>your turn</em>. A wrong guess is no
 * failure, and isn't kept. Immutable.
 *
 * @param question what is to be predicted
 * @param expected the learner's guess; {@code ?} or blank if there is none yet
 */
public record Prediction(String question, String expected) {
  private static final int LINE_MAX = 300;

  /** A prediction. */
  public static Prediction of(String question, String expected) {
    return new Prediction(question, expected);
  }

  /**
   * Shows the prediction beside what happened; never throws.
   *
   * @param happened it agrees if it is the same text, but for case and blanks around
   */
  public void compare(Object happened) {
    Notebook.display(view(Said.plain(happened)));
  }

  View view(String happened) {
    var asked = Wording.line(question, LINE_MAX);
    var guess = Wording.line(expected.strip(), LINE_MAX);
    if (guess.isEmpty() || guess.equals("?")) {
      var text = "Put your prediction in the place of the question mark, and run both cells again.";
      var html = caption("nb-todo", "Your turn.", asked).element("p", text);
      return new View("Your turn. " + asked + "\n\n" + text, html.close());
    }
    var came = Wording.line(happened.strip(), LINE_MAX);
    var verdict = guess.equalsIgnoreCase(came) ? "As predicted." : "Not as predicted.";
    var html = caption("nb-ok", verdict, asked).open("dl");
    html.element("dt", "predicted").element("dd", guess);
    html.element("dt", "happened").element("dd", came).close();
    return new View(
        "%s %s\n\npredicted %s\nhappened  %s".formatted(verdict, asked, guess, came), html.close());
  }

  private static Html caption(String kind, String verdict, String question) {
    return Page.figure()
        .open("figcaption")
        .open("b")
        .element("span", verdict, "class", kind)
        .text(" " + question)
        .close()
        .close();
  }
}
