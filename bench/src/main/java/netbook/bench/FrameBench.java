package netbook.bench;

import io.netty.util.Version;
import java.util.List;

/** What it costs to take messages out of a stream, beside Netty's decoders and Jackson's parser. */
final class FrameBench {
  private static final List<Integer> PIECES = List.of(64 << 10, 1000);

  private FrameBench() {}

  /** Measures, and prints what it finds. */
  static void run(int runs) throws Exception {
    check();
    System.out.println(
        "frame: %d messages of %d B; limits on, %d B; Netty %s, Jackson %s, JMH in a JVM a side"
            .formatted(
                FrameInput.MESSAGES,
                FrameInput.SIZE,
                FrameInput.SIZE_MAX,
                Version.identify().get("netty-codec-base").artifactVersion(),
                new com.fasterxml.jackson.core.JsonFactory().version()));
    for (int piece : PIECES) {
      var comparison =
          new JmhComparison("in pieces of " + piece + " B", FrameSides.class)
              .with("piece", piece)
              .kind("lengths", "Netty", "Views", "Slices", "Decoder")
              .kind("lines", "Netty", "Views", "Slices", "Decoder")
              .kind("texts", "Jackson", "Decoder");
      System.out.print(comparison.measure(runs).table());
    }
    System.out.println(JmhComparison.RATIO);
  }

  /** All sides see the same messages, or nothing is measured. */
  private static void check() throws Exception {
    for (int piece : PIECES) {
      var sides = new FrameSides();
      sides.piece = piece;
      sides.cut();
      for (int round = 0; round < 2; round++) {
        same("lengths", sides.lengthsNetty(), sides.lengthsViews(), sides.lengthsSlices());
        same("lengths", sides.lengthsNetty(), sides.lengthsDecoder());
        same("lines", sides.linesNetty(), sides.linesViews(), sides.linesSlices());
        same("lines", sides.linesNetty(), sides.linesDecoder());
        same("texts", FrameInput.MESSAGES, sides.textsJackson(), sides.textsDecoder());
      }
    }
  }

  private static void same(String kind, long wanted, long... found) {
    for (long one : found) {
      if (one != wanted) {
        throw new IllegalStateException(kind + ": the sides see " + wanted + " and " + one);
      }
    }
  }
}
