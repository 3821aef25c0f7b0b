package netbook.exercise;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import netbook.bytes.Bytes;
import netbook.exercise.Arrival.End;
import netbook.tap.Fault;
import netbook.tap.What;
import netbook.tap.When;
import org.jspecify.annotations.Nullable;

/** What comes of calls that read one message each off a stream, and who judges it. */
final class MessageReads {
  /** More than any arrival has; an answer that goes on after it is wrong in any case. */
  private static final int MESSAGES_MAX = 3000;

  /** Far more than a read waits. */
  private static final Duration LATE = Duration.ofMinutes(1);

  private MessageReads() {}

  /** The learner's method, called once. */
  @FunctionalInterface
  interface Source {
    byte @Nullable [] next() throws IOException;
  }

  /**
   * What came of the calls.
   *
   * @param messages copied after the last call, so that an array that is used twice shows
   * @param thrown what ended them; empty if null did
   */
  record Reading(List<Bytes> messages, Optional<Exception> thrown) {
    /** How it ended, in words. */
    private String ending() {
      return thrown.map(Said::of).orElse("null");
    }

    @Override
    public String toString() {
      return messages.stream().map(octets -> "[" + octets + "], ").collect(Collectors.joining())
          + "then "
          + ending();
    }
  }

  /** Calls until there is no message more, or an exception. */
  static Reading all(Source source) {
    var messages = new ArrayList<byte[]>();
    Optional<Exception> thrown = Optional.empty();
    try {
      for (var message = source.next();
          message != null && messages.size() < MESSAGES_MAX;
          message = source.next()) {
        messages.add(message);
      }
    } catch (YourTurn e) {
      throw e;
    } catch (Exception e) {
      thrown = Optional.of(e);
    }
    return new Reading(messages.stream().map(Bytes::copyOf).toList(), thrown);
  }

  /** How the calls have to end. */
  enum Ending {
    /** The stream ends, and no message is unfinished. */
    CLEAN("null, for the stream has ended"),
    /** The stream ends inside of a message. */
    CUT("EOFException"),
    /** A message is too long. */
    REFUSED("an IOException that refuses it, of another class than EOFException"),
    /** A message was cut where it may have been too long as well. */
    CUT_OR_REFUSED("an IOException"),
    /** The sender aborts. */
    RESET("SocketException: Connection reset"),
    /** A read takes too long. */
    TIMEOUT("SocketTimeoutException");

    private final String words;

    Ending(String words) {
      this.words = words;
    }

    /** How it ends where octets are missing. */
    static Ending of(End end) {
      return switch (end) {
        case FIN -> CUT;
        case RESET -> RESET;
        case SILENCE -> TIMEOUT;
      };
    }

    private boolean isOf(Optional<Exception> thrown) {
      var exception = thrown.orElse(null);
      return switch (this) {
        case CLEAN -> exception == null;
        case CUT -> exception instanceof EOFException;
        case REFUSED ->
            exception instanceof IOException
                && !(exception instanceof EOFException)
                && !(exception instanceof SocketTimeoutException);
        case CUT_OR_REFUSED -> exception instanceof IOException;
        case RESET -> exception instanceof SocketException;
        case TIMEOUT -> exception instanceof SocketTimeoutException;
      };
    }
  }

  /**
   * A message of the stream.
   *
   * @param at the offset of its first octet
   */
  record Found(Bytes octets, int at) {}

  /**
   * What right calls give.
   *
   * @param end the offset where what is unfinished or refused begins
   */
  record Right(List<Found> messages, Ending ending, int end) {
    Right {
      messages = List.copyOf(messages);
    }

    /** Whether it ends so, after so many messages at least. */
    boolean is(Ending wanted, int messagesMin) {
      return ending == wanted && messages.size() >= messagesMin;
    }
  }

  /**
   * What is wrong with a reading.
   *
   * @param noun what a message is called: a frame, a line
   */
  static Optional<Mismatch> mismatch(String noun, Right right, Reading answer) {
    for (int i = 0; i < right.messages.size(); i++) {
      var wanted = right.messages.get(i);
      var name = noun + " " + (i + 1) + ": ";
      if (i >= answer.messages.size()) {
        return Optional.of(new Mismatch(name + wanted.octets, name + answer.ending(), wanted.at));
      }
      var got = answer.messages.get(i);
      if (!got.equals(wanted.octets)) {
        int at = wanted.at + got.commonPrefix(wanted.octets);
        return Optional.of(new Mismatch(name + wanted.octets, name + got, at));
      }
    }
    int count = right.messages.size();
    if (answer.messages.size() > count) {
      var more = noun + " " + (count + 1) + ": " + answer.messages.get(count);
      return Optional.of(new Mismatch(right.ending.words, more, right.end));
    }
    return right.ending.isOf(answer.thrown)
        ? Optional.empty()
        : Optional.of(new Mismatch(right.ending.words, answer.ending(), right.end));
  }

  /**
   * What is wrong with the words of an EOFException: they have none of these numbers. Whether one
   * was right to come is for other probes to see.
   */
  static Optional<Mismatch> unsaid(Set<Integer> numbers, Right right, Reading answer) {
    if (!(answer.thrown.orElse(null) instanceof EOFException end)
        || numbers.stream().anyMatch(number -> Said.number(end, number))) {
      return Optional.empty();
    }
    var wanted =
        numbers.stream().sorted().map(String::valueOf).collect(Collectors.joining(", or "));
    return Optional.of(
        new Mismatch(
            "EOFException whose message has the number " + wanted, Said.of(end), right.end));
  }

  /**
   * What is heard of an arrival by whoever gives up at the first read that takes too long: as much
   * as comes before a delay of a minute.
   */
  static Arrival heard(Arrival given) {
    for (var fault : given.script().faults()) {
      if (fault.what() instanceof What.Delay(Duration by, Duration _)
          && by.equals(LATE)
          && fault.when() instanceof When.After(long octets)
          && octets < given.octets().size()) {
        return new Arrival(given.octets().slice(0, (int) octets), End.SILENCE, given.script());
      }
    }
    return given;
  }

  /** The rest comes a minute late. */
  static Fault late(int after) {
    return Fault.delay(LATE).after(after);
  }
}
