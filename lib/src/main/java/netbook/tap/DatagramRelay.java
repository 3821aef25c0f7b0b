package netbook.tap;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import netbook.bytes.Bytes;
import netbook.net.EmptyDatagram;
import netbook.net.Failure;
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

  /** How much memory it takes, about, to hold back what it does. */
  static final int HELD_MAX = 16 << 20;

  private static final int BUFFER_SIZE = 65_535;
  private static final int FAILURES_MAX = 100;

  /** How many datagrams it takes from one socket before it looks at the others. */
  private static final int BATCH = 64;

  /** It has settled when nothing has come for so long. */
  private static final Duration QUIET = Duration.ofMillis(40);

  private final InetSocketAddress target;
  private final Trace trace;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<InetSocketAddress, Exchange> exchanges = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<Way> busy = new HashSet<>();
  private final Deque<Failure> failures = new ArrayDeque<>();
  private Script toServer = Script.NOTHING;
  private Script toClient = Script.NOTHING;
  private @Nullable Selector selector;
  private boolean stopped;
  private boolean asked;
  private long emptyNanos = System.nanoTime();
  private long lastNanos = emptyNanos - QUIET.toNanos();
  private int clients;
  private int letGo;
  private long held;
  private long relayed;
  private long lost;

  DatagramRelay(InetSocketAddress target, Trace trace) {
    this.target = target;
    this.trace = trace;
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
        busy.clear();
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
      leaveAllDue(front);
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
      var next = next();
      return next == null ? Long.MAX_VALUE : next.course.dueNanos() - System.nanoTime();
    } finally {
      lock.unlock();
    }
  }

  /** The direction in which something leaves next, if anything does. */
  private @Nullable Way next() {
    return busy.stream().min(Comparator.comparingLong(way -> way.course.dueNanos())).orElse(null);
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
        var way = exchange == null ? wayToServer(sender, selector) : exchange.toClient;
        if (way != null) {
          way.arrived(Bytes.copyOf(buffer.flip()));
          leaveAllDue(front);
        }
      } catch (PortUnreachableException e) {
        if (exchange != null) {
          exchange.toServer.direction.refused();
        }
      } catch (ClosedChannelException e) {
        return; // one that was let go of, or all is over
      } catch (IOException e) {
        failed(exchange == null ? 0 : exchange.number, e);
        return;
      }
    }
  }

  /** The way of a client, who is taken on if it is new; null if that fails. */
  private @Nullable Way wayToServer(InetSocketAddress client, Selector selector) {
    var known = exchanges.get(client);
    if (known != null) {
      return known.toServer;
    }
    int number = trace.nextConnection();
    try {
      var exchange = new Exchange(number, client, selector);
      exchanges.put(client, exchange);
      clients++;
      if (exchanges.size() > CLIENTS_MAX) {
        letOneGo();
      }
      return exchange.toServer;
    } catch (IOException e) {
      failed(number, e);
      trace.event(number, Relay.TAP, Relay.SERVER, Kind.FAILURE, String.valueOf(e.getMessage()));
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
    trace.event(going.number, Relay.TAP, Relay.SERVER, Kind.CLOSE, why);
    exchanges.remove(going.client);
    letGo++;
    going.close();
  }

  private void leaveAllDue(DatagramChannel front) {
    long now = System.nanoTime();
    for (var way = next(); way != null && way.course.dueNanos() <= now; way = next()) {
      var item = way.course.next(now);
      if (item != null) {
        way.leave(item, front);
      }
      way.count();
    }
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
      return lost;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nothing is on its way any more. */
  void settle(Duration longest) throws IOException, InterruptedException {
    long startNanos = System.nanoTime();
    long endNanos = startNanos + longest.toNanos();
    lock.lockInterruptibly();
    try {
      for (long wait = settleNanos(startNanos); wait > 0; wait = settleNanos(startNanos)) {
        long leftNanos = endNanos - System.nanoTime();
        if (leftNanos <= 0) {
          throw new SocketTimeoutException(
              "no quiet tap within %d ms: %d clients, %d datagrams held"
                  .formatted(longest.toMillis(), exchanges.size(), heldCount()));
        }
        changed.awaitNanos(Math.min(leftNanos, wait));
      }
    } finally {
      lock.unlock();
    }
  }

  /** How long to wait for a change before asking again; 0 if all has settled. */
  private long settleNanos(long startNanos) {
    if (stopped) {
      return 0;
    }
    if (!busy.isEmpty()) {
      return Long.MAX_VALUE;
    }
    long quietNanos = Math.max(startNanos, lastNanos + QUIET.toNanos());
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

  private int heldCount() {
    return busy.stream().mapToInt(way -> way.course.size()).sum();
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
              relayed,
              lost == 0 ? "" : ", " + lost + " B lost",
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
    private final Way toServer;
    private final Way toClient;

    Exchange(int number, InetSocketAddress client, Selector selector) throws IOException {
      this.number = number;
      this.client = client;
      this.toServer = new Way(this, true, DatagramRelay.this.toServer);
      this.toClient = new Way(this, false, DatagramRelay.this.toClient);
      this.channel =
          DatagramChannel.open(
              target.getAddress() instanceof Inet6Address
                  ? StandardProtocolFamily.INET6
                  : StandardProtocolFamily.INET);
      try {
        channel.configureBlocking(false);
        channel.connect(target);
        channel.register(selector, SelectionKey.OP_READ, this);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    }

    boolean isIdle() {
      return !busy.contains(toServer) && !busy.contains(toClient);
    }

    void close() {
      try {
        channel.close();
      } catch (IOException e) {
        failed(number, e);
      }
    }
  }

  /** One direction: what comes from one side runs its course, and is sent to the other. */
  private final class Way {
    private final Exchange exchange;
    private final boolean toServer;
    private final Course course;
    private final Direction direction;
    private long weight;

    Way(Exchange exchange, boolean toServer, Script script) {
      this.exchange = exchange;
      this.toServer = toServer;
      this.course = Course.ofDatagrams(script, 2L * exchange.number + (toServer ? 0 : 1));
      this.direction =
          Direction.ofDatagrams(
              trace,
              exchange.number,
              toServer ? Relay.CLIENT : Relay.SERVER,
              toServer ? Relay.SERVER : Relay.CLIENT,
              script,
              course);
    }

    void arrived(Bytes datagram) {
      lastNanos = System.nanoTime();
      if (held > HELD_MAX) {
        direction.overflowed(datagram, "no room in the tap");
        lost += datagram.size();
        return;
      }
      direction.arrived(datagram, lastNanos, course.size() == 0, true);
      count();
    }

    /** Counts again what is held in it. */
    void count() {
      held += course.weight() - weight;
      weight = course.weight();
      if (course.dueNanos() == Long.MAX_VALUE) {
        busy.remove(this);
      } else {
        busy.add(this);
      }
    }

    void leave(Item item, DatagramChannel front) {
      lastNanos = System.nanoTime();
      if (item.kind() == Item.Kind.LOST) {
        lose(item, item.note());
        return;
      }
      direction.left(item);
      try {
        send(item, front);
      } catch (ClosedChannelException e) {
        // All is over.
      } catch (IOException e) {
        failed(exchange.number, e);
        lose(item, String.valueOf(e.getMessage()));
      }
    }

    private void send(Item item, DatagramChannel front) throws IOException {
      var bytes = item.bytes();
      int sent;
      try {
        sent = write(bytes, front);
      } catch (PortUnreachableException e) {
        // It tells of an earlier datagram, and this one hasn't left.
        direction.refused();
        sent = write(bytes, front);
      }
      if (sent < bytes.size()) {
        lose(item, "no room in the socket");
      } else {
        relayed += sent;
      }
    }

    private int write(Bytes bytes, DatagramChannel front) throws IOException {
      if (toServer && bytes.isEmpty()) {
        EmptyDatagram.send(exchange.channel);
        return 0;
      }
      return toServer
          ? exchange.channel.write(bytes.buffer())
          : front.send(bytes.buffer(), exchange.client);
    }

    private void lose(Item item, String why) {
      direction.lost(item, why);
      lost += item.bytes().size();
    }

    /** Loses what is held back, since its client is let go of. */
    void loseAll(String why) {
      for (var item = course.next(Long.MAX_VALUE - 1);
          item != null;
          item = course.next(Long.MAX_VALUE - 1)) {
        lose(item, why);
      }
      count();
    }
  }
}
