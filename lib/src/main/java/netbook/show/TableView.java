package netbook.show;

import java.util.ArrayList;
import java.util.List;
import netbook.notebook.Html;
import netbook.notebook.View;

/** A plain table: a header, and rows whose first cell names them. */
final class TableView {
  private static final int ROWS_MAX = 200;
  private static final int COLUMNS_MAX = 16;
  private static final int CELL_MAX = 200;

  private TableView() {}

  /**
   * Draws a table; columns of whole numbers align on the right.
   *
   * @throws IllegalArgumentException if there are no columns or over 16, or a row hasn't as many
   *     cells as the header
   */
  static View view(String caption, List<String> header, List<List<String>> rows) {
    if (header.isEmpty() || header.size() > COLUMNS_MAX) {
      throw new IllegalArgumentException(
          "header: " + header.size() + " columns are not in 1.." + COLUMNS_MAX);
    }
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).size() != header.size()) {
        throw new IllegalArgumentException(
            "row %d: %d cells, and the header has %d"
                .formatted(i, rows.get(i).size(), header.size()));
      }
    }
    var shown = rows.stream().limit(ROWS_MAX).map(TableView::cells).toList();
    var more =
        shown.size() == rows.size() ? "" : rows.size() - shown.size() + " more rows are not shown.";
    var title = Wording.line(caption, CELL_MAX);
    var columns = cells(header);
    var html = html(title, more, columns, shown);
    return new View(text((title + " " + more).strip(), columns, shown), html);
  }

  private static List<String> cells(List<String> row) {
    return row.stream().map(cell -> Wording.line(cell, CELL_MAX)).toList();
  }

  private static boolean isNumeric(List<List<String>> rows, int column) {
    return !rows.isEmpty() && rows.stream().allMatch(row -> row.get(column).matches("-?\\d+|"));
  }

  private static Html html(
      String caption, String more, List<String> header, List<List<String>> rows) {
    var html = Sheet.caption(Sheet.table(), caption, more);
    html.open("div", "class", "nb-w", "tabindex", "0", "role", "group", "aria-label", caption);
    html.open("table", "class", "nb-tb").open("thead").open("tr");
    for (int i = 0; i < header.size(); i++) {
      cell(html, "col", header.get(i), isNumeric(rows, i));
    }
    html.close().close().open("tbody");
    for (var row : rows) {
      html.open("tr");
      for (int i = 0; i < row.size(); i++) {
        cell(html, i == 0 ? "row" : "", row.get(i), isNumeric(rows, i));
      }
      html.close();
    }
    return html.close().close().close().close();
  }

  static void cell(Html html, String scope, String text, boolean numeric) {
    var kind = numeric ? "nb-n" : "";
    var align = numeric ? "text-align:right" : "text-align:left";
    if (scope.isEmpty() || text.isBlank()) {
      html.element("td", text, "class", kind, "style", align);
    } else {
      html.element("th", text, "scope", scope, "class", kind, "style", align);
    }
  }

  private static String text(String caption, List<String> header, List<List<String>> rows) {
    var text = new StringBuilder(caption);
    var lines = new ArrayList<List<String>>(rows);
    lines.addFirst(header);
    for (var line : lines) {
      var padded = new StringBuilder();
      for (int i = 0; i < line.size(); i++) {
        var cell = line.get(i);
        var blanks = " ".repeat(width(lines, i) - cell.length());
        padded
            .append(i == 0 ? "" : "  ")
            .append(isNumeric(rows, i) ? blanks + cell : cell + blanks);
      }
      text.append('\n').append(padded.toString().stripTrailing());
    }
    return text.toString();
  }

  private static int width(List<List<String>> lines, int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }
}
