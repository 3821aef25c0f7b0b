package netbook.exercise;

import java.util.List;
import java.util.stream.Collectors;
import netbook.exercise.Failure.Kind;
import netbook.notebook.Html;
import netbook.notebook.View;
import netbook.show.RfcClause;
import netbook.show.Sheet;
import netbook.show.Wording;

/**
 * What a check cell shows. Whatever came from the learner's code is text of bounded length.
 *
 * @param <T> the interface that the learner implements
 */
final class Report<T> {
  private static final int LINE_MAX = 300;
  private static final int PRINTED_LINES_MAX = 8;

  private static final String CSS =
      """
      .nb.nb.nb-chk{border-left:4px solid var(--nb-ink);padding:2px 0 2px 20px}
      .nb.nb.nb-chk:has(.nb-f){border-left-color:var(--nb-fault)}
      .nb.nb.nb-chk:has(.nb-todo){border-left-style:dotted}
      .nb.nb figcaption{display:flex;flex-wrap:wrap;gap:0 16px;justify-content:space-between}
      .nb.nb figcaption b span{color:inherit;font-weight:inherit}
      .nb.nb figcaption b .nb-f{color:var(--nb-fault)}
      .nb.nb dl{display:grid;grid-template-columns:7em minmax(0,1fr);gap:6px 12px;margin:0 0 16px}
      .nb.nb dt{color:var(--nb-quiet);font-weight:400;margin:0;padding:0;float:none;width:auto}
      .nb.nb dd{margin:0;padding:0;float:none;width:auto;overflow-wrap:anywhere}
      .nb.nb.nb dd pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
      .nb.nb .nb-lv{font-size:11px;font-weight:700;letter-spacing:.04em;\
      border:1px solid var(--nb-ink);padding:0 4px;white-space:nowrap}
      .nb.nb table{width:auto;margin:0 0 16px}
      .nb.nb caption{text-align:left;caption-side:top;padding:0 0 8px;color:var(--nb-quiet);\
      font-weight:400}
      .nb.nb table td code{white-space:pre-wrap;overflow-wrap:anywhere}
      .nb.nb.nb .nb-dump{margin:0 0 16px;white-space:pre;width:max-content}
      .nb.nb .nb-o{color:var(--nb-quiet)}
      .nb.nb .nb-e{text-decoration:underline 2px var(--nb-fault);text-underline-offset:3px;\
      font-weight:700}
      .nb.nb .nb-k{color:var(--nb-fault);font-weight:700}
      .nb.nb .nb-cmp{border-top:1px solid var(--nb-rule);border-bottom:1px solid var(--nb-rule);\
      padding:8px 0}
      .nb.nb.nb dd .nb-run{padding:8px 12px;background:var(--nb-wash)}
      .nb.nb ol{columns:2 15rem;column-gap:32px;margin:8px 0;padding:0 0 0 2em}
      .nb.nb li{break-inside:avoid;margin:0;padding:1px 0}
      .nb.nb li .nb-lv{border-color:var(--nb-rule);font-weight:400;color:var(--nb-quiet)}
      @container(max-width:480px){\
      .nb.nb dl{grid-template-columns:minmax(0,1fr);gap:0}.nb.nb dd{margin-bottom:6px}}
      """;

  private final Exercise<T> exercise;
  private final int from;
  private final int to;
  private final Html html = figure();
  private final StringBuilder text = new StringBuilder();

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

  /** An open figure that looks like a report. */
  static Html figure() {
    return Sheet.figure("nb-chk", CSS);
  }

  /** Draws it; once. */
  View view(Verdict verdict) {
    switch (verdict) {
      case Verdict.Unwritten _ -> {
        caption("nb-todo", "Your turn.", Wording.count(to - from + 1, "probe") + " for it");
        paragraph("Write it in the cell of the stub, run that cell, and then this one again.");
      }
      case Verdict.Solved solved -> solved(solved.probes());
      case Verdict.NotYet notYet -> notYet(notYet);
    }
    return new View(text.toString().stripTrailing(), html.close());
  }

  private void caption(String kind, String verdict, String more) {
    var title = exercise.number() + " " + exercise.title();
    html.open("figcaption").open("b").element("span", verdict, "class", kind).text(" " + title);
    html.close().text(" ").element("span", more).close();
    text.append(verdict).append(' ').append(title).append(": ").append(more).append("\n\n");
  }

  private void paragraph(String words) {
    html.element("p", words);
    text.append(words).append("\n\n");
  }

  private void solved(int probes) {
    int all = exercise.probes().size();
    if (probes < all) {
      caption("nb-ok", "✓ Passes.", "probe %d of %d alone".formatted(from, all));
      paragraph("Check all of them: " + exercise.cell("check", exercise.variable()));
      return;
    }
    caption("nb-ok", "✓ Done.", probes + " of " + all + " probes pass");
    paragraph(exercise.proven());
    html.open("details").element("summary", "What was tried").open("ol");
    text.append("What was tried\n");
    int number = 0;
    for (var probe : exercise.probes()) {
      html.open("li").text(probe.name() + " ");
      html.element("span", probe.rule().level().word(), "class", "nb-lv").close();
      text.append("%4d  %s (%s)\n".formatted(++number, probe.name(), probe.rule().level().word()));
    }
    html.close().close();
  }

  private void notYet(Verdict.NotYet found) {
    int all = to - from + 1;
    int failing = found.others().size() + 1;
    caption(
        "nb-f",
        "✗ Not yet.",
        found.tried() < all
            ? "stopped at probe %d of %d".formatted(from + found.tried() - 1, all)
            : "%d of %d probes pass".formatted(all - failing, all));
    var probe = exercise.probes().get(found.probe() - 1);
    about(found.probe(), probe);
    var failure = found.failure();
    transcript(failure.steps());
    marked(failure).draw(html, text);
    list(
        "nb-cmp",
        () -> {
          item("expected", failure.mismatch().expected(), true);
          item("actual", failure.mismatch().actual(), true);
          printed(failure.printed());
        });
    list(
        "",
        () -> {
          var ofKind = failure.kind().hint();
          item("hint", ofKind.isEmpty() ? probe.hint() : ofKind, false);
          replay(found.probe(), ofKind.isEmpty() ? probe.secondHint() : "");
        });
    if (failure.runsOn()) {
      runsOn(failure.kind());
    }
    others(found);
  }

  private void about(int number, Probe<T> probe) {
    list(
        "",
        () -> {
          html.element("dt", "probe " + number).open("dd").element("b", probe.name());
          html.text(": " + probe.about()).close();
          line("probe " + number, probe.name() + ": " + probe.about());
          html.element("dt", "rule").open("dd");
          html.element("span", probe.rule().level().word(), "class", "nb-lv").text(" ");
          clause(probe.rule().clause());
          html.text(probe.rule().words()).close();
          line("rule", probe.rule().toString());
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
      var answer = step.answer().isEmpty() ? "nothing" : Wording.line(step.answer(), LINE_MAX);
      var call = Wording.line(step.call(), LINE_MAX);
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
              .map(line -> Wording.line(line, LINE_MAX))
              .collect(Collectors.joining("\n"));
      var more = printed.lines().skip(PRINTED_LINES_MAX).findAny().isPresent() ? "\n…" : "";
      html.element("dt", "printed").open("dd").element("pre", lines + more).close();
      text.append("printed\n").append((lines + more).indent(4));
    }
  }

  private void replay(int number, String secondHint) {
    var replay = exercise.cell("replay", exercise.variable() + ", " + number);
    html.element("dt", "replay").open("dd").element("pre", replay, "class", "nb-run").close();
    line("replay", replay);
    if (!secondHint.isEmpty()) {
      html.element("dt", "stuck?").open("dd").open("details");
      html.element("summary", "A second hint").element("p", secondHint).close().close();
      line("stuck?", exercise.cell("hint", "" + number));
    }
  }

  private void runsOn(Kind kind) {
    paragraph(
        switch (kind) {
          case EXITS ->
              "This ends the kernel, and all that its cells know. It starts anew by itself: take the"
                  + " exit out, and run the cells from the top.";
          case DEADLOCKS ->
              "Your code still waits for its lock, which costs nothing but some memory, until you"
                  + " choose Kernel → Restart.";
          case WRONG, ERROR, SPINS, WAITS, MEMORY, PRINTS, LEAKS ->
              "Your code still runs, at the lowest priority: nothing here could end it. Choose"
                  + " Kernel → Restart, mend the code, and run the cells from the top.";
        });
  }

  private void others(Verdict.NotYet found) {
    var others = found.others();
    if (!others.isEmpty()) {
      var numbers = others.stream().map(String::valueOf).collect(Collectors.joining(", "));
      var verb = others.size() == 1 ? " fails" : " fail";
      paragraph(
          "%s%s too: %s. Mend probe %d first."
              .formatted(
                  Wording.count(others.size(), "other probe"), verb, numbers, found.probe()));
    }
  }

  private void list(String kind, Runnable items) {
    html.open("dl", "class", kind);
    items.run();
    html.close();
    text.append('\n');
  }

  private void item(String name, String value, boolean exact) {
    var shown = Wording.line(value, LINE_MAX);
    if (shown.isEmpty()) {
      return;
    }
    html.element("dt", name).open("dd");
    if (exact) {
      html.element("pre", shown);
    } else {
      html.text(shown);
    }
    html.close();
    line(name, shown);
  }

  private void line(String name, String value) {
    text.append("%-10s%s\n".formatted(name, value));
  }
}
