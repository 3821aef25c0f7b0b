package netbook.tap;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import netbook.net.TcpClient;
import netbook.net.TcpConnection;
import netbook.trace.Event;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;

/**
 * The engine of a tap: takes each client on to the server, and keeps count of what is on its way.
 * It doesn't know the {@link Tap} that a learner holds.
 */
final class Relay {

  /** Peers may think for long; a relay that gives up before them would be a fault of its own. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final SocketAddress target;
  private final Trace trace;
  private final Trace nowhere = new Trace(1, 0, System::nanoTime);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Pair> pairs = new HashSet<>();
  private final Set<SocketAddress> probes = new HashSet<>();
  private final Trace entrance;
  private Script toServer = Script.NOTHING;
  private Script toClient = Script.NOTHING;
  private int begun;
  private int connections;
  private long relayed;
  private long lost;
  private long lastNanos = System.nanoTime();

  /**
   * The engine before a server.
   *
   * @param entrance the trace of the server at which clients come in, which numbers them
   */
  Relay(SocketAddress target, Trace trace, Trace entrance) {
    this.target = target;
    this.trace = trace;
    this.entrance = entrance;
  }

  Trace trace() {
    return trace;
  }

  ReentrantLock lock() {
    return lock;
  }

  void toServer(Script script) {
    locked(() -> toServer = script.forStream());
  }

  void toClient(Script script) {
    locked(() -> toClient = script.forStream());
  }

  void probe(SocketAddress from) {
    locked(() -> probes.add(from));
  }

  /** Serves one client until both directions are over. */
  void handle(TcpConnection client) throws IOException {
    if (isProbe(client.remoteAddress())) {
      return;
    }
    int number = trace.nextConnection();
    TcpConnection server;
    try {
      server = TcpClient.with().trace(nowhere).connectTo(target);
    } catch (IOException e) {
      noteFailure(number, e);
      client.reset();
      locked(() -> {
        begun++;
        moved(0, 0);
      });
      return;
    }
    try (server) {
      client.timeout(PATIENCE);
      server.timeout(PATIENCE);
      trace.event(number, Event.CLIENT, Event.SERVER, Kind.CONNECT, "");
      var pair = enter(number, client, server);
      try {
        pair.run();
      } finally {
        leave(pair);
      }
    }
  }

  /** The server wasn't reached: it refused, said nothing, or its address leads nowhere. */
  private void noteFailure(int number, IOException e) {
    var why = String.valueOf(e.getMessage());
    var kind =
        switch (e) {
          case ConnectException _ when why.contains("refused") -> Kind.REFUSED;
          case ConnectException _, SocketTimeoutException _ -> Kind.TIMEOUT;
          default -> Kind.FAILURE;
        };
    trace.event(number, Event.CLIENT, Event.SERVER, kind, kind == Kind.REFUSED ? "" : why);
  }

  /** Takes a probe back that never came. */
  void forget(SocketAddress probe) {
    locked(() -> {
      probes.remove(probe);
      changed.signalAll();
    });
  }

  private boolean isProbe(SocketAddress remote) {
    lock.lock();
    try {
      boolean probe = probes.remove(remote);
      if (probe) {
        begun++;
        changed.signalAll();
      }
      return probe;
    } finally {
      lock.unlock();
    }
  }

  private Pair enter(int number, TcpConnection client, TcpConnection server) {
    lock.lock();
    try {
      begun++;
      connections++;
      var pair = new Pair(this, number, client, server, toServer, toClient);
      pairs.add(pair);
      moved(0, 0);
      return pair;
    } finally {
      lock.unlock();
    }
  }

  private void leave(Pair pair) {
    locked(() -> {
      pairs.remove(pair);
      moved(0, 0);
    });
  }

  /** Says that something may have settled; called with the lock held. */
  void changed() {
    changed.signalAll();
  }

  /** Counts what went on or was lost; called with the lock held. */
  void moved(long relayedMore, long lostMore) {
    relayed += relayedMore;
    lost += lostMore;
    lastNanos = System.nanoTime();
    changed.signalAll();
  }

  long lost() {
    lock.lock();
    try {
      return lost;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nothing is on its way any more. */
  void settle(Duration longest) throws IOException, InterruptedException {
    Quiet.await(lock, changed, this::waitNanos, this::state, longest);
  }

  /** How long to wait for a change before asking again; 0 if all has settled. */
  private long waitNanos(long startNanos) {
    boolean onTheirWay =
        !probes.isEmpty()
            || begun < entrance.connections()
            || pairs.stream().anyMatch(Pair::isBusy);
    if (onTheirWay) {
      return Long.MAX_VALUE;
    }
    long quietNanos = Math.max(startNanos, lastNanos + Quiet.NANOS);
    if (pairs.stream().allMatch(pair -> pair.isEmptySince(quietNanos))) {
      return 0;
    }
    long untilNanos = quietNanos - System.nanoTime();
    if (untilNanos > 0) {
      return untilNanos;
    }
    pairs.forEach(Pair::look);
    return Long.MAX_VALUE;
  }

  private String state() {
    long held = pairs.stream().mapToLong(Pair::held).sum();
    int coming = probes.size() + Math.max(0, entrance.connections() - begun);
    return "%d connections, %d B held, %d still to be taken on"
        .formatted(pairs.size(), held, coming);
  }

  /** Does something with the lock held. */
  void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    lock.lock();
    try {
      return "%d connection%s, %d B relayed%s%s"
          .formatted(
              connections,
              connections == 1 ? "" : "s",
              relayed,
              lost == 0 ? "" : ", " + lost + " B lost",
              faults(toServer, toClient));
    } finally {
      lock.unlock();
    }
  }

  /** The faults of both directions, as far as there are any. */
  static String faults(Script toServer, Script toClient) {
    return (toServer.faults().isEmpty() ? "" : ", to server: " + toServer)
        + (toClient.faults().isEmpty() ? "" : ", to client: " + toClient);
  }
}
