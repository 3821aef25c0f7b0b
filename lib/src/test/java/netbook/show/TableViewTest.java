package netbook.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableViewTest {
  private static final List<String> HEADER = List.of("", "address", "port");
  private static final List<List<String>> ROWS =
      List.of(List.of("client", "127.0.0.1", "54321"), List.of("server", "::1", "80"));

  @Test
  void theTextTwinAlignsItsColumns() {
    assertThat(TableView.view("Two ends.", HEADER, ROWS).text())
        .isEqualTo(
            """
            Two ends.
                    address     port
            client  127.0.0.1  54321
            server  ::1           80\
            """);
  }

  @Test
  void theFirstCellNamesItsRow() {
    var markup = Markup.of(TableView.view("Two ends.", HEADER, ROWS));
    assertThat(markup.text("//figcaption")).containsExactly("Two ends. ");
    assertThat(markup.text("//th[@scope='col']")).containsExactly("address", "port");
    assertThat(markup.text("//th[@scope='row']")).containsExactly("client", "server");
    assertThat(markup.text("//tbody//td")).containsExactly("127.0.0.1", "54321", "::1", "80");
  }

  @Test
  void numbersAlignOnTheRight() {
    var markup = Markup.of(TableView.view("Two ends.", HEADER, ROWS));
    assertThat(markup.text("//*[@style='text-align:right']"))
        .containsExactly("port", "54321", "80");
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    assertThatThrownBy(
            () -> TableView.view("", HEADER, List.of(List.of("a", "b", "c"), List.of("d"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row 1: 1 cells, and the header has 3");
    assertThatThrownBy(() -> TableView.view("", List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("header: 0 columns are not in 1..16");
    assertThatThrownBy(() -> TableView.view("", Collections.nCopies(17, "c"), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noRowsLeaveTheHeader() {
    assertThat(TableView.view("None.", HEADER, List.of()).text())
        .isEqualTo("None.\n  address  port");
  }

  @Test
  void rowsAndCellsAreBounded() {
    var row = List.of("a", "b".repeat(1000), "");
    var view = TableView.view("Many.", HEADER, Collections.nCopies(300, row));
    var markup = Markup.of(view);
    assertThat(markup.elements("//tbody/tr")).hasSize(200);
    assertThat(markup.text("//tbody//td[1]").getFirst()).hasSize(200).endsWith("…");
    assertThat(markup.text("//figcaption").getFirst()).contains("100 more rows are not shown");
  }
}
