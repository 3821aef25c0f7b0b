package netbook.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import netbook.exercise.Failure.Kind;
import netbook.notebook.Html;
import netbook.notebook.View;
import netbook.show.RfcClause;
import netbook.show.Wording;

/**
 * What a check cell shows. Whatever came from the learner's code is text of bounded length.
 *
 * @param <T> the interface that the learner implements
 */
final class Report<T> {
  private static final int PRINTED_LINES_MAX = 8;

  private final Exercise<T> exercise;
  private final int from;
  private final int to;
  private final Page page = new Page();
  private final Html html = page.html;
  private final StringBuilder text = page.text;

  /**
   * A report about the probes from one number to another.
   *
   * @param from counted from 1
   */
  Report(Exercise<T> exercise, int from, int to) {
    this.exercise = exercise;
    this.from = from;
    this.to = to;
  }

  /** Draws it; once. */
  View view(Verdict verdict) {
    switch (verdict) {
      case Verdict.Unwritten _ -> {
        caption("nb-todo", "Your turn.", Wording.count(to - from + 1, "probe") + " for it");
        page.paragraph("Write it in the cell of the stub, run that cell, and then this one again.");
      }
      case Verdict.Solved solved -> solved(solved.probes());
      case Verdict.NotYet notYet -> notYet(notYet);
    }
    return page.view();
  }

  private void caption(String kind, String verdict, String more) {
    page.caption(kind, verdict, exercise.number() + " " + exercise.title(), more);
  }

  private void solved(int probes) {
    int all = exercise.probes().size();
    if (from > 1 || probes < all) {
      caption("nb-ok", "✓ Passes.", "probe %d of %d alone".formatted(from, all));
      absent();
      page.paragraph("Check all of them: " + exercise.cell("check", exercise.variable()));
      return;
    }
    caption("nb-ok", "✓ Done.", probes + " of " + all + " probes pass");
    page.paragraph(exercise.proven());
    absent();
    html.open("details").element("summary", "What was tried").open("ol");
    text.append("What was tried\n");
    int number = 0;
    for (var probe : tried()) {
      html.open("li").text(probe.name() + " ");
      html.element("span", probe.rule().level().word(), "class", "nb-lv").close();
      text.append("%4d  %s (%s)\n".formatted(++number, probe.name(), probe.rule().level().word()));
    }
    html.close().close();
  }

  /** Says which program has tried nothing, since it isn't there. */
  private void absent() {
    exercise
        .peer()
        .map(Peer::tool)
        .filter(tool -> tool.find().isEmpty())
        .ifPresent(tool ->
            page.paragraph(
                "%s would judge it too, and isn't installed here (package %s)."
                    .formatted(tool.program(), tool.from())));
  }

  private List<Probe<T>> tried() {
    var tried = new ArrayList<>(exercise.probes());
    exercise
        .peer()
        .filter(peer -> peer.tool().find().isPresent())
        .map(Peer::probe)
        .ifPresent(tried::add);
    return tried;
  }

  private void notYet(Verdict.NotYet found) {
    caption("nb-f", "✗ Not yet.", passing(found));
    var probe = exercise.probe(found.probe());
    about(found.probe(), probe);
    var failure = found.failure();
    transcript(failure.steps());
    marked(failure).draw(html, text);
    page.list(
        "nb-cmp",
        () -> {
          page.item("expected", failure.mismatch().expected(), true);
          page.item("actual", failure.mismatch().actual(), true);
          printed(failure.printed());
        });
    page.list(
        "",
        () -> {
          var ofKind = failure.kind().hint();
          page.item("hint", ofKind.isEmpty() ? probe.hint() : ofKind, false);
          replay(found.probe(), ofKind.isEmpty() ? probe.secondHint() : "");
        });
    if (failure.runsOn()) {
      page.paragraph(leftRunning(failure.kind()));
    }
    others(found);
  }

  private String passing(Verdict.NotYet found) {
    int all = to - from + 1;
    if (found.probe() > exercise.probes().size()) {
      return "our probes pass, but "
          + exercise.peer().orElseThrow().tool().program()
          + " doesn't agree";
    }
    return found.tried() < all
        ? "stopped at probe %d of %d".formatted(from + found.tried() - 1, all)
        : "%d of %d probes pass".formatted(all - found.failing().size(), all);
  }

  private void about(int number, Probe<T> probe) {
    page.list(
        "",
        () -> {
          html.element("dt", "probe " + number).open("dd").element("b", probe.name());
          html.text(": " + probe.about()).close();
          page.line("probe " + number, probe.name() + ": " + probe.about());
          html.element("dt", "rule").open("dd");
          html.element("span", probe.rule().level().word(), "class", "nb-lv").text(" ");
          clause(probe.rule().clause());
          html.text(probe.rule().words()).close();
          page.line("rule", probe.rule().toString());
        });
  }

  private void clause(String clause) {
    var address = RfcClause.findAddress(clause);
    if (address.isPresent()) {
      html.element("a", clause, "href", address.get()).text(": ");
    } else if (!clause.isEmpty()) {
      html.text(clause + ": ");
    }
  }

  private void transcript(List<Steps.Step> steps) {
    if (steps.isEmpty()) {
      return;
    }
    html.open("table").element("caption", "Shortest transcript that fails");
    html.open("thead").open("tr");
    html.element("th", "#", "scope", "col", "class", "nb-n");
    html.element("th", "the check calls", "scope", "col");
    html.element("th", "your code answers", "scope", "col").close().close().open("tbody");
    text.append("Shortest transcript that fails: what the check calls, what your code answers\n");
    for (var step : steps) {
      var answer = step.answer().isEmpty() ? "nothing" : Wording.line(step.answer(), Page.LINE_MAX);
      var call = Wording.line(step.call(), Page.LINE_MAX);
      html.open("tr").element("td", "" + step.number(), "class", "nb-n");
      html.open("td").element("code", call).close();
      html.open("td").element("code", answer).close().close();
      text.append("%4d  %s  →  %s\n".formatted(step.number(), call, answer));
    }
    html.close().close();
    text.append('\n');
  }

  private static Marked marked(Failure failure) {
    int at = failure.mismatch().at();
    return at >= 0
        ? new Marked(failure.octets(), at, "wrong from here")
        : new Marked(failure.octets(), failure.readTo(), "read up to here");
  }

  private void printed(String printed) {
    if (!printed.isEmpty()) {
      var lines =
          printed
              .lines()
              .limit(PRINTED_LINES_MAX)
              .map(line -> Wording.line(line, Page.LINE_MAX))
              .collect(Collectors.joining("\n"));
      var more = printed.lines().skip(PRINTED_LINES_MAX).findAny().isPresent() ? "\n…" : "";
      html.element("dt", "printed").open("dd").element("pre", lines + more).close();
      text.append("printed\n").append((lines + more).indent(4));
    }
  }

  private void replay(int number, String secondHint) {
    var replay = exercise.cell("replay", exercise.variable() + ", " + number);
    html.element("dt", "replay").open("dd").element("pre", replay, "class", "nb-run").close();
    page.line("replay", replay);
    if (!secondHint.isEmpty()) {
      html.element("dt", "stuck?").open("dd").open("details");
      html.element("summary", "A second hint").element("p", secondHint).close().close();
      page.line("stuck?", exercise.cell("hint", "" + number));
    }
  }

  /** What there is to do about code that could not be ended. */
  static String leftRunning(Kind kind) {
    return switch (kind) {
      case EXITS ->
          "This ends the kernel, and all that its cells know. It starts anew by itself: take the"
              + " exit out, and run the cells from the top.";
      case DEADLOCKS ->
          "Your code still waits for its lock, which costs nothing but some memory, until you"
              + " choose Kernel → Restart.";
      case WRONG, ERROR, SPINS, WAITS, MEMORY, PRINTS, LEAKS ->
          "Your code still runs, at the lowest priority: nothing here could end it. Choose"
              + " Kernel → Restart, mend the code, and run the cells from the top.";
    };
  }

  private void others(Verdict.NotYet found) {
    var others = found.others();
    if (!others.isEmpty()) {
      var numbers = others.stream().map(String::valueOf).collect(Collectors.joining(", "));
      var verb = others.size() == 1 ? " fails" : " fail";
      page.paragraph(
          "%s%s too: %s. Mend probe %d first."
              .formatted(
                  Wording.count(others.size(), "other probe"), verb, numbers, found.probe()));
    }
  }
}
