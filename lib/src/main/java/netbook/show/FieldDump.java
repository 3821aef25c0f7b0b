package netbook.show;

import java.util.ArrayList;
import java.util.List;
import netbook.bytes.Bytes;
import netbook.bytes.Field;
import netbook.bytes.MalformedException;
import netbook.notebook.Html;
import netbook.notebook.View;
import org.jspecify.annotations.Nullable;

/**
 * A hexdump by field: offset, hex and text of each, and what the decoder says about it; over it a
 * map. Octets that no field covers are shown too, as raw, so that the rows always tile the message.
 *
 * <p>What doesn't fit on a screen is folded by its parts; what would take the picture over {@link
 * #ROOM} is left out, and said so.
 */
final class FieldDump {
  /** The most characters of HTML for the map and the rows; with the style, it is below 200 kB. */
  private static final int ROOM = 190_000;

  /** The characters of HTML around a part, or around what is folded under a row. */
  private static final int FURNITURE = 300;

  /** With less room than this, no part is begun. */
  private static final int BEGUN_MIN = 4_000;

  /** The rows that are open from the start. */
  private static final int OPEN_MAX = 40;

  private static final int CHUNK = 32;

  private final Bytes message;
  private final Tiling tiling;
  private final Pointers pointers;
  private final @Nullable MalformedException problem;
  private final Html html;
  private final StringBuilder text;
  private int room = ROOM;
  private boolean stopShown;
  private @Nullable Field firstLeftOut;
  private int leftOut;

  /**
   * A stretch of the message: some of the parts of one field, which heads them, or of the fields
   * without parts.
   */
  private record Part(@Nullable Field heading, List<Field> fields, boolean goesOn) {}

  private FieldDump(Bytes message, List<Field> fields, @Nullable MalformedException problem) {
    this.message = message;
    this.problem = problem;
    tiling = new Tiling(message.size(), fields, problem);
    pointers = new Pointers(message.size(), fields);
    var size = Wording.count(message.size(), "byte");
    var more =
        Wording.count(countOf(fields), "field")
            + (problem == null ? "." : "; ✗ stopped at %04x.".formatted(problem.offset()));
    html = Sheet.caption(Sheet.fields(), size + ".", more);
    text = new StringBuilder(size + ", " + more);
    var map = FieldMap.of(message.size(), tiling.whole(), pointers, tiling.stop());
    html.add(map);
    room -= map.toString().length();
  }

  /**
   * Draws a message by its fields.
   *
   * @param problem what the decoder stopped at, if it did
   * @throws IllegalArgumentException if a field or the problem isn't inside the message, or fields
   *     nest more than 32 deep
   */
  static View view(Bytes message, List<Field> fields, @Nullable MalformedException problem) {
    var dump = new FieldDump(message, fields, problem);
    dump.draw();
    return new View(dump.text.toString(), dump.html);
  }

  private static int countOf(List<Field> fields) {
    return fields.stream().mapToInt(f -> f.parts().isEmpty() ? 1 : countOf(f.parts())).sum();
  }

  private void draw() {
    openTable();
    int open = 0;
    boolean folding = false;
    for (var part : parts(tiling.whole())) {
      boolean first = open == 0;
      open += part.fields.size();
      if (!folding && !first && open > OPEN_MAX) {
        folding = true;
        html.close();
      }
      part(part, first, folding);
    }
    if (!folding) {
      html.close();
    }
    leftOut();
    html.close();
  }

  private void openTable() {
    html.open("table", "class", "nb-fl").open("thead").open("tr");
    for (var column : new String[] {"offset", "hex", "text", "field, value, rule"}) {
      html.element("th", column, "scope", "col", "style", "text-align:left");
    }
    html.close().close();
  }

  private List<Part> parts(List<Field> fields) {
    var parts = new ArrayList<Part>();
    var plain = new ArrayList<Field>();
    for (var field : fields) {
      if (field.parts().isEmpty()) {
        plain.add(field);
        continue;
      }
      addChunks(parts, null, plain);
      plain.clear();
      addChunks(parts, field, tiling.inside(field));
    }
    addChunks(parts, null, plain);
    return parts;
  }

  private static void addChunks(List<Part> parts, @Nullable Field heading, List<Field> fields) {
    for (int at = 0; at < fields.size(); at += CHUNK) {
      var some = fields.subList(at, Math.min(at + CHUNK, fields.size()));
      parts.add(new Part(heading, List.copyOf(some), at > 0));
    }
  }

  private void part(Part part, boolean first, boolean folded) {
    if (firstLeftOut != null || room < BEGUN_MIN) {
      part.fields.forEach(this::leaveOut);
      return;
    }
    var heading = heading(part);
    room -= heading.toString().length() + FURNITURE;
    text.append(
        part.heading != null && !part.goesOn
            ? "\n\n"
                + Wording.line(part.heading.name(), Wording.LINE_MAX)
                + "  "
                + sizeAndValue(part.heading)
            : first ? "" : "\n");
    if (folded) {
      html.open("details", open(part.fields.stream().anyMatch(tiling::holdsStop)));
      html.open("summary").element("code", Wording.offset(part.fields.getFirst().from()));
      html.text(" ").add(heading).close().open("table", "class", "nb-fl").open("tbody");
    } else {
      html.open("tbody", "class", part.heading == null && !first ? "nb-rest" : "");
      if (part.heading != null && !part.goesOn) {
        html.open("tr", "class", "nb-grp")
            .open("th", "colspan", "4", "scope", "rowgroup", "style", "text-align:left");
        html.add(heading).close().close();
      }
    }
    part.fields.forEach(field -> row(field, ""));
    html.close();
    if (folded) {
      html.close().close();
    }
  }

  /** The words over a part. */
  private Html heading(Part part) {
    var html = new Html();
    var heading = part.heading;
    if (heading != null && !part.goesOn) {
      return html.text(Wording.line(heading.name(), Wording.LINE_MAX) + " ")
          .element("span", sizeAndValue(heading));
    }
    var name =
        heading == null ? "" : Wording.line(heading.name(), Wording.LINE_MAX) + ", the next ";
    int size = part.fields.getLast().to() - part.fields.getFirst().from();
    return html.text(name + Wording.count(part.fields.size(), "field") + " ")
        .element("span", size + " B");
  }

  private String sizeAndValue(Field field) {
    var value = Wording.line(field.value(), Wording.LINE_MAX);
    var says = new StringBuilder(field.size() + " B" + (value.isEmpty() ? "" : ", " + value));
    pointers.marks(field).forEach(mark -> says.append("  ").append(mark));
    return says.toString();
  }

  private FieldRow rowOf(Field field) {
    return new FieldRow(
        message, field, pointers.marks(field), tiling.isStop(field) ? problem : null);
  }

  private static String[] open(boolean open) {
    return open ? new String[] {"open", ""} : new String[0];
  }

  private void row(Field field, String indent) {
    if (firstLeftOut != null) {
      leaveOut(field);
      return;
    }
    var row = rowOf(field);
    var drawn = row.draw();
    var bits = row.drawBits();
    int cost =
        drawn.toString().length() + bits.toString().length() + (row.hasMore() ? FURNITURE : 0);
    if (cost > room) {
      leaveOut(field);
      return;
    }
    room -= cost;
    stopShown |= tiling.isStop(field);
    html.add(drawn);
    row.write(text, indent);
    if (row.hasMore()) {
      html.open("tr", "class", "nb-more");
      html.open("td", "colspan", "4", "style", "text-align:left").add(bits);
      parts(field, indent + "  ");
      html.close().close();
    }
  }

  private void parts(Field field, String indent) {
    if (field.parts().isEmpty()) {
      return;
    }
    html.open("details", open(tiling.holdsStop(field)));
    html.element("summary", Wording.count(field.parts().size(), "part"));
    html.open("table", "class", "nb-fl").open("tbody");
    tiling.inside(field).forEach(part -> row(part, indent));
    html.close().close().close();
  }

  private void leaveOut(Field field) {
    firstLeftOut = firstLeftOut == null ? field : firstLeftOut;
    leftOut += Math.max(1, countOf(field.parts()));
  }

  private void leftOut() {
    if (firstLeftOut == null) {
      return;
    }
    var more =
        "%s, from %s on, not shown."
            .formatted(Wording.count(leftOut, "more field"), Wording.offset(firstLeftOut.from()));
    html.element("p", more, "class", "nb-q");
    text.append('\n').append(more);
    var stop = tiling.stop();
    if (stop != null && !stopShown) {
      html.open("table", "class", "nb-fl").open("tbody");
      html.add(rowOf(stop).draw());
      rowOf(stop).write(text, "");
      html.close().close();
    }
  }
}
