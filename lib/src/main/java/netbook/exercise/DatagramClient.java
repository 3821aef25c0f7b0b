package netbook.exercise;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import netbook.bytes.Bytes;

/**
 * A client that a check plays against a learner's server of datagrams. It isn't connected, so that
 * it also sees what another socket answers. Each wait ends at a deadline, or early when the server
 * has ended.
 */
final class DatagramClient implements AutoCloseable {
  /** Larger than whatever is right, so that nothing wrong is cut to look right. */
  private static final int BUFFER = 2000;

  private final TriedServer server;
  private final Steps steps;
  private final String name;
  private final SelectionKey key;
  private final DatagramChannel socket;

  DatagramClient(TriedServer server, Steps steps, int number) throws IOException {
    this.server = server;
    this.steps = steps;
    this.name = "client " + number;
    this.key = server.openDatagrams();
    this.socket = (DatagramChannel) key.channel();
  }

  /** Sends a datagram. */
  void send(Bytes datagram) throws IOException, InterruptedException, Missed {
    steps.call(name + " sends " + datagram);
    while (socket.send(datagram.buffer(), server.address()) == 0 && !datagram.isEmpty()) {
      if (!server.awaitReady(key, SelectionKey.OP_WRITE, TriedServer.WAIT)) {
        throw missed("the datagram taken", "none taken", Mismatch.NOWHERE);
      }
    }
    steps.answered("sent");
  }

  /** Receives the next datagram, which has to be this one. */
  void receive(Bytes wanted) throws IOException, InterruptedException, Missed {
    var got = receive(wanted.toString());
    if (!got.equals(wanted)) {
      throw missed(wanted.toString(), got.toString(), got.commonPrefix(wanted));
    }
  }

  /**
   * Receives the next datagram, whatever it has, from the server's own socket.
   *
   * @param wanted what is awaited, in words
   */
  Bytes receive(String wanted) throws IOException, InterruptedException, Missed {
    steps.call(name + " receives");
    var into = ByteBuffer.allocate(BUFFER);
    var sender = socket.receive(into);
    if (sender == null && server.awaitReady(key, SelectionKey.OP_READ, TriedServer.WAIT)) {
      sender = socket.receive(into);
    }
    if (sender == null) {
      throw missed(wanted, "nothing" + server.within(TriedServer.WAIT), Mismatch.NOWHERE);
    }
    if (!sender.equals(server.address())) {
      throw missed("an answer from the server's socket", "one from another", Mismatch.NOWHERE);
    }
    var got = Bytes.copyOf(into.flip());
    steps.answered(got.toString());
    return got;
  }

  private Missed missed(String expected, String actual, int at) {
    return server.missed(steps, expected, actual, at);
  }

  /** Lets go of its port; may be repeated. */
  @Override
  public void close() throws IOException {
    server.close(key);
  }
}
