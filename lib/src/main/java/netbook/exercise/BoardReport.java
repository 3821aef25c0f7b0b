package netbook.exercise;

import java.util.List;
import netbook.exercise.BreakIt.Result;
import netbook.notebook.View;
import netbook.show.Wording;

/** What a board shows: which wrong programs a probe catches, and whether it wrongs a right one. */
final class BoardReport {
  private final BreakIt<?, ?> board;
  private final Page page = new Page();

  BoardReport(BreakIt<?, ?> board) {
    this.board = board;
  }

  /** Draws it; once. */
  View view(Result result) {
    switch (result) {
      case Result.Unwritten _ -> {
        caption("nb-todo", "Your turn.", Wording.count(wrongs(), "wrong program") + " to catch");
        page.paragraph("Write a probe into this cell, and run it again.");
      }
      case Result.Unusable(var failure) -> unusable(failure);
      case Result.Tried tried -> tried(tried);
    }
    return page.view();
  }

  private int wrongs() {
    return board.wrong().size();
  }

  private void caption(String kind, String verdict, String more) {
    page.caption(kind, verdict, "Break it: " + board.title(), more);
  }

  private void unusable(Failure failure) {
    caption("nb-f", "✗ Not yet.", "your probe can't be tried");
    page.list(
        "nb-cmp",
        () -> {
          page.item("expected", failure.mismatch().expected(), true);
          page.item("actual", failure.mismatch().actual(), true);
        });
    if (failure.runsOn()) {
      page.paragraph(Report.leftRunning(failure.kind()));
    }
  }

  private void tried(Result.Tried tried) {
    long caught = failed(tried.wrong());
    long wronged = failed(tried.right());
    var score = "%d of %s caught".formatted(caught, Wording.count(wrongs(), "wrong program"));
    if (wronged > 0) {
      caption("nb-f", "✗ Not yet.", "a right program is wronged, so nothing counts");
      page.paragraph(
          "Your probe fails %s: it asks for more than the task does."
              .formatted(Wording.count(wronged, "right program")));
    } else if (caught < wrongs()) {
      caption("nb-f", "✗ Not yet.", score);
    } else {
      caption("nb-ok", "✓ Done.", score);
      page.paragraph("Your probe tells every wrong program from the right ones.");
    }
    var html = page.html;
    html.open("table", "class", "nb-bd").open("thead").open("tr");
    html.element("th", "program", "scope", "col").element("th", "your probe", "scope", "col");
    html.element("th", "what it fails at", "scope", "col").close().close();
    group("Wrong programs: each should be caught", tried.wrong(), wrongs(), true);
    group("Right programs: each should pass", tried.right(), board.right().size(), false);
    html.close();
    runningOn(tried.right());
    runningOn(tried.wrong());
  }

  private static long failed(List<Outcome> outcomes) {
    return outcomes.stream().filter(Outcome.Failed.class::isInstance).count();
  }

  private void runningOn(List<Outcome> outcomes) {
    for (var outcome : outcomes) {
      if (outcome instanceof Outcome.Failed(var failure) && failure.runsOn()) {
        page.paragraph(Report.leftRunning(failure.kind()));
      }
    }
  }

  /**
   * Adds a row for each program.
   *
   * @param outcomes of those that were tried
   * @param count how many there are
   */
  private void group(String title, List<Outcome> outcomes, int count, boolean wrong) {
    var html = page.html;
    html.open("tbody").open("tr").element("th", title, "scope", "rowgroup", "colspan", "3").close();
    page.text.append(title).append('\n');
    for (int i = 0; i < count; i++) {
      var name = wrong ? BreakIt.letter(i) : "" + (i + 1);
      html.open("tr").element("th", name, "scope", "row");
      if (i >= outcomes.size()) {
        word(name, "was not tried");
        html.element("td", "");
      } else if (outcomes.get(i) instanceof Outcome.Failed(var failure)) {
        word(name, wrong ? "catches it" : "wrongs it");
        failure(failure);
      } else {
        word(name, "lets it pass");
        hint(wrong ? i : -1);
      }
      html.close();
    }
    html.close();
    page.text.append('\n');
  }

  private void word(String program, String word) {
    page.html.element("td", word);
    page.text.append("%4s  %s\n".formatted(program, word));
  }

  private void failure(Failure failure) {
    page.html.open("td").open("dl");
    if (!failure.steps().isEmpty()) {
      part("called", failure.steps().getLast().call());
    }
    part("expected", failure.mismatch().expected());
    part("actual", failure.mismatch().actual());
    page.html.close().close();
  }

  private void part(String name, String value) {
    var shown = Wording.line(value, Page.LINE_MAX);
    page.html.element("dt", name).open("dd").element("code", shown).close();
    page.text.append("      %-10s%s\n".formatted(name, shown));
  }

  /** Offers a hint for a wrong program, by its number from 0; -1 for none. */
  private void hint(int number) {
    page.html.open("td");
    if (number >= 0) {
      page.html.open("details").element("summary", "A hint");
      page.html.text(board.wrong().get(number).hint()).close();
      page.text.append("      stuck?    ");
      page.text.append(board.hintCell(BreakIt.letter(number))).append('\n');
    }
    page.html.close();
  }
}
