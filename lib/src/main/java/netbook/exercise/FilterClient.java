package netbook.exercise;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import netbook.bytes.Bytes;
import netbook.exercise.FilterTrial.Trouble;

/**
 * Exercise 04.2: a client that doesn't deadlock. A filter server answers each octet that it gets,
 * with ASCII letters in upper case. It answers as it reads, but may hold some back until the client
 * has finished sending; then it sends the rest and finishes too. Who doesn't read its answers isn't
 * read by it.
 *
 * <p>The client sends all of one stream, and writes all answers into another one, whose order is
 * the server's. It keeps at most 1 MiB to itself. In the end the connection is closed, also when
 * something fails. Threads of any kind are free, and whether the streams are closed or flushed.
 */
@FunctionalInterface
public interface FilterClient {
  /**
   * Filters a stream.
   *
   * @param connection to the server, in blocking mode, with small buffers
   * @param from what is to be sent
   * @param to where the answers go; all of them are there when the method returns
   * @throws IOException if the connection, or one of the streams, fails
   */
  void filter(SocketChannel connection, InputStream from, OutputStream to) throws IOException;

  /** The check of it. */
  static Exercise<FilterClient> exercise() {
    return Exercise.of(
            FilterClient.class,
            "04.2",
            "A client that doesn't deadlock",
            "Your client writes and reads at the same time: however much passes, nobody waits for"
                + " the other, and no failure is lost.",
            List.of(
                example(),
                everyOctet(),
                moreThanBuffers(),
                heldBack(),
                big(),
                reset(),
                brokenSource(),
                brokenTarget(),
                muchLeft(),
                closed()))
        .limits(new Limits(Duration.ofSeconds(20), Duration.ofSeconds(8), 512 << 20, 64 << 10));
  }

  private static Probe<FilterClient> example() {
    return Probe.of(
            "a line",
            "six bytes, which fit into any buffer",
            FilterTrial.of(Bytes.utf8("hello\n"), 6).list())
        .rule(Rule.task("all answers are written when the method returns"))
        .hints(
            "Who sends, who says that all is sent, and who reads up to the end?",
            "connection.shutdownOutput() says that all is sent, and the answers still come.")
        .protects("Shows that the report's first words are about the simplest case.");
  }

  private static Probe<FilterClient> everyOctet() {
    var octets = Bytes.of(IntStream.range(0, 256).toArray());
    return Probe.of("every byte there is", "00 to ff", FilterTrial.of(octets, 256).list())
        .rule(Rule.task("bytes needn't be text"))
        .hints(
            "Which of your classes makes characters of bytes?",
            "Copy bytes, with a byte[] or a ByteBuffer. The letters are the server's work.");
  }

  private static Probe<FilterClient> moreThanBuffers() {
    return Probe.of(
            "128 KiB",
            "more than the buffers of 8 KiB on the way can hold",
            FilterTrial.of(FilterTrial.TEXT, FilterTrial.LONG).list())
        .rule(Rule.must("RFC 9293 §3.8.6", "who doesn't read closes the window of who sends"))
        .hints(
            "Does one write take all? And if your client stands still: who waits for whom?",
            "Let a second thread write, while this one reads.")
        .protects("The deadlock with little to send, and in the shortest time.");
  }

  private static Probe<FilterClient> heldBack() {
    return Probe.of(
            "what is held back",
            "the server keeps its last 5000 bytes until it has been told that no more comes",
            FilterTrial.of(FilterTrial.TEXT, FilterTrial.LONG).holding(5000).list())
        .rule(Rule.task("the server may hold some back until the client has finished sending"))
        .hints(
            "Does your client await as many bytes as it has just sent?",
            "Read until -1, and let the writing take its own time.");
  }

  private static Probe<FilterClient> big() {
    return Probe.of(
            "64 MiB",
            "more than anybody's buffers hold, and to takes its time at first, as a slow disk does",
            FilterTrial.of(FilterTrial.TEXT, FilterTrial.MUCH).with(Trouble.SLOW_TARGET, 0).list())
        .rule(Rule.task("however much it is, at most 1 MiB is kept"))
        .hints(
            "What grows in your program, or in the system, with what there is to send?",
            "Bigger buffers move the deadlock, and a list or a queue of all answers only hides it."
                + " Pass each piece on before you take the next one.");
  }

  private static Probe<FilterClient> reset() {
    return Probe.of(
            "a reset",
            "the server aborts before its first answer, or in the middle",
            List.of(
                FilterTrial.of(FilterTrial.TEXT, 3000).holding(4096).with(Trouble.RESET, 3000),
                FilterTrial.of(FilterTrial.TEXT, 1 << 20).with(Trouble.RESET, 50_000)))
        .rule(Rule.task("if the connection fails, so does filter, with an IOException"))
        .hints(
            "What becomes of an exception of read, or of write, and is close reached then?",
            "One of another thread has to be kept, and thrown once that thread has been joined.");
  }

  private static Probe<FilterClient> brokenSource() {
    return Probe.of(
            "a source that breaks",
            "reading from throws an IOException, at once or after some bytes",
            List.of(
                FilterTrial.of(FilterTrial.TEXT, 6).with(Trouble.BROKEN_SOURCE, 0),
                FilterTrial.of(FilterTrial.TEXT, FilterTrial.LONG)
                    .with(Trouble.BROKEN_SOURCE, 100_000)))
        .rule(Rule.task("if one of the streams fails, so does filter, with an IOException"))
        .hints(
            "If it breaks, what does the reading half of your program wait for?",
            "Close the connection where writing fails, so that reading ends; then throw.");
  }

  private static Probe<FilterClient> brokenTarget() {
    return Probe.of(
            "a target that breaks",
            "writing to throws an IOException, as a full disk does",
            List.of(
                FilterTrial.of(FilterTrial.TEXT, 6).with(Trouble.BROKEN_TARGET, 0),
                FilterTrial.of(FilterTrial.TEXT, FilterTrial.LONG)
                    .with(Trouble.BROKEN_TARGET, 100_000)))
        .rule(
            Rule.task("if one of the streams fails, so does filter, and the connection is closed"))
        .hints(
            "Who hears of it when there is no more room in to?",
            "Some streams, such as PrintStream, throw nothing: write into to itself.")
        .protects("A failure that is swallowed, before one that leaves the other half waiting.");
  }

  private static Probe<FilterClient> muchLeft() {
    return Probe.of(
            "much left to send",
            "writing to throws an IOException, when most of 64 MiB has still to be sent",
            FilterTrial.of(FilterTrial.TEXT, FilterTrial.MUCH)
                .with(Trouble.BROKEN_TARGET, 50_000)
                .list())
        .rule(Rule.task("if one of the streams fails, so does filter, with an IOException"))
        .hints(
            "If nobody reads any more, what does the writing half of your program wait for?",
            "Close the connection where reading fails, so that writing ends; then throw.");
  }

  private static Probe<FilterClient> closed() {
    return Probe.of(
            "the end of the connection",
            "all is written, and nobody needs the connection any more",
            FilterTrial.of(Bytes.utf8("hello\n"), 6).closing().list())
        .rule(Rule.task("in the end the connection is closed, also when something fails"))
        .hints(
            "Who closes the connection?", "Put it into the head of a try: try (connection) { … }.")
        .protects("Names what is left open, before other probes stumble over it.");
  }
}
