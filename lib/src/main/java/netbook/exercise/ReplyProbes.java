package netbook.exercise;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import netbook.bytes.Bytes;

/** The probes of {@link ReplyMatcher}. */
final class ReplyProbes {
  private static final Rule MATCH =
      Rule.must("RFC 5452 §9.1", "source address, ID, name, class and type of the query");
  private static final Rule CASE =
      Rule.must("RFC 4343 §3", "ASCII letters are compared without their case, and only they");
  private static final Rule POINTERS = Rule.task("a pointer in the question: no answer");
  private static final Rule ONE = Rule.task("the query's one question");

  /** The data of the largest datagram over IPv4: 65535 octets without two headers. */
  private static final int DATAGRAM_MAX = 65_535 - 20 - 8;

  /** Behind the ID: flags of a response, one question, one answer. */
  private static final String FLAGS = "8180 0001 0001 0000 0000 ";

  private static final String NAME = "03 777777 07 6578616d706c65 03 636f6d 00 ";
  private static final String SMALL = "03 777777 03 636f6d 00 ";
  private static final String LARGE = "03 575757 03 434f4d 00 ";
  private static final String MAIL = "04 6d61696c 07 6578616d706c65 03 636f6d 00 ";

  /** A type and a class. */
  private static final String A = "0001 0001 ";

  private static final InetSocketAddress ASKED = address("192.0.2.53", 53);
  private static final InetSocketAddress OTHER = address("2001:db8::53", 53);
  private static final InetSocketAddress NAMED = named();

  private ReplyProbes() {}

  static List<Probe<ReplyMatcher>> all() {
    return Stream.of(taken(), others(), names(), hostile()).flatMap(List::stream).toList();
  }

  private static List<Probe<ReplyMatcher>> taken() {
    return List.of(
        example(),
        twice(),
        noSuchName(),
        truncated(),
        anyFlags(),
        letters(),
        lastLetters(),
        shortAndLong(),
        byName());
  }

  private static List<Probe<ReplyMatcher>> others() {
    return List.of(
        lowId(),
        highId(),
        signedId(),
        query(),
        otherName(),
        longerName(),
        otherType(),
        letterOfAType(),
        otherClass(),
        noQuestion(),
        twoQuestions());
  }

  private static List<Probe<ReplyMatcher>> names() {
    return List.of(signs(), otherAlphabets(), over7f(), dot());
  }

  private static List<Probe<ReplyMatcher>> hostile() {
    return List.of(
        otherHost(),
        hostAlike(),
        otherPort(),
        noHeader(),
        cutQuestion(),
        pointer(),
        pointerToOurs(),
        junk(),
        large(),
        unchanged());
  }

  private static Probe<ReplyMatcher> example() {
    return Probe.of("an answer", "the chapter's own example", ours(NAME, A, true))
        .rule(MATCH)
        .hints(
            "What do you compare?",
            "Address, port, ID, QR, QDCOUNT, and the question's bytes from offset 12.")
        .protects("Shows that the report's first words are about the simplest case.");
  }

  private static Probe<ReplyMatcher> twice() {
    return Probe.of(
            "two calls",
            "one matcher, and then another query to another server",
            List.of(
                new ReplyTrial(
                    List.of(
                        asking(query(NAME, A), answer(NAME, A), true),
                        new ReplyAsked(query(MAIL, A), OTHER, answer(MAIL, A), OTHER, true)),
                    false)))
        .rule(Rule.task("a call is about its own query, server and datagram"))
        .hints(
            "Does something of the first call survive until the second?",
            "Nothing is kept between calls.")
        .protects("Names the cause of what would look like a wrong answer in a later probe.");
  }

  private static Probe<ReplyMatcher> noSuchName() {
    return Probe.of(
            "no such name",
            "RCODE 3 and no records: it is an answer too",
            datagram("2b1c 8183 0001 0000 0000 0000" + NAME + A, true))
        .rule(MATCH)
        .hints("Do you look at the RCODE or at ANCOUNT?", "Neither says whose answer it is.")
        .protects("The RCODE that everybody meets; the next but one tries all of them.");
  }

  private static Probe<ReplyMatcher> truncated() {
    return Probe.of(
            "a truncated answer",
            "TC is set: the client asks again, but its question was answered",
            datagram("2b1c 8380 0001 0000 0000 0000" + NAME + A, true))
        .rule(MATCH)
        .hints("Which flags do you look at?", "QR alone says that it is a response.")
        .protects("The flag that a client acts on; the next one tries all of them.");
  }

  private static Probe<ReplyMatcher> anyFlags() {
    return Probe.of(
            "all other flags, and all RCODEs",
            "each bit behind QR, by itself and with all others, and 0 to 15",
            Trial.all(flags().mapToObj(flags -> datagram(withFlags(flags), true)).toList()))
        .rule(Rule.task("nothing else is looked at"))
        .hints(
            "Which bits of the flags do you look at?",
            "QR alone: neither the opcode nor the RCODE says whose answer it is.");
  }

  private static Probe<ReplyMatcher> letters() {
    return Probe.of(
            "other letters, the same name",
            "WWW.COM answered, and then asked",
            Trial.all(
                List.of(
                    trial(asking(query(SMALL, A), answer(LARGE, A), true)),
                    trial(asking(query(LARGE, A), answer(SMALL, A), true)))))
        .rule(CASE)
        .hints("How do you compare names?", "A and a are the same, on both sides.")
        .protects("No a or z among the letters: those are for the next one.");
  }

  private static Probe<ReplyMatcher> lastLetters() {
    return Probe.of(
            "a and z",
            "the first letter and the last",
            trial(asking(query("04 7a61615a 00", A), answer("04 5a41617a 00", A), true)))
        .rule(CASE)
        .hints(
            "Which is the first letter that you compare so, and which the last?",
            "41 and 5a, both included.");
  }

  private static Probe<ReplyMatcher> shortAndLong() {
    return Probe.of(
            "the shortest name, and the longest",
            "the root has no label, and 255 bytes are as many as there may be",
            Trial.all(
                List.of(
                    trial(asking(query("00 ", A), answer("00 ", A), true)),
                    trial(asking(query(longest("6d"), A), answer(longest("4d"), A), true)))))
        .rule(MATCH)
        .hints(
            "How many labels has a name, and how many bytes?",
            "None at all, or up to 255 bytes with the 00 at the end.");
  }

  private static Probe<ReplyMatcher> byName() {
    return Probe.of(
            "a server with a name",
            "from has only its address",
            trial(new ReplyAsked(query(NAME, A), NAMED, answer(NAME, A), ASKED, true)))
        .rule(Rule.task("the same address and port"))
        .hints(
            "What do you compare: addresses, or their text?",
            "InetSocketAddress.equals looks at the address and the port.");
  }

  private static Probe<ReplyMatcher> lowId() {
    return Probe.of(
            "another ID",
            "its low byte differs in one bit, or the two have changed places",
            Trial.all(List.of(ids(0, 8), datagram("1c2b" + FLAGS + NAME + A, false))))
        .rule(MATCH)
        .hints("How many bytes has an ID?", "Two: compare both.");
  }

  private static Probe<ReplyMatcher> highId() {
    return Probe.of(
            "another ID, the low byte the same", "its high byte differs in one bit", ids(8, 16))
        .rule(MATCH)
        .hints("How many bytes has an ID?", "Two: compare both.")
        .protects("The high byte alone; in the next one a sign hides it.");
  }

  private static Probe<ReplyMatcher> signedId() {
    return Probe.of(
            "an ID whose low byte is over 7f",
            "asked is 2b9c, answered 2a9c",
            trial(
                asking(
                    Bytes.ofHex("2b9c 0100 0001 0000 0000 0000" + NAME + A),
                    Bytes.ofHex("2a9c" + FLAGS + NAME + A),
                    false)))
        .rule(MATCH)
        .hints(
            "Which number do you make of two bytes?",
            "Mask the second byte with & 0xff; or compare byte by byte.");
  }

  private static Probe<ReplyMatcher> query() {
    return Probe.of(
            "a query",
            "somebody sends our own bytes back",
            datagram("2b1c 0100 0001 0000 0000 0000" + NAME + A, false))
        .rule(MATCH)
        .hints("Is it a response at all?", "QR is the highest bit of the third byte.");
  }

  private static Probe<ReplyMatcher> otherName() {
    return Probe.of(
            "another name",
            "mail and not www; and two of 255 bytes that differ in their last letter",
            Trial.all(
                List.of(
                    ours(MAIL, A, false),
                    trial(asking(query(longest("6d"), A), answer(longest("6e"), A), false)))))
        .rule(MATCH)
        .hints("Do you compare the question?", "The name, from offset 12.")
        .protects("Whoever compares no names; the other names are alike in some way.");
  }

  private static Probe<ReplyMatcher> longerName() {
    return Probe.of(
            "a longer name, and a shorter one",
            "www.example.com.uk, mx.www.example.com, www.example",
            Trial.all(
                List.of(
                    ours("03 777777 07 6578616d706c65 03 636f6d 02 756b 00 ", A, false),
                    ours("02 6d78 03 777777 07 6578616d706c65 03 636f6d 00 ", A, false),
                    ours("03 777777 07 6578616d706c65 00 ", A, false))))
        .rule(MATCH)
        .hints(
            "Where does your comparison begin and end?",
            "At offset 12, and behind the class, in both.");
  }

  private static Probe<ReplyMatcher> otherType() {
    return Probe.of(
            "another type",
            "AAAA answered, and CAA",
            Trial.all(List.of(ours(NAME, "001c 0001 ", false), ours(NAME, "0101 0001 ", false))))
        .rule(MATCH)
        .hints("Do you compare the type, both of its bytes?", "It stands behind the name.");
  }

  private static Probe<ReplyMatcher> letterOfAType() {
    return Probe.of(
            "type 97 for type 65",
            "61 and 41 are letters in a name only",
            trial(asking(query(NAME, "0041 0001"), answer(NAME, "0061 0001"), false)))
        .rule(MATCH)
        .hints(
            "What of the question do you change to small letters?",
            "Only the name: type and class are numbers.");
  }

  private static Probe<ReplyMatcher> otherClass() {
    return Probe.of(
            "another class",
            "CH, and numbers that have one byte of IN",
            Trial.all(
                List.of(
                    ours(NAME, "0001 0003 ", false),
                    ours(NAME, "0001 0101 ", false),
                    ours(NAME, "0001 8001 ", false))))
        .rule(MATCH)
        .hints("Do you compare the class, both of its bytes?", "It stands behind the type.");
  }

  private static Probe<ReplyMatcher> noQuestion() {
    return Probe.of(
            "no question",
            "QDCOUNT is 0, and a record begins like our question",
            datagram("2b1c 8180 0000 0001 0000 0000 " + NAME + A + "0000012c 0004 c0000221", false))
        .rule(ONE)
        .hints("Where do you look for the question?", "QDCOUNT says whether there is one.");
  }

  private static Probe<ReplyMatcher> twoQuestions() {
    return Probe.of(
            "two questions",
            "ours is only the first of 2, and of 257",
            Trial.all(
                List.of(
                    datagram("2b1c 8180 0002 0000 0000 0000 " + NAME + A + "c00c 001c 0001", false),
                    datagram(
                        "2b1c 8180 0101 0000 0000 0000 " + NAME + A + "c00c 001c 0001".repeat(256),
                        false))))
        .rule(ONE)
        .hints(
            "How many questions were yours?", "One, and so both bytes of QDCOUNT have to say 1.");
  }

  private static Probe<ReplyMatcher> signs() {
    return Probe.of(
            "a sign in the place of a letter",
            "5b and 7b, 40 and 60 are no letters",
            Trial.all(
                List.of(
                    trial(asking(query("02 615b 00 ", A), answer("02 617b 00 ", A), false)),
                    trial(asking(query("02 6140 00 ", A), answer("02 6160 00 ", A), false)))))
        .rule(CASE)
        .hints("Which bytes do you take for letters?", "41 to 5a and 61 to 7a, and no others.");
  }

  private static Probe<ReplyMatcher> otherAlphabets() {
    return Probe.of(
            "letters that aren't ASCII",
            "c4 and e4 are one letter to some, and two bytes to DNS",
            trial(asking(query("02 61c4 00 ", A), answer("02 61e4 00 ", A), false)))
        .rule(CASE)
        .hints(
            "Which letters have the same name for you?",
            "Only a to z. Java's methods that ignore case know many more.");
  }

  private static Probe<ReplyMatcher> over7f() {
    return Probe.of(
            "bytes over 7f",
            "c4 and c5 are two bytes",
            trial(asking(query("02 61c4 00 ", A), answer("02 61c5 00 ", A), false)))
        .rule(MATCH)
        .hints(
            "What does a text make of a byte over 7f?",
            "Perhaps the same sign of all of them: compare bytes.")
        .protects("Two that no alphabet takes for one letter.");
  }

  private static Probe<ReplyMatcher> dot() {
    return Probe.of(
            "a dot inside of a label",
            "one label with 11 bytes, and not two",
            ours("0b 7777772e6578616d706c65 03 636f6d 00 ", A, false))
        .rule(MATCH)
        .hints(
            "Which two names have the same text?",
            "Compare the lengths of the labels too: they are bytes like the others.");
  }

  private static Probe<ReplyMatcher> otherHost() {
    return Probe.of(
            "from another host", "all else is right", from(ASKED, address("192.0.2.54", 53)))
        .rule(MATCH)
        .hints("Who sent it?", "Compare the address with the one that was asked.")
        .protects("Any other address; the next one has those that look alike.");
  }

  private static Probe<ReplyMatcher> hostAlike() {
    return Probe.of(
            "from a host with a similar address",
            "one of its octets differs, in IPv4 and in IPv6, or it is the same computer",
            Trial.all(
                List.of(
                    octetsOf(ASKED),
                    octetsOf(OTHER),
                    from(ASKED, address("192.0.2.52", 54)),
                    from(address("127.0.0.1", 53), address("127.0.0.2", 53)),
                    from(address("127.0.0.1", 53), address("::1", 53)))))
        .rule(MATCH)
        .hints(
            "How much of an address do you compare?",
            "All of it: 4 octets or 16. InetSocketAddress.equals does.");
  }

  private static Probe<ReplyMatcher> otherPort() {
    return Probe.of(
            "from another port",
            "of the same host: 5353, 309 and 54 for 53, and 53 for 5353",
            Trial.all(
                List.of(
                    from(ASKED, address("192.0.2.53", 5353)),
                    from(ASKED, address("192.0.2.53", 53 + 256)),
                    from(ASKED, address("192.0.2.53", 54)),
                    from(address("192.0.2.53", 5353), ASKED))))
        .rule(Rule.task("the same address and port"))
        .hints("Who sent it?", "Compare the port too: another program has it.");
  }

  private static Probe<ReplyMatcher> noHeader() {
    return Probe.of("less than a header", "no byte, and up to 11 of ours", cuts(0, 12))
        .rule(Rule.task("whatever came, it never throws"))
        .hints("Which byte do you look at that isn't there?", "Look at the sizes first.")
        .protects("About bytes that are missing; the next one is about comparing too few.");
  }

  private static Probe<ReplyMatcher> cutQuestion() {
    return Probe.of(
            "cut inside of the question",
            "ours from 12 bytes on, and a length that lies",
            Trial.all(
                List.of(
                    cuts(12, 12 + 21),
                    cutZero(NAME),
                    cutZero("00 "),
                    datagram("2b1c" + FLAGS + "3f 777777", false))))
        .rule(Rule.task("the whole question"))
        .hints(
            "Which bytes do you compare if the datagram has fewer?",
            "None: it can't have the whole question.");
  }

  private static Probe<ReplyMatcher> pointer() {
    return Probe.of(
            "a pointer to itself",
            "in the place of the name",
            datagram("2b1c" + FLAGS + "c00c" + A, false))
        .rule(POINTERS)
        .hints(
            "Do you follow pointers here?", "The bytes of our question are known, and have none.")
        .protects("Whoever follows it for ever; the next one leads to a name.");
  }

  private static Probe<ReplyMatcher> pointerToOurs() {
    return Probe.of(
            "a pointer to our name",
            "in the place of the name, and of its second label",
            Trial.all(
                List.of(
                    datagram("2b1c" + FLAGS + "c012" + A + NAME, false),
                    datagram("2b1c" + FLAGS + "03 777777 c016" + A + NAME.substring(10), false))))
        .rule(POINTERS)
        .hints(
            "Do you follow pointers here?", "The bytes of our question are known, and have none.");
  }

  private static Probe<ReplyMatcher> junk() {
    return Probe.of(
            "junk behind the question",
            "it isn't looked at",
            datagram("2b1c" + FLAGS + NAME + A + "c0", true))
        .rule(Rule.task("what stands behind the question isn't looked at"))
        .hints("Do you read the answers?", "That's for later, and may fail there.")
        .protects("One octet, which is no record; the next one has very many.");
  }

  private static Probe<ReplyMatcher> large() {
    return Probe.of(
            "more than 512 bytes",
            "513, and as many as a datagram over IPv4 can have",
            Trial.all(
                Stream.of(513, DATAGRAM_MAX)
                    .map(size -> trial(asking(query(NAME, A), filled(size), true)))
                    .toList()))
        .rule(Rule.task("what stands behind the question isn't looked at"))
        .hints(
            "How long may a datagram be?",
            "As long as the network takes it: the limit of 512 bytes is for who sends it.");
  }

  private static Probe<ReplyMatcher> unchanged() {
    return Probe.of(
            "arrays that stay as they are",
            "the query may have to be sent again; all else was judged before",
            Trial.all(
                List.of(
                    kept(query(LARGE, A), answer(LARGE, A)),
                    kept(query(NAME, A), answer(MAIL, A)),
                    kept(query(NAME, A), answer(NAME, A).slice(0, 20)),
                    Trial.all(
                        flags()
                            .mapToObj(flags -> kept(query(NAME, A), Bytes.ofHex(withFlags(flags))))
                            .toList()),
                    kept(query(NAME, A), query(NAME, A)))))
        .rule(Rule.task("it changes neither array"))
        .hints(
            "In which array do you write?",
            "Compare two bytes that you have made small; write none.");
  }

  private static InetSocketAddress address(String literal, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
  }

  /** The same address as that which is asked, with a name to it. */
  private static InetSocketAddress named() {
    try {
      var octets = ASKED.getAddress().getAddress();
      return new InetSocketAddress(InetAddress.getByAddress("ns.example", octets), ASKED.getPort());
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Bytes query(String name, String typeAndClass) {
    return Bytes.ofHex("2b1c 0100 0001 0000 0000 0000" + name + typeAndClass);
  }

  private static Bytes answer(String name, String typeAndClass) {
    return Bytes.ofHex(
        "2b1c" + FLAGS + name + typeAndClass + "c00c" + typeAndClass + "0000012c 0004 c0000221");
  }

  private static ReplyAsked asking(Bytes query, Bytes datagram, boolean right) {
    return new ReplyAsked(query, ASKED, datagram, ASKED, right);
  }

  /** A response with this question to a query for www.example.com A. */
  private static List<Trial<ReplyMatcher>> ours(String name, String typeAndClass, boolean right) {
    return trial(asking(query(NAME, A), answer(name, typeAndClass), right));
  }

  private static List<Trial<ReplyMatcher>> datagram(String hex, boolean right) {
    return trial(asking(query(NAME, A), Bytes.ofHex(hex), right));
  }

  private static List<Trial<ReplyMatcher>> trial(ReplyAsked asked) {
    return List.of(new ReplyTrial(List.of(asked), false));
  }

  /** The first octets of the right answer, of each number in a range. */
  private static List<Trial<ReplyMatcher>> cuts(int from, int to) {
    var whole = answer(NAME, A);
    return Trial.all(
        IntStream.range(from, to)
            .mapToObj(size -> trial(asking(query(NAME, A), whole.slice(0, size), false)))
            .toList());
  }

  /** An answer that differs from the right one in one bit of its ID. */
  private static List<Trial<ReplyMatcher>> ids(int from, int to) {
    return Trial.all(
        IntStream.range(from, to)
            .mapToObj(bit -> "%04x".formatted(0x2b1c ^ 1 << bit))
            .map(id -> datagram(id + FLAGS + NAME + A, false))
            .toList());
  }

  /** The flags of a response: each bit behind QR is set alone and missing alone, and each RCODE. */
  private static IntStream flags() {
    var bits = IntStream.range(0, 15).map(bit -> 1 << bit);
    return IntStream.concat(
        bits.flatMap(bit -> IntStream.of(0x8000 | bit, 0xffff & ~bit)),
        IntStream.rangeClosed(0, 15).map(rcode -> 0x8180 | rcode));
  }

  private static String withFlags(int flags) {
    return "2b1c %04x 0001 0000 0000 0000 ".formatted(flags) + NAME + A;
  }

  /** A name of 255 octets, whose last one before the root is this. */
  private static String longest(String last) {
    var label = "3f" + "61".repeat(63);
    return label.repeat(3) + "3d" + "61".repeat(60) + last + "00 ";
  }

  /** The right answer, from somebody else. */
  private static List<Trial<ReplyMatcher>> from(InetSocketAddress asked, InetSocketAddress from) {
    return trial(new ReplyAsked(query(NAME, A), asked, answer(NAME, A), from, false));
  }

  /** From each host whose address differs in one octet. */
  private static List<Trial<ReplyMatcher>> octetsOf(InetSocketAddress asked) {
    int size = asked.getAddress().getAddress().length;
    return Trial.all(
        IntStream.range(0, size).mapToObj(index -> from(asked, other(asked, index))).toList());
  }

  private static InetSocketAddress other(InetSocketAddress address, int index) {
    var octets = address.getAddress().getAddress();
    octets[index] ^= 1;
    try {
      return new InetSocketAddress(InetAddress.getByAddress(octets), address.getPort());
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The last octet of the question, 00, is missing. */
  private static List<Trial<ReplyMatcher>> cutZero(String name) {
    var query = query(name, "0001 0100");
    var whole = Bytes.ofHex("2b1c" + FLAGS + name + "0001 0100");
    return trial(asking(query, whole.slice(0, whole.size() - 1), false));
  }

  /** The right answer, with so many octets. */
  private static Bytes filled(int size) {
    var answer = answer(NAME, A);
    return answer.plus(Bytes.copyOf(new byte[size - answer.size()]));
  }

  private static List<Trial<ReplyMatcher>> kept(Bytes query, Bytes datagram) {
    return List.of(new ReplyTrial(List.of(asking(query, datagram, true)), true));
  }
}
