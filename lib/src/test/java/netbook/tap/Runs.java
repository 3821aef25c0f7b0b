package netbook.tap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import netbook.bytes.Bytes;
import netbook.net.TcpClient;
import netbook.net.TcpConnection;
import netbook.net.TcpServer;
import netbook.trace.Event;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;

/** The same conversation through a tap and in memory: a client sends some writes and finishes. */
final class Runs {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private Runs() {}

  /** How a receiver saw its stream end. */
  enum End {
    FIN,
    RESET,
    /** Nothing more came. */
    SILENCE
  }

  /**
   * What came of a run.
   *
   * @param received what the server got
   * @param end how its stream ended
   * @param clientEnd how the client's stream ended, on which nothing is sent
   * @param events what the trace says went to the server, octets joined
   * @param lost how many octets faults swallowed
   */
  record Outcome(Bytes received, End end, End clientEnd, List<String> events, long lost) {}

  /** Some octets, and the writes into which they fall. */
  record Sent(Bytes all, List<Bytes> writes) {
    static Sent random(long seed, int sizeMax) {
      var random = new SplittableRandom(seed);
      return of(random, random.nextInt(sizeMax + 1));
    }

    static Sent ofSize(long seed, int size) {
      return of(new SplittableRandom(seed), size);
    }

    private static Sent of(SplittableRandom random, int size) {
      var octets = new byte[size];
      random.nextBytes(octets);
      var all = Bytes.copyOf(octets);
      var writes = new ArrayList<Bytes>();
      for (int from = 0; from < octets.length; ) {
        int to = Math.min(octets.length, from + 1 + random.nextInt(octets.length));
        writes.add(all.slice(from, to));
        from = to;
      }
      return new Sent(all, writes);
    }
  }

  static Outcome inMemory(Script script, Sent sent) throws IOException {
    var seen = new Seen();
    var peer =
        new MemoryLink.Peer() {
          @Override
          public void received(MemoryLink link, Bytes bytes) {
            seen.add(bytes);
          }

          @Override
          public void finished(MemoryLink link) {
            seen.end = End.FIN;
            link.finishReplying();
          }
        };
    var link = MemoryLink.ofClient(peer, script, Script.NOTHING);
    link.timeout(Duration.ofMinutes(10));
    try {
      for (var write : sent.writes()) {
        link.out().write(write.toArray());
      }
    } catch (IOException e) {
      // The other end has seen to that; what came is what counts.
    }
    link.finishSending();
    var clientEnd = endOf(link);
    link.settle();
    if (happened(link.trace(), Kind.RESET, Relay.SERVER)) {
      seen.end = End.RESET;
    }
    return new Outcome(
        seen.bytes(), seen.end, clientEnd, events(link.trace().events()), link.lost());
  }

  private static End endOf(MemoryLink link) {
    try {
      return link.in().read() < 0 ? End.FIN : End.SILENCE;
    } catch (SocketTimeoutException e) {
      return End.SILENCE;
    } catch (IOException e) {
      return End.RESET;
    }
  }

  /** A server behind a tap, through which one run after the other goes. */
  static final class Sockets implements AutoCloseable {
    private final BlockingQueue<Seen> accepted = new LinkedBlockingQueue<>();
    private final TcpServer server;
    private final Tap tap;

    Sockets() throws IOException {
      server =
          TcpServer.start(connection -> {
            var seen = new Seen();
            accepted.add(seen);
            seen.readFrom(connection);
          });
      tap = Tap.before(server);
    }

    /**
     * Sends, and waits for as much to come, or to be lost, as is expected: what nothing ends can't
     * be waited for otherwise.
     */
    Outcome run(Script script, Sent sent, Outcome expected) throws Exception {
      tap.toServer(script);
      try (var client = TcpClient.connect(tap.address())) {
        client.timeout(TIMEOUT);
        var seen = Objects.requireNonNull(accepted.poll(5, TimeUnit.SECONDS), "nobody came");
        boolean told = isReset(client, sent);
        var clientEnd = End.SILENCE;
        if (told) {
          clientEnd = End.RESET;
        } else if (expected.clientEnd() != End.SILENCE) {
          clientEnd = endOf(client);
        }
        seen.await(expected.received().size(), expected.end());
        var events = awaitLost(clientEnd == End.RESET ? 0 : expected.lost());
        return new Outcome(seen.bytes(), seen.end, clientEnd, events(events), lost(events));
      }
    }

    /** How many octets the tap says that faults have swallowed, in all runs. */
    long lostInAll() {
      return tap.lost();
    }

    /** The events of the last connection, once so much of it has been lost; after 30 s at most. */
    private List<Event> awaitLost(long count) throws InterruptedException {
      long end = System.nanoTime() + TIMEOUT.toNanos();
      int number = tap.trace().connections();
      while (true) {
        var all = tap.trace().events().stream().filter(e -> e.connection() == number).toList();
        if (lost(all) >= count || System.nanoTime() > end) {
          return all;
        }
        Thread.sleep(1);
      }
    }

    @Override
    public void close() {
      tap.close();
      server.close();
    }
  }

  /** Whether the client saw a reset when it sent; a system tells of it only once. */
  private static boolean isReset(TcpConnection client, Sent sent) {
    try {
      for (var write : sent.writes()) {
        client.send(write);
      }
      client.finishSending();
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static End endOf(TcpConnection client) {
    try {
      return client.readAll().isEmpty() ? End.FIN : End.SILENCE;
    } catch (SocketTimeoutException e) {
      return End.SILENCE;
    } catch (IOException e) {
      return End.RESET;
    }
  }

  private static boolean happened(Trace trace, Kind kind, String to) {
    return trace.events().stream().anyMatch(event -> event.kind() == kind && event.to().equals(to));
  }

  /** What went to the server, octets joined, since in pieces it is different in every run. */
  private static List<String> events(List<Event> events) {
    var told = new ArrayList<String>();
    var joined = new ByteArrayOutputStream();
    for (var event : events) {
      if (event.to().equals(Relay.SERVER) && event.kind() == Kind.DATA) {
        joined.writeBytes(event.bytes().toArray());
      } else if (event.to().equals(Relay.SERVER)) {
        flush(told, joined);
        told.add(text(event));
      }
    }
    flush(told, joined);
    return told;
  }

  private static void flush(List<String> told, ByteArrayOutputStream joined) {
    if (joined.size() > 0) {
      told.add(Bytes.copyOf(joined.toByteArray()).toHex());
      joined.reset();
    }
  }

  private static long lost(List<Event> events) {
    return events.stream()
        .filter(event -> event.kind() == Kind.LOST)
        .mapToLong(event -> Long.parseLong(event.note().substring(0, event.note().indexOf(' '))))
        .sum();
  }

  private static String text(Event event) {
    return event.kind() + " " + event.note();
  }

  /** What the server has seen so far. */
  private static final class Seen {
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private volatile End end = End.SILENCE;

    synchronized void add(Bytes bytes) {
      octets.writeBytes(bytes.toArray());
      notifyAll();
    }

    synchronized Bytes bytes() {
      return Bytes.copyOf(octets.toByteArray());
    }

    void readFrom(TcpConnection connection) throws IOException {
      try {
        var read = connection.readSome(8192);
        while (!read.isEmpty()) {
          add(read);
          read = connection.readSome(8192);
        }
        end(End.FIN);
      } catch (SocketTimeoutException e) {
        throw e;
      } catch (IOException e) {
        end(End.RESET);
      }
    }

    /** Waits until so much has come, and then the end if there is to be one; 30 s at most. */
    synchronized void await(int size, End expected) throws InterruptedException {
      long end = System.nanoTime() + TIMEOUT.toNanos();
      while (octets.size() < size || this.end != expected) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          return; // the caller compares
        }
        wait(left);
      }
    }

    private synchronized void end(End how) {
      end = how;
      notifyAll();
    }
  }
}
