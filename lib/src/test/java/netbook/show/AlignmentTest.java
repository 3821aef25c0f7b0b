package netbook.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import netbook.bytes.Bytes;
import org.junit.jupiter.api.Test;

class AlignmentTest {
  /** Each side in a line, a dash for a gap; then what is equal, by places. */
  private static List<String> aligned(String a, String b) {
    var one = new StringBuilder();
    var other = new StringBuilder();
    var equal = new StringBuilder();
    for (var pair : Alignment.of(Bytes.utf8(a), Bytes.utf8(b)).pairs()) {
      one.append(pair.a() == Alignment.GAP ? '-' : a.charAt(pair.a()));
      other.append(pair.b() == Alignment.GAP ? '-' : b.charAt(pair.b()));
      equal.append(pair.equal() ? '=' : ' ');
    }
    return List.of(one.toString(), other.toString(), equal.toString());
  }

  @Test
  void whatIsEqualStaysTogether() {
    assertThat(aligned("", "")).containsExactly("", "", "");
    assertThat(aligned("same", "same")).containsExactly("same", "same", "====");
    assertThat(aligned("ab", "")).containsExactly("ab", "--", "  ");
    assertThat(aligned("", "ab")).containsExactly("--", "ab", "  ");
  }

  @Test
  void aChangedOctetIsNoGap() {
    assertThat(aligned("one byte", "one bite")).containsExactly("one byte", "one bite", "===== ==");
    assertThat(aligned("abcde", "xbydz")).containsExactly("abcde", "xbydz", " = = ");
  }

  @Test
  void whatWasInsertedIsOneGap() {
    assertThat(aligned("GET /\nHost: a\nAccept: b\n\n", "GET /\nAccept: b\n\n"))
        .containsExactly(
            "GET /\nHost: a\nAccept: b\n\n",
            "GET /\n--------Accept: b\n\n",
            "======        ===========");
    assertThat(aligned("head one tail", "head two more tail").getLast()).endsWith("=====");
    assertThat(aligned("xaaaabbbbccccy", "zaaaaccccw"))
        .containsExactly("xaaaabbbbccccy", "zaaaa----ccccw", " ====    ==== ");
  }

  @Test
  void oneGapAndAChangeAreCheaperThanTwoGaps() {
    assertThat(aligned("1a-b-2", "3ab4")).containsExactly("1a-b-2", "3ab4--", " =    ");
  }

  @Test
  void theUnrelatedAreComparedPlaceByPlace() {
    assertThat(aligned("abcdefghijkl", "mnbopq"))
        .containsExactly("abcdefghijkl", "mnbopq------", "            ");
  }

  @Test
  void bothSidesAreWholeAndInOrder() {
    var random = new Random(7);
    for (int run = 0; run < 300; run++) {
      var a = random(random);
      var b = random(random);
      int atA = 0;
      int atB = 0;
      for (var pair : Alignment.of(a, b).pairs()) {
        assertThat(pair.a()).isIn(atA, Alignment.GAP);
        assertThat(pair.b()).isIn(atB, Alignment.GAP);
        assertThat(pair.equal()).isEqualTo(pair.inBoth() && a.at(pair.a()) == b.at(pair.b()));
        assertThat(pair.a() != Alignment.GAP || pair.b() != Alignment.GAP).isTrue();
        atA += pair.a() == Alignment.GAP ? 0 : 1;
        atB += pair.b() == Alignment.GAP ? 0 : 1;
      }
      assertThat(atA).isEqualTo(a.size());
      assertThat(atB).isEqualTo(b.size());
    }
  }

  private static Bytes random(Random random) {
    var array = new byte[random.nextInt(12)];
    for (int i = 0; i < array.length; i++) {
      array[i] = (byte) random.nextInt(3);
    }
    return Bytes.copyOf(array);
  }

  @Test
  void beyondALimitItIsPlaceByPlaceAndSaysSo() {
    var at = Alignment.of(changedAtBothEnds(1447, 1), changedAtBothEnds(1447, 2));
    assertThat(at.exact()).isTrue();
    var over = Alignment.of(changedAtBothEnds(1448, 1), changedAtBothEnds(1447, 2));
    assertThat(over.exact()).isFalse();
    assertThat(over.pairs()).hasSize(1448);
    assertThat(over.pairs().getLast().b()).isEqualTo(Alignment.GAP);
    var inserted = Bytes.of(1).plus(Bytes.copyOf(new byte[100_000]));
    assertThat(Alignment.of(inserted, inserted.from(1)).exact()).isTrue();
  }

  private static Bytes changedAtBothEnds(int size, int end) {
    var array = new byte[size];
    array[0] = (byte) end;
    array[size - 1] = (byte) end;
    return Bytes.copyOf(array);
  }
}
