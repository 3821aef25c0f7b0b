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

/**
 * Exercise 04.1: read exactly so many octets of a stream, in whatever pieces they come. What
 * follows them stays in the stream for the next read, and the stream stays open.
 *
 * <p>If the stream ends before, that is an {@link java.io.EOFException} whose message has the
 * number of octets that came; the rest of its words is free. Other exceptions of the stream pass
 * through.
 */
@FunctionalInterface
public interface ExactReader {
  /**
   * Reads octets.
   *
   * @param count how many; 0 or more. For 0 nothing is read, and nothing awaited
   * @return a new array of just that many
   * @throws java.io.EOFException if the stream ends before
   */
  byte[] readExactly(InputStream in, int count) throws IOException;

  /** The check of it. */
  static Exercise<ExactReader> exercise() {
    return Exercise.of(
        ExactReader.class,
        "04.1",
        "Read exactly so many bytes",
        "Your method gets its bytes, no more and no less, wherever the network cuts them, and"
            + " never takes a broken message for a short one.",
        List.of(
            example(),
            everyCut(),
            pieces(),
            pauses(),
            many(),
            everyOctet(),
            rest(),
            restAfterCut(),
            silence(),
            nothingAsked(),
            twice(),
            nothingCame(),
            earlyEnd(),
            howMany(),
            reset(),
            timeout()));
  }

  private static Probe<ExactReader> example() {
    return Probe.of(
            "sixteen bytes at once",
            "all that is asked for has come, and then the end",
            ExactReads.of(16).atOnce(sixteen()))
        .rule(Rule.task("the answer is an array of just so many bytes"))
        .hints(
            "Compare your answer with the expected one.",
            "Make a byte[] of that size, and let read fill it.")
        .protects("Shows that the report's first words are about the simplest case.");
  }

  private static Probe<ExactReader> everyCut() {
    return Probe.of(
            "a cut at every place",
            "the sixteen bytes come in two pieces",
            ExactReads.of(16).everyCut(sixteen()))
        .rule(Rule.must("RFC 9293 §2.2", "a stream has no borders between what was sent"))
        .hints(
            "What does your code do when read has given fewer bytes than it was asked for?",
            "Read on, behind what is there: in.read(array, got, count - got).")
        .protects("The simplest cut, so that one read is told about it in the fewest steps.");
  }

  private static Probe<ExactReader> pieces() {
    var trials = new ArrayList<Trial<ExactReader>>();
    for (int size = 1; size < 16; size++) {
      trials.addAll(
          ExactReads.of(16).of(new Arrival(sixteen(), End.FIN, Script.of(Fault.sliceEvery(size)))));
    }
    return Probe.of(
            "pieces of every size",
            "the sixteen bytes come in pieces of one byte, of two, and so on",
            trials)
        .rule(Rule.must("RFC 9293 §2.2", "a stream has no borders between what was sent"))
        .hints(
            "How often does your code read at most?",
            "There is no number of reads that is enough: go on while bytes are missing.");
  }

  private static Probe<ExactReader> pauses() {
    return Probe.of(
            "a pause at every place",
            "two seconds pass between two pieces",
            ExactReads.of(16).everyPause(sixteen()))
        .rule(Rule.must("RFC 9293 §2.2", "a stream says nothing about time"))
        .hints(
            "What makes your code believe that nothing more will come?",
            "available() tells what is here already; only read tells that the stream has ended.")
        .protects("Who takes a pause for the end is told about the pause, not about a reset.");
  }

  private static Probe<ExactReader> many() {
    var octets = Bytes.utf8("0123456789".repeat(10_000));
    return Probe.of(
            "a hundred thousand bytes",
            "more than any buffer that you would think of",
            ExactReads.of(octets.size()).atOnce(octets))
        .rule(Rule.task("however many bytes are asked for"))
        .hints(
            "Is there a number in your code that a hundred thousand goes over?",
            "The array for the answer is the only buffer that you need.");
  }

  private static Probe<ExactReader> everyOctet() {
    var octets = Bytes.of(IntStream.range(0, 256).toArray());
    return Probe.of("every byte there is", "00 to ff, once each", ExactReads.of(256).atOnce(octets))
        .rule(Rule.task("bytes needn't be text"))
        .hints(
            "At which byte does your answer go wrong, or end?",
            "read() gives an int: ff is 255 and the end is -1, as long as it stays an int.");
  }

  private static Probe<ExactReader> rest() {
    return Probe.of(
            "what follows",
            "five bytes are asked for, and more stand behind them",
            ExactReads.of(5).atOnce(Bytes.utf8("hello, world")))
        .rule(Rule.task("what follows stays in the stream"))
        .hints(
            "How many bytes has your code taken out of the stream, all in all?",
            "A BufferedInputStream of your own takes what it can get, and keeps it.")
        .protects("What is taken too much, before a cut is in the way as well.");
  }

  private static Probe<ExactReader> restAfterCut() {
    var trials = ExactReads.of(5).everyCut(Bytes.utf8("hello, world"));
    return Probe.of(
            "what follows a cut",
            "fewer than the five bytes come first; then their rest, and more right behind it",
            trials.subList(0, 4))
        .rule(Rule.task("what follows stays in the stream"))
        .hints(
            "When some of the bytes are there, how many does your code still ask for?",
            "A buffer of just that size doesn't help: it is filled anew for each read. Ask for"
                + " count - got.");
  }

  private static Probe<ExactReader> silence() {
    var word = Bytes.utf8("hello");
    return Probe.of(
            "no end in sight",
            "all that is asked for has come, and the sender stays and waits for an answer",
            ExactReads.of(5).of(new Arrival(word, End.SILENCE, Script.NOTHING)))
        .rule(Rule.task("nothing more is awaited once all is there"))
        .hints(
            "What does your code still wait for, when it has got its bytes?",
            "Count, and ask for what is missing: the end of the stream may never come.")
        .protects("A client that waits for the answer is the usual case, and here it is alone.");
  }

  private static Probe<ExactReader> nothingAsked() {
    var none = ExactReads.of(0);
    var trials = new ArrayList<Trial<ExactReader>>();
    trials.addAll(none.of(new Arrival(Bytes.EMPTY, End.SILENCE, Script.NOTHING)));
    trials.addAll(none.atOnce(Bytes.utf8("hello")));
    trials.addAll(none.atOnce(Bytes.EMPTY));
    return Probe.of("nothing asked for", "a message may be empty: count is 0", List.copyOf(trials))
        .rule(Rule.task("for 0, nothing is read and nothing awaited"))
        .hints(
            "What does your code do before it asks whether anything is missing?",
            "while (got < count) { … }: with 0, its body never runs.");
  }

  private static Probe<ExactReader> twice() {
    return Probe.of(
            "two calls",
            "four bytes, and then four more; both answers are looked at afterwards",
            ExactReads.twice(4).atOnce(Bytes.utf8("fourmore")))
        .rule(Rule.task("the answer is a new array"))
        .hints("What do two calls of your code share?", "Make the array inside of the method.");
  }

  private static Probe<ExactReader> nothingCame() {
    return Probe.of(
            "the end at once",
            "the stream ends before its first byte",
            ExactReads.of(5).atOnce(Bytes.EMPTY))
        .rule(Rule.task("if the stream ends before, that is an EOFException"))
        .hints(
            "What does your code make of -1, when it has nothing yet?",
            "Five were asked for, and none came: that is an error as well.");
  }

  private static Probe<ExactReader> earlyEnd() {
    var trials = ExactReads.of(16).everyEarlyEnd(sixteen());
    return Probe.of(
            "the end too soon",
            "the stream ends after one byte of sixteen, after two, and so on",
            trials.subList(1, trials.size()))
        .rule(Rule.task("if the stream ends before, that is an EOFException"))
        .hints(
            "What does your code do when read gives -1?",
            "throw new EOFException(…): whoever gets fewer bytes without a word takes them for"
                + " all.")
        .protects("Tells the end inside of a message from none at all, which some allow.");
  }

  private static Probe<ExactReader> howMany() {
    var trials = ExactReads.saying(16).everyEarlyEnd(sixteen());
    return Probe.of(
            "how many came",
            "whoever reads the log wants to know how far it got",
            trials.subList(1, trials.size()))
        .rule(Rule.task("the message has the number of bytes that came"))
        .hints(
            "What does getMessage() of your exception say?",
            "new EOFException(got + \" of \" + count + \" bytes came\")");
  }

  private static Probe<ExactReader> reset() {
    return Probe.of(
            "a reset",
            "the sender aborts, after no byte, after one, and so on",
            ExactReads.of(16).everyReset(sixteen()))
        .rule(Rule.task("other exceptions of the stream pass through"))
        .hints(
            "Who catches the exception of read?",
            "Nobody has to: the method says throws IOException.");
  }

  private static Probe<ExactReader> timeout() {
    var seven = sixteen().slice(0, 7);
    return Probe.of(
            "a sender that stops",
            "seven bytes of sixteen come, and then a read takes too long: SocketTimeoutException",
            ExactReads.of(16).of(new Arrival(seven, End.SILENCE, Script.NOTHING)))
        .rule(Rule.task("other exceptions of the stream pass through"))
        .hints(
            "What does your code make of a SocketTimeoutException?",
            "It isn't the end, and trying again is for the caller to decide: let it pass.");
  }

  private static Bytes sixteen() {
    return Bytes.utf8("hello, dear all\n");
  }
}
