package netbook.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import netbook.bytes.Bytes;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * The engine of a UDP socket: sends and receives with deadlines, and writes down what crosses. In
 * the trace each address that it talks with is a connection of its own. It doesn't know the handle
 * that a learner holds.
 *
 * <p>One thread may receive while another sends.
 */
final class Endpoint implements Closeable {
  /** The most addresses that it knows again; the one that was silent longest is forgotten. */
  private static final int PEERS_MAX = 10_000;

  /** What no datagram can exceed, over IPv6 either. */
  private static final int BUFFER_SIZE = 65_535;

  private final DatagramChannel channel;
  private final Trace trace;
  private final String me;
  private final String peer;
  private final boolean ofThisMachine;
  private final Lane inbound;
  private final Lane outbound;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final SequencedMap<InetSocketAddress, Integer> numbers =
      new LinkedHashMap<>(16, 0.75f, true);
  private int lastNumber;

  /**
   * Takes a bound channel over, which is in non-blocking mode.
   *
   * @param me what the trace calls this end
   * @param peer what it calls the other
   * @param ofThisMachine whether what comes from other machines is passed over
   */
  Endpoint(DatagramChannel channel, Trace trace, String me, String peer, boolean ofThisMachine) {
    this.channel = channel;
    this.trace = trace;
    this.me = me;
    this.peer = peer;
    this.ofThisMachine = ofThisMachine;
    this.inbound = new Lane(channel, SelectionKey.OP_READ);
    this.outbound = new Lane(channel, SelectionKey.OP_WRITE);
  }

  Trace trace() {
    return trace;
  }

  /** The number of the connection with an address, a new one if it isn't known. */
  int number(InetSocketAddress address) {
    synchronized (numbers) {
      int number = numbers.computeIfAbsent(address, _ -> trace.nextConnection());
      if (numbers.size() > PEERS_MAX) {
        numbers.pollFirstEntry();
      }
      return number;
    }
  }

  /** Sends a datagram. */
  void send(Bytes bytes, InetSocketAddress to, Deadline deadline) throws IOException {
    var from = Datagram.checked(bytes).buffer();
    int number = number(to);
    outbound.lock().lock();
    try {
      synchronized (numbers) {
        lastNumber = number;
      }
      if (from.hasRemaining() || !channel.isConnected()) {
        // Of an empty datagram no octet goes, whether or not there was room.
        while (channel.send(from, to) == 0 && from.hasRemaining()) {
          outbound.await(deadline, () -> "room to send " + bytes.size() + " B");
        }
      } else {
        EmptyDatagram.send(channel);
      }
      trace.datagram(number, me, peer, bytes, "");
    } catch (IOException e) {
      throw told(e, number, me, peer, to);
    } catch (UnsupportedAddressTypeException e) {
      var other = new SocketException("This socket has no such addresses");
      throw told(other, number, me, peer, to);
    } finally {
      outbound.lock().unlock();
    }
  }

  /**
   * Waits for a datagram, and tells the trace if none comes.
   *
   * @param max how many octets of it to take
   * @param from the one address that can send here, or null
   */
  Datagram receive(int max, Deadline deadline, @Nullable InetSocketAddress from)
      throws IOException {
    try {
      return take(max, deadline, from == null ? "datagram" : "datagram from the " + peer);
    } catch (IOException e) {
      throw told(e, from == null ? lastNumber() : number(from), peer, me, from);
    }
  }

  /**
   * Waits for a datagram; that none came isn't told.
   *
   * @param awaited what it is, for the message of a timeout
   */
  Datagram take(int max, Deadline deadline, String awaited) throws IOException {
    inbound.lock().lock();
    try {
      var sender = receive();
      while (sender == null) {
        inbound.await(deadline, () -> awaited);
        sender = receive();
      }
      var whole = Bytes.copyOf(buffer.flip());
      int taken = Math.min(max, whole.size());
      var datagram = new Datagram(sender, whole.slice(0, taken), whole.size() - taken);
      trace.datagram(number(sender), peer, me, whole, datagram.loss());
      return datagram;
    } finally {
      inbound.lock().unlock();
    }
  }

  /** What is here already: its sender, or null. */
  private @Nullable InetSocketAddress receive() throws IOException {
    if (closed.get()) {
      throw new ClosedChannelException();
    }
    var sender = (InetSocketAddress) channel.receive(buffer.clear());
    boolean foreign = ofThisMachine && sender != null && !sender.getAddress().isLoopbackAddress();
    return foreign ? null : sender;
  }

  /** The connection that was last sent on; a new one if there is none. */
  private int lastNumber() {
    synchronized (numbers) {
      if (lastNumber == 0) {
        lastNumber = trace.nextConnection();
      }
      return lastNumber;
    }
  }

  /** The exception as the caller is to see it, once the trace has it. */
  private IOException told(
      IOException e, int number, String from, String to, @Nullable InetSocketAddress address) {
    var where = address == null ? "" : ": " + Addresses.text(address);
    var message = e.getMessage() + where;
    switch (e) {
      case ClosedChannelException _ -> {} // our own close()
      case SocketTimeoutException _ ->
          trace.event(number, from, to, Kind.TIMEOUT, String.valueOf(e.getMessage()));
      case InterruptedIOException _ -> {} // the thread was told to stop; the socket is as it was
      case PortUnreachableException _ -> trace.event(number, me, peer, Kind.REFUSED, "");
      default -> trace.event(number, me, peer, Kind.FAILURE, message);
    }
    return switch (e) {
      case ClosedChannelException _, InterruptedIOException _ -> e;
      case PortUnreachableException _ ->
          caused(
              new PortUnreachableException("Port unreachable" + where + ", nobody receives there"),
              e);
      default -> caused(new SocketException(message), e);
    };
  }

  private static IOException caused(IOException told, IOException by) {
    told.initCause(by);
    return told;
  }

  boolean isOpen() {
    return !closed.get();
  }

  @Override
  public void close() throws IOException {
    if (closed.compareAndSet(false, true)) {
      try (channel;
          inbound) {
        outbound.close();
      }
    }
  }
}
