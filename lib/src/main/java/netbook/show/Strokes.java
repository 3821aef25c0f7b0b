package netbook.show;

import netbook.notebook.Html;

/** The strokes of which pictures of what happened are made, in the colour of the text. */
final class Strokes {
  private Strokes() {}

  /** A line; each place across is in percent, and each place down in pixels. */
  static void line(Html html, String x1, String x2, int y1, int y2, String width, String dashes) {
    html.open("g", "stroke", "currentColor", "stroke-width", width, "stroke-dasharray", dashes);
    html.open("line", "x1", x1, "x2", x2, "y1", "" + y1, "y2", "" + y2).close().close();
  }

  /** Opens a place, which is 0 0 for all that is drawn in it. */
  static Html place(Html html, String x, int y) {
    return html.open("svg", "x", x, "y", "" + y, "overflow", "visible");
  }

  /** A path without a filling. */
  static Html path(Html html, String d, String width, String kind) {
    var look = new String[] {"d", d, "class", kind, "fill", "none", "stroke-width", width};
    return html.open("g", "stroke", "currentColor").open("path", look).close().close();
  }

  /** A dot where something begins, at a place of its own. */
  static void dot(Html html, String x, int y) {
    place(html, x, y).open("circle", "r", "3.5").close().close();
  }

  /** A clock where a wait has ended. */
  static void clock(Html html) {
    html.open("circle", "class", "p", "r", "7", "stroke", "currentColor").close();
    path(html, "M0 -5V0H4", "1.5", "");
  }
}
