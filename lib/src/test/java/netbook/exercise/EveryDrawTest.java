package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class EveryDrawTest {
  @Test
  void goesThroughAllNumbers() {
    var draw = new EveryDraw();
    var found = new ArrayList<List<Integer>>();
    double sum = 0;
    do {
      int first = draw.nextInt(2);
      found.add(first == 0 ? List.of(first) : List.of(first, draw.nextInt(5, 8)));
      sum += draw.chance();
    } while (draw.next());
    assertThat(found).containsExactly(List.of(0), List.of(1, 5), List.of(1, 6), List.of(1, 7));
    assertThat(sum).isCloseTo(1, within(1e-9));
    assertThat(draw.isExact()).isTrue();
  }

  @Test
  void shufflesIntoEachOrderOnce() {
    var draw = new EveryDraw();
    var found = new ArrayList<List<Integer>>();
    do {
      var list = new ArrayList<>(List.of(1, 2, 3));
      Collections.shuffle(list, draw);
      found.add(list);
    } while (draw.next());
    assertThat(found).hasSize(6);
    assertThat(new HashSet<>(found)).hasSize(6);
    assertThat(draw.isExact()).isTrue();
  }

  @Test
  void saysThatOthersAreTooMany() {
    var draw = new EveryDraw();
    assertThat(draw.nextLong()).isNotEqualTo(draw.nextLong());
    assertThat(draw.isExact()).isFalse();
  }

  @Test
  void endsForWhoDrawsUntilANumberIsNew() {
    var draw = new EveryDraw();
    var found = new HashSet<Integer>();
    while (found.size() < 3) {
      found.add(draw.nextInt(3));
    }
    assertThat(draw.isExact()).isFalse();
  }
}
