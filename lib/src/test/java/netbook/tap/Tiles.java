package netbook.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import netbook.bytes.Field;

/** Whether fields lie side by side, from an end to the other. */
final class Tiles {
  private Tiles() {}

  static void assertTile(List<Field> fields, int size) {
    assertTile(fields, 0, size);
  }

  private static void assertTile(List<Field> fields, int from, int to) {
    int at = from;
    for (var field : fields) {
      assertThat(field.from()).as("%s", field).isEqualTo(at);
      at = field.to();
      if (!field.parts().isEmpty()) {
        assertTile(field.parts(), field.from(), field.to());
      }
    }
    assertThat(at).isEqualTo(to);
  }
}
