package netbook.exercise;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import netbook.bytes.Bytes;
import netbook.exercise.FrameTrial.Carrier;

/**
 * Exercise 06.3: an incremental parser of frames. It reads nothing itself: whoever has octets feeds
 * them to it, in whatever pieces they came, and gets the messages that are complete now.
 *
 * <p>A frame is a length in two octets, unsigned and in network byte order, and then as many octets
 * of message; none is a message too. DNS frames its messages so on TCP (RFC 1035 §4.2.2).
 */
@FunctionalInterface
public interface FrameParser {
  /**
   * Begins with a stream.
   *
   * @param sizeMax the most octets of a message, 0 to 65535
   * @return an object for this stream only
   */
  Parsing start(int sizeMax);

  /** The parsing of one stream. */
  interface Parsing {
    /**
     * Takes the next octets of the stream.
     *
     * @param octets all that remains in the buffer is taken; what is in it later is the caller's
     *     affair
     * @return the messages that have become complete, in order; none, one, or several
     * @throws IOException if a length is over the limit, as soon as it is known; if this feed has
     *     messages to return first, then from the next call
     */
    List<byte[]> feed(ByteBuffer octets) throws IOException;

    /**
     * Says that the stream has ended.
     *
     * @throws java.io.EOFException if it ended inside a frame
     * @throws IOException if a length was over the limit, and no feed has said so yet
     */
    void end() throws IOException;
  }

  /** The check of it. */
  static Exercise<FrameParser> exercise() {
    return Exercise.of(
            FrameParser.class,
            "06.3",
            "An incremental parser",
            "Your parser finds its messages in all 2048 ways to cut a stream of 12 bytes, and does"
                + " no work twice.",
            List.of(
                example(),
                several(),
                emptyFirst(),
                emptyLast(),
                cutInMessage(),
                cutInLength(),
                byteByByte(),
                everyCut(),
                nothingFed(),
                everyOctet(),
                low128(),
                high128(),
                inTurns(),
                reused(),
                middle(),
                slice(),
                direct(),
                readOnly(),
                littleEndian(),
                looksBack(),
                justTheLimit(),
                longFeed(),
                oneTooMany(),
                hostile(),
                messagesFirst(),
                refusedByEnd(),
                noFrame(),
                endInLength(),
                endAfterLength(),
                endInMessage(),
                dribble(),
                million()))
        .limits(new Limits(Duration.ofSeconds(30), Duration.ofSeconds(3), 512 << 20, 64 << 10));
  }

  private static Probe<FrameParser> example() {
    return Probe.of("one frame", "one feed has all of it", FrameTrial.whole(hello(), 1000).list())
        .rule(Rule.task("feed takes all that remains in the buffer, and returns the messages"))
        .hints(
            "Is it the message that differs, or the buffer's position when feed returns?",
            "The first byte counts 256 each: (first & 0xff) << 8 | second & 0xff.")
        .protects("Shows that the report's first words are about the simplest case.");
  }

  private static Probe<FrameParser> several() {
    return Probe.of(
            "several frames in one feed",
            "a read may bring more than one message",
            FrameTrial.whole(frames("hi", "dear", "all"), 1000).list())
        .rule(Rule.task("feed returns all messages that are complete now"))
        .hints(
            "What does your code do with the bytes after the first frame?",
            "A loop: while there are bytes, they belong to this frame or to the next one.")
        .protects("What follows a frame is lost here, where nothing is empty and nothing cut.");
  }

  private static Probe<FrameParser> emptyFirst() {
    return Probe.of(
            "an empty frame first",
            "a message of no bytes, and one after it",
            FrameTrial.whole(frames("", "bye"), 1000).list())
        .rule(Rule.task("a message may be empty"))
        .hints(
            "What becomes of a frame whose length is 0?",
            "It is a message like the others: new byte[0].")
        .protects("Names the empty frame before all cuts have one.");
  }

  private static Probe<FrameParser> emptyLast() {
    return Probe.of(
            "an empty frame last",
            "nothing comes after its length, and it is complete",
            FrameTrial.whole(frames("hi", ""), 1000).list())
        .rule(Rule.task("feed returns all messages that are complete now"))
        .hints(
            "After a length, when do you look whether the message is complete?",
            "At once, also if no byte remains: with length 0 nothing more is to come.")
        .protects("Names what has to be returned at once before all cuts have it.");
  }

  private static Probe<FrameParser> cutInMessage() {
    return Probe.of(
            "a cut in the message",
            "a length and some of the message, and then the rest",
            FrameTrial.cuts(hello(), 1000, 2, 7))
        .rule(Rule.must("RFC 9293 §2.2", "a stream has no borders between what was sent"))
        .hints(
            "Where do the bytes stay that came before the message is complete?",
            "In fields of the object that start returns: what has come, and how much is missing.")
        .protects("The simplest cut, so that one feed for one frame is told in the fewest steps.");
  }

  private static Probe<FrameParser> cutInLength() {
    return Probe.of(
            "a cut in the length",
            "its first byte comes alone",
            FrameTrial.cuts(hello(), 1000, 1, 2))
        .rule(Rule.must("RFC 9293 §2.2", "a stream has no borders between what was sent"))
        .hints(
            "What does your code do with one byte of a length?",
            "Keep it as well: count the bytes of the length, or put all into one buffer first.")
        .protects("Names the one place where a cut is forgotten most easily.");
  }

  private static Probe<FrameParser> byteByByte() {
    return Probe.of(
            "byte by byte",
            "each feed brings one byte",
            FrameTrial.oneByOne(frames("hi", "dear", "all"), 1000).list())
        .rule(Rule.must("RFC 9293 §2.2", "a stream has no borders between what was sent"))
        .hints(
            "How many feeds may a frame take?",
            "Any number: after each one, keep what is there for the next.")
        .protects("Names cuts that are many before an empty frame stands between them.");
  }

  private static Probe<FrameParser> everyCut() {
    return Probe.of(
            "all 2048 ways to cut 12 bytes",
            "three frames, the second one empty",
            List.of(new FrameCuts(frames("hi", "", "bye!"), 1000)))
        .rule(Rule.must("RFC 9293 §2.2", "a stream has no borders between what was sent"))
        .hints(
            "Play the shortest transcript with a pencil: what is kept after each feed?",
            "Say for each byte what it is: first of a length, second of one, or of a message.");
  }

  private static Probe<FrameParser> nothingFed() {
    var sizes = List.of(0, 1, 0, 1, 0, 3, 0, 2, 0);
    return Probe.of(
            "a feed of nothing",
            "a buffer in which nothing remains, between any two pieces",
            List.of(
                FrameTrial.whole(hello(), 1000).cut(sizes),
                FrameTrial.of(frames("", ""), 1000, 0, 4, 0)))
        .rule(Rule.task("a feed may bring nothing"))
        .hints(
            "What does your code do before it asks whether a byte remains?",
            "while (octets.hasRemaining()) { … }: of an empty buffer, its body never runs.");
  }

  private static Probe<FrameParser> everyOctet() {
    var message = Bytes.of(IntStream.range(0, 256).toArray());
    return Probe.of(
            "every byte there is",
            "a message of 00 to ff",
            FrameTrial.whole(frame(message), 1000).list())
        .rule(Rule.task("a message may hold any bytes"))
        .hints(
            "At which byte does your message go wrong?",
            "A message is bytes: make no text of it, and look for nothing in it.");
  }

  private static Probe<FrameParser> low128() {
    return Probe.of(
            "a length of 200",
            "00 c8: the second byte is negative in Java",
            FrameTrial.whole(frame(Bytes.utf8("x".repeat(200))), 1000).list())
        .rule(Rule.task("the length is unsigned"))
        .hints(
            "What number does your code make of 00 c8?",
            "Mask each byte before you put them together: octets.get() & 0xff.")
        .protects("Names the sign of the second byte where nothing else is large.");
  }

  private static Probe<FrameParser> high128() {
    return Probe.of(
            "a length of 40000",
            "9c 40: the first byte is negative in Java",
            FrameTrial.whole(frame(Bytes.utf8("x".repeat(40_000))), 0xffff).list())
        .rule(Rule.task("the length is unsigned"))
        .hints(
            "What number does your code make of 9c 40, and has it room for so many bytes?",
            "A short is signed as well: octets.getShort() & 0xffff.")
        .protects(
            "Names the sign of the first byte, or a buffer too small, where nothing is refused.");
  }

  private static Probe<FrameParser> inTurns() {
    var one = FrameTrial.oneByOne(frames("hello"), 1000);
    var other = FrameTrial.of(frames("dear", "all"), 1000, 3, 5, 3);
    return Probe.of(
            "two streams in turns",
            "start is called twice, and each object gets its own stream",
            List.of(new FrameTurns(one, other)))
        .rule(Rule.task("start gives an object for one stream"))
        .hints(
            "What do two of your parsers share?",
            "start returns a new object, and all that is kept is in fields of that object.");
  }

  private static Probe<FrameParser> reused() {
    return Probe.of(
            "the same buffer again",
            "the caller fills one buffer for each feed, as it does for each read",
            carried(Carrier.REUSED))
        .rule(Rule.task("the buffer is the caller's again when feed returns"))
        .hints(
            "Which bytes are in the buffer that you have kept, when the next feed comes?",
            "Copy what you keep: octets.get(array, at, count). A duplicate or a slice is no copy.")
        .protects("Names a buffer that is kept before a million feeds overwrite it.");
  }

  private static Probe<FrameParser> middle() {
    return Probe.of(
            "the middle of a buffer",
            "3 other bytes stand before the position, and 4 after the limit",
            carried(Carrier.MIDDLE))
        .rule(Rule.task("what remains in the buffer is taken: from position to limit"))
        .hints(
            "Where in the buffer does your code begin, and where does it end?",
            "octets.get() and octets.remaining() know; rewind and array().length don't.");
  }

  private static Probe<FrameParser> slice() {
    return Probe.of(
            "a slice",
            "its position is 0, but its array has 3 other bytes before",
            carried(Carrier.SLICE))
        .rule(Rule.task("any ByteBuffer will do"))
        .hints(
            "Where in array() is the buffer's byte 0?",
            "At arrayOffset(). Best ask the buffer itself: octets.get().");
  }

  private static Probe<FrameParser> direct() {
    return Probe.of(
            "a direct buffer", "its memory isn't an array of Java's", carried(Carrier.DIRECT))
        .rule(Rule.task("any ByteBuffer will do"))
        .hints(
            "Which methods does your code call that only some buffers have?",
            "array() is one: octets.get(array, at, count) does for every buffer.")
        .protects("Direct buffers are what channels like best; a read-only one has no array too.");
  }

  private static Probe<FrameParser> readOnly() {
    return Probe.of("a read-only buffer", "its bytes may be read only", carried(Carrier.READ_ONLY))
        .rule(Rule.task("any ByteBuffer will do"))
        .hints(
            "Which methods does your code call that only some buffers have?",
            "array(), put and compact: get does for every buffer.");
  }

  private static Probe<FrameParser> littleEndian() {
    return Probe.of(
            "a little-endian buffer",
            "the caller has set order(LITTLE_ENDIAN)",
            carried(Carrier.LITTLE_ENDIAN))
        .rule(Rule.task("the length is in network byte order, whatever the buffer is set to"))
        .hints(
            "Who decides what octets.getShort() makes of two bytes?",
            "The buffer's order does: put two get() together, or duplicate() the buffer, whose"
                + " order is big-endian again.");
  }

  private static Probe<FrameParser> looksBack() {
    var words = frames("one", "two", "six", "ten");
    return Probe.of(
            "what was returned stays",
            "the caller has kept all lists and arrays, and looks at them in the end",
            List.of(
                FrameTrial.whole(words, 1000).cut(List.of(5, 5, 5, 5)).lookingBack(),
                FrameTrial.whole(words, 1000).cut(List.of(7, 8, 5)).lookingBack()))
        .rule(Rule.task("what was returned belongs to the caller, the list and the arrays"))
        .hints(
            "Is there a list or an array that your code returns, and writes into later?",
            "Make a new array for each message, and a new list for each feed.");
  }

  private static Probe<FrameParser> justTheLimit() {
    return Probe.of(
            "just the limit",
            "a message of sizeMax bytes is allowed; so is an empty one where sizeMax is 0",
            List.of(
                FrameTrial.whole(hello(), 5),
                FrameTrial.oneByOne(hello(), 5),
                FrameTrial.of(frames("", ""), 0, 2, 2)))
        .rule(Rule.task("a length over sizeMax is refused, and no other"))
        .hints("Which is the largest length that you let pass?", "if (length > sizeMax), not >=.");
  }

  private static Probe<FrameParser> longFeed() {
    return Probe.of(
            "more in a feed than in a message",
            "the limit is 6 bytes, and a feed has three messages of 5",
            List.of(FrameTrial.whole(frames("hello", "world", "again"), 6)))
        .rule(Rule.task("sizeMax is about messages, and a feed may bring any number of bytes"))
        .hints(
            "What has sizeMax octets of room in your code?",
            "Take a message's bytes out of the feed before you look at the next frame.")
        .protects("Names a buffer too small where no message is too long.");
  }

  private static Probe<FrameParser> oneTooMany() {
    return Probe.of(
            "one byte too many",
            "a message of sizeMax + 1 bytes, all of it in one feed",
            List.of(FrameTrial.whole(hello(), 4), FrameTrial.whole(frames("x"), 0)))
        .rule(Rule.task("a length over sizeMax is refused with an IOException"))
        .hints(
            "Which length does your code refuse, and how?",
            "if (length > sizeMax) throw new IOException(…);")
        .protects("A small excess, all there: who looks late or not at all is told the least.");
  }

  private static Probe<FrameParser> hostile() {
    return Probe.of(
            "a length of ffff",
            "the limit is 1000, and nothing of the message has come yet",
            List.of(
                FrameTrial.whole(Bytes.ofHex("ffff"), 1000),
                FrameTrial.of(Bytes.ofHex("ffff"), 1000, 1, 1)))
        .rule(Rule.task("it is refused as soon as the length is known"))
        .hints(
            "What does your code wait for, before it looks at the length?",
            "Compare as soon as the length's second byte is there.");
  }

  private static Probe<FrameParser> messagesFirst() {
    var stream = frames("hi", "", "hello!");
    return Probe.of(
            "messages before a refused one",
            "they are returned, and the next feed throws, even if it brings nothing",
            List.of(
                FrameTrial.whole(stream, 5).cut(List.of(14, 0)),
                FrameTrial.whole(stream, 5).cut(List.of(8, 6)),
                FrameTrial.whole(stream, 5).cut(List.of(3, 5, 6))))
        .rule(Rule.task("where a feed has messages to return, the next call throws"))
        .hints(
            "What becomes of the messages in your list, when the exception is thrown?",
            "Remember that you refuse, return the list, and throw at the start of the next call.");
  }

  private static Probe<FrameParser> refusedByEnd() {
    return Probe.of(
            "the end after a refused one",
            "the feed has a message to return, and the next call is end",
            List.of(
                FrameTrial.whole(frames("hi", "hello!"), 5),
                FrameTrial.whole(frames("hi").plus(Bytes.ofHex("ffff")), 5)))
        .rule(Rule.task("where a feed has messages to return, the next call throws"))
        .hints(
            "Who is told of the refused length, if no feed comes after it?",
            "end has to throw as well: an IOException, or an EOFException, which is one.");
  }

  private static Probe<FrameParser> noFrame() {
    return Probe.of(
            "the end at once",
            "a stream without any frame is in good order",
            FrameTrial.of(Bytes.EMPTY, 1000).list())
        .rule(Rule.task("between two frames a stream may end"))
        .hints(
            "What does end say when nothing has come?",
            "It is an error only if a frame has begun.");
  }

  private static Probe<FrameParser> endInLength() {
    return Probe.of(
            "the end inside a length",
            "one byte of it has come",
            List.of(
                FrameTrial.whole(hello().slice(0, 1), 1000),
                FrameTrial.whole(frames("hi").plus(Bytes.of(0)), 1000)))
        .rule(Rule.task("an end inside a frame is an EOFException"))
        .hints(
            "Does your code know whether a frame has begun, before its length is complete?",
            "One byte of a length is the start of a frame as well.");
  }

  private static Probe<FrameParser> endAfterLength() {
    return Probe.of(
            "the end after a length",
            "a message is announced, and none of it comes",
            List.of(
                FrameTrial.whole(hello().slice(0, 2), 1000),
                FrameTrial.of(hello().slice(0, 2), 1000, 1, 1)))
        .rule(Rule.task("an end inside a frame is an EOFException"))
        .hints(
            "What does your code have, when it has a length and nothing else?",
            "A frame that has begun: ask what is missing, and not what is there.");
  }

  private static Probe<FrameParser> endInMessage() {
    var trials = new ArrayList<Trial<FrameParser>>();
    for (int at = 3; at < 7; at++) {
      trials.add(FrameTrial.whole(hello().slice(0, at), 1000));
    }
    return Probe.of("the end inside a message", "a part of it has come, and no more comes", trials)
        .rule(Rule.task("an end inside a frame is an EOFException"))
        .hints(
            "What does end do with what is still incomplete?",
            "throw new EOFException(…): whoever gets nothing takes it for all.")
        .protects("Tells who forgets all ends from who forgets one.");
  }

  private static Probe<FrameParser> dribble() {
    return Probe.of(
            "a megabyte, byte by byte",
            "messages of 65000 bytes: what is done twice for each byte is done very often",
            new FrameBulk(Bytes.utf8("hello".repeat(13_000)), 16, 1).list())
        .rule(Rule.task("3 s of computing and 512 MiB of memory are enough"))
        .hints(
            "What does your code do in each feed with all the bytes that it has already?",
            "Make the message's array once its length is known, and put each byte into its place.");
  }

  private static Probe<FrameParser> million() {
    return Probe.of(
            "a million frames in one feed",
            "3 MB: what is done for each frame with all that follows is done very often",
            new FrameBulk(Bytes.utf8("x"), 1_000_000, 3_000_000).list())
        .rule(Rule.task("3 s of computing and 512 MiB of memory are enough"))
        .hints(
            "What does your code do, after each message, with all the bytes behind it?",
            "Leave them where they are, and remember the place: the buffer has a position.");
  }

  private static Bytes hello() {
    return frames("hello");
  }

  private static List<Trial<FrameParser>> carried(Carrier carrier) {
    var words = FrameTrial.whole(frames("hi", "dear"), 1000).in(carrier);
    return List.of(
        words, words.cut(List.of(4, 6)), words.cut(List.of(7, 3)), words.cut(List.of(1, 6, 3)));
  }

  /** A frame for each text, one behind the other. */
  private static Bytes frames(String... texts) {
    var stream = Bytes.EMPTY;
    for (var text : texts) {
      stream = stream.plus(frame(Bytes.utf8(text)));
    }
    return stream;
  }

  private static Bytes frame(Bytes message) {
    return Bytes.of(message.size() >> 8, message.size() & 0xff).plus(message);
  }
}
