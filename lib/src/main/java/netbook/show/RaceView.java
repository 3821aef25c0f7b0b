package netbook.show;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import netbook.notebook.Html;
import netbook.notebook.View;
import netbook.resolve.Attempt;
import netbook.resolve.Attempt.Ending;

/**
 * Attempts to connect, drawn as a race: a row for each, and time runs to the right, to scale.
 *
 * <p>Places across are in percent and places down in pixels, as in a {@link SequencePicture}, and
 * what an attempt ended in has a shape and a word.
 */
final class RaceView {
  private static final int ROWS_MAX = 64;
  private static final int HOST_MAX = 60;
  private static final int NOTE_MAX = 160;
  private static final int ROW = 44;
  private static final int LABEL_HEIGHT = 16;
  private static final int LINE = 27;
  private static final int AXIS = 20;

  private final List<Attempt> attempts;
  private final TimeScale scale;
  private final Html html;

  private RaceView(List<Attempt> attempts, Html html) {
    this.attempts = attempts;
    this.scale = TimeScale.upTo(last(attempts));
    this.html = html;
  }

  /** Draws attempts in the order in which they are given. */
  static View view(List<Attempt> attempts) {
    var shown = attempts.stream().limit(ROWS_MAX).toList();
    var html = Sheet.race();
    var race = new RaceView(shown, html);
    var what = "Race, " + Wording.count(attempts.size(), "attempt") + ".";
    var more = race.outcome();
    if (shown.size() < attempts.size()) {
      more += " The first " + ROWS_MAX + " are shown.";
    }
    Sheet.caption(html, what, more + " Time since the first attempt, to scale.");
    if (!shown.isEmpty()) {
      race.draw();
      race.twin();
    }
    return new View(race.text(what + " " + more), html.close());
  }

  private static Duration last(List<Attempt> attempts) {
    return attempts.stream().map(Attempt::ended).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  private String outcome() {
    return attempts.stream()
        .filter(each -> each.ending() == Ending.CONNECTED)
        .findFirst()
        .map(each -> "Connected to %s after %s.".formatted(host(each), scale.text(each.ended())))
        .orElseGet(() -> "No connection after " + scale.text(last(attempts)) + ".");
  }

  /** The address, and the port only if they aren't all the same. */
  private String host(Attempt attempt) {
    int port = attempt.address().getPort();
    boolean same = attempts.stream().allMatch(each -> each.address().getPort() == port);
    return Wording.line(attempt.host(), HOST_MAX) + (same ? "" : " port " + port);
  }

  private static String note(Attempt attempt) {
    return Wording.line(attempt.note(), NOTE_MAX);
  }

  private String begin(Attempt attempt) {
    return "begun at " + scale.text(attempt.begun());
  }

  private String end(Attempt attempt) {
    return attempt.ending().words() + " at " + scale.text(attempt.ended());
  }

  private String text(String caption) {
    var text = new StringBuilder(caption);
    int width = attempts.stream().mapToInt(each -> host(each).length()).max().orElse(0);
    for (var each : attempts) {
      var host = host(each) + " ".repeat(width - host(each).length());
      text.append('\n')
          .append(host)
          .append("  ")
          .append(begin(each))
          .append(", ")
          .append(end(each));
      text.append(note(each).isEmpty() ? "" : ": " + note(each));
    }
    return text.toString();
  }

  private void draw() {
    int bottom = ROW * attempts.size() + 4;
    html.open("pre", "class", "nb-pic");
    var height = "" + (bottom + AXIS);
    html.open("svg", "role", "img", "width", "100%", "height", height, "overflow", "visible");
    html.element("title", "Race of " + Wording.count(attempts.size(), "attempt")).text("\n");
    html.element("desc", outcome() + " One row for each attempt, from left to right.");
    html.open("g", "fill", "currentColor", "stroke", "none");
    for (var tick : scale.ticks()) {
      var x = percent(tick);
      html.open("line", "class", "g", "x1", x, "x2", x, "y1", "0", "y2", "" + bottom).close();
    }
    for (int i = 0; i < attempts.size(); i++) {
      html.text("\n");
      row(attempts.get(i), ROW * i);
    }
    html.text("\n");
    for (var tick : scale.ticks()) {
      tick(tick, bottom + 16);
    }
    html.text("\n").close().close().close();
  }

  /** The first one has the unit, since the last has no room for it where the page is narrow. */
  private void tick(Duration tick, int y) {
    boolean last = tick.equals(scale.end());
    var anchor = tick.isZero() ? "start" : last ? "end" : "middle";
    var label = scale.label(tick) + (tick.isZero() ? " " + scale.unit() : "");
    html.element(
        "text", label, "class", "q", "x", percent(tick), "y", "" + y, "text-anchor", anchor);
    html.text(" ");
  }

  private void row(Attempt attempt, int y) {
    var height = "" + LABEL_HEIGHT;
    html.open("foreignObject", "x", "0", "y", "" + y, "width", "100%", "height", height);
    html.open("span", "class", "r").element("span", host(attempt)).text(" ");
    html.element("span", end(attempt), "class", attempt.ending() == Ending.CONNECTED ? "h" : "e");
    html.close().close();
    html.element("text", ", " + begin(attempt), "display", "none");
    bar(attempt, y + LINE);
  }

  private void bar(Attempt attempt, int y) {
    var from = percent(attempt.begun());
    var to = percent(attempt.ended());
    boolean unanswered =
        attempt.ending() == Ending.TIMED_OUT || attempt.ending() == Ending.ABANDONED;
    var dashes = unanswered ? "1 4" : "none";
    Strokes.line(html, from, to, y, y, "1.5", dashes);
    Strokes.dot(html, from, y);
    Strokes.place(html, to, y);
    mark(attempt.ending());
    html.close();
  }

  /** What the bar ends in, where 0 0 is its end. */
  private void mark(Ending ending) {
    switch (ending) {
      case CONNECTED -> html.open("path", "d", "M0 0l-10 -5v10z").close();
      case REFUSED -> Strokes.path(html, "M0 -9V9", "4", "");
      case FAILED -> Strokes.path(html, "M-5 -5 5 5M-5 5 5 -5", "2.5", "f");
      case ABANDONED -> Strokes.path(html, "M-4 8 4 -8", "2.5", "");
      case TIMED_OUT -> Strokes.clock(html);
    }
  }

  private String percent(Duration at) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * scale.fraction(at));
  }

  private void twin() {
    html.open("details").element("summary", "The same as text");
    html.open(
        "div", "class", "nb-w", "role", "group", "aria-label", "Race as text", "tabindex", "0");
    html.open("table", "class", "nb-t").open("thead").open("tr");
    for (var column : List.of("address", "begun, ms", "ended, ms", "how", "what the system said")) {
      TableView.cell(html, "col", column, column.endsWith("ms"));
    }
    html.close().close().open("tbody");
    for (var each : attempts) {
      html.open("tr");
      TableView.cell(html, "row", host(each), false);
      TableView.cell(html, "", "" + each.begun().toMillis(), true);
      TableView.cell(html, "", "" + each.ended().toMillis(), true);
      TableView.cell(html, "", each.ending().words(), false);
      TableView.cell(html, "", note(each), false);
      html.close();
    }
    html.close().close().close().close();
  }
}
