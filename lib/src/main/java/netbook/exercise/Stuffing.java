package netbook.exercise;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import netbook.bytes.Bytes;
import netbook.exercise.StuffTrial.Way;

/**
 * Exercise 06.4: frames with a delimiter that messages may hold too, by byte stuffing as SLIP does
 * it (RFC 1055). A frame is its message and then END, c0. In the message, END becomes ESC ESC_END,
 * db dc, and ESC becomes ESC ESC_ESC, db dd.
 *
 * <p>RFC 1055 lets a frame begin with END as well, and so does the check. What the RFC's own code
 * does with a broken escape, keeping its octet, is an error here.
 */
public interface Stuffing {
  /**
   * Makes a frame.
   *
   * @param message any octets, and none; the array stays as it is
   */
  byte[] encode(byte[] message);

  /**
   * Takes a stream of whole frames apart.
   *
   * @param stream the array stays as it is
   * @return the messages in order; a frame without octets, such as that between two ENDs in a row,
   *     is none
   * @throws IOException if an ESC is followed by anything else than ESC_END or ESC_ESC, or the
   *     stream ends inside a frame
   */
  List<byte[]> decode(byte[] stream) throws IOException;

  /** The check of it. */
  static Exercise<Stuffing> exercise() {
    return Exercise.of(
        Stuffing.class,
        "06.4",
        "Byte stuffing",
        "Your frames carry any bytes, their own delimiter included, and what is broken is never"
            + " taken for a message.",
        List.of(
            example(),
            noText(),
            endInside(),
            escInside(),
            ordinary(),
            nothing(),
            escapedEnd(),
            escapedEsc(),
            escEndAfterEsc(),
            several(),
            endFirst(),
            endsLast(),
            unknownEscape(),
            escBeforeEnd(),
            endMissing(),
            escLast(),
            afterBroken(),
            stays(),
            parameterStays(),
            everyMessage(),
            everyStream(),
            thousands(),
            ends()));
  }

  private static Probe<Stuffing> example() {
    return Probe.of(
            "two letters",
            "nothing to escape: the letters, and then END",
            List.of(Way.ENCODE.on("6869"), Way.DECODE.on("6869c0")))
        .rule(Rule.must("RFC 1055", "after the last byte of a packet, END is sent"))
        .hints(
            "Compare your answer with the expected one.",
            "encode: the message's bytes, and then (byte) 0xc0. decode: collect until c0 comes.")
        .protects("Shows that the report's first words are about the simplest case.");
  }

  private static Probe<Stuffing> endInside() {
    return Probe.of(
            "END in a message",
            "c0 may not stand inside of a frame",
            List.of(Way.ENCODE.on("61c062").keeping(has(StuffedStream.END))))
        .rule(Rule.must("RFC 1055", "for END in the data, ESC and ESC_END are sent"))
        .hints(
            "Which bytes of your frame look like its end?",
            "For c0 write db dc. Java's byte is signed: compare (b & 0xff) == 0xc0.")
        .protects("Names the delimiter inside, before both special bytes stand in one message.");
  }

  private static Probe<Stuffing> escInside() {
    return Probe.of(
            "ESC in a message",
            "db begins an escape, so it needs one itself",
            List.of(Way.ENCODE.on("61db62").keeping(has(StuffedStream.ESC))))
        .rule(Rule.must("RFC 1055", "for ESC in the data, ESC and ESC_ESC are sent"))
        .hints(
            "What would a receiver make of the db in your frame, and of the byte behind it?",
            "For db write db dd.")
        .protects("Names the escape that isn't escaped, before END stands beside it.");
  }

  private static Probe<Stuffing> ordinary() {
    return Probe.of(
            "dc and dd in a message",
            "they mean something behind an ESC only",
            List.of(Way.ENCODE.on("dcdd"), Way.DECODE.on("dcddc0")))
        .rule(Rule.must("RFC 1055", "END and ESC are the two special characters"))
        .hints(
            "What does your code do with a dc that no db stands before?",
            "Only c0 and db are replaced, and only behind a db are dc and dd anything else.")
        .protects("Names who takes four bytes for special, before all of them are mixed.");
  }

  private static Probe<Stuffing> nothing() {
    return Probe.of(
            "an empty message", "its frame is END alone", List.of(Way.ENCODE.on(Bytes.EMPTY)))
        .rule(Rule.task("a frame is the stuffed message, and then END"))
        .hints("Does your frame have its END?", "END is written after the loop, whatever it did.")
        .protects("Names the empty message before all short ones are tried.");
  }

  private static Probe<Stuffing> noText() {
    var octets =
        Bytes.of(
            IntStream.range(0, 256)
                .filter(octet -> octet != 0xc0 && (octet < 0xdb || octet > 0xdd))
                .toArray());
    return Probe.of(
            "bytes that are no text",
            "00 to ff, but for those that mean something",
            List.of(Way.ENCODE.on(octets), Way.DECODE.on(StuffedStream.frame(octets))))
        .rule(Rule.task("a message may hold any bytes"))
        .hints(
            "At which byte does your answer go wrong?",
            "Make no text of bytes: what is no UTF-8 doesn't survive it.")
        .protects("Names who makes text of bytes where none of them is special.");
  }

  private static Probe<Stuffing> escapedEnd() {
    return Probe.of(
            "an escaped END",
            "db dc is a c0 of the message, and doesn't end the frame",
            List.of(Way.DECODE.on("61dbdc62c0")))
        .rule(Rule.must("RFC 1055", "for END in the data, ESC and ESC_END are sent"))
        .hints(
            "Do you look for the frame's end before you replace what is escaped, or after?",
            "Go from byte to byte: c0 ends a frame; db says that the next byte is c0 or db.")
        .protects("Names an END that is found too late, where nothing else is escaped.");
  }

  private static Probe<Stuffing> escapedEsc() {
    return Probe.of(
            "an escaped ESC", "db dd is a db of the message", List.of(Way.DECODE.on("61dbdd62c0")))
        .rule(Rule.must("RFC 1055", "for ESC in the data, ESC and ESC_ESC are sent"))
        .hints("What does your code make of db dd?", "One byte: db.")
        .protects("Names the other escape where it stands alone.");
  }

  private static Probe<Stuffing> escEndAfterEsc() {
    return Probe.of(
            "a dc behind an escaped ESC",
            "db dd dc is db and dc: the db of the message escapes nothing",
            List.of(Way.DECODE.on("dbdddcc0"), Way.DECODE.on("dbdddddbdcc0")))
        .rule(Rule.task("each escape is two bytes, and what follows begins anew"))
        .hints(
            "Which replacement comes first in your code, and what does the second one find then?",
            "Replace in one pass, from byte to byte, and never look at what you have written.")
        .protects("Names two passes where one needs to think why the order matters.");
  }

  private static Probe<Stuffing> several() {
    return Probe.of(
            "several frames",
            "three messages in one stream",
            List.of(Way.DECODE.on("6869c0dbdcc0627965c0")))
        .rule(Rule.task("decode returns the messages of all frames, in order"))
        .hints(
            "How many messages does your code return, and what does each begin with?",
            "After each c0, begin with an empty message, and go on.")
        .protects("Names who stops after one frame, before frames are empty or broken.");
  }

  private static Probe<Stuffing> endFirst() {
    return Probe.of(
            "END first",
            "a sender may begin with END, to end what noise on the line has brought",
            List.of(Way.DECODE.on("c06869c0"), Way.DECODE.on("6869c0c0627965c0")))
        .rule(Rule.may("RFC 1055", "begin as well as end packets with END"))
        .hints(
            "What does your code make of the nothing between two ENDs?",
            "A frame without bytes is no message: skip it, and go on.")
        .protects("Names the END in front where nothing is broken.");
  }

  private static Probe<Stuffing> endsLast() {
    return Probe.of(
            "nothing but ENDs",
            "and a stream of nothing: there is no message",
            List.of(Way.DECODE.on("6869c0c0c0"), Way.DECODE.on("c0c0"), Way.DECODE.on(Bytes.EMPTY)))
        .rule(Rule.task("a frame without bytes is no message"))
        .hints(
            "What does your code return at the second END?", "if (message.size() > 0), it is one.")
        .protects("Tells who returns empty messages from who stops at one.");
  }

  private static Probe<Stuffing> unknownEscape() {
    var unknown = brokenBy(octet -> octet != StuffedStream.END);
    return Probe.of(
            "an unknown escape",
            "behind db stands neither dc nor dd",
            List.of(
                Way.DECODE.on("61db62c0").keeping(unknown),
                Way.DECODE.on("61dbdbdcc0").keeping(unknown)))
        .rule(Rule.task("ESC with anything else than ESC_END or ESC_ESC is an IOException"))
        .hints(
            "What does your code do with the byte behind db?",
            "A switch of three cases: dc, dd, and throw new IOException(…).")
        .protects("Names the escape that nobody sends, before an END is behind it.");
  }

  private static Probe<Stuffing> escBeforeEnd() {
    return Probe.of(
            "END behind an ESC",
            "db c0 is a broken escape, and neither the end of a frame nor a byte of it",
            List.of(
                Way.DECODE.on("61dbc062c0").keeping(brokenBy(octet -> octet == StuffedStream.END))))
        .rule(Rule.task("ESC with anything else than ESC_END or ESC_ESC is an IOException"))
        .hints(
            "Which of the two does your code look at first, the db or the c0?",
            "Whatever stands behind db belongs to the escape, also a c0: that is an IOException.")
        .protects("Names the frame that ends in the middle of an escape.");
  }

  private static Probe<Stuffing> endMissing() {
    return Probe.of(
            "the end inside a frame",
            "the last END hasn't come",
            List.of(Way.DECODE.on("68"), Way.DECODE.on("6869c06279")))
        .rule(Rule.task("a stream that ends inside a frame is an IOException"))
        .hints(
            "What does your code do with the bytes that are left after the last END?",
            "They may be half a message: throw new EOFException(…), which is an IOException.")
        .protects("Names the missing END where nothing is escaped.");
  }

  private static Probe<Stuffing> escLast() {
    return Probe.of(
            "the end behind an ESC",
            "db is the last byte of the stream",
            List.of(Way.DECODE.on("61db"), Way.DECODE.on("6869c0db")))
        .rule(Rule.task("a stream that ends inside a frame is an IOException"))
        .hints(
            "Where does your code take the byte behind the last one from?",
            "Ask whether there is one before you read it; if not, throw an IOException.")
        .protects("Names who reads behind the end, or forgets the ESC there.");
  }

  private static Probe<Stuffing> afterBroken() {
    return Probe.of(
            "a stream after a broken one",
            "the same object decodes another stream, and knows nothing of the first",
            Way.DECODE.inTurn("6869c061db62c0", "627965c0"))
        .rule(Rule.task("each call is about its own bytes"))
        .hints(
            "What of a broken stream is still there in the next call?",
            "Make the buffer inside of the method.")
        .protects("Names what is kept, before other probes fail for it.");
  }

  private static Probe<Stuffing> stays() {
    return Probe.of(
            "what was returned stays",
            "two calls; both answers are looked at afterwards",
            List.of(
                Way.ENCODE.inTurn("6f6e65", "74776f").getFirst(),
                Way.DECODE.inTurn("6f6e65c074776fc0", "736978c074656ec0").getFirst()))
        .rule(Rule.task("what was returned belongs to the caller"))
        .hints(
            "Is there an array or a list that two calls of your code share?",
            "Make the arrays and the list inside of the methods.");
  }

  private static Probe<Stuffing> parameterStays() {
    return Probe.of(
            "what it was given stays",
            "the caller's array is after the call as it was before",
            List.of(Way.ENCODE.on("61c0db62").guarded(), Way.DECODE.on("61dbdc62c0").guarded()))
        .rule(Rule.task("the caller's array isn't changed"))
        .hints(
            "Does your code write into the array that it was given?",
            "Write into an array, or a ByteArrayOutputStream, of your own.");
  }

  private static Probe<Stuffing> everyMessage() {
    return Probe.of(
            "every short message",
            "all 781 messages of up to 4 bytes out of 61, c0, db, dc, dd",
            List.of(new StuffEvery(Way.ENCODE, 4)))
        .rule(Rule.task("a message may hold any bytes"))
        .hints(
            "Take the shortest message that fails, and go through your loop with a pencil.",
            "Each byte of the message becomes one byte or two, whatever stands beside it.")
        .protects("Holds what nobody has thought of.");
  }

  private static Probe<Stuffing> everyStream() {
    return Probe.of(
            "every short stream",
            "all 3906 streams of up to 5 bytes out of 61, c0, db, dc, dd",
            List.of(new StuffEvery(Way.DECODE, 5)))
        .rule(Rule.task("a stream of whole frames, or an IOException"))
        .hints(
            "Take the shortest stream that fails, and go through your loop with a pencil.",
            "There are two states: behind an ESC, and not; say for each byte what it does.")
        .protects("Holds what nobody has thought of.");
  }

  private static Probe<Stuffing> thousands() {
    return large("5000 bytes", "more than a packet on a serial line had", new byte[5000])
        .rule(Rule.task("however long a message is"))
        .hints(
            "Is there a number in your code that 5000 goes over?",
            "Let the buffer grow with what is put into it: ByteArrayOutputStream does.")
        .protects("Tells a buffer that is too small from work that is too much.");
  }

  private static Probe<Stuffing> ends() {
    var ends = new byte[1 << 18];
    Arrays.fill(ends, (byte) StuffedStream.END);
    return large("256 KiB", "each byte of them an END", ends)
        .rule(Rule.task("64 MiB of memory and a second of computing are enough"))
        .hints(
            "How often does your code copy what it has already?",
            "A new array for each byte copies all before it: use a ByteArrayOutputStream.");
  }

  /** A message in its full size only, there and back. */
  private static Probe<Stuffing> large(String name, String about, byte[] octets) {
    var message = Bytes.copyOf(octets);
    return Probe.of(
        name,
        about,
        List.of(
            Way.ENCODE.on(message).keeping(_ -> false),
            Way.DECODE.on(StuffedStream.frame(message)).keeping(_ -> false)));
  }

  private static Predicate<Bytes> has(int octet) {
    return octets -> octets.indexOf(octet, 0) >= 0;
  }

  /** Whether what breaks a stream is an octet behind an ESC. */
  private static Predicate<Bytes> brokenBy(IntPredicate wanted) {
    return stream -> {
      int at = StuffedStream.of(stream).brokenAt();
      return at >= 0 && at < stream.size() && wanted.test(stream.at(at));
    };
  }
}
