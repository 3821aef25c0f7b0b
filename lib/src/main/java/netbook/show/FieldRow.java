package netbook.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import netbook.bytes.Bytes;
import netbook.bytes.Field;
import netbook.bytes.MalformedException;
import netbook.notebook.Html;
import org.jspecify.annotations.Nullable;

/** What a field dump says of one field, with the same words in the picture and in its twin. */
final class FieldRow {
  private static final int OCTETS_MAX = 64;
  private static final int ROW = 8;

  private final Bytes message;
  private final Field field;
  private final String name;
  private final String value;
  private final String fault;
  private final String rule;
  private final List<String> marks;
  private final @Nullable BitGrid grid;

  /**
   * Finds the words.
   *
   * @param marks what there is to say of pointers
   * @param problem what the decoder stopped at, if it was at this field
   */
  FieldRow(Bytes message, Field field, List<String> marks, @Nullable MalformedException problem) {
    this.message = message;
    this.field = field;
    this.marks = marks;
    value = Wording.line(field.value(), Wording.LINE_MAX);
    var plain = Wording.line(field.name(), Wording.LINE_MAX);
    if (problem == null) {
      name = plain;
      fault = "";
      rule = Wording.line(field.rule(), Wording.LINE_MAX);
    } else {
      name = plain.isEmpty() ? "✗" : "✗ " + plain;
      fault =
          "Stopped at %04x: ".formatted(problem.offset())
              + Wording.line(problem.found(), Wording.LINE_MAX);
      rule = Wording.line(problem.rule(), Wording.LINE_MAX);
    }
    grid =
        field.bits().isEmpty()
            ? null
            : new BitGrid(message.slice(field.from(), field.to()), field.bits());
  }

  /** Whether there is a second row under it, for what is inside the field. */
  boolean hasMore() {
    return grid != null || !field.parts().isEmpty();
  }

  /** The row. */
  Html draw() {
    var html = new Html();
    html.open("tr", isStop() ? new String[] {"class", "nb-stop"} : new String[0]);
    html.open("td", "class", "nb-m nb-o");
    html.element("code", Wording.offset(field.from())).close();
    hex(html);
    text(html);
    html.open("td", "style", "text-align:left").open("div", "class", "nb-d");
    html.element("b", name, isStop() ? new String[] {"class", "f"} : new String[0]);
    html.text(" ").open("span");
    if (isStop()) {
      html.element("b", fault).text(value.isEmpty() ? "" : " (read as " + value + ")");
    } else {
      html.text(value);
    }
    for (var mark : marks) {
      html.text(" ").element("span", mark, "class", "nb-p");
    }
    html.close().text(" ");
    rule(html);
    return html.close().close().close();
  }

  private boolean isStop() {
    return !fault.isEmpty();
  }

  private void hex(Html html) {
    html.open("td", "class", "nb-m nb-h", "style", "text-align:left").open("code");
    var rows = rows();
    for (int i = 0; i < rows.size(); i++) {
      if (i > 0) {
        html.open("br");
      }
      html.text(rows.get(i).toHex());
    }
    if (field.size() > OCTETS_MAX) {
      html.open("br").text("… %d B more".formatted(field.size() - OCTETS_MAX));
    }
    html.close().close();
  }

  private void text(Html html) {
    html.open("td", "class", "nb-m nb-x", "style", "text-align:left").open("code");
    var rows = rows();
    for (int i = 0; i < rows.size(); i++) {
      if (i > 0) {
        html.open("br");
      }
      html.text(Wording.ascii(rows.get(i)));
    }
    html.close().close();
  }

  /** The field's octets in rows of eight; of a long field, the first ones. */
  private List<Bytes> rows() {
    var rows = new ArrayList<Bytes>();
    int end = Math.min(field.to(), field.from() + OCTETS_MAX);
    for (int at = field.from(); at < end; at += ROW) {
      rows.add(message.slice(at, Math.min(at + ROW, end)));
    }
    return rows;
  }

  private void rule(Html html) {
    var address = RfcClause.findAddress(rule);
    if (address.isPresent()) {
      html.element("a", rule, "href", address.get());
    } else if (!rule.isEmpty()) {
      html.element("span", rule, "class", "nb-r");
    }
  }

  /** The bits, if there are any. */
  Html drawBits() {
    return grid == null ? new Html() : grid.draw();
  }

  /** Adds the lines of the text twin. */
  void write(StringBuilder twin, String indent) {
    var rows = rows();
    var says = new StringBuilder(indent + name);
    if (isStop()) {
      says.append(": ").append(fault).append(value.isEmpty() ? "" : " (read as " + value + ")");
    } else if (!value.isEmpty()) {
      says.append(": ").append(value);
    }
    marks.forEach(mark -> says.append("  ").append(mark));
    says.append(rule.isEmpty() ? "" : "  (" + rule + ")");
    line(twin, field.from(), rows.isEmpty() ? Bytes.EMPTY : rows.getFirst(), says.toString());
    for (int i = 1; i < rows.size(); i++) {
      line(twin, field.from() + i * ROW, rows.get(i), "");
    }
    if (field.size() > OCTETS_MAX) {
      twin.append("\n      … %d B more".formatted(field.size() - OCTETS_MAX));
    }
    if (grid != null) {
      grid.lines()
          .forEach(bits -> twin.append('\n').append(" ".repeat(6)).append(indent).append(bits));
    }
  }

  private static void line(StringBuilder twin, int offset, Bytes octets, String says) {
    var line =
        String.format(
            Locale.ROOT,
            "%s  %-23s  %-8s  %s",
            Wording.offset(offset),
            octets.toHex(),
            Wording.ascii(octets),
            says);
    twin.append('\n').append(line.stripTrailing());
  }
}
