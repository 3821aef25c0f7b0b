package netbook.exercise;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import netbook.bytes.Bytes;

/**
 * Exercise 02.1: an echo server (RFC 862) that survives its clients. Each octet goes back to
 * whoever sent it; when a client has finished sending and has all of it back, its connection is
 * closed. A hundred clients may be connected at once.
 *
 * <p>The check plays the clients on loopback. How the server does it, with threads of any kind or
 * without, is free, and so is the way in which it ends: it may return, or throw what accept throws.
 */
@FunctionalInterface
public interface Echo {
  /**
   * Serves every client that connects, until the listening socket is closed.
   *
   * @param listening bound, and in blocking mode
   */
  void serve(ServerSocketChannel listening) throws IOException;

  /** The check of it. */
  static Exercise<Echo> exercise() {
    return Exercise.of(
            Echo.class,
            "02.1",
            "An echo server that survives its clients",
            "Your server echoes whatever it is sent, to many clients at once, and outlives them all.",
            List.of(
                example(),
                end(),
                noLineEnd(),
                octetByOctet(),
                everyOctet(),
                megabyte(),
                second(),
                silent(),
                several(),
                neverReads(),
                readsLate(),
                resets(),
                resetsInTheMiddle(),
                fiveHundred(),
                stops()))
        .limits(new Limits(Duration.ofSeconds(20), Duration.ofSeconds(6), 256 << 20, 64 << 10));
  }

  /** Six echo servers that look right, to be caught by clients of the learner's own. */
  static BreakIt<Echo, ServerTrials<Echo>> breakIt() {
    return BrokenEchoes.board();
  }

  private static Probe<Echo> example() {
    var line = Bytes.utf8("hello\n");
    return Probe.of(
            "a line",
            "one client, one line, and then it has finished sending",
            visit(
                line,
                clients -> {
                  var client = clients.connect();
                  client.send(line);
                  client.finishSending();
                  client.receive(line);
                }))
        .rule(Rule.must("RFC 862", "any data received is sent back"))
        .hints(
            "Does your server accept, read, and write back what it has read?",
            "The buffer: clear, read, flip, write.")
        .protects("Shows that the report's first words are about the simplest case.");
  }

  private static Probe<Echo> end() {
    var line = Bytes.utf8("hello\n");
    return Probe.of(
            "the end comes back",
            "the client has finished, and waits for the server's end of the stream",
            visit(line, clients -> call(clients.connect(), line)))
        .rule(
            Rule.task("when a client has finished, and all is sent back, its connection is closed"))
        .hints(
            "What does your server do when read answers -1?",
            "Put the connection into the head of a try: try (connection) { … }.")
        .protects("Names what would look like a silent server in each probe after it.");
  }

  private static Probe<Echo> noLineEnd() {
    var word = Bytes.utf8("hello");
    return Probe.of(
            "no line end",
            "bytes needn't be lines",
            visit(word, clients -> call(clients.connect(), word)))
        .rule(Rule.must("RFC 862", "any data received is sent back"))
        .hints(
            "Is there anything in your server that waits for a line end, or adds one?",
            "Read bytes, and write just those; flush and close what you write to.")
        .protects("The same without pieces, so that a reader of lines is told about lines.");
  }

  private static Probe<Echo> octetByOctet() {
    var octets = Bytes.utf8("é!\n");
    return Probe.of(
            "byte by byte",
            "the client sends a byte, and waits for it before it sends the next",
            visit(
                octets,
                clients -> {
                  var client = clients.connect();
                  for (int i = 0; i < octets.size(); i++) {
                    client.send(octets.slice(i, i + 1));
                    client.receive(octets.slice(i, i + 1));
                  }
                }))
        .rule(Rule.task("what has come is sent back before more is awaited"))
        .hints(
            "What does your server wait for, when one byte has come?",
            "read gives what is there, be it one byte; write that at once, and flush it.");
  }

  private static Probe<Echo> everyOctet() {
    var octets = Bytes.ofHex("0d0a").plus(Bytes.of(IntStream.range(0, 256).toArray()));
    var line = octets.plus(Bytes.utf8("\n"));
    return Probe.of(
            "every byte there is",
            "00 to ff, and a line end of two bytes",
            visit(line, clients -> call(clients.connect(), line)))
        .rule(Rule.must("RFC 862", "any data received is sent back"))
        .hints(
            "Which byte comes back changed, or not at all?",
            "A Reader makes characters of bytes, and a (byte) of ff is -1: use neither.");
  }

  private static Probe<Echo> megabyte() {
    var lines = Bytes.utf8("0123456789abcde\n".repeat(65_536));
    return Probe.of(
            "a megabyte",
            "more than all buffers hold; the client reads while it sends",
            visit(lines, clients -> clients.connect().exchange(lines)))
        .rule(Rule.task("however much a client sends"))
        .hints(
            "Is there a number in your server that one megabyte goes over?",
            "Read until -1, and write each piece before the next read.")
        .protects("Names a limit that an amount goes over, before a client doesn't read.");
  }

  private static Probe<Echo> second() {
    var line = Bytes.utf8("hello\n");
    return Probe.of(
            "a second client",
            "one client after the other",
            visit(
                line,
                clients -> {
                  call(clients.connect(), line);
                  call(clients.connect(), line);
                }))
        .rule(Rule.task("serves every client"))
        .hints("How often does your server accept?", "Put accept into a loop that goes on.")
        .protects("Who serves one client only is told so before others stand in the way.");
  }

  private static Probe<Echo> silent() {
    var line = Bytes.utf8("hello\n");
    return Probe.of(
            "silent clients first",
            "twenty clients say nothing, and another one wants to be served",
            visit(
                line,
                clients -> {
                  for (int i = 0; i < 20; i++) {
                    clients.connect();
                  }
                  call(clients.connect(), line);
                }))
        .rule(Rule.task("a hundred clients may be connected at once"))
        .hints(
            "Who accepts, while your server waits for a client's bytes?",
            "Give each connection a thread of its own: Thread.startVirtualThread.");
  }

  private static Probe<Echo> several() {
    return Probe.of(
            "five at once",
            "each client gets its own bytes, and nobody else's",
            visit(
                Bytes.utf8("hello\nhere is client 1\n"),
                clients -> {
                  var all = new ArrayList<Client>();
                  for (int i = 1; i <= 5; i++) {
                    var client = clients.connect();
                    client.send(Bytes.utf8("hello\n"));
                    client.receive(Bytes.utf8("hello\n"));
                    all.add(client);
                  }
                  for (int i = 1; i <= 5; i++) {
                    all.get(i - 1).send(Bytes.utf8("here is client " + i + "\n"));
                  }
                  for (int i = 1; i <= 5; i++) {
                    all.get(i - 1).receive(Bytes.utf8("here is client " + i + "\n"));
                  }
                }))
        .rule(Rule.must("RFC 862", "sent back to the originating source"))
        .hints(
            "What do two of your clients share, that each should have for itself?",
            "Connection and buffer are variables of the method that serves one client.")
        .protects("Names what clients share by mistake, before one of them fills all buffers.");
  }

  private static Probe<Echo> neverReads() {
    return Probe.of(
            "a client that doesn't read",
            "it sends 8 MB, or what is taken of it; another one wants to be served",
            visit(
                Client.HERE_I_AM,
                clients -> {
                  var deaf = clients.connect();
                  deaf.fill(much(), clients.connect(), 20);
                }))
        .rule(Rule.task("a client's trouble ends that client only"))
        .hints(
            "What does your server do while a client takes nothing of what it writes?",
            "In an event loop: write once, keep the rest, and wait for OP_WRITE.")
        .protects("Names the client that doesn't read before one reads late, or resets.");
  }

  private static Probe<Echo> readsLate() {
    return Probe.of(
            "a client that reads late",
            "it sends until nothing more is taken, has finished, and only then reads",
            visit(
                Bytes.utf8("0123456789abcdef"),
                clients -> {
                  var late = clients.connect();
                  var much = much();
                  int sent = late.fill(much, clients.connect(), 20);
                  late.finishSending();
                  late.receive(much.slice(0, sent));
                  late.receiveEnd();
                }))
        .rule(Rule.task("it is closed when the client has finished, and has all of it back"))
        .hints(
            "What does your server still hold when read answers -1?",
            "Write what waits before you close; and read no more while something waits.");
  }

  private static Probe<Echo> resets() {
    var line = Bytes.utf8("hello\n");
    return Probe.of(
            "clients that reset",
            "ten clients hang up the hard way, and another one wants to be served",
            visit(
                line,
                clients -> {
                  for (int i = 0; i < 10; i++) {
                    var rude = clients.connect();
                    rude.send(line);
                    rude.receive(line);
                    rude.reset();
                  }
                  call(clients.connect(), line);
                  clients.awaitNoSocketLeft();
                }))
        .rule(Rule.task("a client's trouble ends that client only, and its connection is closed"))
        .hints(
            "Where does the IOException of a reset client go?",
            "Catch it where one client is served, in a try that closes the connection.")
        .protects("Names the plainest reset, before clients reset while they are answered.");
  }

  private static Probe<Echo> resetsInTheMiddle() {
    var line = Bytes.utf8("hello\n");
    return Probe.of(
            "a reset while it is answered",
            "eight clients don't read, and hang up the hard way; another one wants to be served",
            visit(
                line,
                clients -> {
                  var much = much();
                  for (int i = 0; i < 8; i++) {
                    var rude = clients.connect();
                    var other = clients.connect();
                    rude.fill(much, other, 3);
                    rude.reset();
                    call(other, line);
                  }
                  clients.awaitNoSocketLeft();
                }))
        .rule(Rule.task("a client's trouble ends that client only, and its connection is closed"))
        .hints(
            "Which calls of your server fail when a client is gone? It isn't only read.",
            "Put reading and writing into the same try, and close in its catch.");
  }

  private static Probe<Echo> fiveHundred() {
    var line = Bytes.utf8("hello\n");
    return Probe.of(
            "five hundred clients",
            "one after the other, and nothing of them is left",
            visit(
                line,
                clients -> {
                  for (int i = 0; i < 500; i++) {
                    call(clients.connect(), line);
                  }
                  clients.awaitNoSocketLeft();
                }))
        .rule(Rule.task("when a client has finished, its connection is closed"))
        .hints(
            "What does your server open, take or count for each client, and never give back?",
            "Close the connection, and release what you hold, in a finally or at a try's end.");
  }

  private static Probe<Echo> stops() {
    var line = Bytes.utf8("hello\n");
    return Probe.of(
            "the end of the server",
            "somebody closes the listening socket",
            visit(
                line,
                clients -> {
                  call(clients.connect(), line);
                  clients.stopServer();
                }))
        .rule(Rule.task("serves until the listening socket is closed"))
        .hints(
            "What does accept do when the socket is closed, and what does your loop do then?",
            "Let the exception of accept end the loop: catch only a client's.");
  }

  /** 8 MiB without a line end: however much is taken of it, readers of lines see none. */
  private static Bytes much() {
    return Bytes.utf8("0123456789abcdef".repeat(512 * 1024));
  }

  private static List<Trial<Echo>> visit(Bytes octets, ServerTrials.Visit visit) {
    return ServerTrials.ofStreams(Echo::serve).on(octets, visit);
  }

  /** A whole call: says something, has finished, gets it back, and then the end. */
  private static void call(Client client, Bytes octets)
      throws IOException, InterruptedException, Missed {
    client.send(octets);
    client.finishSending();
    client.receive(octets);
    client.receiveEnd();
    client.close();
  }
}
