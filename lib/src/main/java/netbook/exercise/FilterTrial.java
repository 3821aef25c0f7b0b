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
 * @param trouble what happens on the way, or to one of the streams
 * @param troubleAt after how many octets it strikes
 * @param endsClosed whether the connection has to be closed though nothing fails
 */
record FilterTrial(
    Bytes pattern, int size, int held, Trouble trouble, int troubleAt, boolean endsClosed)
    implements Trial<FilterClient> {
  /** What may go wrong in a trial. */
  enum Trouble {
    /** Nothing does. */
    NONE(""),
    /** The server aborts. */
    RESET(", the server resets after %d B"),
    /** Reading what is to be sent fails. */
    BROKEN_SOURCE(", from breaks after %d B"),
    /** Writing what has come back fails. */
    BROKEN_TARGET(", to breaks after %d B"),
    /** Writing waits until too much is kept, or nothing moves any more. */
    SLOW_TARGET(", to is slow");

    private final String words;

    Trouble(String words) {
      this.words = words;
    }
  }

  /** A line of text; no size of a buffer is a multiple of its length. */
  static final Bytes TEXT = Bytes.utf8("all that you send comes back, but louder.\n");

  /** More than buffers of 8 KiB on both sides hold, and less than those of 64 KiB. */
  static final int LONG = 128 << 10;

  /** More than any buffers hold. */
  static final int MUCH = 64 << 20;

  private static final int SHOWN_MAX = 4096;

  /** Octets that come back, and nothing fails. */
  static FilterTrial of(Bytes pattern, int size) {
    return new FilterTrial(pattern, size, 0, Trouble.NONE, 0, false);
  }

  FilterTrial holding(int octets) {
    return new FilterTrial(pattern, size, octets, trouble, troubleAt, endsClosed);
  }

  FilterTrial with(Trouble what, int at) {
    return new FilterTrial(pattern, size, held, what, at, endsClosed);
  }

  FilterTrial closing() {
    return new FilterTrial(pattern, size, held, trouble, troubleAt, true);
  }

  /** Whether a trouble is due when so many octets have passed. */
  boolean strikes(Trouble what, int passed) {
    return what == trouble && passed >= troubleAt;
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
    return switch (trouble) {
      case RESET, BROKEN_SOURCE, BROKEN_TARGET -> true;
      case NONE, SLOW_TARGET -> false;
    };
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
    var holds = held > 0 ? ", the server holds back " + held + " B" : "";
    return size + " B" + holds + trouble.words.formatted(troubleAt);
  }
}
