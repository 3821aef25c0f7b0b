package netbook.show;

import java.util.ArrayList;
import java.util.List;
import netbook.bytes.Bytes;

/**
 * Two sequences of octets side by side: at each place an octet of both, or of one and a gap.
 *
 * <p>Of all ways to align them it is one of the cheapest, where a changed octet costs less than to
 * begin a gap, and a long gap little more than a short one (Gotoh's affine gaps): so a line that
 * was inserted is one gap, and two unrelated messages are compared place by place instead of being
 * torn into shreds that happen to be equal.
 */
record Alignment(List<Pair> pairs, boolean exact) {
  /** What stands for an octet where there is a gap. */
  static final int GAP = -1;

  private static final int CHANGED = 2;
  private static final int GAP_BEGINS = 5;
  private static final int GAP_GOES_ON = 1;

  /** The most cells of the table: 1447 by 1447 octets between what is equal at both ends. */
  private static final int CELLS_MAX = 1 << 21;

  /** An offset in each, or {@link #GAP}, and whether the octets there are equal. */
  record Pair(int a, int b, boolean equal) {
    boolean inBoth() {
      return a != GAP && b != GAP;
    }
  }

  /** A step along both, or along one while the other has a gap. */
  private enum Step {
    BOTH,
    ONLY_A,
    ONLY_B
  }

  /**
   * Aligns them: what is equal at both ends, and between it the cheapest way; or, where that would
   * take a table of over 2,097,152 cells, place by place.
   */
  static Alignment of(Bytes a, Bytes b) {
    int shorter = Math.min(a.size(), b.size());
    int head = a.commonPrefix(b);
    int tail = 0;
    while (tail < shorter - head && a.at(a.size() - 1 - tail) == b.at(b.size() - 1 - tail)) {
      tail++;
    }
    var pairs = new ArrayList<Pair>();
    for (int i = 0; i < head; i++) {
      pairs.add(new Pair(i, i, true));
    }
    var middleA = a.slice(head, a.size() - tail);
    var middleB = b.slice(head, b.size() - tail);
    boolean exact = (middleA.size() + 1L) * (middleB.size() + 1L) <= CELLS_MAX;
    for (var pair : exact ? new Table(middleA, middleB).walk() : byPlace(middleA, middleB)) {
      pairs.add(
          new Pair(
              pair.a == GAP ? GAP : pair.a + head,
              pair.b == GAP ? GAP : pair.b + head,
              pair.equal));
    }
    for (int i = tail; i > 0; i--) {
      pairs.add(new Pair(a.size() - i, b.size() - i, true));
    }
    return new Alignment(List.copyOf(pairs), exact);
  }

  private static List<Pair> byPlace(Bytes a, Bytes b) {
    var pairs = new ArrayList<Pair>();
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      boolean both = i < a.size() && i < b.size();
      pairs.add(
          new Pair(i < a.size() ? i : GAP, i < b.size() ? i : GAP, both && a.at(i) == b.at(i)));
    }
    return pairs;
  }

  /**
   * The cost of what is left, from each pair of offsets to the ends, by the step that led there.
   */
  private static final class Table {
    private final Bytes a;
    private final Bytes b;
    private final int[][] both;
    private final int[][] onlyA;
    private final int[][] onlyB;

    Table(Bytes a, Bytes b) {
      this.a = a;
      this.b = b;
      both = new int[a.size() + 1][b.size() + 1];
      onlyA = new int[a.size() + 1][b.size() + 1];
      onlyB = new int[a.size() + 1][b.size() + 1];
      for (int i = a.size(); i >= 0; i--) {
        for (int j = b.size(); j >= 0; j--) {
          if (i < a.size() || j < b.size()) {
            both[i][j] = cost(i, j, Step.BOTH, next(i, j, Step.BOTH));
            onlyA[i][j] = cost(i, j, Step.ONLY_A, next(i, j, Step.ONLY_A));
            onlyB[i][j] = cost(i, j, Step.ONLY_B, next(i, j, Step.ONLY_B));
          }
        }
      }
    }

    List<Pair> walk() {
      var pairs = new ArrayList<Pair>();
      int i = 0;
      int j = 0;
      var step = Step.BOTH;
      while (i < a.size() || j < b.size()) {
        step = next(i, j, step);
        switch (step) {
          case BOTH -> {
            pairs.add(new Pair(i, j, a.at(i) == b.at(j)));
            i++;
            j++;
          }
          case ONLY_A -> pairs.add(new Pair(i++, GAP, false));
          case ONLY_B -> pairs.add(new Pair(GAP, j++, false));
        }
      }
      return pairs;
    }

    /** The cheapest step; of several, the one in both, so that gaps come late. */
    private Step next(int i, int j, Step before) {
      if (i == a.size()) {
        return Step.ONLY_B;
      }
      if (j == b.size()) {
        return Step.ONLY_A;
      }
      int inBoth = cost(i, j, before, Step.BOTH);
      int inA = cost(i, j, before, Step.ONLY_A);
      int inB = cost(i, j, before, Step.ONLY_B);
      if (inBoth <= inA && inBoth <= inB) {
        return Step.BOTH;
      }
      return inA <= inB ? Step.ONLY_A : Step.ONLY_B;
    }

    private int cost(int i, int j, Step before, Step step) {
      int gap = before == step ? GAP_GOES_ON : GAP_BEGINS;
      return switch (step) {
        case BOTH -> (a.at(i) == b.at(j) ? 0 : CHANGED) + both[i + 1][j + 1];
        case ONLY_A -> gap + onlyA[i + 1][j];
        case ONLY_B -> gap + onlyB[i][j + 1];
      };
    }
  }
}
