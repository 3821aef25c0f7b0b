package netbook.exercise;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import netbook.exercise.RaceScript.Doing;
import netbook.exercise.RaceScript.Ending;
import org.jspecify.annotations.Nullable;

/**
 * Attempts to connect to the addresses of one host, which answers by a script in memory.
 *
 * <p>Time is virtual, and passes only while {@link #await} waits; its clock is {@link #now}. Code
 * that would wait without end is ended. Safe for use by several threads, one after the other.
 */
public final class Race {
  private static final int CALLS_MAX = 1000;

  /** So many times the limit, and nobody waits any more by mistake. */
  private static final int LIMITS_MAX = 10;

  private static final Duration AWAIT_MAX = Duration.ofDays(1);

  private final RaceScript script;
  private final Steps steps;
  private final List<Attempt> attempts = new ArrayList<>();
  private Duration elapsed = Duration.ZERO;
  private Optional<Duration> failedSinceStart = Optional.empty();
  private Optional<Mismatch> wrong = Optional.empty();
  private int calls;

  /** Something that happens in a race. */
  public sealed interface Event permits Connected, Failed, Elapsed {}

  /** An attempt has connected. */
  public record Connected(InetSocketAddress address, Connection connection) implements Event {}

  /** An attempt has failed: somebody said no. */
  public record Failed(InetSocketAddress address, IOException failure) implements Event {}

  /** Nothing has happened for as long as was to be waited. */
  public record Elapsed() implements Event {}

  /** An open connection, until it is closed. */
  public static final class Connection implements AutoCloseable {
    private final Doing doing;
    private final Steps steps;
    private boolean closed;

    private Connection(Doing doing, Steps steps) {
      this.doing = doing;
      this.steps = steps;
    }

    /** The other side: equal to the address that was started. */
    public InetSocketAddress remote() {
      return doing.address();
    }

    /** Closes it; once is enough. */
    @Override
    public void close() {
      steps.call("it closes the connection to " + doing.host());
      steps.answered("closed");
      closed = true;
    }

    boolean isClosed() {
      return closed;
    }

    /** One line: to whom, and whether it is open. */
    @Override
    public String toString() {
      return "connection to %s, %s".formatted(doing.host(), closed ? "closed" : "open");
    }
  }

  /** One attempt, as far as the code knows; what it is told, it knows. */
  static final class Attempt {
    private final Doing doing;
    private final Duration begun;
    private Optional<Duration> told = Optional.empty();
    private boolean cancelled;
    private @Nullable IOException failure;
    private @Nullable Connection connection;

    private Attempt(Doing doing, Duration begun) {
      this.doing = doing;
      this.begun = begun;
    }

    String host() {
      return doing.host();
    }

    /** When the code was told how it ended. */
    Optional<Duration> told() {
      return told;
    }

    Optional<IOException> failure() {
      return Optional.ofNullable(failure);
    }

    Optional<Connection> connection() {
      return Optional.ofNullable(connection);
    }

    /** Whether it was neither cancelled, nor is its end known to the code. */
    boolean isOpen() {
      return told.isEmpty() && !cancelled;
    }

    private boolean endsBy(Duration time) {
      return doing.ending() != Ending.SILENT && ends().compareTo(time) <= 0;
    }

    private Duration ends() {
      return begun.plus(doing.after());
    }

    /** Whether there is a connection that the code doesn't know of. */
    boolean hasConnectedUntold(Duration time) {
      return isOpen() && doing.ending() == Ending.CONNECTS && endsBy(time);
    }

    /** Whether it would go on. */
    boolean isUnderWay(Duration time) {
      return isOpen() && !endsBy(time);
    }
  }

  Race(RaceScript script, Steps steps) {
    this.script = script;
    this.steps = steps;
  }

  /** The virtual time: the clock for deadlines. It begins where it likes. */
  public synchronized Duration now() {
    return script.begin().plus(elapsed);
  }

  /** Begins an attempt, and doesn't wait for it. */
  public synchronized void start(InetSocketAddress address) {
    call("it starts " + host(address));
    var doing = script.find(address);
    if (doing.isEmpty()) {
      wrong("one of the addresses", "it starts " + Said.plain(address));
    } else if (attempts.stream().anyMatch(attempt -> attempt.doing.equals(doing.get()))) {
      wrong("each address once", "it starts " + host(address) + " again");
    } else {
      judgeStart(doing.get());
      attempts.add(new Attempt(doing.get(), elapsed));
      failedSinceStart = Optional.empty();
      steps.answered("started");
    }
  }

  private void judgeStart(Doing doing) {
    var next = script.doings().get(attempts.size());
    if (firstConnected().isPresent()) {
      wrong("no attempt after a connection", "it starts " + doing.host());
    } else if (!doing.equals(next)) {
      wrong(next.host() + " is next", "it starts " + doing.host());
    } else if (!elapsed.equals(due()) && !failedSinceStart.equals(Optional.of(elapsed))) {
      wrong(
          "%s is started at %s".formatted(next.host(), text(due())),
          "it is started at " + text(elapsed));
    }
  }

  /** When the next attempt begins at the latest. */
  private Duration due() {
    if (attempts.isEmpty()) {
      return Duration.ZERO;
    }
    var latest = attempts.getLast();
    var delayed = latest.begun.plus(script.delay());
    return latest.failure == null
        ? delayed
        : latest.told.filter(time -> time.compareTo(delayed) < 0).orElse(delayed);
  }

  /**
   * Waits for the next thing that happens. What has happened in the same moment is told one by one.
   *
   * @param atMost how long; zero or less only asks what has happened already
   */
  public synchronized Event await(Duration atMost) {
    call("it waits %d ms".formatted(limited(atMost).toMillis()));
    if (elapsed.compareTo(script.limit().multipliedBy(LIMITS_MAX)) > 0) {
      throw new Overrun("it waits on and on, long after the limit");
    }
    var until = elapsed.plus(limited(atMost));
    var next =
        attempts.stream()
            .filter(attempt -> attempt.isOpen() && attempt.endsBy(until))
            .min(Comparator.comparing(Attempt::ends));
    if (next.isEmpty()) {
      elapsed = until;
      steps.answered("nothing, until " + text(elapsed));
      return new Elapsed();
    }
    var attempt = next.get();
    if (attempt.ends().compareTo(elapsed) > 0) {
      elapsed = attempt.ends();
    }
    attempt.told = Optional.of(elapsed);
    return told(attempt);
  }

  private Event told(Attempt attempt) {
    var doing = attempt.doing;
    if (doing.ending() == Ending.CONNECTS) {
      steps.answered("at %s: %s has connected".formatted(text(elapsed), doing.host()));
      var connection = new Connection(doing, steps);
      attempt.connection = connection;
      return new Connected(doing.address(), connection);
    }
    steps.answered("at %s: %s has failed".formatted(text(elapsed), doing.host()));
    var failure =
        doing.ending() == Ending.REFUSES
            ? new ConnectException("Connection refused: " + doing.ip())
            : new NoRouteToHostException("No route to host: " + doing.ip());
    attempt.failure = failure;
    failedSinceStart = Optional.of(elapsed);
    return new Failed(doing.address(), failure);
  }

  /**
   * Gives up an attempt.
   *
   * @return false if there is nothing to give up: it wasn't begun, or has ended already, and {@link
   *     #await} tells how, if it hasn't
   */
  public synchronized boolean cancel(InetSocketAddress address) {
    call("it cancels " + host(address));
    for (var attempt : attempts) {
      if (attempt.doing.address().equals(address) && attempt.isUnderWay(elapsed)) {
        judgeCancel(attempt);
        attempt.cancelled = true;
        steps.answered("cancelled");
        return true;
      }
    }
    steps.answered("nothing to cancel");
    return false;
  }

  private void judgeCancel(Attempt attempt) {
    if (firstConnected().isEmpty() && elapsed.compareTo(script.limit()) < 0) {
      var gaveUp =
          new Mismatch(
              attempt.host() + " goes on, beside the others",
              "at %s it is cancelled".formatted(text(elapsed)));
      wrong = findWrong().or(() -> Optional.of(gaveUp));
    }
  }

  /** What was wrong first: something that the code did, or an attempt that it didn't begin. */
  synchronized Optional<Mismatch> findWrong() {
    if (wrong.isPresent() || attempts.size() == script.doings().size()) {
      return wrong;
    }
    var due = due();
    return due.compareTo(elapsed) < 0 && due.compareTo(script.limit()) < 0
        ? Optional.of(
            new Mismatch(
                "%s is started at %s"
                    .formatted(script.doings().get(attempts.size()).host(), text(due)),
                "it isn't, until " + text(elapsed)))
        : Optional.empty();
  }

  /** All attempts, in the order in which they were begun. */
  synchronized List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /** When the code was told of the first connection. */
  synchronized Optional<Duration> firstConnected() {
    return attempts.stream()
        .filter(attempt -> attempt.connection != null)
        .flatMap(attempt -> attempt.told.stream())
        .min(Comparator.naturalOrder());
  }

  /** The time since it began. */
  synchronized Duration elapsed() {
    return elapsed;
  }

  private void wrong(String expected, String actual) {
    if (wrong.isEmpty()) {
      wrong = Optional.of(new Mismatch(expected, actual));
    }
  }

  private void call(String what) {
    steps.call("at %s: %s".formatted(text(elapsed), what));
    if (++calls > CALLS_MAX) {
      throw new Overrun(
          "it calls the race more than %d times: don't poll, wait until the next start or the limit"
              .formatted(CALLS_MAX));
    }
  }

  private String host(InetSocketAddress address) {
    return script.find(address).map(Doing::host).orElseGet(() -> Said.plain(address));
  }

  private static Duration limited(Duration atMost) {
    if (atMost.isNegative()) {
      return Duration.ZERO;
    }
    return atMost.compareTo(AWAIT_MAX) < 0 ? atMost : AWAIT_MAX;
  }

  /** A time since it began, as a report shows it. */
  static String text(Duration time) {
    return time.toMillis() + " ms";
  }

  /** One line: the time, and how many attempts were begun. */
  @Override
  public synchronized String toString() {
    return "at %s, %d begun".formatted(text(elapsed), attempts.size());
  }
}
