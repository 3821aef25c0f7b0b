package netbook.exercise;

import static netbook.exercise.Asking.answered;
import static netbook.exercise.Asking.answeredByOne;
import static netbook.exercise.Asking.answering;
import static netbook.exercise.Asking.reply;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import netbook.bytes.Bytes;
import netbook.exercise.Asking.Question;
import netbook.tap.Fault;
import netbook.tap.MemoryDatagrams;
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
        List.of(
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
            otherIdentifier(),
            doubledReply(),
            earlierReply(),
            shorterAnswer(),
            otherPort(),
            otherHost(),
            tooShort(),
            strayIsNoTimeout(),
            hundredStrays(),
            silence(),
            waits(),
            strays()));
  }

  private static Probe<Asker> example() {
    var time = new Question(7, "what is the time?", "noon");
    return Probe.of("one question", "the chapter's own example", answered(answering(time), time))
        .rule(Rule.task("two bytes of identifier, high one first, and then the text"))
        .hints(
            "Compare the bytes that you send with the expected ones, from the left.",
            "A ByteBuffer: putShort((short) identifier), put(question.getBytes(UTF_8)), flip.")
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
        .hints("How large is your buffer?", "ByteBuffer.allocate(1000), or more.");
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
            "Short.toUnsignedInt(buffer.getShort()), or & 0xffff.");
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
            "What does your code do with a SocketTimeoutException of receive?",
            "Let it end the wait and not the method. Time is wire.now(), and not System.nanoTime().")
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

  private static Probe<Asker> otherIdentifier() {
    var mine = new Question(0x0102, "which is mine?", "this one");
    var trials = new ArrayList<Trial<Asker>>();
    for (int other : List.of(0x0103, 0x0202, 0x0201)) {
      trials.addAll(
          answered(
              (network, _, _) -> {
                network.reply(new Question(other, "", "theirs").reply());
                network.reply(mine.reply());
              },
              mine));
    }
    return Probe.of(
            "another identifier", "a reply to somebody's question, and then one to yours", trials)
        .rule(Rule.task("the reply has the same identifier"))
        .hints(
            "What do you compare, before you take a reply for yours?",
            "Compare all 16 bits, and wait on if they differ.");
  }

  private static Probe<Asker> doubledReply() {
    var one = new Question(31, "first?", "one");
    var two = new Question(40, "second?", "two");
    var twice = Script.of(Fault.duplicate().on(1));
    return Probe.of(
            "a reply that came twice",
            "the second copy is there when the next question is asked",
            answered(Script.NOTHING, twice, answering(one, two), one, two))
        .rule(Rule.task("the reply has the same identifier"))
        .hints(
            "To which question is the first datagram that you find an answer?",
            "Compare identifiers, and wait on if they differ.")
        .protects("The everyday case of another identifier, in the words of the chapter.");
  }

  private static Probe<Asker> earlierReply() {
    var one = new Question(32, "first?", "one");
    var two = new Question(41, "second?", "two");
    return Probe.of(
            "a late reply to the question before",
            "it comes while the next one waits for its own",
            answered(
                (network, number, datagram) -> {
                  long millis = number == 1 ? 1400 : number == 2 ? 100 : 900;
                  reply(network, Duration.ofMillis(millis), one, datagram);
                  reply(network, Duration.ofMillis(millis), two, datagram);
                },
                one,
                two))
        .rule(Rule.task("the reply has the same identifier"))
        .hints(
            "May a reply to the question before still come, when you have emptied your inbox?",
            "It may come at any time: only the identifier tells.")
        .protects("What is emptied before a question says nothing of what comes after it.");
  }

  private static Probe<Asker> shorterAnswer() {
    var mine = new Question(11, "yes or no?", "no");
    return Probe.of(
            "a short reply after a long stray",
            "a buffer still has what came before",
            answered(
                (network, _, _) -> {
                  network.reply(new Question(12, "", "what somebody else asked for").reply());
                  network.reply(mine.reply());
                },
                mine))
        .rule(Rule.task("the answer is what its datagram has"))
        .hints(
            "What is in your buffer behind the datagram that came last?",
            "clear() before each receive, flip() after it, and decode what remains.");
  }

  private static Probe<Asker> otherPort() {
    var server = MemoryDatagrams.SERVER_ADDRESS;
    return forged(
        "a forged reply from another port",
        "a program on the server's own machine says what it likes",
        new InetSocketAddress(server.getAddress(), server.getPort() + 1));
  }

  private static Probe<Asker> otherHost() {
    return forged(
        "a forged reply from another host",
        "the right port, and a machine that nobody has asked",
        new InetSocketAddress(
            InetAddress.ofLiteral("203.0.113.66"), MemoryDatagrams.SERVER_ADDRESS.getPort()));
  }

  private static Probe<Asker> forged(String name, String about, InetSocketAddress stranger) {
    var secret = new Question(50, "whom do I pay?", "your friend");
    return Probe.of(
            name,
            about,
            answered(
                (network, _, _) -> {
                  network.forge(stranger, new Question(50, "", "a thief").reply());
                  network.reply(secret.reply());
                },
                secret))
        .rule(Rule.task("a reply comes from the server's address"))
        .hints(
            "What does receive return, and what do you do with it?",
            "Compare it with wire.server(), host and port, and wait on if they differ.");
  }

  private static Probe<Asker> tooShort() {
    var whole = new Question(51, "is that all?", "no");
    return Probe.of(
            "datagrams without an identifier",
            "an empty one, and one of a single byte, and then the reply",
            answered(
                (network, _, _) -> {
                  network.reply(Bytes.EMPTY);
                  network.reply(Bytes.of(0));
                  network.reply(whole.reply());
                },
                whole))
        .rule(Rule.task("whatever isn't the reply is ignored"))
        .hints(
            "What does your code read of a datagram of no bytes?",
            "Look first whether two bytes remain.");
  }

  private static Probe<Asker> strayIsNoTimeout() {
    var patient = new Question(52, "have you patience?", "yes, I have");
    return Probe.of(
            "a stray, and then the reply",
            "half a second lies between: no reason to ask again",
            answeredByOne(
                (network, _, _) -> {
                  network.reply(Asking.STRAY.reply());
                  network.after(Duration.ofMillis(500), () -> network.reply(patient.reply()));
                },
                patient))
        .rule(Rule.task("send again if there is no reply within a second"))
        .hints(
            "After what does your code send again?",
            "A stray ends no wait: receive again, with the time that is left.")
        .protects("A single stray, whose transcript is short.");
  }

  private static Probe<Asker> hundredStrays() {
    var patient = new Question(53, "can you hear me?", "loud and clear");
    return Probe.of(
            "a hundred strays at once",
            "and half a second later the reply",
            answeredByOne(
                (network, _, _) -> {
                  for (int i = 0; i < 100; i++) {
                    network.reply(Asking.STRAY.reply());
                  }
                  network.after(Duration.ofMillis(500), () -> network.reply(patient.reply()));
                },
                patient))
        .rule(Rule.task("send again if there is no reply within a second"))
        .hints(
            "How many strays does your code bear?",
            "Count no strays: only the deadline ends a wait.");
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

  private static Probe<Asker> strays() {
    var patient = new Question(53, "do you hear me?", "loud and clear");
    var trials = new ArrayList<>(Asking.answeredAtOnce(Asking.strays(patient, 2, 5), patient));
    trials.addAll(Asking.ended(Asking.strays(patient, Integer.MAX_VALUE, 60), patient));
    return Probe.of("strays that don't end", "every 900 ms a datagram that isn't yours", trials)
        .rule(Rule.task("within one second, whatever else comes"))
        .hints(
            "How long do you wait after a stray, and how long all in all?",
            "Take the deadline once, wire.now() plus the wait; each receive gets what is left.");
  }
}
