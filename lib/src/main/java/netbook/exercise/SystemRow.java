package netbook.exercise;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import netbook.bytes.Bytes;

/**
 * Gives a learner's code the system's own row of a connection that is open meanwhile, and holds it
 * to what {@code ss} says of that. Where either says nothing, there is nothing to judge by.
 */
final class SystemRow implements Trial<SocketRow> {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

  private final RowJudge judge;
  private volatile Bytes octets = Bytes.EMPTY;

  /** Compares a row's words with the expected ones. */
  @FunctionalInterface
  interface RowJudge {
    Optional<Mismatch> judge(String expected, String row, String answer);
  }

  SystemRow(RowJudge judge) {
    this.judge = judge;
  }

  /** The row, once it has been read. */
  @Override
  public Bytes octets() {
    return octets;
  }

  /** A row of the system's table, and what ss says of it. */
  private record Known(String row, String words) {}

  @Override
  public Optional<Mismatch> run(SocketRow code, Steps steps) throws Exception {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var listening = ServerSocketChannel.open().bind(loopback);
        var client = SocketChannel.open(listening.getLocalAddress());
        var _ = listening.accept()) {
      int local = port(client.getLocalAddress());
      int remote = port(client.getRemoteAddress());
      var found = find(local, remote);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      var known = found.get();
      octets = Bytes.utf8(known.row);
      return Called.judged(
          steps,
          "read(a row)",
          () -> code.read(known.row),
          (given, answer) -> judge.judge(known.words, given, answer),
          known.row);
    }
  }

  /**
   * Looks both up on a thread of its own: a busy system has tens of thousands of rows, and the
   * learner's code doesn't pay for reading them.
   */
  private static Optional<Known> find(int local, int remote) throws Exception {
    var look =
        new FutureTask<>(() -> {
          var words = findWords(local, remote);
          return findRow(local, remote).flatMap(row -> words.map(found -> new Known(row, found)));
        });
    Thread.startVirtualThread(look);
    return look.get();
  }

  private static int port(SocketAddress address) {
    return ((InetSocketAddress) address).getPort();
  }

  private static Optional<String> findRow(int local, int remote) throws IOException {
    var localPort = ":%04X ".formatted(local);
    var ports = Pattern.compile(":%04X \\p{XDigit}+:%04X ".formatted(local, remote));
    for (var table : TABLES) {
      if (Files.isReadable(table)) {
        try (var rows = Files.lines(table, StandardCharsets.US_ASCII)) {
          var row =
              rows.filter(line -> line.contains(localPort) && ports.matcher(line).find())
                  .findFirst();
          if (row.isPresent()) {
            return row;
          }
        }
      }
    }
    return Optional.empty();
  }

  /** What ss says, in the task's words: it prints ESTAB, two numbers, and both ends. */
  private static Optional<String> findWords(int local, int remote) {
    var filter = "sport = :%d and dport = :%d".formatted(local, remote);
    var printed = Tool.SS.run(Bytes.EMPTY, "-tanH", filter);
    return StandardCharsets.US_ASCII
        .decode(printed.buffer())
        .toString()
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(columns -> columns.length >= 5 && columns[0].equals("ESTAB"))
        .map(columns -> Stream.of(columns[3], columns[4]).map(SystemRow::end).toList())
        .map(ends -> "%s -> %s ESTABLISHED".formatted(ends.getFirst(), ends.getLast()))
        .findFirst();
  }

  /** An IPv4 address on an IPv6 socket is an IPv4 address to the task. */
  private static String end(String end) {
    return end.replaceFirst("^\\[::ffff:([\\d.]+)\\]", "$1");
  }
}
