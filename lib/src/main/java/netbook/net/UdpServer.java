package netbook.net;

import java.io.IOException;
import java.lang.ref.Reference;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.List;
import netbook.bytes.Bytes;
import netbook.trace.Trace;
import netbook.trace.Traced;
import org.jspecify.annotations.Nullable;

/**
 * A server that is bound and receives datagrams: it hands each to a handler, in the order in which
 * they come, on one thread.
 *
 * <p>It is bound to loopback and a free port, unless told otherwise. Nothing is printed from its
 * thread: what crosses is in the {@link #trace}, where each client's address is a connection of its
 * own, and what went wrong in {@link #failures}. A server stops when it is closed, when another one
 * of its name starts, when {@link Servers#stopAll} is called, or when nobody holds it any more.
 */
public final class UdpServer implements AutoCloseable, Traced {
  private final Receiver receiver;

  private UdpServer(Receiver receiver) {
    this.receiver = receiver;
    var forgotten = receiver;
    var _ = Servers.CLEANER.register(this, forgotten::close);
  }

  /**
   * Starts a server on 127.0.0.1 and a free port.
   *
   * @param handler takes one datagram after the other
   * @return the server, which is bound already
   */
  public static UdpServer start(DatagramHandler handler) throws IOException {
    return with().start(handler);
  }

  /**
   * Starts a server on 127.0.0.1 and a free port, and stops the one that had its name.
   *
   * @param name the name in {@link Servers#list} and in what is shown
   */
  public static UdpServer start(String name, DatagramHandler handler) throws IOException {
    return with().name(name).start(handler);
  }

  /** Begins with the defaults: 127.0.0.1, a free port, room for the largest datagram. */
  public static Builder with() {
    return new Builder();
  }

  /** Where to send to: its address and port, or those of its group or broadcast. */
  public InetSocketAddress address() {
    return (InetSocketAddress) receiver.address();
  }

  /** The port to which it is bound. */
  public int port() {
    return address().getPort();
  }

  /**
   * Sends a datagram that nobody asked for, or a late answer, from the server's own address.
   *
   * @param bytes at most {@link Datagram#SIZE_MAX} octets; none is a datagram too
   * @throws IllegalArgumentException if there are more
   */
  public void send(Bytes bytes, SocketAddress to) throws IOException {
    try {
      receiver.send(bytes, Addresses.inet(to));
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** What crossed with all its clients, as the server saw it. */
  @Override
  public Trace trace() {
    return receiver.trace();
  }

  /** Whether it serves; if not, the trace is complete. */
  @Override
  public boolean isRunning() {
    return receiver.isRunning();
  }

  /** What its handler threw and nobody caught, oldest first; the last hundred. */
  public List<Failure> failures() {
    return receiver.failures();
  }

  /**
   * Waits until so many datagrams have come and been handled, so that the {@link #trace} is
   * complete; 5 s at most.
   *
   * @param datagrams counted since the server started
   * @throws java.net.SocketTimeoutException if there were fewer by then
   */
  public void awaitHandled(int datagrams) throws IOException, InterruptedException {
    try {
      receiver.awaitHandled(datagrams, Deadline.DEFAULT);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Waits until it has stopped by itself, as a loop written by hand does when it ends or throws; 5
   * s at most.
   *
   * @throws java.net.SocketTimeoutException if it still runs by then
   */
  public void awaitStopped() throws IOException, InterruptedException {
    try {
      receiver.awaitStopped(Deadline.DEFAULT);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Closes its socket; may be repeated, and takes less than a second. */
  @Override
  public void close() {
    receiver.close();
  }

  /** One line: the name, the address, how many datagrams were handled. */
  @Override
  public String toString() {
    return receiver.toString();
  }

  /** How a server is to be; {@link #start} makes it so. */
  public static final class Builder {
    private @Nullable String name;
    private InetAddress host = Addresses.loopback4();
    private boolean broadcast;
    private int port;
    private int max = Datagram.SIZE_MAX;
    private Trace trace = new Trace();

    private Builder() {}

    /** Names it; starting another one of that name stops this one. */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /**
     * Asks for a port.
     *
     * @param port from 0, any free one, to 65535
     */
    public Builder port(int port) {
      this.port = Addresses.checkedPort(port);
      return this;
    }

    /** Is bound to ::1, the IPv6 loopback; a machine without it gives a {@link BindException}. */
    public Builder onIpv6Loopback() {
      return onAddress(Addresses.loopback6());
    }

    /** Is bound to an address of this machine; others may reach it there. */
    public Builder onAddress(InetAddress host) {
      this.host = host;
      this.broadcast = false;
      return this;
    }

    /**
     * Joins a multicast group on the loopback interface, so that it hears what this machine sends
     * to the group (RFC 1112 §7.1). Several servers may be in one group at one port; each gets all.
     *
     * @param group an IPv4 address from 224.0.0.0 to 239.255.255.255; 239.255.0.0/16 is for such
     *     local use (RFC 2365 §6.1)
     */
    public Builder inGroupOnLoopback(InetAddress group) {
      if (!(group instanceof Inet4Address && group.isMulticastAddress())) {
        throw new IllegalArgumentException(
            "group: " + group.getHostAddress() + " is not in 224.0.0.0 to 239.255.255.255");
      }
      return onAddress(group);
    }

    /**
     * Hears what this machine broadcasts to 127.255.255.255 at its port. Several servers may be at
     * one port; each gets all. To hear a broadcast it has to be bound to all addresses; what comes
     * from another machine is passed over.
     */
    public Builder hearingBroadcastOnLoopback() {
      this.host = Addresses.loopbackBroadcast();
      this.broadcast = true;
      return this;
    }

    /**
     * Sets how many octets it takes of a datagram; the rest of a longer one is lost, as it is when
     * a program's buffer is too small: {@link Datagram#lost} says how much.
     *
     * @param max from 0 to {@link Datagram#SIZE_MAX}
     */
    public Builder takingAtMost(int max) {
      this.max = Datagram.checkedMax(max);
      return this;
    }

    /** Records into a trace that you hold. */
    public Builder trace(Trace trace) {
      this.trace = trace;
      return this;
    }

    /**
     * Binds and serves.
     *
     * @throws BindException if the address is in use or isn't this machine's; says by whom, if
     *     known
     */
    public UdpServer start(DatagramHandler handler) throws IOException {
      int most = max;
      return run(channel -> {
        channel.configureBlocking(false);
        return receiver -> receiver.receiveAll(handler, most);
      });
    }

    /**
     * Binds, and leaves receiving to a loop that you wrote. The trace and the limit don't reach
     * into it.
     *
     * @throws BindException if the address is in use or isn't this machine's; says by whom, if
     *     known
     */
    public UdpServer startByHand(DatagramLoop loop) throws IOException {
      return run(channel -> _ -> loop.run(channel));
    }

    /** Makes a loop for a socket. */
    private interface LoopMaker {
      Receiver.Loop of(DatagramChannel channel) throws IOException;
    }

    private UdpServer run(LoopMaker maker) throws IOException {
      if (name != null) {
        Servers.stop(name);
      }
      var channel = bind();
      try {
        int bound = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        var loop = maker.of(channel);
        var endpoint = new Endpoint(channel, trace, "server", "client", broadcast);
        var address = new InetSocketAddress(host, bound);
        var receiver = new Receiver(Engine.Name.of(name), address, endpoint, loop, trace);
        var server = new UdpServer(receiver);
        receiver.start();
        return server;
      } catch (Throwable e) {
        channel.close();
        throw e;
      }
    }

    private DatagramChannel bind() throws IOException {
      var shown = Addresses.text(new InetSocketAddress(host, port)) + "/udp";
      DatagramChannel channel;
      try {
        channel = Addresses.datagramChannel(host);
      } catch (UnsupportedOperationException e) {
        throw Servers.explained(new BindException("This machine has no IPv6"), shown);
      }
      try {
        boolean shared = broadcast || host.isMulticastAddress();
        if (shared) {
          channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        }
        channel.bind(broadcast ? new InetSocketAddress(port) : new InetSocketAddress(host, port));
        if (host.isMulticastAddress()) {
          channel.join(host, Addresses.loopbackInterface());
        }
        return channel;
      } catch (BindException e) {
        channel.close();
        throw Servers.explained(e, shown);
      } catch (UnsupportedAddressTypeException e) {
        channel.close();
        throw Servers.explained(new BindException("This machine has no IPv6"), shown);
      } catch (Throwable e) {
        channel.close();
        throw e;
      }
    }
  }
}
