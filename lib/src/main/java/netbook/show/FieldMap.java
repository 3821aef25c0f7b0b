package netbook.show;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import netbook.bytes.Field;
import netbook.notebook.Html;
import org.jspecify.annotations.Nullable;

/**
 * A strip over a field dump: the outermost fields to scale, a bracket for each pointer from where
 * it stands to where it leads, and a cross where the decoder stopped.
 *
 * <p>Places across are in percent and places down in pixels, as in {@link SequencePicture}, and for
 * the same reasons there are no markers and no ids.
 */
final class FieldMap {
  private static final int PARTS_MAX = 48;
  private static final int BRACKETS_MAX = 8;
  private static final int NAME_MAX = 40;
  private static final int TICKED_MAX = 64;
  private static final int LANE = 20;
  private static final int LABELS = 44;

  /** Narrower than this share of the width, a part has no room for its name. */
  private static final double NAMED_MIN = 0.08;

  private final int size;
  private final Html html = new Html();

  private FieldMap(int size) {
    this.size = size;
  }

  /** The picture, or nothing if there is nothing to see or too much to see anything. */
  static Html of(int size, List<Field> parts, Pointers pointers, @Nullable Field stop) {
    var map = new FieldMap(size);
    if (parts.size() >= 2 && parts.size() <= PARTS_MAX && size > 0) {
      map.draw(parts, pointers.inside(), stop);
    }
    return map.html;
  }

  private void draw(List<Field> parts, List<Pointers.Pointer> all, @Nullable Field stop) {
    var brackets =
        all.stream()
            .filter(pointer -> pointer.from() != pointer.to())
            .sorted(Comparator.comparingInt(p -> Math.abs(p.from() - p.to())))
            .limit(BRACKETS_MAX)
            .toList();
    int line = LANE * (brackets.size() + (stop == null ? 0 : 1)) + 12;
    var height = "" + (line + (parts.stream().anyMatch(this::isNamed) ? LABELS : 12));
    html.open("pre", "class", "nb-pic");
    html.open("svg", "role", "img", "width", "100%", "height", height, "overflow", "visible");
    html.element("title", "Map of the " + Wording.count(size, "byte")).text("\n");
    html.element("desc", description(parts, all, stop)).text("\n");
    html.open("g", "fill", "currentColor", "stroke", "none");
    if (size <= TICKED_MAX) {
      ticks(line);
    }
    for (var part : parts) {
      part(part, line);
    }
    if (stop != null) {
      stop(stop.from(), line);
    }
    for (int i = 0; i < brackets.size(); i++) {
      bracket(brackets.get(i), line - 12 - LANE * i, line - 8);
    }
    html.close().close().close();
  }

  private static String description(
      List<Field> parts, List<Pointers.Pointer> pointers, @Nullable Field stop) {
    var says = new StringBuilder(Wording.count(parts.size(), "part") + " to scale");
    if (!pointers.isEmpty()) {
      says.append(", ").append(Wording.count(pointers.size(), "pointer"));
    }
    if (stop != null) {
      says.append(", stopped at ").append(Wording.offset(stop.from()));
    }
    return says.append('.').toString();
  }

  private String percent(double offset) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * offset / size);
  }

  private void ticks(int y) {
    html.open("g", "stroke", "currentColor", "class", "q");
    for (int at = 0; at <= size; at++) {
      upright(at, y - (at % 8 == 0 ? 8 : 5), y);
    }
    html.close();
  }

  private void upright(int offset, int from, int to) {
    line(percent(offset), percent(offset), from, to);
  }

  private void line(String x1, String x2, int y1, int y2) {
    html.open("line", "x1", x1, "x2", x2, "y1", "" + y1, "y2", "" + y2).close();
  }

  private void part(Field part, int y) {
    double gap = Math.min(0.25, size * 0.003);
    html.open("g", "stroke", "currentColor", "stroke-width", "3");
    line(percent(part.from() + gap), percent(part.to() - gap), y, y);
    html.close();
    var name = Wording.line(part.name(), NAME_MAX) + " " + part.size() + " B";
    if (isNamed(part)) {
      box(part, name, y + 6, "h");
      html.text(" ");
      box(part, Wording.offset(part.from()), y + 22, "q");
    } else {
      html.element("text", name + " " + Wording.offset(part.from()), "display", "none");
    }
    html.text("\n");
  }

  private boolean isNamed(Field part) {
    return part.size() >= NAMED_MIN * size;
  }

  private void box(Field part, String text, int y, String kind) {
    var x = percent(part.from());
    var width = percent(part.size());
    html.open("foreignObject", "x", x, "y", "" + y, "width", width, "height", "16");
    html.element("span", text, "class", kind).close();
  }

  private void bracket(Pointers.Pointer pointer, int y, int foot) {
    html.open("g", "stroke", "currentColor", "stroke-width", "1.5");
    upright(pointer.from(), y, foot);
    line(percent(pointer.from()), percent(pointer.to()), y, y);
    upright(pointer.to(), y, foot);
    html.close();
    mark(pointer.from(), foot).open("circle", "r", "3").close().close();
    mark(pointer.to(), foot).open("path", "d", "M-4 -8H4L0 1z").close().close();
    var label = Wording.offset(pointer.from()) + " ▸ " + Wording.offset(pointer.to());
    label(label, (pointer.from() + pointer.to()) / 2.0, y - 5, "b");
    html.text("\n");
  }

  private void stop(int offset, int y) {
    html.open("g", "class", "f", "stroke", "currentColor", "stroke-width", "2.5");
    upright(offset, 16, y);
    mark(offset, y).open("path", "d", "M-5 -5 5 5M-5 5 5 -5").close().close().close();
    label("✗ stopped at " + Wording.offset(offset), offset, 12, "b f");
    html.text("\n");
  }

  /** A place in the message. */
  private Html mark(int offset, int y) {
    return html.open("svg", "x", percent(offset), "y", "" + y, "overflow", "visible");
  }

  /** A label over a place, and beside it where the picture ends. */
  private void label(String text, double offset, int y, String kind) {
    var anchor = offset < size * 0.25 ? "start" : offset > size * 0.75 ? "end" : "middle";
    var place = percent(offset);
    html.element("text", text, "class", kind, "x", place, "y", "" + y, "text-anchor", anchor);
  }
}
