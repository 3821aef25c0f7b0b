package netbook.show;

import java.util.Locale;
import netbook.notebook.Html;
import netbook.trace.Event;
import netbook.trace.Event.Kind;

/**
 * A sequence diagram of one connection: time runs down, a row for each event, not to scale.
 *
 * <p>Places across are in percent and places down in pixels, so that the picture reflows and its
 * type keeps its size. Labels stand in HTML boxes as wide as their arrow, which end a long one in
 * an ellipsis where the page is narrow. Heads are drawn as paths, not as markers: a marker needs an
 * id, and an id would have to be unique on a page of many outputs and yet be the same in every run.
 *
 * <p>The texts stand in reading order, a line for each row, since a notebook that isn't trusted
 * shows them without the picture; the letter pair before each row is for then, and isn't drawn.
 */
final class SequencePicture {
  private static final int ROW = 40;
  private static final int TOP = 18;
  private static final int LABEL_HEIGHT = 16;
  private static final String THIN = "1.5";
  private static final String THICK = "2.5";
  private static final String CROSS = "M-6 -6 6 6M-6 6 6 -6";

  private final Talk talk;
  private final Html html;

  SequencePicture(Talk talk, Html html) {
    this.talk = talk;
    this.html = html;
  }

  /** Adds the picture. */
  void draw() {
    int height = TOP + ROW * talk.rows().size() + 12;
    html.open("pre", "class", "nb-pic");
    html.open("svg", "role", "img", "width", "100%", "height", "" + height, "overflow", "visible");
    html.element("title", "Conversation of " + String.join(" and ", talk.peers())).text("\n");
    var events = Wording.count(talk.rows().size(), "event");
    html.element("desc", events + ", top to bottom: " + talk.traffic() + ".").text("\n");
    html.open("g", "fill", "currentColor", "stroke", "none");
    talk.peers().forEach(peer -> lifeline(peer, height));
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

  private static int y(int row) {
    return TOP + ROW * (row + 1);
  }

  private String x(String peer) {
    return percent(talk.peers().indexOf(peer));
  }

  /** A distance of so many gaps between lifelines. */
  private String percent(int gaps) {
    int all = Math.max(1, talk.peers().size() - 1);
    return String.format(Locale.ROOT, "%.1f%%", 100.0 * gaps / all);
  }

  /** Solid while the peer may send, dotted after its FIN, nothing once its socket is gone. */
  private void lifeline(String peer, int height) {
    int from = TOP + 4;
    if (peer.equals(Event.TAP)) {
      line(x(peer), x(peer), from, height, "1", "1 3");
      return;
    }
    boolean dotted = false;
    for (int i = 0; i < talk.rows().size(); i++) {
      var row = talk.rows().get(i);
      boolean its = row.from().equals(peer);
      boolean reset = row.kind() == Kind.RESET && (its || row.to().equals(peer));
      if (reset || (its && row.kind() == Kind.CLOSE)) {
        down(peer, from, y(i), dotted);
        return;
      }
      if (its && row.kind() == Kind.FIN && !dotted) {
        down(peer, from, y(i), false);
        from = y(i);
        dotted = true;
      }
    }
    down(peer, from, height, dotted);
  }

  private void down(String peer, int from, int to, boolean dotted) {
    line(x(peer), x(peer), from, to, THIN, dotted ? "2 4" : "none");
  }

  private void row(Talk.Row row, int y) {
    html.element("text", row.pair(), "display", "none").text(" ");
    var time = String.format(Locale.ROOT, "%9s", row.time());
    var below = "" + (y + 4);
    html.element("text", time, "class", "q nb-ms", "dx", "-14", "y", below, "text-anchor", "end");
    html.text(" ");
    switch (row.kind()) {
      case CONNECT, DATA, DATAGRAM, FIN, RESET, TIMEOUT, REFUSED -> arrow(row, y);
      case CLOSE -> {
        mark(row.from(), y);
        path("M-7 0H7", THICK, "").close();
        beside(row, y, "");
      }
      case FAILURE -> {
        mark(row.from(), y);
        path(CROSS, THICK, "f").close();
        beside(row, y, "f");
      }
      case LOST, STALL -> fault(row, y);
    }
  }

  /** At the tap: what is lost ends in a cross, a stall is a wall. */
  private void fault(Talk.Row row, int y) {
    if (row.kind() == Kind.LOST) {
      line(x(row.from()), x(row.to()), y, y, THIN, row.isLostAtOnce() ? "none" : "6 4");
    }
    mark(row.to(), y);
    path(
            row.kind() == Kind.LOST ? "M-5 -5 5 5M-5 5 5 -5" : "M0 -12V12M-5 -12H5M-5 12H5",
            THICK,
            "f")
        .close();
    boolean right = isRightOfTap(row.from());
    if (row.isLostAtOnce()) {
      label(row.label(), between(row.from(), row.to()), y - 20, right ? "e" : "");
      beyondTap(row.fault(), !right, y);
    } else {
      label(row.label(), between(row.from(), row.to()), y - 20, right ? "f" : "e f");
    }
  }

  /** What a fault did, on the other side of the tap, where the row is empty. */
  private void beyondTap(String fault, boolean right, int y) {
    // Parts it from the label where only the texts are left.
    html.element("text", ",", "display", "none").text(" ");
    var far = right ? talk.peers().getLast() : talk.peers().getFirst();
    label(fault, between(Event.TAP, far), y - LABEL_HEIGHT / 2, right ? "b f" : "b e f");
  }

  private boolean isRightOfTap(String peer) {
    return talk.peers().indexOf(peer) > talk.peers().indexOf(Event.TAP);
  }

  /** The place between two lifelines: where it begins, and how wide it is. */
  private Span between(String one, String other) {
    int from = talk.peers().indexOf(one);
    int to = talk.peers().indexOf(other);
    return new Span(percent(Math.min(from, to)), percent(Math.abs(to - from)));
  }

  private record Span(String x, String width) {}

  private void arrow(Talk.Row row, int y) {
    int gaps = talk.peers().indexOf(row.to()) - talk.peers().indexOf(row.from());
    var width = row.kind() == Kind.RESET ? THICK : THIN;
    line(x(row.from()), x(row.to()), y, y, width, dashes(row));
    if (row.kind() == Kind.CONNECT) {
      Strokes.dot(html, x(row.from()), y);
    }
    mark(row.to(), y);
    end(row.kind(), Integer.signum(gaps));
    if (row.kind() == Kind.DATAGRAM && row.fault().contains("duplicate")) {
      head(Integer.signum(gaps), 11, "k");
    }
    html.close();
    label(
        row.label(),
        between(row.from(), row.to()),
        y - 20,
        (gaps < 0 ? "e" : "") + (row.saying().malformed() ? " f" : ""));
    if (row.heldSince() >= 0) {
      held(row, y);
    }
    if (!row.fault().isEmpty()) {
      behindTap(row.fault(), gaps < 0 ? -24 : 12, y);
      beyondTap(row.fault(), gaps < 0, y);
    }
  }

  /** Dotted where nothing came, dashed where it came again and brought nothing new. */
  private static String dashes(Talk.Row row) {
    if (row.kind() == Kind.TIMEOUT) {
      return "1 4";
    }
    return row.kind() == Kind.DATA && row.size() == 0 ? "6 4" : "none";
  }

  /** The shape of what was done to these octets: a lozenge if changed, two strokes if cut. */
  private void behindTap(String fault, int x, int y) {
    if (fault.contains("corrupt")) {
      mark(Event.TAP, y);
      path("M%d 0l6 -4 6 4 -6 4z".formatted(x), THIN, "p f").close();
    } else if (fault.contains("slice")) {
      mark(Event.TAP, y);
      path("M%d 5l3 -10m4 0l-3 10".formatted(x), THIN, "f").close();
    }
  }

  /**
   * A bar along the tap, from where the held octets came to where they go on. Bars of several that
   * are held at once run together, since beside one another they would cover the labels.
   */
  private void held(Talk.Row row, int y) {
    int up = y(row.heldSince()) - y;
    mark(Event.TAP, y);
    path("M0 %dV0M-5 %dH5M-5 0H5".formatted(up, up), THICK, "f").close();
  }

  /** What the line ends in, where 0 0 is the place on the lifeline. */
  private void end(Kind kind, int direction) {
    switch (kind) {
      case FIN -> {
        int back = -9 * direction;
        path("M%d -5 %d 0 %d 5z".formatted(back, -direction, back), THIN, "p");
        path("M%d -6v12".formatted(-13 * direction), THIN, "");
      }
      case RESET -> path(CROSS, THICK, "");
      case TIMEOUT -> {
        Strokes.clock(html);
      }
      case REFUSED -> path("M0 -10V10", "4", "");
      case CONNECT, DATA, DATAGRAM, CLOSE, FAILURE, LOST, STALL -> {
        head(direction, 1, "");
      }
    }
  }

  /** A filled head, so many pixels before the lifeline. */
  private void head(int direction, int before, String kind) {
    var head = "M%d 0l%d -4v8z".formatted(-before * direction, -9 * direction);
    html.open("path", "d", head, "class", kind).close();
  }

  private void line(String x1, String x2, int y1, int y2, String width, String dashes) {
    Strokes.line(html, x1, x2, y1, y2, width, dashes);
  }

  /** Opens a place on a lifeline. */
  private Html mark(String peer, int y) {
    return Strokes.place(html, x(peer), y);
  }

  private Html path(String d, String width, String kind) {
    return Strokes.path(html, d, width, kind);
  }

  /** The label on the row itself, for what happens at one end only. */
  private void beside(Talk.Row row, int y, String kind) {
    boolean last = row.from().equals(talk.peers().getLast());
    var all = new Span(percent(0), percent(talk.peers().size() - 1));
    label(row.label(), all, y - LABEL_HEIGHT / 2, "b " + kind + (last ? " e" : ""));
  }

  private void label(String text, Span span, int y, String kind) {
    var height = "" + LABEL_HEIGHT;
    html.open("foreignObject", "x", span.x(), "y", "" + y, "width", span.width(), "height", height);
    html.element("span", text, "class", kind).close();
  }
}
