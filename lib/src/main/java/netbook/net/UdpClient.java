package netbook.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import netbook.bytes.Bytes;
import netbook.trace.Trace;
import netbook.trace.Traced;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of UDP: a socket that sends datagrams and receives them.
 *
 * <p>An unconnected one, from {@link #open}, sends to any address and takes a datagram from
 * anybody: whether it is the answer is for the program to find out. A connected one, from {@link
 * #connect}, gets datagrams from that one address only, and learns by a {@link
 * java.net.PortUnreachableException} that nobody receives there (ICMP, RFC 1122 §4.1.3.3).
 * Connecting sends nothing.
 *
 * <p>Every wait ends after the timeout, 5 s by default, with a {@link
 * java.net.SocketTimeoutException}; UDP itself tells nobody of a loss. What crosses is recorded in
 * the {@link #trace}, where each address that it talks with is a connection of its own.
 *
 * <p>One thread may receive while another sends. A client that nobody holds any more is closed.
 */
public final class UdpClient implements AutoCloseable, Traced {
  private final Endpoint endpoint;
  private final InetSocketAddress local;
  private final @Nullable InetSocketAddress remote;
  private volatile Duration timeout;

  private UdpClient(
      Endpoint endpoint,
      InetSocketAddress local,
      @Nullable InetSocketAddress remote,
      Duration timeout) {
    this.endpoint = endpoint;
    this.local = local;
    this.remote = remote;
    this.timeout = timeout;
    var forgotten = endpoint;
    var _ =
        Servers.CLEANER.register(
            this,
            () -> {
              try {
                forgotten.close();
              } catch (IOException e) {
                throw new UncheckedIOException(e); // the cleaner ignores it
              }
            });
  }

  /** Opens an unconnected socket on 127.0.0.1 and a free port; it reaches this machine only. */
  public static UdpClient open() throws IOException {
    return with().open();
  }

  /** Opens a socket that is connected to one address, of this machine or another. */
  public static UdpClient connect(SocketAddress server) throws IOException {
    return with().connectTo(server);
  }

  /** Begins with the defaults: 5 s for every wait, a trace of its own, a port the system picks. */
  public static Builder with() {
    return new Builder();
  }

  /** The address of this end. */
  public InetSocketAddress localAddress() {
    return local;
  }

  /** What crossed, as this end saw it. */
  @Override
  public Trace trace() {
    return endpoint.trace();
  }

  /**
   * Sets how long each later call may wait.
   *
   * @throws IllegalArgumentException if it isn't positive, or is longer than an hour
   */
  public void timeout(Duration timeout) {
    this.timeout = Deadline.checked(timeout);
  }

  /**
   * Sends text, encoded as UTF-8, in one datagram to the address that it is connected to.
   *
   * @throws IllegalStateException if it isn't connected
   */
  public void send(String text) throws IOException {
    send(Bytes.utf8(text));
  }

  /**
   * Sends a datagram to the address that it is connected to.
   *
   * @param bytes at most {@link Datagram#SIZE_MAX} octets; none is a datagram too
   * @throws IllegalArgumentException if there are more
   * @throws IllegalStateException if it isn't connected
   * @throws java.net.PortUnreachableException if an earlier one found nobody; this one didn't leave
   */
  public void send(Bytes bytes) throws IOException {
    if (remote == null) {
      throw new IllegalStateException("not connected: say to which address");
    }
    sendTo(bytes, remote);
  }

  /** Sends text, encoded as UTF-8, in one datagram to an address. */
  public void send(String text, SocketAddress to) throws IOException {
    send(Bytes.utf8(text), to);
  }

  /**
   * Sends a datagram to an address.
   *
   * @param bytes at most {@link Datagram#SIZE_MAX} octets; none is a datagram too
   * @throws IllegalArgumentException if there are more
   * @throws IllegalStateException if it is connected to another address
   * @throws java.net.UnknownHostException if the address still is a name that has no address
   */
  public void send(Bytes bytes, SocketAddress to) throws IOException {
    var address = Addresses.inet(to);
    if (remote != null && !remote.equals(address)) {
      throw new IllegalStateException(
          "connected to " + Addresses.text(remote) + ", can't send to " + Addresses.text(address));
    }
    sendTo(bytes, address);
  }

  private void sendTo(Bytes bytes, InetSocketAddress to) throws IOException {
    try {
      endpoint.send(bytes, to, Deadline.in(timeout));
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Waits for a datagram and takes all of it.
   *
   * @throws java.net.SocketTimeoutException if none comes in time
   * @throws java.net.PortUnreachableException if it is connected, and nobody receives there
   */
  public Datagram receive() throws IOException {
    return receive(Datagram.SIZE_MAX, timeout);
  }

  /** The same with a timeout for this one call. */
  public Datagram receive(Duration timeout) throws IOException {
    return receive(Datagram.SIZE_MAX, Deadline.checked(timeout));
  }

  /**
   * Waits for a datagram and takes its first octets, as a program does whose buffer is too small:
   * the rest is lost. A system drops it and says nothing; here {@link Datagram#lost} and the trace
   * tell how much it was.
   *
   * @param max how many octets to take, from 0 to {@link Datagram#SIZE_MAX}
   * @throws java.net.SocketTimeoutException if none comes in time
   * @throws java.net.PortUnreachableException if it is connected, and nobody receives there
   */
  public Datagram receive(int max) throws IOException {
    return receive(Datagram.checkedMax(max), timeout);
  }

  private Datagram receive(int max, Duration timeout) throws IOException {
    try {
      return endpoint.receive(max, Deadline.in(timeout), remote);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Whether it has not been closed. */
  public boolean isOpen() {
    return endpoint.isOpen();
  }

  /** Whether it is open. */
  @Override
  public boolean isRunning() {
    return isOpen();
  }

  /** Closes the socket at once; may be repeated. Nobody is told. */
  @Override
  public void close() throws IOException {
    endpoint.close();
  }

  /** One line: its address, the one that it is connected to, and whether it is open. */
  @Override
  public String toString() {
    return "UDP client %s%s, %s"
        .formatted(
            Addresses.text(local),
            remote == null ? ", not connected" : " ↔ server " + Addresses.text(remote),
            isOpen() ? "open" : "closed");
  }

  /** How a client is to be; {@link #open} or {@link #connectTo} makes it so. */
  public static final class Builder {
    private Duration timeout = Deadline.DEFAULT;
    private Trace trace = new Trace();
    private @Nullable SocketAddress local;
    private boolean broadcast;
    private int timeToLive = -1;

    private Builder() {}

    /** Sets how long each call may wait. */
    public Builder timeout(Duration timeout) {
      this.timeout = Deadline.checked(timeout);
      return this;
    }

    /** Records into a trace that you hold. */
    public Builder trace(Trace trace) {
      this.trace = trace;
      return this;
    }

    /** Binds it to an address of this machine; others may reach it there. */
    public Builder from(SocketAddress local) {
      this.local = local;
      return this;
    }

    /** Lets it send to broadcast addresses, such as 127.255.255.255, which stays here. */
    public Builder allowingBroadcast() {
      this.broadcast = true;
      return this;
    }

    /**
     * Sends to multicast groups through the loopback interface.
     *
     * @param timeToLive 0 or 1: through how many networks it may go (RFC 1112 §6.1), none or this
     *     machine's own loopback one
     */
    public Builder toGroupsOnLoopback(int timeToLive) {
      if (timeToLive < 0 || timeToLive > 1) {
        throw new IllegalArgumentException("timeToLive: " + timeToLive + " is not in 0..1");
      }
      this.timeToLive = timeToLive;
      return this;
    }

    /** Opens it unconnected, on 127.0.0.1 unless told otherwise. */
    public UdpClient open() throws IOException {
      var from = local == null ? new InetSocketAddress(Addresses.loopback4(), 0) : local;
      return client(Addresses.inet(from), null);
    }

    /**
     * Opens it connected to an address; nothing is sent.
     *
     * @throws java.net.UnknownHostException if the address still is a name that has no address
     */
    public UdpClient connectTo(SocketAddress server) throws IOException {
      return client(local == null ? null : Addresses.inet(local), Addresses.inet(server));
    }

    private UdpClient client(@Nullable InetSocketAddress from, @Nullable InetSocketAddress server)
        throws IOException {
      var channel = channel(from, server);
      try {
        channel.configureBlocking(false);
        if (broadcast) {
          channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
        }
        if (timeToLive >= 0) {
          channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, Addresses.loopbackInterface());
          channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, timeToLive);
        }
        if (from != null) {
          channel.bind(from);
        }
        if (server != null) {
          channel.connect(server);
        }
        var bound = (InetSocketAddress) channel.getLocalAddress();
        var endpoint = new Endpoint(channel, trace, "client", "server", false);
        return new UdpClient(endpoint, bound, server, timeout);
      } catch (Throwable e) {
        channel.close();
        throw e;
      }
    }

    private static DatagramChannel channel(
        @Nullable InetSocketAddress from, @Nullable InetSocketAddress server) throws IOException {
      var one = from != null ? from : server;
      return one == null ? DatagramChannel.open() : Addresses.datagramChannel(one.getAddress());
    }
  }
}
