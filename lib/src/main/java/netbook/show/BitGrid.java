package netbook.show;

import java.util.ArrayList;
import java.util.List;
import netbook.bytes.BitField;
import netbook.bytes.Bytes;
import netbook.notebook.Html;

/**
 * The bits of a field: a box for each octet, side by side while there is room, with the bits
 * numbered as RFCs do (0 is the most significant) and named below; and a line for each run.
 */
final class BitGrid {
  private static final int OCTET = 8;
  private static final int NAME_MAX = 40;
  private static final int MEANING_MAX = 120;

  private final Bytes octets;
  private final List<Run> runs = new ArrayList<>();

  /** A named run: where it begins, and what it says. */
  private record Run(int from, int to, String name, long number, String meaning) {
    String says() {
      return name + " " + Long.toUnsignedString(number) + (meaning.isEmpty() ? "" : ": " + meaning);
    }
  }

  BitGrid(Bytes octets, List<BitField> bits) {
    this.octets = octets;
    int at = 0;
    for (var bit : bits) {
      int to = at + bit.width();
      var name = Wording.line(bit.name(), NAME_MAX);
      runs.add(new Run(at, to, name, number(at, to), Wording.line(bit.meaning(), MEANING_MAX)));
      at = to;
    }
  }

  private int bit(int at) {
    return octets.at(at / OCTET) >> (OCTET - 1 - at % OCTET) & 1;
  }

  private long number(int from, int to) {
    long number = 0;
    for (int at = from; at < to; at++) {
      number = number << 1 | bit(at);
    }
    return number;
  }

  /** The boxes, and what each run means, folded. */
  Html draw() {
    var html = new Html();
    html.open("div", "class", "nb-bits");
    for (int from = 0; from < octets.size() * OCTET; from += OCTET) {
      octet(html, from);
    }
    html.close();
    html.open("details").element("summary", Wording.count(runs.size(), "bit field"));
    html.open("table", "class", "nb-sub").open("tbody");
    for (var run : runs) {
      html.open("tr").open("th", "scope", "row", "style", "text-align:left");
      html.text(run.name + " ").element("code", Long.toUnsignedString(run.number)).close();
      html.element("td", run.meaning, "style", "text-align:left").close();
    }
    return html.close().close().close();
  }

  private void octet(Html html, int from) {
    html.open("table").open("thead").open("tr");
    for (int at = from; at < from + OCTET; at++) {
      html.element("th", "" + at, "scope", "col");
    }
    html.close().close().open("tbody").open("tr");
    for (int at = from; at < from + OCTET; at++) {
      html.element(
          "td", "" + bit(at), bit(at) == 1 ? new String[] {"class", "nb-1"} : new String[0]);
    }
    html.close().open("tr");
    for (var run : runs) {
      int width = Math.min(run.to, from + OCTET) - Math.max(run.from, from);
      if (width > 0) {
        // A run that goes on from the octet before, or on into the next, says so.
        var name = (run.from < from ? "…" : "") + run.name + (run.to > from + OCTET ? "…" : "");
        html.element("td", name, "colspan", "" + width);
      }
    }
    html.close().close().close();
  }

  /** The lines of the text twin: the run's bits in their places, dots for the others. */
  List<String> lines() {
    return runs.stream().map(run -> pattern(run) + "  " + run.says()).toList();
  }

  private String pattern(Run run) {
    var pattern = new StringBuilder();
    for (int at = 0; at < octets.size() * OCTET; at++) {
      pattern.append(at > 0 && at % 4 == 0 ? " " : "");
      pattern.append(run.from <= at && at < run.to ? (char) ('0' + bit(at)) : '.');
    }
    return pattern.toString();
  }
}
