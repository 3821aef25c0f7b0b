package netbook.fuzz;

import java.io.IOException;
import java.util.List;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;

/**
 * What became of a stream.
 *
 * @param messages its messages
 * @param ends where each of them ended in the stream, its framing included
 * @param error what was wrong behind them
 */
record Outcome(List<Bytes> messages, List<Long> ends, Error error) {
  /** Keeps its own copies. */
  Outcome {
    messages = List.copyOf(messages);
    ends = List.copyOf(ends);
  }

  /**
   * An error in words, or none.
   *
   * @param offset the octet at fault, or -1
   * @param rule the rule or limit that was broken, or nothing
   * @param text all that was said
   */
  record Error(long offset, String rule, String text) {
    static final Error NONE = new Error(-1, "", "");

    static Error of(IOException e) {
      return switch (e) {
        case MalformedException bad -> new Error(bad.offset(), bad.rule(), bad.toString());
        case LimitException over -> new Error(over.offset(), over.limit(), over.toString());
        default -> throw new AssertionError("neither malformed nor over a limit", e);
      };
    }

    boolean isNone() {
      return offset < 0;
    }
  }
}
