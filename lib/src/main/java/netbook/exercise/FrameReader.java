package netbook.exercise;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import netbook.bytes.Bytes;
import netbook.exercise.Arrival.End;
import netbook.tap.Fault;
import netbook.tap.Script;
import org.jspecify.annotations.Nullable;

/**
 * Exercise 06.1: read frames off a stream. A frame is a length and then a message of so many
 * octets; the length takes four octets, is unsigned, and stands in network order.
 *
 * <p>If the stream ends inside of a frame, that is an {@link java.io.EOFException}; its message has
 * the number of octets that came of the length, of the message, or of both together. A length over
 * the limit is refused with an {@link IOException} of another class. Other exceptions of the stream
 * pass through, and after one the method isn't called again.
 */
@FunctionalInterface
public interface FrameReader {
  /**
   * Reads the next frame, and nothing of what follows it.
   *
   * @param sizeMax the most octets of a message; 0 or more
   * @return a new array with the message, which may be empty; null if the stream ends where a frame
   *     would begin
   * @throws java.io.EOFException if it ends inside of a frame
   */
  byte @Nullable [] readFrame(InputStream in, int sizeMax) throws IOException;

  /** The check of it. */
  static Exercise<FrameReader> exercise() {
    return Exercise.of(
        FrameReader.class,
        "06.1",
        "A reader of frames",
        "Your reader gives each message just as it was sent, wherever the network cuts it, and no"
            + " length that a stranger claims can make it wait, fail or fill the memory.",
        List.of(
            example(),
            two(),
            empty(),
            nothing(),
            cutLength(),
            cutMessage(),
            pieces(),
            pauses(),
            everyOctet(),
            unsigned(),
            large(),
            crumbs(),
            rest(),
            silence(),
            twins(),
            limit(),
            overTheLimit(),
            claim(),
            hugeClaim(),
            noLimit(),
            endInLength(),
            endAfterLength(),
            endInMessage(),
            howFar(),
            reset(),
            stops(),
            late()));
  }

  private static Probe<FrameReader> example() {
    return Probe.of("one frame", "a message of five bytes, and then the end", whole(1, "hello"))
        .rule(Rule.task("a frame is its length in four bytes, and then the message"))
        .hints(
            "Compare your answer with the expected one: has it the length in it?",
            "The first of the four bytes counts most: 00 00 00 05 is 5. And the end, where a"
                + " frame would begin, is null.")
        .protects("Shows that the report's first words are about the simplest case.");
  }

  private static Probe<FrameReader> two() {
    return Probe.of(
            "two frames at once", "both are there at the first read", whole(2, "hello", "bye"))
        .rule(Rule.must("RFC 9293 §2.2", "a stream has no borders between what was sent"))
        .hints(
            "How many bytes has your code taken out of the stream for the first frame?",
            "Read four bytes, then just as many as they say, and no more.")
        .protects("Names what is read too much, before a cut is in the way as well.");
  }

  private static Probe<FrameReader> empty() {
    var trials = new ArrayList<Trial<FrameReader>>();
    trials.addAll(whole(2, "hello", "", "bye"));
    trials.addAll(whole(2, "", ""));
    return Probe.of("an empty frame", "its length is 0, and its message has no byte", trials)
        .rule(Rule.task("an empty frame is an empty array, and not the end"))
        .hints(
            "What does your code make of the length 0?",
            "It is an array of no bytes, and there is nothing to read for it: return new byte[0].")
        .protects(
            "Names what an empty frame is taken for, before limits and silence are in the way.");
  }

  private static Probe<FrameReader> nothing() {
    return Probe.of(
            "no frame at all",
            "the stream ends before its first byte",
            FrameReads.whole(0).atOnce(Bytes.EMPTY))
        .rule(Rule.task("null if the stream ends where a frame would begin"))
        .hints(
            "What does your code do if the very first read says -1?",
            "No byte of a length has come, so nothing is missing: return null.")
        .protects("The end between frames, before there is a frame that may be read wrongly.");
  }

  private static Probe<FrameReader> cutLength() {
    var cuts = FrameReads.whole(2).everyCut(helloBye());
    var trials = new ArrayList<Trial<FrameReader>>();
    trials.addAll(cuts.subList(0, 3));
    trials.addAll(cuts.subList(9, 12));
    return Probe.of(
            "a cut inside a length", "the four bytes of a length come in two pieces", trials)
        .rule(Rule.must("RFC 9293 §2.2", "a stream has no borders between what was sent"))
        .hints(
            "How often does your code read for the length?",
            "Four bytes are as many as any others: read on while one is missing.")
        .protects(
            "The simplest cut of a length, so that one read is told about it in the fewest steps.");
  }

  private static Probe<FrameReader> cutMessage() {
    var cuts = FrameReads.whole(2).everyCut(helloBye());
    var trials = new ArrayList<Trial<FrameReader>>();
    trials.addAll(cuts.subList(3, 9));
    trials.addAll(cuts.subList(12, cuts.size()));
    return Probe.of(
            "a cut at a message", "a message comes after its length, or in two pieces", trials)
        .rule(Rule.must("RFC 9293 §2.2", "a stream has no borders between what was sent"))
        .hints(
            "What does your code do when read has given fewer bytes than the length says?",
            "Read on, behind what is there: in.read(message, got, length - got).")
        .protects("The simplest cut of a message, in the fewest steps.");
  }

  private static Probe<FrameReader> pieces() {
    var trials = new ArrayList<Trial<FrameReader>>();
    for (int size = 1; size < helloBye().size(); size++) {
      trials.addAll(
          FrameReads.whole(2)
              .of(new Arrival(helloBye(), End.FIN, Script.of(Fault.sliceEvery(size)))));
    }
    return Probe.of("pieces of every size", "pieces of one byte, of two, and so on", trials)
        .rule(Rule.must("RFC 9293 §2.2", "a stream has no borders between what was sent"))
        .hints(
            "How often does your code read at most?",
            "There is no number of reads that is enough: go on while bytes are missing.")
        .protects(
            "Names a number of reads that is too small, before there are thousands of pieces.");
  }

  private static Probe<FrameReader> pauses() {
    return Probe.of(
            "a pause at every place",
            "two seconds pass: inside of a length, inside of a message, between two frames",
            FrameReads.whole(2).everyPause(helloBye()))
        .rule(Rule.must("RFC 9293 §2.2", "a stream says nothing about time"))
        .hints(
            "What makes your code believe that nothing more will come?",
            "available() tells what is here already; only read tells that the stream has ended.")
        .protects("Who takes a pause for the end is told about the pause, not about a reset.");
  }

  private static Probe<FrameReader> everyOctet() {
    var octets = Bytes.of(IntStream.range(0, 256).toArray());
    return Probe.of(
            "every byte there is",
            "00 to ff, and line ends, which end nothing here",
            FrameReads.whole(1).atOnce(FrameReads.frames(octets, Bytes.utf8("bye\r\n\r\n"))))
        .rule(Rule.task("a message may have any bytes"))
        .hints(
            "At which byte does your message go wrong, or end?",
            "Let the bytes be bytes: a String or a Reader makes characters of them.");
  }

  private static Probe<FrameReader> unsigned() {
    var trials = new ArrayList<Trial<FrameReader>>();
    for (int size : List.of(127, 128, 255, 256, 32_767, 32_768)) {
      trials.addAll(whole(1, "x".repeat(size)));
    }
    return Probe.of(
            "a length with a byte over 7f", "128 is 00 00 00 80, and 32 768 is 00 00 80 00", trials)
        .rule(Rule.task("the length is unsigned"))
        .hints(
            "Which number does your code make of the byte 80? In Java a byte goes from -128.",
            "Take & 0xff of each byte before you shift it, or use read(), which gives an int.");
  }

  private static Probe<FrameReader> large() {
    var message = "0123456789abcdef".repeat(8192);
    return Probe.of(
            "a large frame",
            "128 KiB: more than any buffer that you would think of, or than two bytes can count",
            whole(2, message, "bye"))
        .rule(Rule.task("a message may have as many bytes as sizeMax says"))
        .hints(
            "Is there a number in your code that 128 KiB go over?",
            "The array of the message is the only buffer that you need.")
        .protects("Names a buffer that is too small, before there are thousands of pieces.");
  }

  private static Probe<FrameReader> crumbs() {
    var octets = FrameReads.frames("0123456789abcdef".repeat(8192));
    return Probe.of(
            "many small pieces",
            "128 KiB come 64 bytes at a time",
            FrameReads.whole(1).of(new Arrival(octets, End.FIN, Script.of(Fault.sliceEvery(64)))))
        .rule(Rule.task("a call takes memory in proportion to its frame"))
        .hints(
            "What does your code do again for each piece, with all that it has already?",
            "Don't copy what is there: read behind it, into an array or a"
                + " ByteArrayOutputStream that has room.");
  }

  private static Probe<FrameReader> rest() {
    return Probe.of(
            "what follows",
            "one call; then somebody else reads on",
            FrameReads.first().atOnce(helloBye()))
        .rule(Rule.task("what follows a frame stays in the stream, which stays open"))
        .hints(
            "How many bytes has your code taken out of the stream, all in all?",
            "A BufferedInputStream of your own takes what it can get, and keeps it.");
  }

  private static Probe<FrameReader> silence() {
    var trials = new ArrayList<Trial<FrameReader>>();
    for (var message : List.of("hello", "")) {
      trials.addAll(
          FrameReads.whole(1)
              .of(new Arrival(FrameReads.frames(message), End.SILENCE, Script.NOTHING)));
    }
    return Probe.of(
            "no end in sight",
            "a frame has come, and the sender stays and waits for an answer",
            trials)
        .rule(Rule.task("nothing is awaited beyond the last byte of the frame"))
        .hints(
            "What does your code still wait for, when it has a whole frame?",
            "Return it at once: whether another one comes, or the end, is for the next call to"
                + " see.")
        .protects("A server that waits for the answer is the usual case, and here it is alone.");
  }

  private static Probe<FrameReader> twins() {
    return Probe.of(
            "two frames of one size",
            "both answers are looked at afterwards",
            whole(2, "four", "more"))
        .rule(Rule.task("the answer is a new array"))
        .hints("What do two calls of your code share?", "Make the array inside of the method.");
  }

  private static Probe<FrameReader> limit() {
    var trials = new ArrayList<Trial<FrameReader>>();
    trials.addAll(FrameReads.whole(2, 5).atOnce(helloBye()));
    trials.addAll(FrameReads.whole(1, 0).atOnce(FrameReads.frames("")));
    return Probe.of(
            "exactly the limit", "sizeMax is 5, and so is the length; or both are 0", trials)
        .rule(Rule.task("the most bytes of a message are sizeMax"))
        .hints(
            "Is a message of just sizeMax bytes too long?",
            "It is allowed, and the four bytes of the length don't count.");
  }

  private static Probe<FrameReader> overTheLimit() {
    var trials = new ArrayList<Trial<FrameReader>>();
    trials.addAll(FrameReads.refused(4).atOnce(FrameReads.frames("hello")));
    trials.addAll(FrameReads.refused(4).atOnce(FrameReads.frames("bye", "hello", "you")));
    trials.addAll(FrameReads.refused(0).atOnce(FrameReads.frames("x")));
    return Probe.of("one byte over the limit", "sizeMax is 4, and the length is 5", trials)
        .rule(Rule.task("a length over sizeMax is refused with an IOException"))
        .hints(
            "Where does your code compare the length with sizeMax?",
            "if (length > sizeMax) throw new ProtocolException(…)")
        .protects("A frame that is there and a little too long, before lengths are absurd.");
  }

  private static Probe<FrameReader> claim() {
    var trials = new ArrayList<Trial<FrameReader>>();
    for (long length : List.of(FrameReads.SIZE_MAX + 1L, 96L << 20, 0x7fff_ffffL)) {
      trials.addAll(claims(length, FrameReads.SIZE_MAX, End.SILENCE));
    }
    return Probe.of(
            "a length that nobody keeps",
            "it claims more than sizeMax, and then nothing comes",
            trials)
        .rule(Rule.task("it is refused before any byte of the message is awaited, or has room"))
        .hints(
            "What does your code do between reading the length and refusing it?",
            "Compare first. Only then make the array, and only then read.");
  }

  private static Probe<FrameReader> hugeClaim() {
    var trials = new ArrayList<Trial<FrameReader>>();
    for (long length : List.of(0xffff_ffffL, 0x8000_0000L, 0xffff_fffbL)) {
      trials.addAll(claims(length, FrameReads.SIZE_MAX, End.SILENCE));
      trials.addAll(claims(length, FrameReads.SIZE_MAX, End.FIN));
      trials.addAll(claims(length, Integer.MAX_VALUE, End.SILENCE));
    }
    return Probe.of("a length of 2^31 and more", "four bytes can say more than an int can", trials)
        .rule(Rule.task("the length is unsigned, and refused when it is over sizeMax"))
        .hints(
            "What is ff ff ff ff in an int? Is that over your limit?",
            "Keep the length in a long, or use Integer.toUnsignedLong; or refuse lengths below 0"
                + " as well.");
  }

  private static Probe<FrameReader> noLimit() {
    var trials = new ArrayList<Trial<FrameReader>>();
    trials.addAll(FrameReads.whole(2, 128 << 20).atOnce(helloBye()));
    trials.addAll(FrameReads.whole(2, Integer.MAX_VALUE).atOnce(helloBye()));
    return Probe.of(
            "hardly any limit",
            "sizeMax is 128 MiB, or the greatest int; the frames are small",
            trials)
        .rule(Rule.task("sizeMax is a limit; a call takes memory for its frame, not for that"))
        .hints(
            "What do you make of sizeMax, besides comparing it with the length?",
            "Make the array as big as the length says, and add nothing to sizeMax.");
  }

  private static Probe<FrameReader> endInLength() {
    var trials = new ArrayList<Trial<FrameReader>>();
    var early = FrameReads.cut().everyEarlyEnd(helloBye());
    trials.addAll(early.subList(1, 4));
    trials.addAll(early.subList(10, 13));
    trials.addAll(FrameReads.cut().atOnce(Bytes.ofHex("ffffff")));
    return Probe.of(
            "the end inside a length", "one, two or three bytes of a length, and no more", trials)
        .rule(Rule.task("if the stream ends inside of a frame, that is an EOFException"))
        .hints(
            "How does your code tell the end of the stream from the end inside of a length?",
            "null only if -1 comes in the place of a length's first byte.");
  }

  private static Probe<FrameReader> endAfterLength() {
    var trials = new ArrayList<Trial<FrameReader>>();
    var early = FrameReads.cut().everyEarlyEnd(helloBye());
    trials.add(early.get(4));
    trials.add(early.get(13));
    return Probe.of("the end after a length", "it says five, and none come", trials)
        .rule(Rule.task("if the stream ends inside of a frame, that is an EOFException"))
        .hints(
            "What does your code make of -1, when it has nothing of the message yet?",
            "The length has promised five bytes: that none came is an error as well.")
        .protects("Tells a message of which nothing came from one that is cut, which some allow.");
  }

  private static Probe<FrameReader> endInMessage() {
    var trials = new ArrayList<Trial<FrameReader>>();
    var early = FrameReads.cut().everyEarlyEnd(helloBye());
    trials.addAll(early.subList(5, 9));
    trials.addAll(early.subList(14, early.size()));
    // The length is within the limit, so that there may be an array for all of it.
    trials.addAll(
        FrameReads.cut(10 << 20).atOnce(FrameReads.length(8 << 20).plus(Bytes.utf8("hello"))));
    return Probe.of(
            "the end inside a message",
            "the length says five, or eight million; fewer come",
            trials)
        .rule(Rule.task("if the stream ends inside of a frame, that is an EOFException"))
        .hints(
            "What does your code do when read gives -1, and bytes of the message are missing?",
            "throw new EOFException(…): whoever gets a short message without a word takes it for"
                + " whole.");
  }

  private static Probe<FrameReader> howFar() {
    var early = FrameReads.saying().everyEarlyEnd(helloBye());
    var trials = new ArrayList<Trial<FrameReader>>();
    trials.addAll(early.subList(1, 9));
    trials.addAll(early.subList(10, early.size()));
    return Probe.of("how far it came", "whoever reads the log wants to know", trials)
        .rule(
            Rule.task(
                "the message has the number of bytes that came: of the length, of the message,"
                    + " or of both together"))
        .hints(
            "What does getMessage() of your exception say?",
            "new EOFException(got + \" of \" + length + \" bytes of the message came\"), and the"
                + " same for the length.");
  }

  private static Probe<FrameReader> reset() {
    return Probe.of(
            "a reset",
            "the sender aborts, after no byte, after one, and so on",
            FrameReads.any().everyReset(helloBye()))
        .rule(Rule.task("other exceptions of the stream pass through"))
        .hints(
            "Who catches the exception of read?",
            "Nobody has to: the method says throws IOException.");
  }

  private static Probe<FrameReader> stops() {
    var trials = new ArrayList<Trial<FrameReader>>();
    for (int came : List.of(0, 2, 4, 7, 9, 11, 14)) {
      trials.addAll(
          FrameReads.any().of(new Arrival(helloBye().slice(0, came), End.SILENCE, Script.NOTHING)));
    }
    return Probe.of(
            "a sender that stops",
            "no more comes, and then a read takes too long: SocketTimeoutException",
            trials)
        .rule(Rule.task("other exceptions of the stream pass through"))
        .hints(
            "What does your code make of a SocketTimeoutException?",
            "It isn't the end of the stream: let it pass.")
        .protects("Who takes a timeout for the end is told so where nothing follows any more.");
  }

  private static Probe<FrameReader> late() {
    var trials = new ArrayList<Trial<FrameReader>>();
    for (int came : List.of(7, 2, 9)) {
      trials.addAll(
          FrameReads.whole(2)
              .of(new Arrival(helloBye(), End.FIN, Script.of(MessageReads.late(came)))));
    }
    return Probe.of(
            "a sender that is late",
            "a read takes too long: SocketTimeoutException; a minute later all of it would come",
            trials)
        .rule(Rule.task("other exceptions of the stream pass through"))
        .hints(
            "How often does your code read on, after a read has taken too long?",
            "Whether to wait longer is for the caller to decide: let the exception pass.");
  }

  /** A length, and nothing behind it. */
  private static List<Trial<FrameReader>> claims(long length, int sizeMax, End end) {
    return FrameReads.refused(sizeMax)
        .of(new Arrival(FrameReads.length(length), end, Script.NOTHING));
  }

  private static List<Trial<FrameReader>> whole(int framesMin, String... messages) {
    return FrameReads.whole(framesMin).atOnce(FrameReads.frames(messages));
  }

  /** Two frames, in 16 octets: the second one begins with the tenth. */
  private static Bytes helloBye() {
    return FrameReads.frames("hello", "bye");
  }
}
