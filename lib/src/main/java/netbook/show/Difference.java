package netbook.show;

import java.util.ArrayList;
import java.util.List;
import netbook.bytes.Bytes;

/**
 * A stretch in which two captures differ: where it begins in each, and what each has there, which
 * may be nothing.
 */
record Difference(int atA, Bytes a, int atB, Bytes b) {
  private static final int SHOWN_MAX = 16;

  /** All of them, in order. */
  static List<Difference> all(List<Alignment.Pair> pairs, Bytes a, Bytes b) {
    var all = new ArrayList<Difference>();
    int fromA = 0;
    int fromB = 0;
    int atA = 0;
    int atB = 0;
    for (var pair : pairs) {
      if (pair.equal()) {
        add(all, a.slice(fromA, atA), fromA, b.slice(fromB, atB), fromB);
        fromA = atA + 1;
        fromB = atB + 1;
      }
      atA += pair.a() == Alignment.GAP ? 0 : 1;
      atB += pair.b() == Alignment.GAP ? 0 : 1;
    }
    add(all, a.from(fromA), fromA, b.from(fromB), fromB);
    return List.copyOf(all);
  }

  private static void add(List<Difference> all, Bytes a, int fromA, Bytes b, int fromB) {
    if (!a.isEmpty() || !b.isEmpty()) {
      all.add(new Difference(fromA, a, fromB, b));
    }
  }

  /** What it is, in words. */
  String kind() {
    return a.isEmpty() ? "only in B" : b.isEmpty() ? "only in A" : "changed";
  }

  /** Octets in hex and as text; of many, the first 16. */
  static String has(Bytes octets) {
    var shown = octets.slice(0, Math.min(SHOWN_MAX, octets.size()));
    int more = octets.size() - shown.size();
    return octets.isEmpty()
        ? "nothing"
        : shown.toHex()
            + "  "
            + Wording.ascii(shown)
            + (more == 0 ? "" : "  … %d B more".formatted(more));
  }
}
