package netbook.exercise;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import netbook.exercise.FilterTrial.Trouble;
import org.jspecify.annotations.Nullable;

/**
 * A server that answers one client in upper case, with buffers of 8 KiB. It reads only as much as
 * it can answer. If nothing moves for a while, it says what it waits for, and resets, so that the
 * client goes on.
 */
final class FilterServer implements AutoCloseable {
  private static final Duration WAIT = TriedServer.WAIT;
  private static final int BUFFER = 8 << 10;
  private static final int PIECE = 4 << 10;

  private final FilterTrial trial;
  private final SocketChannel client = SocketChannel.open();
  private final SocketChannel connection;
  private final Thread thread = new Thread(this::run, "netbook-exercise-filter");
  private final ByteBuffer answers;
  private volatile @Nullable Mismatch stuck;
  private int received;
  private int answered;
  private boolean ended;

  /** Connects a client on loopback, and serves it. */
  FilterServer(FilterTrial trial) throws IOException {
    this.trial = trial;
    this.answers = ByteBuffer.allocate(trial.held() + PIECE);
    client.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
    client.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER);
    try (var listening = ServerSocketChannel.open()) {
      listening.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      client.connect(listening.getLocalAddress());
      // An accept in the server's thread could be hit by its end, and lose the new socket.
      connection = listening.accept();
    }
    thread.setDaemon(true);
    thread.start();
  }

  /** The client's end, in blocking mode and with small buffers. */
  SocketChannel client() {
    return client;
  }

  /** What it has waited for in vain, if there was anything. */
  Optional<Mismatch> findStuck() {
    return Optional.ofNullable(stuck);
  }

  private void run() {
    try (connection;
        var selector = Selector.open()) {
      connection.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER);
      connection.configureBlocking(false);
      if (answer(connection, connection.register(selector, 0))) {
        // All has been read, so closing is a FIN and no reset.
        connection.shutdownOutput();
      } else {
        connection.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (IOException e) {
      // The client, or the check, has hung up.
    }
  }

  /** Answers until all is answered; false if the client is to be reset. */
  private boolean answer(SocketChannel connection, SelectionKey key) throws IOException {
    while (!ended || answers.position() > 0) {
      boolean reads = !ended && answers.hasRemaining();
      boolean writes = sendable() > 0;
      key.interestOps((reads ? SelectionKey.OP_READ : 0) | (writes ? SelectionKey.OP_WRITE : 0));
      if (key.selector().select(WAIT.toMillis()) == 0) {
        stuck = Thread.currentThread().isInterrupted() ? null : stuck(reads);
        return false;
      }
      key.selector().selectedKeys().clear();
      if (reads) {
        read(connection);
      }
      if (trial.strikes(Trouble.RESET, received)) {
        return false;
      }
      write(connection);
    }
    return true;
  }

  private int sendable() {
    return ended ? answers.position() : Math.max(0, answers.position() - trial.held());
  }

  private Mismatch stuck(boolean reads) {
    var sofar =
        " within %d ms; it has got %d B and answered %d B"
            .formatted(WAIT.toMillis(), received, answered);
    if (!reads) {
      return new Mismatch("the server's answers are read", "none is taken" + sofar);
    }
    return received < trial.size()
        ? new Mismatch("%d B for the server".formatted(trial.size()), "nothing more" + sofar)
        : new Mismatch("the server is told that no more comes", "nothing" + sofar);
  }

  private void read(SocketChannel connection) throws IOException {
    int start = answers.position();
    int count = connection.read(answers);
    ended = count < 0;
    for (int at = start; at < answers.position(); at++) {
      answers.put(at, upper(answers.get(at)));
    }
    received += Math.max(0, count);
  }

  private void write(SocketChannel connection) throws IOException {
    int count = sendable();
    int end = answers.position();
    answers.position(0).limit(count);
    answered += connection.write(answers);
    answers.limit(end).compact();
  }

  private static byte upper(byte octet) {
    return octet >= 'a' && octet <= 'z' ? (byte) (octet - 'a' + 'A') : octet;
  }

  /** What it answers. */
  static byte[] upper(byte[] octets) {
    var upper = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      upper[i] = upper(octets[i]);
    }
    return upper;
  }

  /** Hangs up, and waits for its thread. */
  @Override
  public void close() throws IOException {
    client.close();
    thread.interrupt();
    try {
      thread.join(WAIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
