package netbook.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import netbook.bytes.Bytes;

/**
 * What a target makes of the octets of one run: a stream, where it is cut, and the framing's
 * limits.
 *
 * <pre>
 *   kind | limit | how | one octet if stretched | sizes of pieces | stream
 * </pre>
 *
 * <p>The three lowest bits of {@code how} are the number of sizes; what they leave is the last
 * piece. The next bit cuts after each of the first 64 octets instead, and the next one has messages
 * asked for only when all has come. The three highest ones, if all are set, have one octet of the
 * stream repeated, up to 256 times or, where a decoder has limits of thousands, 8192 times: the
 * next octet says which one in its five lowest bits, and how often in the others. What is missing
 * counts as 0.
 *
 * @param kind what a target that has several framings chooses by, 0 to 255
 * @param limit a size that framings may take for their limit, 0 to 8192
 * @param late whether messages are asked for only when all has come
 * @param stream the pieces together
 * @param pieces the stream as it comes, some of it in pieces of no octets
 */
record Input(int kind, int limit, boolean late, Bytes stream, List<Bytes> pieces) {
  private static final int SIZES = 0x07;
  private static final int SINGLY = 0x08;
  private static final int LATE = 0x10;
  private static final int STRETCH = 0xe0;
  private static final int SINGLE_MAX = 64;

  /** As a target gets it. */
  static Input of(byte[] octets) {
    return of(octets, 2);
  }

  /** The same for a decoder that has limits of thousands. */
  static Input far(byte[] octets) {
    return of(octets, 64);
  }

  private static Input of(byte[] octets, int times) {
    var in = new Head(octets);
    int kind = in.next();
    int limit = in.next();
    int how = in.next();
    boolean stretch = (how & STRETCH) == STRETCH;
    int stretched = stretch ? in.next() : 0;
    var sizes = new int[how & SIZES];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = in.next();
    }
    var stream = in.rest();
    if (stretch && !stream.isEmpty()) {
      stream = stretched(stream, (stretched & 0x1f) % stream.size(), times << (stretched >> 5));
    }
    if ((how & SINGLY) != 0) {
      sizes = new int[Math.min(stream.size(), SINGLE_MAX)];
      Arrays.fill(sizes, 1);
    }
    return new Input(
        kind,
        limit < 64 ? limit : 64 << (limit & SIZES),
        (how & LATE) != 0,
        stream,
        pieces(stream, sizes));
  }

  /** Takes octets from the front as long as there are any. */
  private static final class Head {
    private final byte[] octets;
    private int at;

    Head(byte[] octets) {
      this.octets = octets;
    }

    int next() {
      return at < octets.length ? octets[at++] & 0xff : 0;
    }

    Bytes rest() {
      return Bytes.copyOf(octets, at, octets.length);
    }
  }

  private static Bytes stretched(Bytes stream, int at, int times) {
    var octet = new int[times];
    Arrays.fill(octet, stream.at(at));
    return Bytes.join(List.of(stream.slice(0, at), Bytes.of(octet), stream.from(at)));
  }

  private static List<Bytes> pieces(Bytes stream, int[] sizes) {
    var pieces = new ArrayList<Bytes>();
    int from = 0;
    for (int size : sizes) {
      int to = Math.min(from + size, stream.size());
      pieces.add(stream.slice(from, to));
      from = to;
    }
    pieces.add(stream.from(from));
    return pieces;
  }
}
