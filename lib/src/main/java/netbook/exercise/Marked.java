package netbook.exercise;

import java.util.Locale;
import java.util.function.BiConsumer;
import netbook.bytes.Bytes;
import netbook.notebook.Html;
import netbook.show.Wording;

/** The octets of a trial in rows of eight, with a caret under the one where it went wrong. */
final class Marked {
  private static final int ROW = 8;
  private static final int ROWS_MAX = 6;

  private final Bytes octets;
  private final int at;
  private final String words;

  /**
   * Octets and a mark.
   *
   * @param at the marked octet; the size stands for the end, {@link Mismatch#NOWHERE} for none
   * @param words what the mark says
   */
  Marked(Bytes octets, int at, String words) {
    this.octets = octets;
    this.at = Math.min(at, octets.size());
    this.words = words;
  }

  /** Adds the rows to both twins, if there are any octets. */
  void draw(Html html, StringBuilder text) {
    if (octets.isEmpty()) {
      return;
    }
    var size = Wording.count(octets.size(), "byte");
    html.open("div", "class", "nb-w", "role", "group", "aria-label", size, "tabindex", "0");
    html.open("pre", "class", "nb-dump");
    int last = octets.size() / ROW;
    int from = at < 0 ? 0 : Math.max(0, Math.min(at / ROW - ROWS_MAX / 2, last - ROWS_MAX + 1));
    int to = Math.min(last, from + ROWS_MAX - 1);
    leftOut(html, text, from * ROW, "before");
    for (int row = from; row <= to; row++) {
      int start = row * ROW;
      boolean marked = at >= start && at < start + ROW;
      if (start < octets.size() || marked) {
        row(html, text, start, octets.slice(start, Math.min(start + ROW, octets.size())), marked);
      }
    }
    leftOut(html, text, Math.max(0, octets.size() - (to + 1) * ROW), "after");
    html.close().close();
    text.append('\n');
  }

  private static void leftOut(Html html, StringBuilder text, int count, String where) {
    if (count > 0) {
      var line = "… " + Wording.count(count, "byte") + " " + where + "\n";
      html.element("span", line, "class", "nb-o");
      text.append(line);
    }
  }

  private void row(Html html, StringBuilder text, int start, Bytes part, boolean marked) {
    BiConsumer<String, String> put =
        (kind, piece) -> {
          if (kind.isEmpty()) {
            html.text(piece);
          } else {
            html.element("span", piece, "class", kind);
          }
          text.append(piece);
        };
    put.accept("nb-o", Wording.offset(start));
    put.accept("", " ");
    for (int i = 0; i < ROW; i++) {
      put.accept("", " ");
      var digits = i < part.size() ? part.slice(i, i + 1).toHex() : "  ";
      put.accept(i < part.size() && start + i == at ? "nb-e" : "", digits);
    }
    put.accept("nb-o", "  " + Wording.ascii(part));
    put.accept("", "\n");
    if (marked) {
      var indent =
          " ".repeat(String.format(Locale.ROOT, "%04x", start).length() + 2 + 3 * (at - start));
      put.accept("nb-k", indent + "^^ " + words);
      put.accept("", "\n");
    }
  }
}
