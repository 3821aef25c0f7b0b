package netbook.show;

import java.util.Locale;
import netbook.notebook.Html;

/**
 * A sequence diagram of one connection: time runs down, a row for each event, not to scale.
 *
 * <p>Places across are in percent and places down in pixels, so that the picture reflows and its
 * type keeps its size. Heads are drawn as paths, not as markers: a marker needs an id, and an id
 * would have to be unique on a page that holds many outputs and yet be the same in every run. The
 * texts stand in reading order, a line for each row, since a notebook that isn't trusted shows them
 * without the picture; the letter pair before each row is for then, and isn't drawn.
 */
final class SequencePicture {
  private static final int ROW = 40;
  private static final int TOP = 18;
  private static final double CHARACTER = 7.25;
  private static final String THICK = "2.5";

  private final Talk talk;
  private final Html html;

  SequencePicture(Talk talk, Html html) {
    this.talk = talk;
    this.html = html;
  }

  /** Adds the picture. */
  void draw() {
    int height = TOP + ROW * talk.rows().size() + 12;
    var name = "Conversation of " + String.join(", ", talk.peers());
    html.open("div", "class", "nb-w", "tabindex", "0", "role", "group", "aria-label", name);
    html.open("pre", "class", "nb-pic").open("svg", root(height));
    html.element("title", name).text("\n");
    html.element("desc", describe()).text("\n");
    lifelines(height);
    for (var peer : talk.peers()) {
      html.element("text", peer, "class", "h", "x", x(peer), "y", "14", "text-anchor", "middle");
      html.text(" ");
    }
    for (int i = 0; i < talk.rows().size(); i++) {
      html.text("\n");
      row(talk.rows().get(i), y(i));
    }
    html.text("\n").close().close().close();
  }

  private String[] root(int height) {
    int longest = talk.rows().stream().mapToInt(row -> row.label().length()).max().orElse(0);
    int widthMin = (int) (longest * CHARACTER) + 28;
    return new String[] {
      "role", "img",
      "width", "100%",
      "height", "" + height,
      "fill", "currentColor",
      "stroke", "none",
      "overflow", "visible",
      "style", "min-width:" + widthMin + "px"
    };
  }

  private String describe() {
    return Wording.count(talk.rows().size(), "event") + ", top to bottom: " + talk.traffic() + ".";
  }

  private static int y(int row) {
    return TOP + ROW * (row + 1);
  }

  private String x(String peer) {
    int gaps = Math.max(1, talk.peers().size() - 1);
    return String.format(Locale.ROOT, "%.1f%%", 100.0 * talk.peers().indexOf(peer) / gaps);
  }

  private void lifelines(int height) {
    for (var peer : talk.peers()) {
      lifeline(peer, height);
    }
  }

  /** Solid while the peer may send, dotted after its FIN, nothing once its socket is gone. */
  private void lifeline(String peer, int height) {
    int from = TOP + 4;
    boolean dotted = false;
    for (int i = 0; i < talk.rows().size(); i++) {
      var row = talk.rows().get(i);
      boolean its = row.from().equals(peer);
      switch (row.kind()) {
        case FIN -> {
          if (its && !dotted) {
            down(peer, from, y(i), false);
            from = y(i);
            dotted = true;
          }
        }
        case CLOSE, RESET -> {
          if (its || row.kind() == netbook.trace.Event.Kind.RESET) {
            down(peer, from, y(i), dotted);
            return;
          }
        }
        case CONNECT, DATA, TIMEOUT, REFUSED, FAILURE -> {}
      }
    }
    down(peer, from, height, dotted);
  }

  private void down(String peer, int from, int to, boolean dotted) {
    line(x(peer), x(peer), from, to, "1.5", dotted ? "2 4" : "none");
  }

  private void row(Talk.Row row, int y) {
    html.element("text", row.pair(), "display", "none").text(" ");
    html.element(
        "text",
        row.time(),
        "class",
        "q nb-ms",
        "dx",
        "-14",
        "y",
        "" + (y + 4),
        "text-anchor",
        "end");
    html.text(" ");
    int direction =
        Integer.signum(talk.peers().indexOf(row.to()) - talk.peers().indexOf(row.from()));
    switch (row.kind()) {
      case CONNECT -> {
        across(row, y, "1.5", "none");
        head(row, y, direction);
        mark(row.from(), y).open("circle", "r", "3.5").close().close();
        above(row, y, direction);
      }
      case DATA -> {
        across(row, y, "1.5", "none");
        head(row, y, direction);
        above(row, y, direction);
      }
      case FIN -> {
        across(row, y, "1.5", "none");
        mark(row.to(), y);
        path("M%d -5 %d 0 %d 5z".formatted(-9 * direction, -direction, -9 * direction), "p", "1.5");
        path("M%d -6v12".formatted(-13 * direction), "", "1.5");
        html.close();
        above(row, y, direction);
      }
      case RESET -> {
        across(row, y, THICK, "none");
        mark(row.to(), y);
        path("M-6 -6 6 6M-6 6 6 -6", "", THICK);
        html.close();
        above(row, y, direction);
      }
      case TIMEOUT -> {
        across(row, y, "1.5", "1 4");
        mark(row.to(), y).open("circle", "class", "p", "r", "7", "stroke", "currentColor");
        html.close();
        path("M0 -5V0H4", "", "1.5");
        html.close();
        above(row, y, direction);
      }
      case REFUSED -> {
        across(row, y, "1.5", "none");
        mark(row.to(), y);
        path("M0 -10V10", "", "4");
        html.close();
        above(row, y, direction);
      }
      case CLOSE -> {
        mark(row.from(), y);
        path("M-7 0H7", "", THICK);
        html.close();
        beside(row, y, "");
      }
      case FAILURE -> {
        mark(row.from(), y);
        path("M-6 -6 6 6M-6 6 6 -6", "f", THICK);
        html.close();
        beside(row, y, "f");
      }
    }
  }

  private void across(Talk.Row row, int y, String width, String dashes) {
    line(x(row.from()), x(row.to()), y, y, width, dashes);
  }

  private void line(String x1, String x2, int y1, int y2, String width, String dashes) {
    html.open(
        "line",
        "x1",
        x1,
        "x2",
        x2,
        "y1",
        "" + y1,
        "y2",
        "" + y2,
        "stroke",
        "currentColor",
        "stroke-width",
        width,
        "stroke-dasharray",
        dashes,
        "stroke-linecap",
        dashes.startsWith("1") ? "round" : "butt");
    html.close();
  }

  private void head(Talk.Row row, int y, int direction) {
    mark(row.to(), y);
    html.open("path", "d", "M%d 0l%d -4v8z".formatted(-direction, -9 * direction)).close().close();
  }

  /** Opens a place on a lifeline, where 0 0 is the point that the row meets. */
  private Html mark(String peer, int y) {
    return html.open(
        "svg", "x", x(peer), "y", "" + y, "width", "1", "height", "1", "overflow", "visible");
  }

  private void path(String d, String kind, String width) {
    html.open(
        "path",
        "class",
        kind,
        "d",
        d,
        "fill",
        "none",
        "stroke",
        "currentColor",
        "stroke-width",
        width);
    html.close();
  }

  /** The label above the line, at the sender's end. */
  private void above(Talk.Row row, int y, int direction) {
    label(row, y - 8, direction < 0, 11, "");
  }

  /** The label on the line, beside the lifeline. */
  private void beside(Talk.Row row, int y, String kind) {
    boolean last = row.from().equals(talk.peers().getLast());
    label(row, y + 4, last, 14, kind);
  }

  private void label(Talk.Row row, int y, boolean toTheLeft, int distance, String kind) {
    html.element(
        "text",
        row.label(),
        "class",
        kind,
        "x",
        x(row.from()),
        "dx",
        "" + (toTheLeft ? -distance : distance),
        "y",
        "" + y,
        "text-anchor",
        toTheLeft ? "end" : "start");
  }
}
