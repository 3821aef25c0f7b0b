package netbook.exercise;

import netbook.notebook.Html;
import netbook.notebook.View;
import netbook.show.Sheet;
import netbook.show.Wording;

/** A report under construction: the figure and its text twin, which get the same words. */
final class Page {
  /** The most characters of a line that a report shows of what came from elsewhere. */
  static final int LINE_MAX = 300;

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
      .nb.nb .nb-bd th[scope=rowgroup]{padding:12px 0 4px;font-weight:600}
      .nb.nb .nb-bd :is(th:not([scope=rowgroup]),td:nth-child(2)){white-space:nowrap}
      .nb.nb .nb-bd dl{grid-template-columns:5em minmax(0,1fr);gap:0 8px;margin:0}
      .nb.nb .nb-bd summary{padding:0}
      @container(max-width:480px){\
      .nb.nb .nb-bd thead{display:none}\
      .nb.nb .nb-bd tr{display:grid;grid-template-columns:4em 1fr}\
      .nb.nb .nb-bd tr>:is(:last-child,[colspan]){grid-column:1/-1}\
      .nb.nb .nb-bd :is(dl,details){margin-left:1em}\
      .nb.nb dl{grid-template-columns:minmax(0,1fr);gap:0}.nb.nb dd{margin-bottom:6px}}
      """;

  /** The figure, open. */
  final Html html = figure();

  /** The twin. */
  final StringBuilder text = new StringBuilder();

  /** An open figure that looks like a report. */
  static Html figure() {
    return Sheet.figure("nb-chk", CSS);
  }

  /**
   * Adds the caption.
   *
   * @param kind the class of the verdict, which the figure's border follows
   */
  void caption(String kind, String verdict, String title, String more) {
    html.open("figcaption").open("b").element("span", verdict, "class", kind).text(" " + title);
    html.close().text(" ").element("span", more).close();
    text.append(verdict).append(' ').append(title).append(": ").append(more).append("\n\n");
  }

  /** Adds a paragraph. */
  void paragraph(String words) {
    html.element("p", words);
    text.append(words).append("\n\n");
  }

  /** Adds a list of names and what stands for them, which the items add. */
  void list(String kind, Runnable items) {
    html.open("dl", "class", kind);
    items.run();
    html.close();
    text.append('\n');
  }

  /** Adds an item, if it says anything. */
  void item(String name, String value, boolean exact) {
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

  /** Adds a line to the twin alone. */
  void line(String name, String value) {
    text.append("%-10s%s\n".formatted(name, value));
  }

  /** The finished report. */
  View view() {
    return new View(text.toString().stripTrailing(), html.close());
  }
}
