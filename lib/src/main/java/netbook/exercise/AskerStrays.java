package netbook.exercise;

import static netbook.exercise.Asking.answered;
import static netbook.exercise.Asking.answeredByOne;
import static netbook.exercise.Asking.answering;
import static netbook.exercise.Asking.reply;

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

/** The probes of {@link Asker} in which something else comes than the reply. */
final class AskerStrays {
  private static final InetSocketAddress OTHER_PORT =
      new InetSocketAddress(
          MemoryDatagrams.SERVER_ADDRESS.getAddress(),
          MemoryDatagrams.SERVER_ADDRESS.getPort() + 1);

  private AskerStrays() {}

  /** All of them, in their order. */
  static List<Probe<Asker>> probes() {
    return List.of(
        otherIdentifier(),
        notTheText(),
        doubledReply(),
        earlierReply(),
        shorterAnswer(),
        otherPort(),
        otherHost(),
        tooShort(),
        zeros(),
        tooLong(),
        strayIsNoTimeout(),
        hundredStrays(),
        strays(),
        strangers());
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
            "Compare all 16 bits, and wait on if they differ.")
        .protects("Identifiers of every day, before one whose bytes no text has.");
  }

  private static Probe<Asker> notTheText() {
    var mine = new Question(0x9c40, "which one is mine?", "this one");
    return Probe.of(
            "another identifier over 32767",
            "9d40 for 9c40: bytes that aren't text",
            answered(
                (network, _, _) -> {
                  network.reply(new Question(0x9d40, "", "theirs").reply());
                  network.reply(mine.reply());
                },
                mine))
        .rule(Rule.task("the reply has the same identifier"))
        .hints(
            "What does your code make of the bytes 9c and 9d, before it compares them?",
            "An identifier is a number: read it from its two bytes, and compare the numbers.");
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
            "clear() before each receive, flip() after it, and decode what remains.")
        .protects("What somebody else's datagram leaves, before one that has your identifier.");
  }

  private static Probe<Asker> otherPort() {
    return forged(
        "a forged reply from another port",
        "a program on the server's own machine says what it likes",
        OTHER_PORT);
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
            "Look first whether two bytes remain.")
        .protects("Tells what throws, before what takes a missing byte for a zero.");
  }

  private static Probe<Asker> zeros() {
    var zero = new Question(0, "is zero a number?", "yes");
    var full = new Question(0x0100, "and 256?", "as well");
    var trials =
        new ArrayList<>(
            answered(
                (network, _, _) -> {
                  network.reply(Bytes.EMPTY);
                  network.reply(zero.reply());
                },
                zero));
    trials.addAll(
        answered(
            (network, _, _) -> {
              network.reply(Bytes.of(1));
              network.reply(full.reply());
            },
            full));
    return Probe.of(
            "identifiers 0 and 256",
            "what a datagram hasn't isn't a zero: an empty one, a byte 01, and then the replies",
            trials)
        .rule(Rule.task("the reply has the same identifier, all of it"))
        .hints(
            "Which identifier does your code see in a datagram of no bytes, or of the byte 01?",
            "A fresh array is full of zeros: look how many bytes came, before you read two.");
  }

  private static Probe<Asker> tooLong() {
    var mine = new Question(57, "in short?", "yes");
    return Probe.of(
            "a reply that is too long",
            "1001 bytes with the right identifier, and then the reply",
            answered(
                (network, _, _) -> {
                  network.reply(new Question(57, "", "x".repeat(999)).reply());
                  network.reply(mine.reply());
                },
                mine))
        .rule(Rule.task("a reply has at most 1000 bytes; whatever else comes is ignored"))
        .hints(
            "How does your code tell a reply of 1000 bytes from one that was cut to 1000?",
            "Give the buffer room for a byte more, and pass over what fills it.");
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

  private static Probe<Asker> strays() {
    var patient = new Question(53, "do you hear me?", "loud and clear");
    return Probe.of(
            "strays that don't end",
            "every 900 ms the server sends what isn't yours",
            between(MemoryDatagrams.SERVER_ADDRESS, patient))
        .rule(Rule.task("within one second, whatever else comes"))
        .hints(
            "How long do you wait after a stray, and how long all in all?",
            "Take the deadline once, wire.now() plus the wait; each receive gets what is left.");
  }

  private static Probe<Asker> strangers() {
    var patient = new Question(56, "do you still hear me?", "loud and clear");
    return Probe.of(
            "strangers that don't stop",
            "every 900 ms somebody else sends something",
            between(OTHER_PORT, patient))
        .rule(Rule.task("within one second, whatever else comes"))
        .hints(
            "How long do you wait after a datagram from another address?",
            "Whoever sent it: the next receive gets what is left until the deadline.");
  }

  private static List<Trial<Asker>> between(InetSocketAddress sender, Question question) {
    var some = Asking.strays(sender, question, 2, 5);
    var trials = new ArrayList<>(Asking.answeredAtOnce(some, question));
    var endless = Asking.strays(sender, question, Integer.MAX_VALUE, 60);
    trials.addAll(Asking.ended(endless, question));
    return trials;
  }
}
