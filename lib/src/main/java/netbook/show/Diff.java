package netbook.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import netbook.bytes.Bytes;
import netbook.notebook.Html;
import netbook.notebook.View;

/**
 * Two captures side by side, aligned: what is equal stays quiet and folds away where there is much
 * of it; what differs is set in reverse, and what one lacks is a hollow box. Then each difference
 * in words.
 */
final class Diff {
  private static final int ROW = 8;
  private static final int NAME_MAX = 60;

  /** The most octets of each that are compared: 64 KiB. */
  private static final int COMPARED_MAX = 1 << 16;

  /** The rows that are open, and those inside folds: in all, less than 200 kB of HTML. */
  private static final int OPEN_MAX = 160;

  private static final int FOLDED_MAX = 64;
  private static final int FOLD_MAX = 16;
  private static final int IDENTICAL_OPEN = 8;
  private static final int TOLD_MAX = 32;

  private final boolean whole;
  private final String nameA;
  private final Bytes a;
  private final String nameB;
  private final Bytes b;
  private final Alignment alignment;
  private final List<Row> rows = new ArrayList<>();
  private final List<Difference> differences;
  private final Html html;
  private final StringBuilder text = new StringBuilder();
  private int openLeft = OPEN_MAX;
  private int foldedLeft = FOLDED_MAX;

  /** Up to eight places, and the offsets at which they begin. */
  private record Row(List<Alignment.Pair> pairs, int a, int b) {
    boolean isEqual() {
      return pairs.stream().allMatch(Alignment.Pair::equal);
    }
  }

  private Diff(String nameA, Bytes a, String nameB, Bytes b) {
    this.nameA = Wording.line(nameA, NAME_MAX);
    this.a = a.slice(0, Math.min(a.size(), COMPARED_MAX));
    this.nameB = Wording.line(nameB, NAME_MAX);
    this.b = b.slice(0, Math.min(b.size(), COMPARED_MAX));
    whole = Math.max(a.size(), b.size()) <= COMPARED_MAX;
    alignment = Alignment.of(this.a, this.b);
    differences = Difference.all(alignment.pairs(), this.a, this.b);
    int atA = 0;
    int atB = 0;
    var pairs = alignment.pairs();
    for (int at = 0; at < pairs.size(); at += ROW) {
      var row = new Row(pairs.subList(at, Math.min(at + ROW, pairs.size())), atA, atB);
      rows.add(row);
      atA += (int) row.pairs.stream().filter(pair -> pair.a() != Alignment.GAP).count();
      atB += (int) row.pairs.stream().filter(pair -> pair.b() != Alignment.GAP).count();
    }
    var what = what();
    html = Sheet.caption(Sheet.diff(), what, counts());
    text.append(what).append(' ').append(counts());
  }

  /** Draws them. */
  static View view(String nameA, Bytes a, String nameB, Bytes b) {
    var diff = new Diff(nameA, a, nameB, b);
    diff.draw();
    return new View(diff.text.toString().stripTrailing(), diff.html);
  }

  private String what() {
    return differences.isEmpty()
        ? (whole ? "✓ Identical, " : "Identical so far, ") + Wording.count(a.size(), "byte") + "."
        : "Different at " + Wording.count(differences.size(), "place") + ".";
  }

  private String counts() {
    var rest = whole ? "" : " What lies after the first 64 KiB is not compared.";
    if (differences.isEmpty()) {
      return "A and B are the same, octet for octet." + rest;
    }
    var pairs = alignment.pairs();
    long equal = pairs.stream().filter(Alignment.Pair::equal).count();
    long changed = pairs.stream().filter(pair -> pair.inBoth() && !pair.equal()).count();
    return "A: %d B, B: %d B; %d equal".formatted(a.size(), b.size(), equal)
        + unlessNone(changed, "changed")
        + unlessNone(a.size() - equal - changed, "only in A")
        + unlessNone(b.size() - equal - changed, "only in B")
        + (alignment.exact() ? "." : ". Too long to align: compared place by place.")
        + rest;
  }

  private static String unlessNone(long count, String what) {
    return count == 0 ? "" : ", " + count + " " + what;
  }

  private void draw() {
    if (!rows.isEmpty()) {
      html.open("table", "class", "nb-df").open("thead").open("tr").open("td").close();
      column("A", nameA);
      column("B", nameB);
      html.close().close().open("tbody");
      text.append("\n  A: ").append(nameA).append("\n  B: ").append(nameB);
      rows();
      html.close().close();
    }
    if (!differences.isEmpty()) {
      differences();
    }
    html.close();
  }

  private void column(String letter, String name) {
    html.open("th", "scope", "colgroup", "colspan", "3", "style", "text-align:left");
    html.element("b", letter).text(" " + name).close();
  }

  private void rows() {
    int at = 0;
    while (at < rows.size()) {
      int end = at;
      while (end < rows.size() && !isNear(end)) {
        end++;
      }
      if (openLeft <= 0) {
        rest(rows.subList(at, rows.size()));
        return;
      }
      if (end - at > 1) {
        fold(rows.subList(at, end));
        at = end;
      } else {
        row(rows.get(at), text);
        at++;
      }
      openLeft--;
    }
  }

  /** Whether a row differs, or stands beside one that does. */
  private boolean isNear(int row) {
    if (differences.isEmpty()) {
      return row < IDENTICAL_OPEN;
    }
    for (int i = Math.max(0, row - 1); i <= Math.min(row + 1, rows.size() - 1); i++) {
      if (!rows.get(i).isEqual()) {
        return true;
      }
    }
    return false;
  }

  private void rest(List<Row> rest) {
    long different = rest.stream().filter(row -> !row.isEqual()).count();
    var more =
        "%s not shown, %d of them different."
            .formatted(Wording.count(rest.size(), "more row"), different);
    html.open("tr", "class", "nb-eq")
        .element("td", more, "colspan", "7", "style", "text-align:left")
        .close();
    text.append("\n  ").append(more);
  }

  private void fold(List<Row> equal) {
    int size = equal.stream().mapToInt(row -> row.pairs.size()).sum();
    var first = equal.getFirst();
    var says =
        "%d equal bytes, A from %s, B from %s"
            .formatted(size, Wording.offset(first.a), Wording.offset(first.b));
    text.append("\n  … ").append(says);
    html.open("tr", "class", "nb-eq");
    html.open("td", "colspan", "7", "style", "text-align:left").open("details");
    html.element("summary", says).open("table", "class", "nb-df").open("tbody");
    var shown = equal.subList(0, Math.min(Math.min(equal.size(), FOLD_MAX), foldedLeft));
    foldedLeft -= shown.size();
    shown.forEach(row -> row(row, new StringBuilder()));
    html.close().close();
    int left = size - shown.size() * ROW;
    if (left > 0) {
      html.element("p", Wording.count(left, "more equal byte") + ".", "class", "nb-q");
    }
    html.close().close().close();
  }

  private void row(Row row, StringBuilder twin) {
    html.open("tr", row.isEqual() ? new String[0] : new String[] {"class", "nb-ne"});
    html.element("td", row.isEqual() ? "=" : "≠", "class", "nb-k");
    var left = new DiffSide("A", a, row.a, row.pairs, Alignment.Pair::a);
    var right = new DiffSide("B", b, row.b, row.pairs, Alignment.Pair::b);
    left.draw(html);
    right.draw(html);
    html.close();
    twin.append(
        ("\n" + (row.isEqual() ? "= " : "≠ ") + left.line() + "   " + right.line())
            .stripTrailing());
    if (!row.isEqual()) {
      twin.append(("\n  " + left.marks() + "   " + right.marks()).stripTrailing());
    }
  }

  private void differences() {
    html.open("details").element("summary", "The differences in words");
    var label = "Each difference";
    html.open("div", "class", "nb-w", "tabindex", "0", "role", "group", "aria-label", label);
    html.open("table", "class", "nb-t").open("thead").open("tr");
    html.open("td").close();
    for (var column : new String[] {"A at", "A has", "B at", "B has"}) {
      html.element("th", column, "scope", "col", "style", "text-align:left");
    }
    html.close().close().open("tbody");
    differences.subList(0, Math.min(TOLD_MAX, differences.size())).forEach(this::difference);
    html.close().close().close();
    if (differences.size() > TOLD_MAX) {
      var more = Wording.count(differences.size() - TOLD_MAX, "more difference") + ".";
      html.element("p", more, "class", "nb-q");
      text.append('\n').append(more);
    }
    html.close();
  }

  private void difference(Difference difference) {
    html.open("tr").element("td", difference.kind(), "style", "text-align:left");
    side(difference.atA(), difference.a());
    side(difference.atB(), difference.b());
    html.close();
    text.append(
        String.format(
            Locale.ROOT,
            "\n%s: A %s %s, B %s %s",
            difference.kind(),
            Wording.offset(difference.atA()),
            Difference.has(difference.a()),
            Wording.offset(difference.atB()),
            Difference.has(difference.b())));
  }

  private void side(int at, Bytes octets) {
    html.open("td", "class", "nb-m").element("code", Wording.offset(at)).close();
    html.open("td", "style", "text-align:left");
    html.element("code", Difference.has(octets)).close();
  }
}
