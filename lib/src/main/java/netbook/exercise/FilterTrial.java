package netbook.exercise;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import netbook.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A run of a {@link FilterClient} through a server on loopback, whose buffers are 8 KiB each: what
 * full buffers do is the system's own act. What is sent is made as it is read, and what comes back
 * is compared as it is written, so that 64 MiB need no room here either.
 *
 * @param pattern what is sent, again and again
 * @param size how many octets are sent
 * @param held how many of its octets the server holds back
 * @param resetAt after how many octets it aborts; never if negative
 * @param sourceBreaksAt after how many octets reading fails; never if negative
 * @param targetBreaksAt after how many octets writing fails; never if negative
 * @param targetIsSlow whether writing waits until too much is kept, or nothing moves any more
 * @param endsClosed whether the connection has to be closed though nothing fails
 */
record FilterTrial(
    Bytes pattern,
    int size,
    int held,
    int resetAt,
    int sourceBreaksAt,
    int targetBreaksAt,
    boolean targetIsSlow,
    boolean endsClosed)
    implements Trial<FilterClient> {
  /** A line of text; no size of a buffer is a multiple of its length. */
  static final Bytes TEXT = Bytes.utf8("all that you send comes back, but louder.\n");

  /** More than buffers of 8 KiB on both sides hold, and less than those of 64 KiB. */
  static final int LONG = 128 << 10;

  /** More than any buffers hold. */
  static final int MUCH = 64 << 20;

  private static final int SHOWN_MAX = 4096;

  /** Octets that come back, and nothing fails. */
  static FilterTrial of(Bytes pattern, int size) {
    return new FilterTrial(pattern, size, 0, -1, -1, -1, false, false);
  }

  FilterTrial holding(int octets) {
    return new FilterTrial(
        pattern, size, octets, resetAt, sourceBreaksAt, targetBreaksAt, targetIsSlow, endsClosed);
  }

  FilterTrial resetting(int at) {
    return new FilterTrial(
        pattern, size, held, at, sourceBreaksAt, targetBreaksAt, targetIsSlow, endsClosed);
  }

  FilterTrial breakingSource(int at) {
    return new FilterTrial(
        pattern, size, held, resetAt, at, targetBreaksAt, targetIsSlow, endsClosed);
  }

  FilterTrial breakingTarget(int at) {
    return new FilterTrial(
        pattern, size, held, resetAt, sourceBreaksAt, at, targetIsSlow, endsClosed);
  }

  FilterTrial slowingTarget() {
    return new FilterTrial(
        pattern, size, held, resetAt, sourceBreaksAt, targetBreaksAt, true, endsClosed);
  }

  FilterTrial closing() {
    return new FilterTrial(
        pattern, size, held, resetAt, sourceBreaksAt, targetBreaksAt, targetIsSlow, true);
  }

  List<Trial<FilterClient>> list() {
    return List.of(this);
  }

  @Override
  public Bytes octets() {
    return size > SHOWN_MAX ? Bytes.EMPTY : pattern.slice(0, Math.min(size, pattern.size()));
  }

  @Override
  public Optional<Mismatch> run(FilterClient code, Steps steps) throws Exception {
    var flow = new FilterFlow(this);
    try (var server = new FilterServer(this)) {
      var connection = server.client();
      steps.call("filter: " + this);
      Exception thrown = null;
      try {
        code.filter(connection, flow.from(), flow.to());
      } catch (YourTurn e) {
        throw e;
      } catch (Exception e) {
        thrown = e;
      }
      var stuck = server.findStuck();
      var end = thrown == null ? "it returns" : Said.of(thrown);
      steps.answered(stuck.isPresent() ? "nothing, until the check ends the connection" : end);
      var ended = thrown;
      return stuck
          .map(where -> isToFail() ? new Mismatch("an IOException", where.actual()) : where)
          .or(flow::findAhead)
          .or(() -> isToFail() ? notFailed(ended) : flow.findWrong(ended))
          .or(() -> (endsClosed || isToFail()) && connection.isOpen() ? open() : Optional.empty());
    }
  }

  private boolean isToFail() {
    return resetAt >= 0 || sourceBreaksAt >= 0 || targetBreaksAt >= 0;
  }

  private static Optional<Mismatch> notFailed(@Nullable Exception thrown) {
    return thrown instanceof IOException
        ? Optional.empty()
        : Optional.of(
            new Mismatch("an IOException", thrown == null ? "it returns" : Said.of(thrown)));
  }

  private static Optional<Mismatch> open() {
    return Optional.of(new Mismatch("the connection is closed", "it is still open"));
  }

  /** One line: how much, and what fails. */
  @Override
  public String toString() {
    var text = new StringBuilder(size + " B");
    text.append(held > 0 ? ", the server holds back " + held + " B" : "");
    text.append(resetAt >= 0 ? ", the server resets after " + resetAt + " B" : "");
    text.append(sourceBreaksAt >= 0 ? ", from breaks after " + sourceBreaksAt + " B" : "");
    text.append(targetBreaksAt >= 0 ? ", to breaks after " + targetBreaksAt + " B" : "");
    text.append(targetIsSlow ? ", to is slow" : "");
    return text.toString();
  }
}
