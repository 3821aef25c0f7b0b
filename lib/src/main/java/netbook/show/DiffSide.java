package netbook.show;

import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import netbook.bytes.Bytes;
import netbook.notebook.Html;

/**
 * One side of a row of a diff: offset, hex and text, where the other side's extra octets are gaps.
 */
record DiffSide(
    String letter,
    Bytes octets,
    int from,
    List<Alignment.Pair> pairs,
    ToIntFunction<Alignment.Pair> place) {

  /** How a place looks. */
  private enum Look {
    EQUAL,
    DIFFERENT,
    GAP
  }

  /** Adds three cells. */
  void draw(Html html) {
    html.open("td", "class", letter.equals("A") ? "nb-m" : "nb-m nb-b");
    html.element("span", letter + " ", "class", "nb-s").element("code", Wording.offset(from));
    html.close();
    cell(html, true);
    cell(html, false);
  }

  /** Places that look the same share one mark. */
  private void cell(Html html, boolean hex) {
    html.open("td", "class", hex ? "nb-m nb-h" : "nb-m nb-x", "style", "text-align:left");
    html.open("code");
    int at = 0;
    while (at < pairs.size()) {
      int end = at + 1;
      while (end < pairs.size() && look(end) == look(at)) {
        end++;
      }
      html.text(hex && at > 0 ? " " : "");
      var run = run(at, end, hex);
      switch (look(at)) {
        case EQUAL -> html.text(run);
        case DIFFERENT -> html.element("mark", run);
        case GAP -> html.element("mark", run, "class", "nb-gap");
      }
      at = end;
    }
    html.close().close();
  }

  private Look look(int at) {
    var pair = pairs.get(at);
    return place.applyAsInt(pair) == Alignment.GAP
        ? Look.GAP
        : pair.equal() ? Look.EQUAL : Look.DIFFERENT;
  }

  private String run(int from, int to, boolean hex) {
    var run = new StringBuilder();
    for (int at = from; at < to; at++) {
      run.append(hex && at > from ? " " : "");
      int offset = place.applyAsInt(pairs.get(at));
      if (offset == Alignment.GAP) {
        run.append(hex ? "··" : "·");
      } else {
        var octet = octets.slice(offset, offset + 1);
        run.append(hex ? octet.toHex() : Wording.ascii(octet));
      }
    }
    return run.toString();
  }

  /** The line of the text twin. */
  String line() {
    return padded(Wording.offset(from), run(0, pairs.size(), true), run(0, pairs.size(), false));
  }

  /** The line under it, which marks what differs. */
  String marks() {
    var marks = new StringBuilder();
    for (int at = 0; at < pairs.size(); at++) {
      marks.append(look(at) == Look.DIFFERENT ? "^^ " : "   ");
    }
    return padded("    ", marks.toString().stripTrailing(), "");
  }

  private static String padded(String offset, String hex, String text) {
    return String.format(Locale.ROOT, "%s  %-23s  %-8s", offset, hex, text);
  }
}
