package netbook.exercise;

import static netbook.exercise.Asking.answered;
import static netbook.exercise.Asking.answering;
import static netbook.exercise.Asking.reply;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import netbook.exercise.Asking.Question;
import netbook.tap.Fault;
import netbook.tap.Script;

/**
 * Exercise 03.1: a request that survives the network. A request is a datagram: an identifier of 16
 * bits in network order, and then the question in UTF-8. Its reply has the same identifier, and
 * then the answer, which may be empty; it has at most 1000 octets in all, and comes from the
 * server's address. Whatever else comes is nobody's affair.
 *
 * <p>If there is no reply within one second, the same request is sent again, and two seconds are
 * waited, then four, then eight: after four datagrams and 15 s there is a {@link
 * java.net.SocketTimeoutException}. Each wait may be up to a quarter longer or shorter. A reply to
 * any of the four will do.
 */
@FunctionalInterface
public interface Asker {
  /**
   * Asks the server, and asks again if need be.
   *
   * @param wire sends to the server, and receives from anybody
   * @param identifier 0 to 65,535; no other question of late had the same
   * @return the answer
   * @throws java.net.SocketTimeoutException if there is none
   */
  String ask(DatagramWire wire, int identifier, String question) throws IOException;

  /** The check of it. */
  static Exercise<Asker> exercise() {
    return Exercise.of(
        Asker.class,
        "03.1",
        "A request that survives the network",
        "Your request gets its own answer, whatever the network loses, doubles, delays or forges,"
            + " and gives up in time.",
        Stream.concat(
                Stream.of(
                    example(),
                    beyondAscii(),
                    emptyAnswer(),
                    largestReply(),
                    octetOver127(),
                    sixteenBits(),
                    requestLost(),
                    replyLost(),
                    slowReply(),
                    lateReply(),
                    silence(),
                    waits()),
                AskerStrays.probes().stream())
            .toList());
  }

  private static Probe<Asker> example() {
    var time = new Question(7, "what is the time?", "noon");
    return Probe.of("one question", "the chapter's own example", answered(answering(time), time))
        .rule(Rule.task("two bytes of identifier, high one first, and then the text"))
        .hints(
            "Is it what you send that differs, or the answer? Compare it from the left.",
            "Both ways there is a flip: putShort, put(question.getBytes(UTF_8)), flip, send;"
                + " receive, flip, getShort, and what is left is the answer.")
        .protects("Shows that the report's first words are about the simplest case.");
  }

  private static Probe<Asker> beyondAscii() {
    var where = new Question(8, "où?", "là-bas");
    return Probe.of(
            "text beyond ASCII", "a letter may be two bytes", answered(answering(where), where))
        .rule(Rule.task("question and answer are in UTF-8"))
        .hints(
            "How many bytes is ù, in your datagram?",
            "Name the encoding, both ways: StandardCharsets.UTF_8.");
  }

  private static Probe<Asker> emptyAnswer() {
    var quiet = new Question(9, "any news?", "");
    return Probe.of(
            "an empty answer",
            "a reply may be just its identifier",
            answered(answering(quiet), quiet))
        .rule(Rule.task("the answer may be empty"))
        .hints("How short may a reply be?", "Two bytes are enough: the answer is then \"\".");
  }

  private static Probe<Asker> largestReply() {
    var all = new Question(10, "all of it?", "0123456789".repeat(99) + "01234567");
    return Probe.of(
            "the largest reply",
            "1000 bytes; what a buffer has no room for is lost without a word",
            answered(answering(all), all))
        .rule(Rule.task("a reply has at most 1000 bytes"))
        .hints("How large is your buffer?", "1001 bytes: the last one shows what is too long.");
  }

  private static Probe<Asker> octetOver127() {
    var high = new Question(128, "over 127?", "yes");
    return Probe.of(
            "identifier 128",
            "Java's byte is signed: its 80 is -128",
            answered(answering(high), high))
        .rule(Rule.task("the reply has the same identifier"))
        .hints(
            "Which identifier do you read in the reply 00 80 …?",
            "Mask each byte with 0xff; or read a short, and mask that.");
  }

  private static Probe<Asker> sixteenBits() {
    var high = new Question(0x8001, "how many bits?", "sixteen");
    return Probe.of(
            "identifier 32769",
            "an identifier has 16 bits, and Java's short is signed",
            answered(answering(high), high))
        .rule(Rule.task("an identifier is 0 to 65535"))
        .hints(
            "Which identifier do you read in the reply 80 01 …?",
            "Short.toUnsignedInt(buffer.getShort()), or & 0xffff.")
        .protects("Names the fault of a signed number, before another identifier comes as well.");
  }

  private static Probe<Asker> requestLost() {
    var again = new Question(21, "still there?", "yes");
    var lost = Script.of(Fault.drop().on(1));
    return Probe.of(
            "the first request is lost",
            "nobody is told of a lost datagram: only the silence shows it",
            answered(lost, Script.NOTHING, answering(again), again))
        .rule(Rule.task("no reply within a second: send again"))
        .hints(
            "What does a SocketTimeoutException of receive end, and where is your buffer's position"
                + " when you send it again?",
            "It ends the wait, not the method; time is wire.now(), and not System.nanoTime(). send"
                + " leaves nothing in a buffer: rewind() before the next one.")
        .protects("The plainest loss, before those in which more goes wrong.");
  }

  private static Probe<Asker> replyLost() {
    var again = new Question(22, "did you hear me?", "twice");
    var lost = Script.of(Fault.drop().on(1));
    return Probe.of(
            "the first reply is lost",
            "the server hears the question twice",
            answered(Script.NOTHING, lost, answering(again), again))
        .rule(Rule.task("no reply within a second: send again"))
        .hints(
            "From where you stand, what differs from a lost request?",
            "Nothing does: send the same again.")
        .protects("For the asker a lost reply is like a lost request, and it has to stay so.");
  }

  private static Probe<Asker> slowReply() {
    var slow = new Question(23, "how long?", "three seconds");
    return Probe.of(
            "a reply to the fourth request",
            "it comes three seconds after that",
            answered(
                (network, number, datagram) -> {
                  if (number == Asking.SENT_MAX) {
                    reply(network, Duration.ofSeconds(3), slow, datagram);
                  }
                },
                slow))
        .rule(Rule.task("the waits are 1, 2, 4 and 8 s"))
        .hints(
            "How often do you send, and how long do you wait the last time?",
            "A wait of its own follows each datagram: for (int wait = 1; wait <= 8; wait *= 2).")
        .protects("Says what is lost by giving up early, before the times themselves are judged.");
  }

  private static Probe<Asker> lateReply() {
    var late = new Question(24, "too late?", "not at all");
    return Probe.of(
            "a late reply",
            "the first request is answered after the second one was sent",
            answered(
                (network, number, datagram) -> {
                  if (number == 1) {
                    reply(network, Duration.ofMillis(1500), late, datagram);
                  }
                },
                late))
        .rule(Rule.task("the same request is sent again; a reply to any of them will do"))
        .hints(
            "Which identifier does your second datagram have?",
            "It is the same question: send the same bytes.");
  }

  private static Probe<Asker> silence() {
    return Probe.of(
            "silence",
            "nobody ever answers",
            Asking.givenUp((_, _, _) -> {}, new Question(54, "is anybody there?", "")))
        .rule(Rule.task("after four datagrams and 15 s, a SocketTimeoutException"))
        .hints(
            "What does whoever called you get, when there is no answer?",
            "After the loop: throw new SocketTimeoutException(\"…\").");
  }

  private static Probe<Asker> waits() {
    return Probe.of(
            "each wait is twice the one before",
            "who asks as often as before makes a crowded network worse",
            Asking.timed(new Question(55, "is anybody there?", "")))
        .rule(Rule.task("the waits are 1, 2, 4 and 8 s, each up to a quarter longer or shorter"))
        .hints("Which waits do you see in the times?", "Double the wait after each datagram.");
  }
}
