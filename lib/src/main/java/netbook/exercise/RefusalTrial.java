package netbook.exercise;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import netbook.bytes.Bytes;

/**
 * A client on loopback that is refused by a learner's {@link Refuser}. That is called when
 * something of the client's has come, or its end, so that there is always something unread.
 *
 * @param request what the report shows as the input
 * @param explanation what the client is told
 * @param receiving how large the server's buffer for what it gets is
 * @param sending how large the one for what it sends is
 * @param visit what the client does
 */
record RefusalTrial(
    Bytes request, Bytes explanation, int receiving, int sending, ServerTrials.Visit visit)
    implements Trial<Refuser> {
  /**
   * How long a refusal may go on once the client has done its part: more than what the task allows.
   */
  static final Duration LONGEST = Duration.ofSeconds(2);

  /** How long a client does something else; a server that just closes has closed by then. */
  static final Duration PAUSE = Duration.ofMillis(150);

  /** How long one does that is late: more than the second of the task. */
  static final Duration LATE = Duration.ofMillis(1050);

  /** How long a client waits for the end: less than what the task allows, or both look the same. */
  static final Duration END_WAIT = Duration.ofMillis(300);

  /** A server's buffer that has room for all that it sends, so that write returns at once. */
  private static final int SENDING = 512 << 10;

  /** A buffer that has no room for a long explanation, so that write waits for the client. */
  private static final int SMALL = 8 << 10;

  /** A buffer that gives a read 4 KiB at most. */
  private static final int TINY = 2 << 10;

  /** What one of 100 KB asks. */
  static final Bytes REQUEST = Bytes.utf8("please keep this for me.\n".repeat(4096));

  /** More than a client and a server can buffer, and less than what is to be dropped. */
  static final Bytes MORE = Bytes.utf8("and keep this too, please\n".repeat(20_000));

  /** What fits into any buffer. */
  static final Bytes SHORT_REQUEST = REQUEST.slice(0, 8 << 10);

  /** More than both sides can buffer behind a short request. */
  static final Bytes LATER = MORE.slice(0, 192 << 10);

  /** A short explanation. */
  static final Bytes WORDS = Bytes.utf8("Too large. A postcard would have done.\n");

  /** One of 200 KB. */
  static final Bytes EXPLANATION = Bytes.utf8("too large, says the small one.\r\n".repeat(6400));

  /** The half of it. */
  static final int HALF = EXPLANATION.size() / 2;

  /** So much a client can send that isn't read: all of the request, and 20 KB more. */
  static final int ROOM = 128 << 10;

  /** A client that is told a few words. */
  static List<Trial<Refuser>> of(Bytes request, ServerTrials.Visit visit) {
    return List.of(new RefusalTrial(request, WORDS, TriedServer.BUFFER, SENDING, visit));
  }

  /** A client of a long request, which gets a long explanation. */
  static List<Trial<Refuser>> ofLong(ServerTrials.Visit visit) {
    return List.of(new RefusalTrial(REQUEST, EXPLANATION, TriedServer.BUFFER, SENDING, visit));
  }

  /** The same, but the server gets little with each read. */
  static List<Trial<Refuser>> ofSmallReads(ServerTrials.Visit visit) {
    return List.of(new RefusalTrial(REQUEST, EXPLANATION, TINY, SENDING, visit));
  }

  /** A client of any request, without which the server can't send all of its explanation. */
  static List<Trial<Refuser>> ofSlowWrites(Bytes request, ServerTrials.Visit visit) {
    return List.of(new RefusalTrial(request, EXPLANATION, TriedServer.BUFFER, SMALL, visit));
  }

  @Override
  public Bytes octets() {
    return request;
  }

  @Override
  public Optional<Mismatch> run(Refuser code, Steps steps) throws Exception {
    var open = new AtomicBoolean();
    try (var server =
            TriedServer.ofStreams("refuse", receiving, socket -> refuse(code, socket, open));
        var clients = new Clients(server, steps)) {
      var missed = visited(server, clients);
      server.throwIfUnwritten();
      return missed.isPresent() || !open.get()
          ? missed
          : Optional.of(new Mismatch("the connection is closed", "it is still open"));
    }
  }

  private Optional<Mismatch> visited(TriedServer server, Clients clients) throws Exception {
    try {
      visit.by(clients);
      clients.awaitServed(LONGEST);
      return Optional.empty();
    } catch (Missed e) {
      // A stub may not have told yet that it is one: what the client sees first is the end.
      var _ = server.awaitEnd(PAUSE);
      return Optional.of(e.mismatch());
    }
  }

  private void refuse(Refuser code, ServerSocketChannel listening, AtomicBoolean open)
      throws IOException {
    try (var connection = listening.accept()) {
      connection.setOption(StandardSocketOptions.SO_SNDBUF, sending);
      connection.configureBlocking(false);
      try (var selector = Selector.open()) {
        connection.register(selector, SelectionKey.OP_READ);
        selector.select();
      }
      connection.configureBlocking(true);
      try {
        code.refuse(connection, explanation);
      } finally {
        open.set(connection.isOpen());
      }
    }
  }
}
