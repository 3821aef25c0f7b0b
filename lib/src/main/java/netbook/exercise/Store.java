package netbook.exercise;

import static netbook.exercise.Storing.answered;
import static netbook.exercise.Storing.ask;
import static netbook.exercise.Storing.visit;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import netbook.bytes.Bytes;

/**
 * Exercise 03.3: a store of keys and values over UDP. A datagram with an equals sign stores: what
 * stands before the first one is the key, what stands behind it the value, and either may be empty;
 * it replaces an older value, and has no answer. A datagram without one asks for a key, and is
 * answered with {@code key=value}, or {@code key=} if the key is unknown. Keys and values are
 * octets, and not text.
 *
 * <p>The key {@code version} can't be stored: what tries is ignored. Its value is the server's own
 * affair, but not empty, and always the same. A datagram that stores or asks has at most 1000
 * octets; a longer one is ignored. An answer may have one more.
 *
 * <p>The check plays the clients on loopback, where datagrams of one client stay in order. The
 * server may end by a return, or throw what a closed socket throws.
 */
@FunctionalInterface
public interface Store {
  /**
   * Serves every client, one datagram after the other, until the socket is closed.
   *
   * @param socket bound, not connected, and in blocking mode; each answer leaves by it
   */
  void serve(DatagramChannel socket) throws IOException;

  /** The check of it. */
  static Exercise<Store> exercise() {
    return Exercise.of(
            Store.class,
            "03.3",
            "A store over UDP",
            "Your store keeps any bytes, answers whoever asks and nobody else, and outlives what it"
                + " is sent.",
            List.of(
                example(),
                unknown(),
                askedTwice(),
                secondEquals(),
                noAnswer(),
                longer(),
                later(),
                emptyValue(),
                emptyKey(),
                version(),
                noAnswerToVersion(),
                versions(),
                blanks(),
                notText(),
                largest(),
                largestQuestion(),
                tooLarge(),
                oneMore(),
                oneStores(),
                inTurn(),
                manyKeys(),
                stops()))
        .limits(new Limits(Duration.ofSeconds(20), Duration.ofSeconds(6), 256 << 20, 64 << 10));
  }

  private static Probe<Store> example() {
    return Probe.of(
            "store, and ask",
            "the chapter's own example",
            answered("colour", "blue", "colour=blue"))
        .rule(Rule.task("the answer is key=value"))
        .hints(
            "Does your server receive, look for an equals sign, and answer?",
            "receive(buffer) gives the client's address, and send(answer, client) needs it.")
        .protects("Shows that the report's first words are about the simplest case.");
  }

  private static Probe<Store> unknown() {
    return Probe.of(
            "an unknown key",
            "nobody has stored it",
            visit("shape", clients -> ask(clients.open(), "shape", "")))
        .rule(Rule.task("the answer for an unknown key is key="))
        .hints(
            "What does your map give for a key that it hasn't?",
            "getOrDefault: the value is then empty, and the equals sign is there.")
        .protects("An unknown key of every day, before the largest one.");
  }

  private static Probe<Store> askedTwice() {
    return Probe.of(
            "the same key twice",
            "an answer takes nothing away",
            visit(
                "colour",
                clients -> {
                  var client = clients.open();
                  client.send(Bytes.utf8("colour=blue"));
                  ask(client, "colour", "blue");
                  ask(client, "colour", "blue");
                }))
        .rule(Rule.task("what was stored is there until it is replaced"))
        .hints(
            "What does reading a buffer do to it?",
            "If a value is a ByteBuffer, answer with value.duplicate(): its position moves alone.")
        .protects("Names the cause of what would look like a lost value in each later probe.");
  }

  private static Probe<Store> secondEquals() {
    return Probe.of(
            "a value with an equals sign",
            "only the first one separates",
            answered("sum", "1+1=2", "sum=1+1=2"))
        .rule(Rule.task("what stands before the first equals sign is the key"))
        .hints(
            "Where do you split sum=1+1=2?",
            "Look for the first equals sign only; split(\"=\", 2) does that for text.");
  }

  private static Probe<Store> noAnswer() {
    return Probe.of(
            "no answer to who stores",
            "the next answer has to be the one to the question",
            answered("colour", "blue", "shape=round", "colour=blue"))
        .rule(Rule.task("a datagram that stores has no answer"))
        .hints("When does your server send?", "Only if there was no equals sign.")
        .protects("Names the cause of what would look like a wrong answer in each later probe.");
  }

  private static Probe<Store> longer() {
    return Probe.of(
            "a long datagram after a short one",
            "what has room for the short one may have none for the long one",
            visit(
                "sentence=a long one",
                clients -> {
                  var client = clients.open();
                  client.send(Bytes.utf8("colour=blue"));
                  ask(client, "colour", "blue");
                  client.send(Bytes.utf8("sentence=a long one"));
                  ask(client, "sentence", "a long one");
                }))
        .rule(Rule.task("a datagram is what it has, all of it"))
        .hints(
            "Where does your buffer end, when the next datagram comes?",
            "clear() before receive: rewind() leaves the limit where flip() has put it.")
        .protects("Names the cause of what would look like a lost value in each later probe.");
  }

  private static Probe<Store> later() {
    return Probe.of(
            "a value that is replaced",
            "the key has a value already",
            answered("colour", "red", "colour=blue", "colour=red"))
        .rule(Rule.task("a datagram that stores replaces an older value"))
        .hints("Which of the two values do you keep?", "map.put replaces, putIfAbsent doesn't.")
        .protects("An everyday value, before the empty one, which has faults of its own.");
  }

  private static Probe<Store> emptyValue() {
    return Probe.of(
            "an empty value",
            "it replaces as well as any other",
            answered("colour", "", "colour=blue", "colour="))
        .rule(Rule.task("the value may be empty"))
        .hints(
            "What does your server make of colour= with nothing behind?",
            "\"colour=\".split(\"=\") has one part only: look for the equals sign instead.");
  }

  private static Probe<Store> emptyKey() {
    return Probe.of(
            "an empty key",
            "a datagram of no bytes is a datagram, and asks for the empty key",
            answered("", "nothing", "=nothing"))
        .rule(Rule.task("the key may be empty"))
        .hints(
            "What does your server do when it receives 0 bytes?",
            "Only receive's null means that nothing came, and a blocking socket never gives it.");
  }

  private static Probe<Store> version() {
    return Probe.of(
            "the version",
            "a key that belongs to the server",
            visit(
                "version=mine",
                clients -> {
                  var client = clients.open();
                  client.send(Bytes.utf8("version"));
                  var told = client.receive("version= and something of the server's own");
                  var head = Bytes.utf8("version=");
                  if (!told.startsWith(head) || told.equals(head)) {
                    throw new Missed(
                        new Mismatch(
                            "version= and something of the server's own", told.toString()));
                  }
                  client.send(Bytes.utf8("version=mine"));
                  ask(client, "version", told.from(head.size()));
                }))
        .rule(Rule.task("version has a value of its own, which can't be stored"))
        .hints(
            "What does your server answer to version, before and after version=mine?",
            "Put the version into the map at the beginning, and store no other.");
  }

  private static Probe<Store> noAnswerToVersion() {
    return Probe.of(
            "no answer to who stores a version",
            "it is ignored, and so without a word",
            answered("colour", "blue", "colour=blue", "version=mine"))
        .rule(Rule.task("a datagram that stores has no answer"))
        .hints(
            "What do you look at first, the key or the equals sign?",
            "An equals sign means no answer, whatever the key.");
  }

  private static Probe<Store> versions() {
    return Probe.of(
            "a key that begins like version",
            "it belongs to the clients",
            answered("versions", "7", "versions=7"))
        .rule(Rule.task("only the key version can't be stored"))
        .hints("Which keys does your server take for version?", "equals, and not startsWith.");
  }

  private static Probe<Store> blanks() {
    return Probe.of(
            "blanks and line ends",
            "they are bytes like the others",
            answered(" colour ", " blue\n", " colour = blue\n"))
        .rule(Rule.task("keys and values are bytes"))
        .hints("What becomes of a blank at the end?", "Don't strip or trim anything.");
  }

  private static Probe<Store> notText() {
    var key = Bytes.of(0xff, 0xfe, 0);
    var every = Bytes.of(IntStream.range(0, 256).filter(octet -> octet != '=').toArray());
    var other = Bytes.of(0xfe, 0xff, 0);
    return Probe.of(
            "bytes that aren't text",
            "all of them, in a key and in a value",
            visit(
                key.plus(Bytes.utf8("=")),
                clients -> {
                  var client = clients.open();
                  client.send(key.plus(Bytes.utf8("=")).plus(every));
                  client.send(other.plus(Bytes.utf8("=another")));
                  ask(client, key, every);
                }))
        .rule(Rule.task("keys and values are bytes"))
        .hints(
            "Which bytes come back changed?",
            "No String: Bytes, or a ByteBuffer of its own, is a good key.");
  }

  private static Probe<Store> largest() {
    return Probe.of(
            "the largest datagrams",
            "1000 bytes; what a buffer has no room for is lost without a word",
            visit(
                "key=value",
                clients -> {
                  var client = clients.open();
                  client.send(Bytes.utf8("k".repeat(499) + "=" + "v".repeat(500)));
                  ask(client, "k".repeat(499), "v".repeat(500));
                  client.send(Bytes.utf8("k".repeat(998) + "=v"));
                  ask(client, "k".repeat(998), "v");
                }))
        .rule(Rule.task("a datagram has at most 1000 bytes"))
        .hints("How large are your buffers?", "1001 bytes: the last one shows what is too long.")
        .protects("What stores and is answered in 1000 bytes, before an answer of one more.");
  }

  private static Probe<Store> largestQuestion() {
    var key = "k".repeat(1000);
    return Probe.of(
            "the largest question",
            "1000 bytes, and no equals sign",
            visit("key", clients -> ask(clients.open(), key, "")))
        .rule(Rule.task("an answer may have a byte more than 1000"))
        .hints(
            "How many bytes has the answer to a question of 1000?",
            "Make the answer as large as key, equals sign and value are.");
  }

  private static Probe<Store> tooLarge() {
    return Probe.of(
            "a datagram that is too large",
            "whoever sends it breaks the rules, and the server goes on",
            answered(
                "colour",
                "blue",
                "large=" + "x".repeat(1995),
                "large=" + "x".repeat(8_000),
                "colour=blue"))
        .rule(Rule.task("the server goes on, whatever it is sent"))
        .hints(
            "What in your server throws, or is too small, and where does that end?",
            "Nothing of one datagram may end the loop that receives the next.")
        .protects("Names what ends the server, before what is wrong in one that goes on.");
  }

  private static Probe<Store> oneMore() {
    return Probe.of(
            "a datagram of 1001 bytes",
            "it is ignored, and so are its first 1000",
            answered(
                "colour", "blue", "colour=blue", "colour=" + "x".repeat(994), "k".repeat(1001)))
        .rule(Rule.task("a datagram with more than 1000 bytes is ignored"))
        .hints(
            "How does your server tell 1000 bytes from 1001 that were cut?",
            "Give the buffer room for a byte more, and pass over what fills it.");
  }

  private static Probe<Store> oneStores() {
    return Probe.of(
            "one stores, another asks",
            "what is stored is there for everybody",
            visit(
                "colour=blue",
                clients -> {
                  var one = clients.open();
                  one.send(Bytes.utf8("colour=blue"));
                  ask(one, "colour", "blue");
                  ask(clients.open(), "colour", "blue");
                }))
        .rule(Rule.task("serves every client"))
        .hints(
            "What has your server for each client, that all should share?",
            "One map for all; and don't connect the socket, or it hears one client only.");
  }

  private static Probe<Store> inTurn() {
    return Probe.of(
            "two ask in turn",
            "each gets the answer to its own question",
            visit(
                "colour",
                clients -> {
                  var one = clients.open();
                  var two = clients.open();
                  one.send(Bytes.utf8("colour=blue"));
                  two.send(Bytes.utf8("shape=round"));
                  ask(two, "shape", "round");
                  ask(one, "colour", "blue");
                  ask(two, "shape", "round");
                }))
        .rule(Rule.task("whoever asks is answered, and nobody else"))
        .hints(
            "To whom does your server send?",
            "To the address that receive gave for just this datagram.")
        .protects("Tells where answers go; the probe before it tells who is heard.");
  }

  private static Probe<Store> manyKeys() {
    return Probe.of(
            "a thousand keys",
            "all of them are kept",
            visit(
                "key 1=value 1",
                clients -> {
                  var client = clients.open();
                  for (int i = 1; i <= 1000; i++) {
                    client.send(Bytes.utf8("key " + i + "=value " + i));
                    if (i % 20 == 0) {
                      ask(client, "key " + i, "value " + i);
                    }
                  }
                  ask(client, "key 1", "value 1");
                  ask(client, "key 500", "value 500");
                }))
        .rule(Rule.task("what was stored is there until it is replaced"))
        .hints("How many keys can your server keep?", "A HashMap has no number that it ends at.");
  }

  private static Probe<Store> stops() {
    return Probe.of(
            "the end of the server",
            "somebody closes the socket",
            visit(
                "colour",
                clients -> {
                  var client = clients.open();
                  client.send(Bytes.utf8("colour=blue"));
                  ask(client, "colour", "blue");
                  clients.stopServer();
                }))
        .rule(Rule.task("serves until the socket is closed"))
        .hints(
            "What does receive do when the socket is closed, and what does your loop do then?",
            "Let the exception of receive end the loop.");
  }
}
