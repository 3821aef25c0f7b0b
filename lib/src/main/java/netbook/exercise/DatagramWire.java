package netbook.exercise;

import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import netbook.bytes.Bytes;
import netbook.tap.MemoryDatagrams;

/**
 * The learner's end of a network of datagrams in memory: it sends to one server, and receives from
 * whoever sends to it, as an unconnected {@link java.nio.channels.DatagramChannel} does.
 *
 * <p>Time is virtual, and passes only while {@link #receive} waits; its clock is {@link #now}. Code
 * that would send or receive without end is ended. Safe for use by several threads, one after the
 * other.
 */
public final class DatagramWire {
  private static final int SENT_MAX = 100;
  private static final int RECEIVED_MAX = 2000;
  private static final Duration TIMEOUT_MAX = Duration.ofDays(1);

  private final MemoryDatagrams network;
  private final Function<Bytes, String> words;
  private final Steps steps;
  private final Duration begin;
  private final List<Sent> sent = new ArrayList<>();
  private int received;
  private boolean heard;

  /**
   * A datagram that the code has sent.
   *
   * @param after the time since this wire was made
   */
  record Sent(Duration after, Bytes datagram) {}

  /**
   * A learner's end.
   *
   * @param words how a step writes a datagram
   */
  DatagramWire(MemoryDatagrams network, Function<Bytes, String> words, Steps steps) {
    this.network = network;
    this.words = words;
    this.steps = steps;
    this.begin = network.now();
  }

  /** The server's address: who sends from another one is somebody else. */
  public InetSocketAddress server() {
    return MemoryDatagrams.SERVER_ADDRESS;
  }

  /** The virtual time since the trial began: the clock for deadlines. */
  public synchronized Duration now() {
    return network.now();
  }

  /** Sends what is left in a buffer to the server, as one datagram; it may be lost. */
  public synchronized void send(ByteBuffer datagram) {
    var octets = Bytes.copyOf(datagram);
    datagram.position(datagram.limit());
    sent.add(new Sent(elapsed(), octets));
    steps.call("%s: it sends %s".formatted(clock(), words.apply(octets)));
    steps.answered("sent");
    if (sent.size() > SENT_MAX) {
      throw new Overrun("it sends on and on");
    }
    network.send(octets);
  }

  /**
   * Waits for the next datagram and puts it into a buffer. What the buffer has no room for is lost.
   *
   * @param timeout zero or less to take only what is there
   * @return the address that the datagram says it comes from
   * @throws SocketTimeoutException if none comes in time
   */
  public synchronized InetSocketAddress receive(ByteBuffer into, Duration timeout)
      throws SocketTimeoutException {
    steps.call("%s: it waits %d ms".formatted(clock(), timeout.toMillis()));
    if (++received > RECEIVED_MAX) {
      throw new Overrun("it receives on and on; the clock is wire.now()");
    }
    network.timeout(limited(timeout));
    try {
      var datagram = network.receive();
      heard = true;
      var octets = datagram.bytes();
      steps.answered(words.apply(octets) + who(datagram.sender()));
      into.put(octets.slice(0, Math.min(octets.size(), into.remaining())).buffer());
      var sender = datagram.sender();
      return new InetSocketAddress(sender.getAddress(), sender.getPort()); // only equals holds
    } catch (SocketTimeoutException e) {
      steps.answered("nothing");
      throw e;
    }
  }

  private String who(InetSocketAddress sender) {
    return sender.equals(server())
        ? " from the server"
        : " from %s:%d".formatted(sender.getAddress().getHostAddress(), sender.getPort());
  }

  private static Duration limited(Duration timeout) {
    if (!timeout.isPositive()) {
      return Duration.ofNanos(1);
    }
    return timeout.compareTo(TIMEOUT_MAX) < 0 ? timeout : TIMEOUT_MAX;
  }

  /** What the code has sent by this wire so far. */
  synchronized List<Sent> sent() {
    return List.copyOf(sent);
  }

  /** Whether the code has received any datagram by this wire, whoever sent it. */
  synchronized boolean hasHeard() {
    return heard;
  }

  /** The time since this wire was made. */
  synchronized Duration elapsed() {
    return network.now().minus(begin);
  }

  /** The time as a step shows it. */
  private String clock() {
    return "at " + network.now().toMillis() + " ms";
  }

  /** One line: the time, and how much was sent. */
  @Override
  public synchronized String toString() {
    return "%s, %d sent".formatted(clock(), sent.size());
  }
}
