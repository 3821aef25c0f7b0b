package netbook.exercise;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import netbook.bytes.Bytes;

/**
 * A client that a check plays against a learner's server. Each wait ends at a deadline, or early
 * when the server has ended.
 */
final class Client implements AutoCloseable {
  private static final int PIECE = 8 << 10;

  /** What a client says to see whether it is served. */
  static final Bytes HERE_I_AM = Bytes.utf8("here I am\n");

  /** How many octets a report can hold; of more, it says how many there are. */
  private static final int SHOWN_MAX = 64;

  /** How often in a row the system takes nothing when all buffers on the way are full. */
  private static final int FULL = 20;

  private final TriedServer server;
  private final Steps steps;
  private final String name;
  private final SelectionKey key;
  private final SocketChannel socket;
  private int received;

  Client(TriedServer server, Steps steps, int number) throws IOException {
    this.server = server;
    this.steps = steps;
    this.name = "client " + number;
    this.key = server.openStream();
    this.socket = (SocketChannel) key.channel();
  }

  void connect() throws IOException, InterruptedException, Missed {
    steps.call(name + " connects");
    boolean connected = socket.connect(server.address());
    if (!connected && server.awaitReady(key, SelectionKey.OP_CONNECT)) {
      connected = socket.finishConnect();
    }
    if (!connected) {
      throw missed("a connection", "none", Mismatch.NOWHERE);
    }
    steps.answered("connected");
  }

  /** Sends octets, and reads nothing meanwhile. */
  void send(Bytes octets) throws IOException, InterruptedException, Missed {
    steps.call(name + " sends " + octets);
    var talk = talk(octets, 0);
    if (talk.sent < octets.size()) {
      throw missed("all of it taken", talk.sent + " B taken, then " + talk.why, talk.sent);
    }
    steps.answered("taken");
  }

  /**
   * Sends octets and reads nothing, until no buffer on the way takes more. Another client, which
   * has to be answered meanwhile, gives the server its turns.
   *
   * @return how many octets were taken
   */
  int fill(Bytes octets, Client other) throws IOException, InterruptedException, Missed {
    steps.call(name + " sends all that is taken, and reads nothing");
    var out = octets.buffer();
    for (int refused = 0; out.hasRemaining() && refused < FULL; ) {
      refused = socket.write(out) > 0 ? 0 : refused + 1;
      other.isServed();
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

  /** Reads just these octets. */
  void receive(Bytes wanted) throws IOException, InterruptedException, Missed {
    steps.call(name + " reads");
    received(talk(Bytes.EMPTY, wanted.size()), wanted);
  }

  /** Sends octets, and reads the same ones meanwhile, so that no buffer need hold them all. */
  void exchange(Bytes octets) throws IOException, InterruptedException, Missed {
    steps.call(name + " sends " + octets + " and reads meanwhile");
    received(talk(octets, octets.size()), octets);
  }

  /** Half-closes: it has finished sending, and still reads. */
  void finishSending() throws IOException {
    steps.call(name + " has finished sending");
    socket.shutdownOutput();
    steps.answered("told");
  }

  /** Reads the end of the stream. */
  void receiveEnd() throws IOException, InterruptedException, Missed {
    steps.call(name + " reads");
    var talk = talk(Bytes.EMPTY, 1);
    if (!talk.got.isEmpty()) {
      throw missed("the end of the stream", "more: " + talk.got, Mismatch.NOWHERE);
    }
    if (!talk.why.equals(Talk.END)) {
      throw missed("the end of the stream", talk.why, Mismatch.NOWHERE);
    }
    steps.answered(Talk.END);
  }

  /** Hangs up the hard way. */
  void reset() throws IOException {
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
    var out = octets.buffer();
    var got = new ByteArrayOutputStream();
    var why = "";
    while (why.isEmpty() && (out.hasRemaining() || got.size() < wanted)) {
      try {
        int read = got.size() < wanted ? read(got, wanted) : 0;
        int written = out.hasRemaining() ? socket.write(out) : 0;
        if (read < 0) {
          why = Talk.END;
        } else if (read + written == 0 && !awaitReady(out.hasRemaining(), got.size() < wanted)) {
          why = "nothing" + (got.size() > 0 ? " more" : "") + within();
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

  private boolean awaitReady(boolean writes, boolean reads)
      throws IOException, InterruptedException {
    int operations = (writes ? SelectionKey.OP_WRITE : 0) | (reads ? SelectionKey.OP_READ : 0);
    return server.awaitReady(key, operations);
  }

  private String within() {
    return server.hasEnded() ? "" : " within " + TriedServer.WAIT.toMillis() + " ms";
  }

  private void received(Talk talk, Bytes wanted) throws Missed {
    if (talk.got.equals(wanted)) {
      steps.answered(talk.got.toString());
      received += wanted.size();
      return;
    }
    int same = 0;
    while (same < talk.got.size() && talk.got.at(same) == wanted.at(same)) {
      same++;
    }
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
    var end = server.end();
    var because = end.isEmpty() ? actual : actual + "; " + end;
    steps.answered(because);
    return new Missed(new Mismatch(expected, because, at));
  }

  /** Hangs up; may be repeated. */
  @Override
  public void close() throws IOException {
    server.close(key);
  }
}
