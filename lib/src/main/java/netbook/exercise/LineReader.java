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
 * Exercise 06.2: read lines off a stream, none longer than a limit. A line ends with LF, or with CR
 * LF, as HTTP allows it (RFC 9112 §2.2); a CR before anything else is part of the line. A line is
 * its octets without its end, and only those count for the limit.
 *
 * <p>A line that the stream ends inside of is an {@link java.io.EOFException}: without its end
 * nobody knows whether it is whole. A line over the limit is refused with an {@link IOException} of
 * another class, as soon as it is certain. Other exceptions of the stream pass through, and after
 * one nobody reads on.
 */
@FunctionalInterface
public interface LineReader {
  /**
   * Begins with a stream.
   *
   * @param lengthMax the most octets of a line without its end; 0 or more
   * @return an object for this stream only; what it reads ahead, it keeps for its next line
   */
  Reading start(InputStream in, int lengthMax);

  /** The reading of one stream. */
  @FunctionalInterface
  interface Reading {
    /**
     * Reads the next line, and awaits nothing beyond its LF.
     *
     * @return a new array with the line without its end, which may be empty; null if the stream
     *     ends where a line would begin
     * @throws java.io.EOFException if it ends inside of a line
     */
    byte @Nullable [] readLine() throws IOException;
  }

  /** The check of it. */
  static Exercise<LineReader> exercise() {
    return Exercise.of(
        LineReader.class,
        "06.2",
        "A reader of lines, with a limit",
        "Your reader finds each line and its end, wherever the network cuts them, and no line can"
            + " be so long that it fills the memory.",
        List.of(
            example(),
            three(),
            either(),
            empty(),
            nothing(),
            everyCut(),
            pieces(),
            apart(),
            pauses(),
            loneCr(),
            twoCrs(),
            blanks(),
            zero(),
            everyOctet(),
            silence(),
            twins(),
            beside(),
            large(),
            crumbs(),
            many(),
            limit(),
            limitCr(),
            limitCut(),
            overTheLimit(),
            octets(),
            endless(),
            certain(),
            noLimit(),
            noEnd(),
            crAtTheEnd(),
            reset(),
            stops(),
            late()));
  }

  private static Probe<LineReader> example() {
    return Probe.of("one line", "five bytes, CR LF, and then the end", whole(1, "hello\r\n"))
        .rule(Rule.task("a line is its bytes without CR LF"))
        .hints(
            "Compare your answer with the expected one: has it CR or LF in it?",
            "The LF ends the line, and a CR right before it goes too. At the end comes null.")
        .protects("Shows that the report's first words are about the simplest case.");
  }

  private static Probe<LineReader> three() {
    return Probe.of(
            "three lines at once",
            "all are there at the first read",
            whole(3, "one\r\nfour\r\nfifth\r\n"))
        .rule(Rule.must("RFC 9293 §2.2", "a stream has no borders between what was sent"))
        .hints(
            "Where does your code keep what it has read beyond the first line?",
            "One buffer for the whole stream, in the object that start returns, not in readLine.")
        .protects("Names what gets lost behind a line, before a cut is in the way as well.");
  }

  private static Probe<LineReader> either() {
    return Probe.of(
            "an LF alone", "some lines end with CR LF, some with LF", whole(2, "one\nfour\r\n"))
        .rule(Rule.task("a line ends with LF or with CR LF"))
        .hints(
            "What does your code do with an LF that has no CR before it?",
            "Look for the LF; then see whether the byte before it is a CR.")
        .protects("Names the two ends, before a cut is in the way as well.");
  }

  private static Probe<LineReader> empty() {
    return Probe.of(
            "empty lines", "at the beginning, in a row, and last", whole(2, "\n\r\none\r\n\n\r\n"))
        .rule(Rule.task("an empty line is an empty array, and not the end"))
        .hints(
            "What does your code make of a line without a byte?",
            "It is an array of no bytes. Only the stream's end gives null.")
        .protects(
            "Names what an empty line is taken for, before limits and silence are in the way.");
  }

  private static Probe<LineReader> nothing() {
    return Probe.of(
            "no line at all",
            "the stream ends before its first byte",
            LineReads.whole(0).atOnce(Bytes.EMPTY))
        .rule(Rule.task("null if the stream ends where a line would begin"))
        .hints(
            "What does your code do if the very first read says -1?",
            "No byte of a line has come, so nothing is missing: return null.")
        .protects("The end between lines, before there is a line that may be read wrongly.");
  }

  private static Probe<LineReader> everyCut() {
    return Probe.of(
            "a cut at every place",
            "but for the one between CR and LF",
            LineReads.whole(2).everyCut(oneFour()).subList(0, 8))
        .rule(Rule.must("RFC 9293 §2.2", "a stream has no borders between what was sent"))
        .hints(
            "What does your code do when a read has given no LF?",
            "Keep what is there, and read on behind it.")
        .protects("The simplest cut, so that one read is told about it in the fewest steps.");
  }

  private static Probe<LineReader> pieces() {
    var octets = Bytes.utf8("one\nfour\nfifth\n");
    var trials = new ArrayList<Trial<LineReader>>();
    for (int size = 1; size < octets.size(); size++) {
      trials.addAll(
          LineReads.whole(2).of(new Arrival(octets, End.FIN, Script.of(Fault.sliceEvery(size)))));
    }
    return Probe.of("pieces of every size", "pieces of one byte, of two, and so on", trials)
        .rule(Rule.must("RFC 9293 §2.2", "a stream has no borders between what was sent"))
        .hints(
            "How often does your code read for a line at most?",
            "There is no number of reads that is enough: go on until an LF comes.")
        .protects(
            "Names a number of reads that is too small, before there are thousands of pieces.");
  }

  private static Probe<LineReader> apart() {
    var trials = new ArrayList<Trial<LineReader>>();
    trials.addAll(LineReads.whole(2).everyCut(oneFour()).subList(8, 9));
    trials.addAll(LineReads.whole(2).oneByOne(Bytes.utf8("one\r\nfour\r\n")));
    return Probe.of("CR and LF apart", "the CR comes in one read, the LF in the next one", trials)
        .rule(Rule.must("RFC 9293 §2.2", "a stream has no borders between what was sent"))
        .hints(
            "Where does your code look for the CR, when LF is the first byte of a read?",
            "It is the last byte of what you have kept of the line.")
        .protects("The cut between the two alone, before it also stands at a limit.");
  }

  private static Probe<LineReader> pauses() {
    return Probe.of(
            "a pause at every place",
            "two seconds pass: inside of a line, or between two",
            LineReads.whole(2).everyPause(oneFour()).subList(0, 8))
        .rule(Rule.must("RFC 9293 §2.2", "a stream says nothing about time"))
        .hints(
            "What makes your code believe that nothing more will come?",
            "available() tells what is here already; only read tells that the stream has ended.")
        .protects("Who takes a pause for the end is told about the pause, not about a reset.");
  }

  private static Probe<LineReader> loneCr() {
    return Probe.of(
            "a CR inside a line", "another byte than LF follows it", whole(2, "a\rb\r\n\rc\n"))
        .rule(Rule.task("a CR before anything else than LF is part of the line"))
        .hints(
            "What does your code do with a CR, before it knows what follows?",
            "Only the LF ends a line. A CR counts as part of its end right before it, and nowhere"
                + " else.")
        .protects("Names the CR, before it comes twice.");
  }

  private static Probe<LineReader> twoCrs() {
    return Probe.of("CR CR LF", "the first CR is part of the line", whole(1, "a\r\r\n"))
        .rule(Rule.task("a line ends with LF or with CR LF"))
        .hints(
            "How many CRs does your code take away?", "One at most: the one right before the LF.")
        .protects("Names the CRs, before they stand at a limit.");
  }

  private static Probe<LineReader> blanks() {
    return Probe.of(
            "blanks at both ends",
            "blanks and tabs are bytes as well",
            whole(2, " \tone \t\r\n \n"))
        .rule(Rule.task("a line is its bytes without its end"))
        .hints(
            "What does your code take away besides the line's end?",
            "trim() and strip() take away what belongs to the line.");
  }

  private static Probe<LineReader> zero() {
    return Probe.of(
            "a byte 00", "it ends a string in C, and nothing here", whole(2, "a\0b\0\r\n\0\n"))
        .rule(Rule.task("a line may have any bytes but LF"))
        .hints(
            "What does your code do at the byte 00?",
            "Nothing special: it is a byte of the line as any other.");
  }

  private static Probe<LineReader> everyOctet() {
    var octets = Bytes.of(IntStream.range(1, 256).filter(o -> o != '\r' && o != '\n').toArray());
    return Probe.of(
            "every byte there is",
            "01 to ff, but for CR and LF",
            LineReads.whole(2).atOnce(octets.plus(Bytes.utf8("\r\nbye\n"))))
        .rule(Rule.task("a line may have any bytes but LF"))
        .hints(
            "At which byte does your line go wrong, or end?",
            "Let the bytes be bytes: a String or a Reader makes characters of them.");
  }

  private static Probe<LineReader> silence() {
    var trials = new ArrayList<Trial<LineReader>>();
    for (var line : List.of("hello\r\n", "hello\n", "\r\n")) {
      trials.addAll(
          LineReads.whole(1).of(new Arrival(Bytes.utf8(line), End.SILENCE, Script.NOTHING)));
    }
    return Probe.of(
            "no end in sight",
            "a line has come, and the sender stays and waits for an answer",
            trials)
        .rule(Rule.task("nothing is awaited beyond the LF"))
        .hints(
            "What does your code still wait for, when the LF is there?",
            "Return the line at once: whether another one comes, or the end, is for the next call"
                + " to see.")
        .protects("A server that waits for the answer is the usual case, and here it is alone.");
  }

  private static Probe<LineReader> twins() {
    return Probe.of(
            "two lines of one length",
            "both answers are looked at afterwards",
            whole(2, "four\r\nmore\r\n"))
        .rule(Rule.task("the answer is a new array"))
        .hints("What do two answers of your code share?", "Make an array for each line.");
  }

  private static Probe<LineReader> beside() {
    return Probe.of(
            "two streams",
            "start is called for both; then they are read in turns",
            LineReads.beside().atOnce(Bytes.utf8("one\r\nfour\r\n")))
        .rule(Rule.task("start returns an object for this stream only"))
        .hints(
            "Where do your buffer and your stream live: in what start returns, or around it?",
            "Make what a stream needs inside of start: return new MyReading(in, lengthMax).");
  }

  private static Probe<LineReader> large() {
    return Probe.of(
            "a long line",
            "128 KiB: more than any buffer that you would think of",
            whole(2, "0123456789abcdef".repeat(8192) + "\r\nbye\r\n"))
        .rule(Rule.task("a line may have as many bytes as lengthMax says"))
        .hints(
            "Is there a number in your code that 128 KiB go over?",
            "Let what keeps the line grow, as a ByteArrayOutputStream does.")
        .protects("Names a buffer that is too small, before there are thousands of pieces.");
  }

  private static Probe<LineReader> crumbs() {
    var octets = Bytes.utf8("0123456789abcdef".repeat(8192) + "\n");
    return Probe.of(
            "many small pieces",
            "128 KiB of a line come 64 bytes at a time",
            LineReads.whole(1).of(new Arrival(octets, End.FIN, Script.of(Fault.sliceEvery(64)))))
        .rule(Rule.task("a call takes memory in proportion to its line"))
        .hints(
            "What does your code do again for each piece, with all that it has already?",
            "Don't copy what is there: write behind it, where there is room.");
  }

  private static Probe<LineReader> many() {
    return Probe.of(
            "many lines",
            "a thousand, each within the limit",
            LineReads.whole(20, 9).atOnce(Bytes.utf8("one more\r\n".repeat(1000))))
        .rule(Rule.task("the limit is for a line, and not for the stream"))
        .hints("What does your code count that it never sets back?", "With each line, begin at 0.");
  }

  private static Probe<LineReader> limit() {
    var trials = new ArrayList<Trial<LineReader>>();
    trials.addAll(LineReads.whole(1, 5).atOnce(Bytes.utf8("hello\n")));
    trials.addAll(LineReads.whole(1, 0).atOnce(Bytes.utf8("\n")));
    return Probe.of(
            "exactly the limit", "lengthMax is 5, and five bytes stand before the LF", trials)
        .rule(Rule.task("the most bytes of a line are lengthMax"))
        .hints(
            "Is a line of just lengthMax bytes too long?",
            "It is allowed, and the LF doesn't count: if (length > lengthMax) …")
        .protects("The limit alone, before a CR is in the way as well.");
  }

  private static Probe<LineReader> limitCr() {
    var trials = new ArrayList<Trial<LineReader>>();
    trials.addAll(LineReads.whole(1, 5).atOnce(Bytes.utf8("hello\r\n")));
    trials.addAll(LineReads.whole(1, 5).atOnce(Bytes.utf8("hell\r\r\n")));
    trials.addAll(LineReads.whole(1, 0).atOnce(Bytes.utf8("\r\n")));
    return Probe.of(
            "exactly the limit, and CR LF",
            "lengthMax is 5, and five bytes stand before CR LF",
            trials)
        .rule(Rule.task("only the bytes of the line count, and not its end"))
        .hints(
            "Which bytes has your code counted?",
            "A CR counts as soon as you know that no LF follows it.")
        .protects("The limit when all is there, before a cut is in the way as well.");
  }

  private static Probe<LineReader> limitCut() {
    var trials = new ArrayList<Trial<LineReader>>();
    trials.addAll(LineReads.whole(1, 5).everyCut(Bytes.utf8("hello\r\n")));
    trials.addAll(LineReads.whole(1, 5).everyPause(Bytes.utf8("hello\r\n")).subList(5, 6));
    trials.addAll(LineReads.whole(2, 0).oneByOne(Bytes.utf8("\r\n\n")));
    trials.addAll(
        LineReads.any(5).of(new Arrival(Bytes.utf8("hello\r"), End.SILENCE, Script.NOTHING)));
    return Probe.of(
            "exactly the limit, in two pieces",
            "five bytes and a CR have come, and the LF hasn't",
            trials)
        .rule(Rule.task("only the bytes of the line count, and not its end"))
        .hints(
            "Does your code know already whether that last CR is part of the line?",
            "It isn't certain yet: wait for the next byte before you refuse.");
  }

  private static Probe<LineReader> overTheLimit() {
    var trials = new ArrayList<Trial<LineReader>>();
    for (var end : List.of("\n", "\r\n")) {
      trials.addAll(LineReads.refused(4).atOnce(Bytes.utf8("hello" + end)));
      trials.addAll(LineReads.refused(4).atOnce(Bytes.utf8("bye\r\nhello" + end + "you" + end)));
      trials.addAll(LineReads.refused(0).atOnce(Bytes.utf8("x" + end)));
    }
    trials.addAll(LineReads.refused(4).atOnce(Bytes.utf8("four\r\r\n")));
    return Probe.of("one byte over the limit", "lengthMax is 4, and the line has 5", trials)
        .rule(Rule.task("a line over lengthMax is refused with an IOException"))
        .hints(
            "Where does your code compare the line with lengthMax?",
            "Whatever room you leave for the CR, in the end the line itself must fit.")
        .protects("A line that is there and a little too long, before it has no end at all.");
  }

  private static Probe<LineReader> octets() {
    var trials = new ArrayList<Trial<LineReader>>();
    trials.addAll(LineReads.whole(1, 8).atOnce(Bytes.utf8("éééé\n")));
    trials.addAll(LineReads.refused(7).atOnce(Bytes.utf8("éééé\n")));
    return Probe.of(
            "four characters of two bytes", "lengthMax is 8, which fits; then it is 7", trials)
        .rule(Rule.task("the limit counts bytes, and not characters"))
        .hints("What does your code count?", "Count what read gives: each é is c3 a9.");
  }

  private static Probe<LineReader> endless() {
    var much = Bytes.utf8("x".repeat(100_000));
    var trials = new ArrayList<Trial<LineReader>>();
    trials.addAll(LineReads.refused(5).of(new Arrival(much, End.SILENCE, Script.NOTHING)));
    trials.addAll(LineReads.refused(5).atOnce(much));
    return Probe.of("a line without an end", "a hundred thousand bytes come, and no LF", trials)
        .rule(Rule.task("it is refused as soon as it is certain, and the LF isn't awaited"))
        .hints(
            "When does your code compare the line with lengthMax?",
            "With each byte that it takes, not only when the LF is there: it may never come.")
        .protects("Names a limit that waits for the LF, before a single byte counts.");
  }

  private static Probe<LineReader> certain() {
    var trials = new ArrayList<Trial<LineReader>>();
    for (var octets : List.of("hellox", "hello\rx", "hello\r\r")) {
      trials.addAll(
          LineReads.refused(5).of(new Arrival(Bytes.utf8(octets), End.SILENCE, Script.NOTHING)));
    }
    return Probe.of("certain at once", "one byte too much has come, and then nothing", trials)
        .rule(Rule.task("it is refused as soon as it is certain, and the LF isn't awaited"))
        .hints(
            "After which byte does your code know that the line is too long?",
            "With lengthMax bytes before it, only a CR or an LF leaves that open; and after a CR"
                + " only an LF.");
  }

  private static Probe<LineReader> noLimit() {
    var trials = new ArrayList<Trial<LineReader>>();
    trials.addAll(LineReads.whole(2, 128 << 20).atOnce(oneFour()));
    trials.addAll(LineReads.whole(2, Integer.MAX_VALUE).atOnce(oneFour()));
    return Probe.of(
            "hardly any limit",
            "lengthMax is 128 MiB, or the greatest int; the lines are short",
            trials)
        .rule(Rule.task("lengthMax is a limit; a call takes memory for its line, not for that"))
        .hints(
            "What do you make of lengthMax, besides comparing the line with it?",
            "Let the room for the line grow with the line, and add nothing to lengthMax.");
  }

  private static Probe<LineReader> noEnd() {
    var trials = new ArrayList<Trial<LineReader>>();
    for (var octets : List.of("hello", "one\r\ntwo", "one\n\r\n ")) {
      trials.addAll(LineReads.cut().atOnce(Bytes.utf8(octets)));
    }
    return Probe.of("a last line without an end", "the stream ends, and the line hasn't", trials)
        .rule(Rule.task("if the stream ends inside of a line, that is an EOFException"))
        .hints(
            "What does your code do when read gives -1, and bytes of a line are there?",
            "throw new EOFException(…): a line without its end has been cut, nobody knows where.")
        .protects("Names a cut line, before it ends with the half of its end.");
  }

  private static Probe<LineReader> crAtTheEnd() {
    var trials = new ArrayList<Trial<LineReader>>();
    for (var octets : List.of("hello\r", "one\r\n\r")) {
      trials.addAll(LineReads.cut().atOnce(Bytes.utf8(octets)));
    }
    return Probe.of("a CR, and then the end", "the LF has not come", trials)
        .rule(Rule.task("if the stream ends inside of a line, that is an EOFException"))
        .hints(
            "Is a CR alone the end of a line?",
            "Only LF is. With a CR and without it, the line has been cut.");
  }

  private static Probe<LineReader> reset() {
    return Probe.of(
            "a reset",
            "the sender aborts, after no byte, after one, and so on",
            LineReads.any(LineReads.LENGTH_MAX).everyReset(oneFour()))
        .rule(Rule.task("other exceptions of the stream pass through"))
        .hints(
            "Who catches the exception of read?",
            "Nobody has to: the method says throws IOException.");
  }

  private static Probe<LineReader> stops() {
    var trials = new ArrayList<Trial<LineReader>>();
    for (int came : List.of(0, 2, 4, 6, 9)) {
      trials.addAll(
          LineReads.any(LineReads.LENGTH_MAX)
              .of(new Arrival(oneFour().slice(0, came), End.SILENCE, Script.NOTHING)));
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

  private static Probe<LineReader> late() {
    var trials = new ArrayList<Trial<LineReader>>();
    for (int came : List.of(6, 2, 4, 9)) {
      trials.addAll(
          LineReads.whole(2)
              .of(new Arrival(oneFour(), End.FIN, Script.of(MessageReads.late(came)))));
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

  private static List<Trial<LineReader>> whole(int linesMin, String text) {
    return LineReads.whole(linesMin).atOnce(Bytes.utf8(text));
  }

  /** Two lines, in 10 octets: the CR is the ninth, and the LF follows it. */
  private static Bytes oneFour() {
    return Bytes.utf8("one\nfour\r\n");
  }
}
