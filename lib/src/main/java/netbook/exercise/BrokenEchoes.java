package netbook.exercise;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import netbook.exercise.BreakIt.Wrong;

/** The echo servers that a learner's clients are sent to: six are wrong, and each echoes a line. */
final class BrokenEchoes {
  private static final int BUFFER = 8 << 10;

  /** A wait of a client's ends after a second, so a few of them fit. */
  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(6), Duration.ofSeconds(2), 128 << 20, 64 << 10);

  private BrokenEchoes() {}

  static BreakIt<Echo, ServerTrials<Echo>> board() {
    List<Supplier<Echo>> right =
        List.of(() -> threads(BrokenEchoes::copy), () -> listening -> loop(listening, false));
    return BreakIt.of(
            Echo.class,
            "six echo servers",
            ServerTrials.ofStreams(Echo::serve),
            right,
            List.of(
                new Wrong<>("Are all bytes lines?", () -> threads(BrokenEchoes::lines)),
                new Wrong<>("Say something twice.", () -> threads(BrokenEchoes::once)),
                new Wrong<>("When does it answer?", () -> threads(BrokenEchoes::afterTheEnd)),
                new Wrong<>(
                    "Be rude to it, and come back.", () -> listening -> loop(listening, true)),
                new Wrong<>("Don't come alone.", () -> BrokenEchoes::inTurn),
                new Wrong<>("How much does it take?", () -> threads(BrokenEchoes::buffered))))
        .limits(LIMITS);
  }

  /** What is done with one connection. */
  @FunctionalInterface
  private interface Talk {
    void with(SocketChannel connection) throws IOException;
  }

  private static Echo threads(Talk talk) {
    return listening -> {
      while (true) {
        var connection = listening.accept();
        Thread.startVirtualThread(() -> talk(connection, talk));
      }
    };
  }

  private static void talk(SocketChannel connection, Talk talk) {
    try (connection) {
      talk.with(connection);
    } catch (IOException e) {
      // This client is gone.
    }
  }

  private static void copy(SocketChannel connection) throws IOException {
    var chunk = ByteBuffer.allocate(BUFFER);
    while (connection.read(chunk) >= 0) {
      write(connection, chunk.flip());
      chunk.clear();
    }
  }

  private static void write(SocketChannel connection, ByteBuffer octets) throws IOException {
    while (octets.hasRemaining()) {
      connection.write(octets);
    }
  }

  /** Takes bytes for lines of text. */
  private static void lines(SocketChannel connection) throws IOException {
    var in =
        new BufferedReader(
            new InputStreamReader(Channels.newInputStream(connection), StandardCharsets.UTF_8));
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      write(connection, StandardCharsets.UTF_8.encode(line + "\n"));
    }
  }

  /** Takes one read for all. */
  private static void once(SocketChannel connection) throws IOException {
    var chunk = ByteBuffer.allocate(BUFFER);
    connection.read(chunk);
    write(connection, chunk.flip());
  }

  /** Listens to the end before it answers. */
  private static void afterTheEnd(SocketChannel connection) throws IOException {
    var all = Channels.newInputStream(connection).readAllBytes();
    write(connection, ByteBuffer.wrap(all));
  }

  /** Takes as much as one buffer holds, and no more. */
  private static void buffered(SocketChannel connection) throws IOException {
    var all = ByteBuffer.allocate(BUFFER);
    while (all.hasRemaining() && connection.read(all) >= 0) {
      write(connection, all.duplicate().flip());
      all = all.slice(all.position(), all.remaining());
    }
  }

  /** Serves one client after the other. */
  private static void inTurn(ServerSocketChannel listening) throws IOException {
    while (true) {
      talk(listening.accept(), BrokenEchoes::copy);
    }
  }

  /**
   * Serves all clients by one thread.
   *
   * @param fragile whether the trouble of one client is the end of it
   */
  private static void loop(ServerSocketChannel listening, boolean fragile) throws IOException {
    listening.configureBlocking(false);
    try (var selector = Selector.open()) {
      listening.register(selector, SelectionKey.OP_ACCEPT);
      try {
        while (listening.isOpen()) {
          // Closing the socket from elsewhere doesn't wake a selector.
          selector.select(20);
          for (var key : selector.selectedKeys()) {
            handle(key, fragile);
          }
          selector.selectedKeys().clear();
        }
      } finally {
        for (var key : selector.keys()) {
          key.channel().close();
        }
      }
    }
  }

  private static void handle(SelectionKey key, boolean fragile) throws IOException {
    try {
      if (!key.isValid()) {
        return;
      }
      if (key.channel() instanceof ServerSocketChannel listening) {
        var connection = listening.accept();
        if (connection != null) {
          connection.configureBlocking(false);
          connection.register(key.selector(), SelectionKey.OP_READ, ByteBuffer.allocate(BUFFER));
        }
      } else {
        move(key);
      }
    } catch (IOException e) {
      key.channel().close();
      if (fragile) {
        throw e;
      }
    }
  }

  private static void move(SelectionKey key) throws IOException {
    var connection = (SocketChannel) key.channel();
    var chunk = (ByteBuffer) key.attachment();
    if (key.isReadable() && connection.read(chunk) < 0) {
      connection.close();
      return;
    }
    connection.write(chunk.flip());
    chunk.compact();
    key.interestOps(chunk.position() == 0 ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
  }
}
