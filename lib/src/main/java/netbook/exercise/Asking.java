package netbook.exercise;

import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import netbook.bytes.Bytes;
import netbook.exercise.DatagramTrials.Asked;
import netbook.show.Wording;
import netbook.tap.MemoryDatagrams;
import netbook.tap.Script;

/** Makes the trials of {@link Asker}: the questions, the server that answers, and who judges. */
final class Asking {
  /** How many datagrams a question may take. */
  static final int SENT_MAX = 4;

  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration ALL_WAITS = Duration.ofSeconds(15);
  private static final int IDENTIFIER_SIZE = 2;
  private static final int TIMED = 20;
  private static final String WAITS =
      "it sends after 0, 1000, 3000 and 7000 ms, and ends after 15000 ms; no wait is more than a"
          + " quarter off";

  /** A reply to somebody else. */
  static final Question STRAY = new Question(1052, "", "not yours");

  /** A little less than the first wait, so that a wait that begins anew never ends. */
  private static final Duration BETWEEN_STRAYS = Duration.ofMillis(900);

  private Asking() {}

  /**
   * A question, and what its answer is.
   *
   * @param identifier 0 to 65,535
   */
  record Question(int identifier, String text, String answer) {
    /** The datagram that asks it. */
    Bytes request() {
      return datagram(text);
    }

    /** The datagram that answers it. */
    Bytes reply() {
      return datagram(answer);
    }

    private Bytes datagram(String text) {
      return Bytes.of(identifier >> 8, identifier & 0xff).plus(Bytes.utf8(text));
    }

    @Override
    public String toString() {
      return "%d, %s".formatted(identifier, Said.answer(text));
    }
  }

  /** What the server, or somebody in its place, does when a datagram has come to it. */
  @FunctionalInterface
  interface Server {
    /**
     * Does it.
     *
     * @param number of the datagram, counted from 1
     */
    void received(MemoryDatagrams network, int number, Bytes datagram);
  }

  /** A datagram as a report shows it: its identifier, and then its text. */
  static String words(Bytes datagram) {
    int from = Math.min(IDENTIFIER_SIZE, datagram.size());
    var text = datagram.size() > from ? ' ' + Said.answer(text(datagram.from(from))) : "";
    return datagram.isEmpty() ? "0 B" : datagram.slice(0, from).toHex() + text;
  }

  private static String text(Bytes octets) {
    return new String(octets.toArray(), StandardCharsets.UTF_8);
  }

  /** A server that answers each of these questions at once, whatever its identifier. */
  static Server answering(Question... questions) {
    return (network, _, datagram) -> {
      for (var question : questions) {
        reply(network, Duration.ZERO, question, datagram);
      }
    };
  }

  /** Answers a datagram after some time, by its own identifier, if it asks this question. */
  static void reply(MemoryDatagrams network, Duration delay, Question question, Bytes datagram) {
    int from = Math.min(IDENTIFIER_SIZE, datagram.size());
    if (datagram.from(from).equals(Bytes.utf8(question.text()))) {
      var reply = datagram.slice(0, from).plus(Bytes.utf8(question.answer()));
      network.after(delay, () -> network.reply(reply));
    }
  }

  /** A server that answers from a certain request on; the first one brings strays. */
  static Server strays(InetSocketAddress sender, Question question, int from, int count) {
    return (network, number, datagram) -> {
      if (number == 1) {
        stray(network, sender, count);
      }
      if (number >= from) {
        reply(network, Duration.ZERO, question, datagram);
      }
    };
  }

  private static void stray(MemoryDatagrams network, InetSocketAddress sender, int count) {
    if (count > 0) {
      network.forge(sender, STRAY.reply());
      network.after(BETWEEN_STRAYS, () -> stray(network, sender, count - 1));
    }
  }

  /** A trial in which each question gets its answer. */
  static List<Trial<Asker>> answered(Server server, Question... questions) {
    return answered(Script.NOTHING, Script.NOTHING, server, questions);
  }

  /** The same on a network that does something to the datagrams. */
  static List<Trial<Asker>> answered(
      Script toServer, Script toClient, Server server, Question... questions) {
    return trial(toServer, toClient, server, new Answers(SENT_MAX, ALL_WAITS), questions);
  }

  /** A trial in which one datagram has to be enough. */
  static List<Trial<Asker>> answeredByOne(Server server, Question question) {
    return trial(Script.NOTHING, Script.NOTHING, server, new Answers(1, ALL_WAITS), question);
  }

  /** A trial in which the second datagram has to be answered, after no more than the first wait. */
  static List<Trial<Asker>> answeredAtOnce(Server server, Question question) {
    var judge = new Answers(2, FIRST_WAIT);
    return trial(Script.NOTHING, Script.NOTHING, server, judge, question);
  }

  /** A trial in which no answer comes, and the code has to give up. */
  static List<Trial<Asker>> givenUp(Server server, Question question) {
    return trial(Script.NOTHING, Script.NOTHING, server, new GivesUp(), question);
  }

  /** A trial in which no answer comes, and only how much it takes is judged. */
  static List<Trial<Asker>> ended(Server server, Question question) {
    var judge = new HoweverItEnds(wire -> tooMuch(wire, SENT_MAX, ALL_WAITS));
    return trial(Script.NOTHING, Script.NOTHING, server, judge, question);
  }

  /**
   * Trials in which nothing comes, and only the times are judged. There are many, since a wait may
   * be right by chance.
   */
  static List<Trial<Asker>> timed(Question question) {
    var judge = new HoweverItEnds(Asking::wrongWaits);
    var once = trial(Script.NOTHING, Script.NOTHING, (_, _, _) -> {}, judge, question);
    return Collections.nCopies(TIMED, once.getFirst());
  }

  private static List<Trial<Asker>> trial(
      Script toServer,
      Script toClient,
      Server server,
      Judge<Asked<Question>, String> judge,
      Question... questions) {
    var trials =
        new DatagramTrials<Asker, Question, String>(
            "ask",
            (asker, asked) ->
                asker.ask(asked.wire(), asked.question().identifier(), asked.question().text()),
            Asking::words,
            judge);
    return trials.of(
        questions[questions.length - 1].request(),
        () -> MemoryDatagrams.of(new Counting(server), toServer, toClient),
        List.of(questions));
  }

  private static final class Counting implements MemoryDatagrams.Peer {
    private final Server server;
    private int count;

    Counting(Server server) {
      this.server = server;
    }

    @Override
    public void received(MemoryDatagrams network, Bytes datagram) {
      count++;
      server.received(network, count, datagram);
    }
  }

  /**
   * Wants the answer.
   *
   * @param sentMax how many datagrams it may take
   * @param waits how long it may take, or a quarter longer
   */
  private record Answers(int sentMax, Duration waits) implements Judge<Asked<Question>, String> {
    @Override
    public Optional<Mismatch> returned(Asked<Question> asked, String answer) {
      var expected = asked.question().answer();
      return wrongRequest(asked)
          .or(() ->
              answer.equals(expected) ? Optional.empty() : instead(asked, Said.answer(answer)))
          .or(() -> tooMuch(asked.wire(), sentMax, waits));
    }

    @Override
    public Optional<Mismatch> threw(Asked<Question> asked, Exception exception) {
      return wrongRequest(asked).or(() -> instead(asked, Said.of(exception)));
    }

    private static Optional<Mismatch> instead(Asked<Question> asked, String actual) {
      return wrongAgain(asked)
          .or(() -> Optional.of(new Mismatch(Said.answer(asked.question().answer()), actual)));
    }
  }

  /** Wants {@link SocketTimeoutException}. */
  private record GivesUp() implements Judge<Asked<Question>, String> {
    private static final String EXPECTED = "SocketTimeoutException";

    @Override
    public Optional<Mismatch> returned(Asked<Question> asked, String answer) {
      return Optional.of(new Mismatch(EXPECTED, Said.answer(answer)));
    }

    @Override
    public Optional<Mismatch> threw(Asked<Question> asked, Exception exception) {
      if (!(exception instanceof SocketTimeoutException)) {
        return Optional.of(new Mismatch(EXPECTED, Said.of(exception)));
      }
      return tooMuch(asked.wire(), SENT_MAX, ALL_WAITS);
    }
  }

  /** Looks at what was sent and when, however the code ends. */
  private record HoweverItEnds(Function<DatagramWire, Optional<Mismatch>> judge)
      implements Judge<Asked<Question>, String> {
    @Override
    public Optional<Mismatch> returned(Asked<Question> asked, String answer) {
      return judge.apply(asked.wire());
    }

    @Override
    public Optional<Mismatch> threw(Asked<Question> asked, Exception exception) {
      return judge.apply(asked.wire());
    }
  }

  /** What is wrong with the times, if they aren't those of the task. */
  private static Optional<Mismatch> wrongWaits(DatagramWire wire) {
    var sent = wire.sent().stream().map(one -> one.after().toMillis()).toList();
    var end = wire.elapsed().toMillis();
    boolean right = sent.size() == SENT_MAX && sent.getFirst() == 0;
    for (int i = 0; right && i < SENT_MAX; i++) {
      long wait = (i + 1 < SENT_MAX ? sent.get(i + 1) : end) - sent.get(i);
      long wanted = FIRST_WAIT.toMillis() << i;
      right = Math.abs(wait - wanted) <= wanted / 4;
    }
    var actual = "it sends after %s ms, and ends after %d ms".formatted(sent, end);
    return right ? Optional.empty() : Optional.of(new Mismatch(WAITS, actual));
  }

  /** Whether the first datagram is the request. */
  private static Optional<Mismatch> wrongRequest(Asked<Question> asked) {
    var sent = asked.wire().sent();
    return sent.isEmpty()
        ? Optional.of(
            new Mismatch("it sends " + words(asked.question().request()), "it sends nothing"))
        : differs(asked, 1, "it sends ", "it sends ");
  }

  /** Whether later datagrams are the same, where that may be why nobody has answered. */
  private static Optional<Mismatch> wrongAgain(Asked<Question> asked) {
    if (asked.wire().hasHeard()) {
      return Optional.empty();
    }
    return IntStream.rangeClosed(2, asked.wire().sent().size())
        .mapToObj(number -> {
          var which = number == 2 ? "2nd" : number == 3 ? "3rd" : number + "th";
          return differs(asked, number, "the same request again: ", "the " + which + " request: ");
        })
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Mismatch> differs(
      Asked<Question> asked, int number, String expected, String actual) {
    var request = asked.question().request();
    var sent = asked.wire().sent().get(number - 1).datagram();
    if (sent.equals(request)) {
      return Optional.empty();
    }
    return Optional.of(
        new Mismatch(expected + words(request), actual + words(sent), sent.commonPrefix(request)));
  }

  private static Optional<Mismatch> tooMuch(DatagramWire wire, int sentMax, Duration waits) {
    int sent = wire.sent().size();
    if (sent > sentMax) {
      var expected = "no more than " + Wording.count(sentMax, "datagram");
      return Optional.of(new Mismatch(expected, "it sends " + sent));
    }
    var end = wire.elapsed();
    var endMax = waits.multipliedBy(5).dividedBy(4);
    return end.compareTo(endMax) > 0
        ? Optional.of(
            new Mismatch(
                "an end within " + endMax.toMillis() + " ms",
                "it ends after " + end.toMillis() + " ms"))
        : Optional.empty();
  }
}
