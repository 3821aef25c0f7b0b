package netbook.show;

import java.util.Locale;
import netbook.bytes.Bytes;
import netbook.notebook.Html;
import netbook.notebook.View;

/** A hexdump without names: rows of 16 octets in two eights, the offset before, the text beside. */
final class Hexdump {
  /** The most octets that are drawn: 4 KiB, some 80 kB of HTML. */
  static final int SHOWN_MAX = 4096;

  /** The most octets that are drawn of a value that a cell ends with. */
  static final int SMALL_MAX = 256;

  private static final int ROW = 16;
  private static final int HALF = 8;

  private Hexdump() {}

  /**
   * Draws octets.
   *
   * @param shownMax the most that are drawn, a multiple of 16; the rest is counted
   */
  static View view(Bytes bytes, int shownMax) {
    var shown = bytes.slice(0, Math.min(bytes.size(), shownMax));
    var size = Wording.count(bytes.size(), "byte") + ".";
    var more =
        shown.size() == bytes.size()
            ? ""
            : "The first %d; %d more are not shown."
                .formatted(shown.size(), bytes.size() - shown.size());
    var html = Sheet.caption(Sheet.hexdump(), size, more);
    if (!shown.isEmpty()) {
      table(html, shown);
    }
    return new View(text(shown, (size + " " + more).strip()), html.close());
  }

  private static void table(Html html, Bytes shown) {
    html.open("div", "class", "nb-w").open("table", "class", "nb-hx");
    html.open("thead").open("tr");
    for (var column : new String[] {"offset", "hex", "text"}) {
      html.element("th", column, "scope", "col", "style", "text-align:left");
    }
    html.close().close().open("tbody");
    for (int at = 0; at < shown.size(); at += ROW) {
      row(html, at, shown.slice(at, Math.min(at + ROW, shown.size())));
    }
    html.close().close().close();
  }

  private static void row(Html html, int at, Bytes row) {
    html.open("tr").open("td", "class", "nb-m nb-o");
    html.element("code", Wording.offset(at)).close();
    var first = row.slice(0, Math.min(HALF, row.size()));
    var second = row.from(first.size());
    html.open("td", "class", "nb-m", "style", "text-align:left").element("code", first.toHex());
    if (!second.isEmpty()) {
      html.text(" ").element("code", second.toHex());
    }
    html.close().open("td", "class", "nb-m nb-x", "style", "text-align:left");
    html.element("code", Wording.ascii(first));
    if (!second.isEmpty()) {
      html.element("code", Wording.ascii(second));
    }
    html.close().close();
  }

  private static String text(Bytes shown, String caption) {
    var text = new StringBuilder(caption);
    for (int at = 0; at < shown.size(); at += ROW) {
      var row = shown.slice(at, Math.min(at + ROW, shown.size()));
      int half = Math.min(HALF, row.size());
      text.append(
          String.format(
              Locale.ROOT,
              "\n%s  %-23s  %-23s  %s",
              Wording.offset(at),
              row.slice(0, half).toHex(),
              row.from(half).toHex(),
              Wording.ascii(row)));
    }
    return text.toString();
  }
}
