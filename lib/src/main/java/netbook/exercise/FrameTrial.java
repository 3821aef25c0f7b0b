package netbook.exercise;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import netbook.bytes.Bytes;

/**
 * A stream that is fed to a {@link FrameParser} piece by piece, and then ends.
 *
 * @param pieces how many octets each feed brings; none may be 0
 * @param carrier what kind of buffer they come in
 * @param looksBack whether what was returned is looked at again in the end
 */
record FrameTrial(
    Bytes stream, int sizeMax, List<Integer> pieces, Carrier carrier, boolean looksBack)
    implements Trial<FrameParser> {
  private static final int PIECES_MAX = 32;
  private static final int BEFORE = 3;
  private static final int AFTER = 4;

  /** What kind of buffer brings the octets. */
  enum Carrier {
    /** An array of just that size, a new one for each feed. */
    ARRAY,
    /** A buffer that is filled anew for each feed, and overwritten after it. */
    REUSED,
    /** The middle of a larger buffer. */
    MIDDLE,
    /** A slice, which begins somewhere in its array. */
    SLICE,
    /** Memory outside of the heap, which has no array. */
    DIRECT,
    /** An array that nobody may see or change. */
    READ_ONLY,
    /** Set to the other byte order. */
    LITTLE_ENDIAN;

    /** A buffer with these octets; it has no others that could be read by mistake. */
    ByteBuffer carry(Bytes octets) {
      int size = octets.size();
      return switch (this) {
        case ARRAY, REUSED -> ByteBuffer.wrap(octets.toArray());
        case MIDDLE -> ByteBuffer.wrap(padded(octets), BEFORE, size);
        case SLICE -> ByteBuffer.wrap(padded(octets), BEFORE, size).slice();
        case DIRECT -> ByteBuffer.allocateDirect(size).put(octets.buffer()).flip();
        case READ_ONLY -> ByteBuffer.wrap(octets.toArray()).asReadOnlyBuffer();
        case LITTLE_ENDIAN -> ByteBuffer.wrap(octets.toArray()).order(ByteOrder.LITTLE_ENDIAN);
      };
    }

    private static byte[] padded(Bytes octets) {
      var dots = Bytes.utf8(".".repeat(BEFORE)).plus(octets);
      return dots.plus(Bytes.utf8(".".repeat(AFTER))).toArray();
    }
  }

  /** Checks that the pieces are the stream. */
  FrameTrial {
    pieces = List.copyOf(pieces);
    int sum = pieces.stream().mapToInt(Integer::intValue).sum();
    if (sum != stream.size()) {
      throw new IllegalArgumentException("pieces: " + sum + " B of " + stream.size());
    }
  }

  /** A stream in pieces of these sizes. */
  static FrameTrial of(Bytes stream, int sizeMax, Integer... pieces) {
    return new FrameTrial(stream, sizeMax, List.of(pieces), Carrier.ARRAY, false);
  }

  /** A stream in one piece. */
  static FrameTrial whole(Bytes stream, int sizeMax) {
    return of(stream, sizeMax, stream.size());
  }

  /** A stream octet by octet. */
  static FrameTrial oneByOne(Bytes stream, int sizeMax) {
    return whole(stream, sizeMax).cut(Collections.nCopies(stream.size(), 1));
  }

  /** A stream in two pieces, cut at each place of a range in turn. */
  static List<Trial<FrameParser>> cuts(Bytes stream, int sizeMax, int from, int to) {
    return IntStream.range(from, to)
        .<Trial<FrameParser>>mapToObj(at -> of(stream, sizeMax, at, stream.size() - at))
        .toList();
  }

  /** The same in pieces of other sizes. */
  FrameTrial cut(List<Integer> sizes) {
    return new FrameTrial(stream, sizeMax, sizes, carrier, looksBack);
  }

  /** The same in other buffers. */
  FrameTrial in(Carrier other) {
    return new FrameTrial(stream, sizeMax, pieces, other, looksBack);
  }

  /** The same, looking again in the end at what was returned. */
  FrameTrial lookingBack() {
    return new FrameTrial(stream, sizeMax, pieces, carrier, true);
  }

  List<Trial<FrameParser>> list() {
    return List.of(this);
  }

  @Override
  public Bytes octets() {
    return stream;
  }

  @Override
  public Optional<Mismatch> run(FrameParser code, Steps steps) {
    var fed = new FrameStream(this, "", steps);
    var wrong = fed.start(code);
    while (wrong.isEmpty() && fed.isOpen()) {
      wrong = fed.next();
    }
    return wrong;
  }

  /** The same in fewer pieces: whole, then in two, and then without one of its cuts. */
  @Override
  public List<Trial<FrameParser>> smaller() {
    int count = pieces.size();
    if (count < 2 || count > PIECES_MAX) {
      return List.of();
    }
    var smaller = new ArrayList<Trial<FrameParser>>();
    smaller.add(cut(List.of(stream.size())));
    if (count > 2) {
      int at = 0;
      for (int size : pieces.subList(0, count - 1)) {
        at += size;
        smaller.add(cut(List.of(at, stream.size() - at)));
      }
      for (int i = 1; i < count; i++) {
        var fewer = new ArrayList<>(pieces);
        fewer.set(i - 1, pieces.get(i - 1) + fewer.remove(/* index */ i));
        smaller.add(cut(fewer));
      }
    }
    return smaller;
  }
}
