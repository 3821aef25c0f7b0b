package netbook.exercise;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import netbook.bytes.Bytes;

/**
 * A client that a probe plays against a server, on a real connection with small buffers. Each wait
 * ends after a second in which nothing moves, or early when the server has ended; what was awaited
 * and didn't come is {@link Missed}, and ends the trial. For one thread.
 */
public final class Client implements AutoCloseable {
  private static final int PIECE = 8 << 10;
  private static final Bytes PIECES = Bytes.utf8("more and more\n".repeat(1000));

  /** What a client says to see whether it is served. */
  static final Bytes HERE_I_AM = Bytes.utf8("here I am\n");

  /** How many octets a report can hold; of more, it says how many there are. */
  private static final int SHOWN_MAX = 64;

  /** How long it is waited each time: a busy system may need some of it to move octets on. */
  private static final Duration BREATH = Duration.ofMillis(5);

  private final TriedServer server;
  private final Steps steps;
  private final String name;
  private final SelectionKey key;
  private final SocketChannel socket;
  private int received;

  Client(TriedServer server, Steps steps, int number, int room) throws IOException {
    this.server = server;
    this.steps = steps;
    this.name = "client " + number;
    this.key = server.openStream(room);
    this.socket = (SocketChannel) key.channel();
  }

  void connect() throws IOException, InterruptedException, Missed {
    steps.call(name + " connects");
    boolean connected = socket.connect(server.address());
    if (!connected && server.awaitReady(key, SelectionKey.OP_CONNECT, TriedServer.WAIT)) {
      connected = socket.finishConnect();
    }
    if (!connected) {
      throw missed("a connection", "none", Mismatch.NOWHERE);
    }
    steps.answered("connected");
  }

  /**
   * Sends octets, and reads nothing meanwhile. It returns when the system has taken them all.
   *
   * @throws Missed if nobody reads, and the buffers on the way are full
   */
  public void send(Bytes octets) throws IOException, InterruptedException, Missed {
    steps.call(name + " sends " + octets);
    var talk = talk(octets, 0);
    if (talk.sent < octets.size()) {
      throw missed("all of it taken", talk.sent + " B taken, then " + talk.why, talk.sent);
    }
    steps.answered("taken");
  }

  /**
   * Sends octets and reads nothing, until nothing more is taken: the buffers on the way are full,
   * or nearly so, for systems make them larger after a while. Another client, which has to be
   * answered meanwhile, gives the server its turns.
   *
   * @param refusals how often in a row nothing has to be taken
   * @return how many octets were taken
   */
  int fill(Bytes octets, Client other, int refusals)
      throws IOException, InterruptedException, Missed {
    steps.call(name + " sends all that is taken, and reads nothing");
    var out = octets.buffer();
    for (int refused = 0; out.hasRemaining() && refused < refusals; other.isServed()) {
      boolean moves =
          socket.write(out) > 0 || server.awaitReady(key, SelectionKey.OP_WRITE, BREATH);
      refused = moves ? 0 : refused + 1;
    }
    steps.answered("taken");
    return out.position();
  }

  private void isServed() throws IOException, InterruptedException, Missed {
    var talk = talk(HERE_I_AM, HERE_I_AM.size());
    if (!talk.got.equals(HERE_I_AM)) {
      steps.call(name + " sends " + HERE_I_AM + " and reads");
      received(talk, HERE_I_AM);
    }
  }

  /**
   * Reads just these octets, and nothing behind them.
   *
   * @throws Missed if others come, or too few
   */
  public void receive(Bytes wanted) throws IOException, InterruptedException, Missed {
    steps.call(name + " reads");
    received(talk(Bytes.EMPTY, wanted.size()), wanted);
  }

  /**
   * Sends octets, and reads the same ones meanwhile, so that no buffer need hold them all.
   *
   * @throws Missed if others come, or too few
   */
  public void exchange(Bytes octets) throws IOException, InterruptedException, Missed {
    steps.call(name + " sends " + octets + " and reads meanwhile");
    received(talk(octets, octets.size()), octets);
  }

  /**
   * Sends on and on, until the server has closed the connection.
   *
   * @param most how many octets it may take until then
   * @throws Missed if it takes more
   */
  void sendUntilClosed(int most) throws IOException, InterruptedException, Missed {
    steps.call(name + " sends on and on");
    int taken = 0;
    while (taken < most) {
      var talk = talk(PIECES, 0);
      taken += talk.sent;
      if (talk.sent < PIECES.size()) {
        steps.answered("%d B taken, then %s".formatted(taken, talk.why));
        return;
      }
    }
    throw missed("an end of reading", taken + " B taken, and no end", Mismatch.NOWHERE);
  }

  /**
   * Sends one octet after the other, with pauses, until the server's method has ended.
   *
   * @throws Missed if it hasn't within a time
   */
  void trickle(Duration pause, Duration longest) throws IOException, InterruptedException, Missed {
    steps.call("%s sends a byte each %d ms".formatted(name, pause.toMillis()));
    long endNanos = System.nanoTime() + longest.toNanos();
    int sent = 0;
    while (!server.awaitEnd(pause)) {
      if (System.nanoTime() > endNanos) {
        var actual = "it goes on %d ms later".formatted(longest.toMillis());
        throw missed("an end, and a closed connection", actual, Mismatch.NOWHERE);
      }
      sent += talk(PIECES.slice(0, 1), 0).sent;
    }
    steps.answered(sent + " B taken");
  }

  /** Does something else for a while, or until the server's method has ended. */
  void pause(Duration pause) throws InterruptedException {
    steps.call("%s does something else for %d ms".formatted(name, pause.toMillis()));
    var _ = server.awaitEnd(pause);
    steps.answered(server.end());
  }

  /**
   * Half-closes: it has finished sending, and still reads.
   *
   * @throws IOException if the connection is closed
   */
  public void finishSending() throws IOException {
    steps.call(name + " has finished sending");
    socket.shutdownOutput();
    steps.answered("told");
  }

  /**
   * Reads the end of the stream.
   *
   * @throws Missed if something else comes, or nothing
   */
  public void receiveEnd() throws IOException, InterruptedException, Missed {
    receiveEnd(TriedServer.WAIT);
  }

  /** Reads the end of the stream, and waits for it no longer than that. */
  void receiveEnd(Duration wait) throws IOException, InterruptedException, Missed {
    steps.call(name + " reads");
    var talk = talk(Bytes.EMPTY, 1, wait);
    if (!talk.got.isEmpty()) {
      throw missed("the end of the stream", "more: " + talk.got, Mismatch.NOWHERE);
    }
    if (!talk.why.equals(Talk.END)) {
      throw missed("the end of the stream", talk.why, Mismatch.NOWHERE);
    }
    steps.answered(Talk.END);
  }

  /**
   * Hangs up the hard way.
   *
   * @throws IOException if the connection is closed
   */
  public void reset() throws IOException {
    steps.call(name + " resets");
    socket.setOption(StandardSocketOptions.SO_LINGER, 0);
    close();
    steps.answered("told");
  }

  /**
   * What came of an exchange.
   *
   * @param sent how many octets the system took
   * @param why nothing more came, in words; empty if all did
   */
  private record Talk(int sent, Bytes got, String why) {
    static final String END = "the end";
  }

  /** Writes and reads until all is written and so many octets are read, or nothing moves. */
  private Talk talk(Bytes octets, int wanted) throws IOException, InterruptedException {
    return talk(octets, wanted, TriedServer.WAIT);
  }

  private Talk talk(Bytes octets, int wanted, Duration wait)
      throws IOException, InterruptedException {
    var out = octets.buffer();
    var got = new ByteArrayOutputStream();
    var why = "";
    while (why.isEmpty() && (out.hasRemaining() || got.size() < wanted)) {
      try {
        int read = got.size() < wanted ? read(got, wanted) : 0;
        int written = out.hasRemaining() ? socket.write(out) : 0;
        if (read < 0) {
          why = Talk.END;
        } else if (read + written == 0
            && !awaitReady(out.hasRemaining(), got.size() < wanted, wait)) {
          why = "nothing" + (got.size() > 0 ? " more" : "") + server.within(wait);
        }
      } catch (IOException e) {
        why = Said.of(e);
      }
    }
    return new Talk(out.position(), Bytes.copyOf(got.toByteArray()), why);
  }

  private int read(ByteArrayOutputStream got, int wanted) throws IOException {
    var piece = ByteBuffer.allocate(Math.min(PIECE, wanted - got.size()));
    int count = socket.read(piece);
    got.write(piece.array(), 0, piece.position());
    return count;
  }

  private boolean awaitReady(boolean writes, boolean reads, Duration wait)
      throws IOException, InterruptedException {
    int operations = (writes ? SelectionKey.OP_WRITE : 0) | (reads ? SelectionKey.OP_READ : 0);
    return server.awaitReady(key, operations, wait);
  }

  private void received(Talk talk, Bytes wanted) throws Missed {
    if (talk.got.equals(wanted)) {
      steps.answered(talk.got.toString());
      received += wanted.size();
      return;
    }
    int same = talk.got.commonPrefix(wanted);
    if (wanted.size() > SHOWN_MAX) {
      var actual = same < talk.got.size() ? "another byte" : talk.why;
      throw missed(
          "all %d bytes".formatted(wanted.size()),
          "%d of them, then %s".formatted(same, actual),
          Mismatch.NOWHERE);
    }
    var actual = talk.got.isEmpty() ? talk.why : talk.got + (", then " + talk.why);
    throw missed(
        wanted.toString(), talk.why.isEmpty() ? talk.got.toString() : actual, received + same);
  }

  private Missed missed(String expected, String actual, int at) {
    return server.missed(steps, expected, actual, at);
  }

  boolean isOpen() {
    return socket.isOpen();
  }

  /** One line: which client, and how much it has read. */
  @Override
  public String toString() {
    return name + ", " + received + " B received";
  }

  /** Hangs up; may be repeated. */
  @Override
  public void close() throws IOException {
    server.close(key);
  }
}
