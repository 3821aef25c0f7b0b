package netbook.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import netbook.bytes.Bytes;
import netbook.bytes.Field;
import netbook.notebook.Html;
import netbook.notebook.View;
import org.jspecify.annotations.Nullable;

/**
 * A hexdump by field: offset, hex and text of each, and what the decoder says about it. Octets that
 * no field covers are shown too, as raw, so that the rows always tile the message.
 */
final class FieldDump {
  private static final int LINES_MAX = 300;
  private static final int OCTETS_MAX = 64;
  private static final int TEXT_MAX = 160;
  private static final int ROW = 8;
  private static final Pattern RFC =
      Pattern.compile("RFC (\\d{1,5})(?: §(\\d[\\d.]*|[A-Z](?:\\.\\d+)*))?");

  private final Bytes message;
  private final Html html;
  private final StringBuilder text;
  private int linesLeft = LINES_MAX;
  private int leftOut;

  /**
   * A stretch of the message: the parts of one field, which heads them, or fields without parts.
   */
  private record Part(@Nullable Field heading, List<Field> fields) {}

  private FieldDump(Bytes message, List<Field> fields) {
    this.message = message;
    var size = Wording.count(message.size(), "byte");
    var more = Wording.count(countOf(fields), "field") + ".";
    html = Sheet.caption(Sheet.hexdump(), size + ".", more);
    text = new StringBuilder(size + ", " + more);
  }

  /**
   * Draws a message by its fields.
   *
   * @throws IllegalArgumentException if a field isn't inside the message
   */
  static View view(Bytes message, List<Field> fields) {
    checkInside(fields, message.size());
    var dump = new FieldDump(message, fields);
    dump.draw(tiled(fields, 0, message.size()));
    return new View(dump.text.toString(), dump.html);
  }

  private static void checkInside(List<Field> fields, int size) {
    for (var field : fields) {
      if (field.to() > size) {
        throw new IllegalArgumentException(
            "field %s ends at %d, and the message has %d B"
                .formatted(Wording.line(field.name(), TEXT_MAX), field.to(), size));
      }
      checkInside(field.parts(), size);
    }
  }

  private static int countOf(List<Field> fields) {
    return fields.stream().mapToInt(f -> f.parts().isEmpty() ? 1 : countOf(f.parts())).sum();
  }

  /** The fields, and raw ones where there is none. */
  private static List<Field> tiled(List<Field> fields, int from, int to) {
    var all = new ArrayList<Field>();
    int at = from;
    for (var field : fields) {
      if (field.from() > at) {
        all.add(raw(at, field.from()));
      }
      all.add(field);
      at = Math.max(at, field.to());
    }
    if (to > at) {
      all.add(raw(at, to));
    }
    return all;
  }

  private static Field raw(int from, int to) {
    return new Field("raw", "", from, to, "not given a meaning", List.of());
  }

  private void draw(List<Field> fields) {
    html.open("table", "class", "nb-hx nb-fl").open("thead").open("tr");
    for (var column : new String[] {"offset", "hex", "text", "field, value, rule"}) {
      html.element("th", column, "scope", "col", "style", "text-align:left");
    }
    html.close().close();
    boolean first = true;
    for (var part : parts(fields)) {
      html.open("tbody", "class", part.heading == null && !first ? "nb-rest" : "");
      if (part.heading != null) {
        heading(part.heading);
      } else if (!first) {
        text.append('\n');
      }
      part.fields.forEach(this::row);
      html.close();
      first = false;
    }
    html.close();
    if (leftOut > 0) {
      var more = Wording.count(leftOut, "more field") + " not shown.";
      html.element("p", more, "class", "nb-q");
      text.append('\n').append(more);
    }
    html.close();
  }

  private static List<Part> parts(List<Field> fields) {
    var parts = new ArrayList<Part>();
    var plain = new ArrayList<Field>();
    for (var field : fields) {
      if (field.parts().isEmpty()) {
        plain.add(field);
        continue;
      }
      if (!plain.isEmpty()) {
        parts.add(new Part(null, List.copyOf(plain)));
        plain.clear();
      }
      parts.add(new Part(field, tiled(field.parts(), field.from(), field.to())));
    }
    if (!plain.isEmpty()) {
      parts.add(new Part(null, List.copyOf(plain)));
    }
    return parts;
  }

  private void heading(Field field) {
    var name = Wording.line(field.name(), TEXT_MAX);
    var value = Wording.line(field.value(), TEXT_MAX);
    var more = field.size() + " B" + (value.isEmpty() ? "" : ", " + value);
    html.open("tr", "class", "nb-grp")
        .open("th", "colspan", "4", "scope", "rowgroup", "style", "text-align:left");
    html.text(name + " ").element("span", more).close().close();
    text.append("\n\n").append(name).append("  ").append(more);
  }

  private void row(Field field) {
    if (--linesLeft < 0) {
      leftOut++;
      return;
    }
    html.open("tr");
    octets(field);
    html.open("td", "style", "text-align:left").open("div", "class", "nb-d");
    html.element("b", Wording.line(field.name(), TEXT_MAX)).text(" ");
    html.element("span", Wording.line(field.value(), TEXT_MAX)).text(" ");
    rule(field.rule());
    lines(field, "");
    if (!field.parts().isEmpty()) {
      html.open("details").element("summary", Wording.count(field.parts().size(), "part"));
      html.open("table", "class", "nb-sub").open("tbody");
      subRows(field, "  ");
      html.close().close().close();
    }
    html.close().close().close();
  }

  private void subRows(Field field, String indent) {
    for (var part : tiled(field.parts(), field.from(), field.to())) {
      if (--linesLeft < 0) {
        leftOut++;
        continue;
      }
      html.open("tr");
      octets(part);
      var says = Wording.line(part.name() + " " + part.value(), TEXT_MAX);
      html.element("td", says, "style", "text-align:left").close();
      lines(part, indent);
      if (!part.parts().isEmpty()) {
        subRows(part, indent + "  ");
      }
    }
  }

  private void octets(Field field) {
    html.open("td", "class", "nb-m nb-o");
    html.element("code", Wording.offset(field.from())).close();
    cell("nb-m", field, true);
    cell("nb-m nb-x", field, false);
  }

  private void cell(String kind, Field field, boolean hex) {
    html.open("td", "class", kind, "style", "text-align:left").open("code");
    var rows = rows(field);
    for (int i = 0; i < rows.size(); i++) {
      if (i > 0) {
        html.open("br");
      }
      html.text(hex ? rows.get(i).toHex() : Wording.ascii(rows.get(i)));
    }
    if (hex && field.size() > OCTETS_MAX) {
      html.open("br").text("… %d B more".formatted(field.size() - OCTETS_MAX));
    }
    html.close().close();
  }

  /** The field's octets in rows of eight; of a long field, the first ones. */
  private List<Bytes> rows(Field field) {
    var rows = new ArrayList<Bytes>();
    int end = Math.min(field.to(), field.from() + OCTETS_MAX);
    for (int at = field.from(); at < end; at += ROW) {
      rows.add(message.slice(at, Math.min(at + ROW, end)));
    }
    return rows;
  }

  private void rule(String rule) {
    var shown = Wording.line(rule, TEXT_MAX);
    var rfc = RFC.matcher(shown);
    if (rfc.matches()) {
      var anchor =
          rfc.group(2) == null
              ? ""
              : (Character.isDigit(rfc.group(2).charAt(0)) ? "#section-" : "#appendix-")
                  + rfc.group(2);
      html.element(
          "a", shown, "href", "https://www.rfc-editor.org/rfc/rfc" + rfc.group(1) + anchor);
    } else if (!shown.isEmpty()) {
      html.element("span", shown, "class", "nb-r");
    }
  }

  /** The text twin of one field. */
  private void lines(Field field, String indent) {
    var rows = rows(field);
    var says =
        Wording.line(
            field.name()
                + (field.value().isEmpty() ? "" : ": " + field.value())
                + (field.rule().isEmpty() ? "" : "  (" + field.rule() + ")"),
            TEXT_MAX);
    line(field.from(), rows.isEmpty() ? Bytes.EMPTY : rows.getFirst(), indent + says);
    for (int i = 1; i < rows.size(); i++) {
      line(field.from() + i * ROW, rows.get(i), "");
    }
    if (field.size() > OCTETS_MAX) {
      text.append("\n      … %d B more".formatted(field.size() - OCTETS_MAX));
    }
  }

  private void line(int offset, Bytes octets, String says) {
    var line =
        String.format(
            Locale.ROOT,
            "%s  %-23s  %-8s  %s",
            Wording.offset(offset),
            octets.toHex(),
            Wording.ascii(octets),
            says);
    text.append('\n').append(line.stripTrailing());
  }
}
