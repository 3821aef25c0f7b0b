package netbook.exercise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import netbook.bytes.Bytes;

/**
 * A stream that is fed in all ways in which it can be cut, whole first, then in two pieces, and so
 * on: 2048 ways for 12 octets, each to a parser of its own.
 *
 * @param stream at most 16 octets
 */
record FrameCuts(Bytes stream, int sizeMax) implements Trial<FrameParser> {
  private static final int SIZE_MAX = 16;

  /** Checks that it comes to an end. */
  FrameCuts {
    if (stream.isEmpty() || stream.size() > SIZE_MAX) {
      throw new IllegalArgumentException("stream: " + stream.size() + " B, not 1 to " + SIZE_MAX);
    }
  }

  @Override
  public Bytes octets() {
    return stream;
  }

  @Override
  public Optional<Mismatch> run(FrameParser code, Steps steps) {
    return steps.firstWrong(ways(), (way, own) -> way.run(code, own));
  }

  /** Each way by itself, so that the report has the shortest that fails. */
  @Override
  public List<Trial<FrameParser>> smaller() {
    return List.copyOf(ways());
  }

  private List<FrameTrial> ways() {
    return IntStream.range(0, 1 << (stream.size() - 1))
        .boxed()
        .sorted(Comparator.comparingInt(Integer::bitCount))
        .map(cuts -> FrameTrial.whole(stream, sizeMax).cut(pieces(cuts)))
        .toList();
  }

  /** The sizes of the pieces, for a number whose bits say where there is a cut. */
  private List<Integer> pieces(int cuts) {
    var pieces = new ArrayList<Integer>();
    int start = 0;
    for (int at = 1; at <= stream.size(); at++) {
      if (at == stream.size() || (cuts >> (at - 1) & 1) == 1) {
        pieces.add(at - start);
        start = at;
      }
    }
    return pieces;
  }
}
