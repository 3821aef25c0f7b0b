package netbook.exercise;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import netbook.bytes.Bytes;

/**
 * Exercise 04.3: a lingering close. A server refuses a request without having read it, and its
 * client gets the whole explanation, and then the end of the stream.
 *
 * <p>Once all is sent, the server says that it has finished. Then it drops what still comes, until
 * the client has finished, or about a mebibyte has come, or a second has passed since all was sent.
 * Then it closes the connection, also when something fails. It may throw what the connection
 * throws.
 */
@FunctionalInterface
public interface Refuser {
  /**
   * Refuses a request.
   *
   * @param connection in blocking mode; something has come, and nothing of it is read
   * @param explanation what the client is told, and nothing else
   */
  void refuse(SocketChannel connection, Bytes explanation) throws IOException;

  /** The check of it. */
  static Exercise<Refuser> exercise() {
    return Exercise.of(
            Refuser.class,
            "04.3",
            "A lingering close",
            "Your server gets its last words through to whoever listens, and waits for nobody"
                + " longer than it has said.",
            List.of(
                example(),
                shortRequest(),
                longRequest(),
                waitsForTheAnswer(),
                sendsOn(),
                sendsMuchMore(),
                listensLate(),
                endless(),
                silent(),
                trickles(),
                gone(),
                breaksOff()))
        .limits(new Limits(Duration.ofSeconds(12), Duration.ofSeconds(4), 256 << 20, 64 << 10));
  }

  private static Probe<Refuser> example() {
    var none = Bytes.EMPTY;
    return Probe.of(
            "no request at all",
            "the client finishes without a byte, and listens",
            RefusalTrial.of(
                none,
                clients -> {
                  var client = clients.connect();
                  client.finishSending();
                  ending(client, RefusalTrial.WORDS);
                  client.close();
                }))
        .rule(Rule.task("the client gets the whole explanation, and then the end"))
        .hints(
            "Does your server write the explanation, and close the connection?",
            "explanation.buffer() is a ByteBuffer; write it until nothing remains.")
        .protects("Shows that the report's first words are about the simplest case.");
  }

  private static Probe<Refuser> shortRequest() {
    var request = Bytes.utf8("hello\n");
    return Probe.of(
            "a short request",
            "six bytes have come, which nobody has read, and the client's end",
            RefusalTrial.of(
                request,
                clients -> {
                  var client = clients.connect();
                  client.send(request);
                  client.finishSending();
                  ending(client, RefusalTrial.WORDS);
                  client.close();
                }))
        .rule(Rule.should("RFC 9293 §3.6.1", "TCP resets what is closed with data unread"))
        .hints(
            "What does TCP do when you close a connection, and something is unread?",
            "Read up to -1 before you close, and drop what you read.")
        .protects("The same as with a long request, where a reader sees every byte.");
  }

  private static Probe<Refuser> longRequest() {
    return Probe.of(
            "100 KB against 200 KB",
            "the client has sent 102,400 bytes and has finished; the explanation is twice as long",
            RefusalTrial.ofLong(clients -> {
              var client = asking(clients);
              client.finishSending();
              ending(client, RefusalTrial.EXPLANATION);
              client.close();
            }))
        .rule(Rule.should("RFC 9293 §3.6.1", "TCP resets what is closed with data unread"))
        .hints(
            "How much of the request is unread when you close?",
            "One read takes what fits into your buffer: go on until -1.")
        .protects("The case of the chapter, where the reset takes most of the answer with it.");
  }

  private static Probe<Refuser> waitsForTheAnswer() {
    return Probe.of(
            "who waits for the answer",
            "the client finishes only when it has seen the end of the answer",
            RefusalTrial.ofLong(clients -> {
              var client = asking(clients);
              ending(client, RefusalTrial.EXPLANATION);
              client.finishSending();
              client.close();
            }))
        .rule(Rule.task("once all is sent, the server says that it has finished"))
        .hints(
            "Who waits for whom, if the client waits for the end of your answer?",
            "Answer first, then connection.shutdownOutput(), and only then read.")
        .protects("Both kinds of waiting for the client, without anything else in the way.");
  }

  private static Probe<Refuser> sendsOn() {
    return Probe.of(
            "more of the request",
            "the client sends 20 KB more when it has half of the answer",
            RefusalTrial.ofLong(clients -> {
              var client = asking(clients);
              client.receive(RefusalTrial.EXPLANATION.slice(0, RefusalTrial.HALF));
              client.send(RefusalTrial.REQUEST.slice(0, 20 << 10));
              ending(client, RefusalTrial.EXPLANATION.from(RefusalTrial.HALF));
              client.finishSending();
              client.close();
            }))
        .rule(Rule.task("what still comes is dropped, up to the client's end"))
        .hints(
            "How do you know how long the request is?",
            "You don't. Only -1 says that no more comes.")
        .protects("The least that a client may send too much, for who counts on a length.");
  }

  private static Probe<Refuser> sendsMuchMore() {
    return Probe.of(
            "half a mebibyte more",
            "the client sends that when it has half of the answer; each read gets little of it",
            RefusalTrial.ofSmallReads(clients -> {
              var client = asking(clients);
              client.receive(RefusalTrial.EXPLANATION.slice(0, RefusalTrial.HALF));
              client.send(RefusalTrial.MORE);
              ending(client, RefusalTrial.EXPLANATION.from(RefusalTrial.HALF));
              client.finishSending();
              client.close();
            }))
        .rule(Rule.task("what still comes is dropped, up to the client's end"))
        .hints(
            "Who reads what the client still sends, when you have answered, and what ends that?",
            "To wait isn't enough: what nobody reads fills the buffers, and the client gets stuck."
                + " And count bytes, not reads: a read gives what is there.");
  }

  private static Probe<Refuser> listensLate() {
    var begin = RefusalTrial.EXPLANATION.slice(0, 10);
    return Probe.of(
            "who listens late",
            "the client reads nothing for a second; then it has the whole answer, and sends on",
            RefusalTrial.ofSlowWrites(
                RefusalTrial.SHORT_REQUEST,
                clients -> {
                  var client = clients.connect();
                  client.send(RefusalTrial.SHORT_REQUEST);
                  client.receive(begin);
                  client.pause(RefusalTrial.LATE);
                  ending(client, RefusalTrial.EXPLANATION.from(begin.size()));
                  client.send(RefusalTrial.LATER);
                  client.finishSending();
                  client.close();
                }))
        .rule(Rule.task("it drops what comes, until a second has passed since all was sent"))
        .hints(
            "When does your second begin, and how long may write take?",
            "Write waits for a client that doesn't read: look at the clock after it.");
  }

  private static Probe<Refuser> endless() {
    return Probe.of(
            "who never stops sending",
            "the client has the whole answer, and sends on and on",
            RefusalTrial.ofLong(clients -> {
              var client = asking(clients);
              ending(client, RefusalTrial.EXPLANATION);
              client.sendUntilClosed(4 << 20);
              client.close();
            }))
        .rule(Rule.task("it drops what comes, until about a mebibyte has come"))
        .hints(
            "How much does your server read, if the client never finishes?",
            "Count what you drop, and close when it is too much.");
  }

  private static Probe<Refuser> silent() {
    return Probe.of(
            "who neither sends nor closes",
            "the client has the whole answer, and says nothing",
            RefusalTrial.ofLong(clients -> {
              var client = asking(clients);
              ending(client, RefusalTrial.EXPLANATION);
              clients.awaitServed(RefusalTrial.LONGEST);
            }))
        .rule(Rule.task("it drops what comes, until a second has passed"))
        .hints(
            "When does your read return, if nothing comes and nobody closes?",
            "connection.socket().setSoTimeout(1000), and then read from its input stream.")
        .protects("The simplest way to hold a server for ever, before one that takes some care.");
  }

  private static Probe<Refuser> trickles() {
    return Probe.of(
            "a byte now and then",
            "the client has the whole answer, and sends a byte each 100 ms",
            RefusalTrial.ofLong(clients -> {
              var client = asking(clients);
              ending(client, RefusalTrial.EXPLANATION);
              client.trickle(Duration.ofMillis(100), RefusalTrial.LONGEST);
            }))
        .rule(Rule.task("it drops what comes, until a second has passed"))
        .hints(
            "Does each byte that comes begin a new wait?",
            "Fix the time of the end once, and let each read wait only for what is left.");
  }

  private static Probe<Refuser> gone() {
    return Probe.of(
            "who has gone",
            "the client resets when the answer has begun",
            RefusalTrial.ofLong(clients -> {
              var client = asking(clients);
              client.receive(RefusalTrial.EXPLANATION.slice(0, 10));
              client.reset();
            }))
        .rule(Rule.task("the connection is closed, also when something fails"))
        .hints(
            "Which of your lines are left out when write or read throws?",
            "Put the connection into the head of a try: try (connection) { … }.")
        .protects("A failure while the rest is dropped, where most think of it.");
  }

  private static Probe<Refuser> breaksOff() {
    return Probe.of(
            "who goes in the middle",
            "the client resets when the answer has begun, and there is no room yet for its rest",
            RefusalTrial.ofSlowWrites(
                RefusalTrial.REQUEST,
                clients -> {
                  var client = clients.connect(RefusalTrial.ROOM);
                  client.send(RefusalTrial.REQUEST);
                  client.receive(RefusalTrial.EXPLANATION.slice(0, 10));
                  client.reset();
                }))
        .rule(Rule.task("the connection is closed, also when something fails"))
        .hints(
            "What does your code do if the first write throws?",
            "Sending belongs into the try as well: try (connection) { … } around all of it.");
  }

  /** A client that has sent its request, and takes its time before it reads. */
  private static Client asking(Clients clients) throws IOException, InterruptedException, Missed {
    var client = clients.connect(RefusalTrial.ROOM);
    client.send(RefusalTrial.REQUEST);
    client.pause(RefusalTrial.PAUSE);
    return client;
  }

  /** Reads all that the client has to be told, and then the end. */
  private static void ending(Client client, Bytes told)
      throws IOException, InterruptedException, Missed {
    client.receive(told);
    client.receiveEnd(RefusalTrial.END_WAIT);
  }
}
