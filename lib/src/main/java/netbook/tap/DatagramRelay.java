package netbook.tap;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import netbook.bytes.Bytes;
import netbook.net.EmptyDatagram;
import netbook.net.Failure;
import netbook.trace.Event;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * The engine of a tap before a server of datagrams: one thread with one selector. To each client
 * belongs a socket that is connected to the server, so that answers find their way and a refusal is
 * seen. It doesn't know the {@link Tap} that a learner holds.
 */
final class DatagramRelay {
  /** How many clients it knows; for one more, the one that was silent longest goes. */
  static final int CLIENTS_MAX = 1000;

  private static final int BUFFER_SIZE = 65_535;
  private static final int FAILURES_MAX = 100;

  /** What stands for the loop in a {@link Failure}. */
  private static final int LOOP = -1;

  /** How many datagrams it takes from one socket before it looks at the others. */
  private static final int BATCH = 64;

  private final InetSocketAddress target;
  private final Trace trace;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);

  private final Ways ways;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<InetSocketAddress, Exchange> exchanges = new LinkedHashMap<>(16, 0.75f, true);
  private final Deque<Failure> failures = new ArrayDeque<>();
  private Script toServer = Script.NOTHING;
  private Script toClient = Script.NOTHING;
  private @Nullable Selector selector;
  private boolean stopped;
  private boolean asked;
  private long emptyNanos = System.nanoTime();
  private int clients;
  private int letGo;

  DatagramRelay(InetSocketAddress target, Trace trace) {
    this.target = target;
    this.trace = trace;
    this.ways = new Ways(trace, this::failed);
  }

  Trace trace() {
    return trace;
  }

  void toServer(Script script) {
    locked(() -> toServer = script.forDatagrams());
  }

  void toClient(Script script) {
    locked(() -> toClient = script.forDatagrams());
  }

  /** Relays until it is stopped, the socket is closed, or the thread is interrupted. */
  void run(DatagramChannel front) throws IOException {
    try (var opened = Selector.open()) {
      front.configureBlocking(false);
      front.register(opened, SelectionKey.OP_READ);
      locked(() -> selector = opened);
      while (front.isOpen() && !isStopped() && !Thread.currentThread().isInterrupted()) {
        turn(front, opened);
      }
    } finally {
      lock.lock();
      try {
        stopped = true;
        selector = null;
        exchanges.values().forEach(Exchange::close);
        ways.clear();
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Ends the loop; its thread lets go of all sockets. */
  void stop() {
    locked(() -> {
      stopped = true;
      wakeUp();
    });
  }

  private boolean isStopped() {
    lock.lock();
    try {
      return stopped;
    } finally {
      lock.unlock();
    }
  }

  private void wakeUp() {
    if (selector != null) {
      selector.wakeup();
    }
  }

  /** One turn of the loop: waits for what comes or is due, and does it. */
  private void turn(DatagramChannel front, Selector selector) throws IOException {
    long waitNanos = waitNanos();
    long lookedNanos = System.nanoTime();
    int ready =
        waitNanos <= 0
            ? selector.selectNow()
            : selector.select(waitNanos == Long.MAX_VALUE ? 0 : (waitNanos + 999_999) / 1_000_000);
    lock.lock();
    try {
      for (var key : selector.selectedKeys()) {
        read(key.attachment() instanceof Exchange exchange ? exchange : null, front, selector);
      }
      selector.selectedKeys().clear();
      ways.leaveAllDue();
      if (ready == 0 && waitNanos <= 0) {
        asked = false;
        emptyNanos = lookedNanos;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How long nothing is due; 0 also if somebody wants to know whether anything is there. */
  private long waitNanos() {
    lock.lock();
    try {
      if (asked) {
        return 0;
      }
      long dueNanos = ways.dueNanos();
      return dueNanos == Long.MAX_VALUE ? dueNanos : dueNanos - System.nanoTime();
    } finally {
      lock.unlock();
    }
  }

  /** Takes in what has come, from clients or from the server for one of them. */
  private void read(@Nullable Exchange exchange, DatagramChannel front, Selector selector)
      throws IOException {
    for (int i = 0; i < BATCH; i++) {
      var channel = exchange == null ? front : exchange.channel;
      try {
        var sender = (InetSocketAddress) channel.receive(buffer.clear());
        if (sender == null) {
          return;
        }
        var way = exchange == null ? wayToServer(sender, front, selector) : exchange.toClient;
        if (way != null) {
          way.arrived(Bytes.copyOf(buffer.flip()));
          ways.leaveAllDue();
        }
      } catch (PortUnreachableException e) {
        if (exchange != null) {
          exchange.toServer.refused();
        }
      } catch (ClosedChannelException e) {
        return; // one that was let go of, or all is over
      } catch (IOException e) {
        failed(exchange == null ? LOOP : exchange.number, e);
        return;
      }
    }
  }

  /** The way of a client, who is taken on if it is new; null if that fails. */
  private Ways.@Nullable Way wayToServer(
      InetSocketAddress client, DatagramChannel front, Selector selector) {
    var known = exchanges.get(client);
    if (known != null) {
      return known.toServer;
    }
    if (exchanges.size() == CLIENTS_MAX) {
      letOneGo();
    }
    int number = trace.nextConnection();
    try {
      var exchange = new Exchange(number, client, front, selector);
      exchanges.put(client, exchange);
      clients++;
      return exchange.toServer;
    } catch (IOException e) {
      failed(number, e);
      trace.event(number, Event.TAP, Event.SERVER, Kind.FAILURE, String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** Forgets the client who was silent longest, if possible one for whom nothing is held. */
  private void letOneGo() {
    var going =
        exchanges.values().stream()
            .filter(Exchange::isIdle)
            .findFirst()
            .orElseGet(() -> exchanges.values().iterator().next());
    var why = "more than " + CLIENTS_MAX + " clients";
    for (var way : List.of(going.toServer, going.toClient)) {
      way.loseAll(why);
    }
    trace.event(going.number, Event.TAP, Event.SERVER, Kind.CLOSE, why);
    exchanges.remove(going.client);
    letGo++;
    going.close();
  }

  private void failed(int connection, IOException e) {
    failures.add(new Failure(connection, e));
    if (failures.size() > FAILURES_MAX) {
      failures.remove();
    }
  }

  List<Failure> failures() {
    lock.lock();
    try {
      return List.copyOf(failures);
    } finally {
      lock.unlock();
    }
  }

  long lost() {
    lock.lock();
    try {
      return ways.lost();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nothing is on its way any more. */
  void settle(Duration longest) throws IOException, InterruptedException {
    Quiet.await(lock, changed, this::settleNanos, this::state, longest);
  }

  private String state() {
    return "%d clients, %d datagrams held".formatted(exchanges.size(), ways.heldCount());
  }

  /** How long to wait for a change before asking again; 0 if all has settled. */
  private long settleNanos(long startNanos) {
    if (stopped) {
      return 0;
    }
    if (!ways.isEmpty()) {
      return Long.MAX_VALUE;
    }
    long quietNanos = Math.max(startNanos, ways.lastNanos() + Quiet.NANOS);
    if (emptyNanos - quietNanos >= 0) {
      return 0;
    }
    long untilNanos = quietNanos - System.nanoTime();
    if (untilNanos > 0) {
      return untilNanos;
    }
    asked = true;
    wakeUp();
    return Long.MAX_VALUE;
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    lock.lock();
    try {
      return "%d client%s%s, %d B relayed%s%s"
          .formatted(
              clients,
              clients == 1 ? "" : "s",
              letGo == 0 ? "" : " (" + letGo + " let go)",
              ways.relayed(),
              ways.lost() == 0 ? "" : ", " + ways.lost() + " B lost",
              Relay.faults(toServer, toClient));
    } finally {
      lock.unlock();
    }
  }

  /** One client and its socket to the server: a way in each direction. */
  private final class Exchange {
    private final int number;
    private final InetSocketAddress client;
    private final DatagramChannel channel;
    private final Ways.Way toServer;
    private final Ways.Way toClient;

    Exchange(int number, InetSocketAddress client, DatagramChannel front, Selector selector)
        throws IOException {
      this.number = number;
      this.client = client;
      this.channel = DatagramChannel.open(family());
      this.toServer = ways.toServer(number, DatagramRelay.this.toServer, this::send);
      this.toClient =
          ways.toClient(
              number, DatagramRelay.this.toClient, bytes -> front.send(bytes.buffer(), client));
      try {
        channel.configureBlocking(false);
        channel.connect(target);
        channel.register(selector, SelectionKey.OP_READ, this);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    }

    private StandardProtocolFamily family() {
      return target.getAddress() instanceof Inet6Address
          ? StandardProtocolFamily.INET6
          : StandardProtocolFamily.INET;
    }

    private int send(Bytes datagram) throws IOException {
      if (datagram.isEmpty()) {
        EmptyDatagram.send(channel);
        return 0;
      }
      return channel.write(datagram.buffer());
    }

    boolean isIdle() {
      return toServer.isIdle() && toClient.isIdle();
    }

    void close() {
      try {
        channel.close();
      } catch (IOException e) {
        failed(number, e);
      }
    }
  }
}
