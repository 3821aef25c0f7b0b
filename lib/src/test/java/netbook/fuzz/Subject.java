package netbook.fuzz;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import netbook.bytes.Bytes;
import netbook.frame.Chunked;
import netbook.frame.Contiguous;
import netbook.frame.FixedSize;
import netbook.frame.Framing;
import netbook.frame.JsonLines;
import netbook.frame.JsonTexts;
import netbook.frame.LengthPrefixed;
import netbook.frame.Lines;
import netbook.frame.Lines.Ending;
import netbook.frame.ToEnd;

/**
 * A framing that is tried, and what has to be so with it.
 *
 * @param waitingMax the most octets that may wait when no message can be made of them
 * @param encodable of a message that was decoded, whether it can be sent again; some framings take
 *     what they don't send
 */
record Subject<F extends Framing<Bytes>>(F framing, int waitingMax, Predicate<Bytes> encodable) {
  /** The most octets of a line of a chunked message, its end included. */
  private static final int CHUNK_LINE_MAX = 4096 + 2;

  private static final List<Function<Input, Subject<? extends Contiguous>>> CONTIGUOUS =
      List.of(Subject::fixedSize, Subject::lines, Subject::lengthPrefixed, Subject::toEnd);

  private static final List<Function<Input, Subject<?>>> ALL =
      List.of(
          Subject::fixedSize,
          Subject::lines,
          Subject::lengthPrefixed,
          Subject::toEnd,
          Subject::chunked,
          Subject::jsonTexts,
          Subject::jsonLines);

  static Subject<FixedSize> fixedSize(Input input) {
    int size = Math.max(1, input.limit());
    return new Subject<>(new FixedSize(size), size - 1, _ -> true);
  }

  static Subject<Lines> lines(Input input) {
    int max = Math.max(1, input.limit());
    var ending = Ending.values()[input.kind() % Ending.values().length];
    // One CR more, which may turn out to belong to the end of the line.
    int waitingMax = ending == Ending.LF ? max : max + 1;
    return new Subject<>(
        new Lines(ending, max),
        waitingMax,
        line -> ending != Ending.EITHER || line.indexOf('\r', 0) < 0);
  }

  static Subject<LengthPrefixed> lengthPrefixed(Input input) {
    int octets = 1 << input.kind() % 3;
    int max = octets == 1 ? Math.min(input.limit(), 0xff) : input.limit();
    return new Subject<>(new LengthPrefixed(octets, max), octets + max - 1, _ -> true);
  }

  static Subject<ToEnd> toEnd(Input input) {
    return new Subject<>(new ToEnd(input.limit()), input.limit(), _ -> true);
  }

  static Subject<Chunked> chunked(Input input) {
    int max = input.limit();
    // At worst each chunk has one octet, and a long line; behind them come a trailer and its end.
    int waitingMax = max * (CHUNK_LINE_MAX + 3) + 3 * CHUNK_LINE_MAX;
    return new Subject<>(new Chunked(max), waitingMax, _ -> true);
  }

  static Subject<JsonTexts> jsonTexts(Input input) {
    int max = Math.max(2, input.limit());
    return new Subject<>(new JsonTexts(max), max, _ -> true);
  }

  static Subject<JsonLines> jsonLines(Input input) {
    int max = Math.max(1, input.limit());
    return new Subject<>(new JsonLines(max), max + 1, text -> text.indexOf('\r', 0) < 0);
  }

  /** One whose messages stand in the stream as they are. */
  static Subject<? extends Contiguous> contiguous(Input input) {
    return CONTIGUOUS.get((input.kind() >> 2) % CONTIGUOUS.size()).apply(input);
  }

  /** Any one. */
  static Subject<?> any(Input input) {
    return ALL.get((input.kind() >> 2) % ALL.size()).apply(input);
  }
}
