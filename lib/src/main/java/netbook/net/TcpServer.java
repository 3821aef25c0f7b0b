package netbook.net;

import java.io.IOException;
import java.lang.ref.Reference;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import netbook.trace.Trace;
import netbook.trace.Traced;
import org.jspecify.annotations.Nullable;

/**
 * A server that is bound and serving: it accepts connections and hands each to a handler on a
 * virtual thread of its own.
 *
 * <p>It listens on loopback and a free port, unless told otherwise. Nothing is printed from its
 * threads: what crosses is in the {@link #trace}, what went wrong in {@link #failures}. A server
 * stops when it is closed, when another one of its name starts, when {@link Servers#stopAll} is
 * called, or when nobody holds it any more.
 */
public final class TcpServer implements AutoCloseable, Traced {
  /** A reader may think for a while between the cell that connects and the one that sends. */
  private static final Duration IDLE = Duration.ofMinutes(10);

  private final Listener listener;

  private TcpServer(Listener listener) {
    this.listener = listener;
    var forgotten = listener;
    var _ = Servers.CLEANER.register(this, forgotten::close);
  }

  /**
   * Starts a server on 127.0.0.1 and a free port.
   *
   * @param handler talks to one client at a time, each on a thread of its own
   * @return the server, which is listening already
   */
  public static TcpServer start(ConnectionHandler handler) throws IOException {
    return with().start(handler);
  }

  /**
   * Starts a server on 127.0.0.1 and a free port, and stops the one that had its name.
   *
   * @param name the name in {@link Servers#list} and in what is shown
   */
  public static TcpServer start(String name, ConnectionHandler handler) throws IOException {
    return with().name(name).start(handler);
  }

  /** Begins with the defaults: 127.0.0.1, a free port, a backlog of 1024, 10 min for every wait. */
  public static Builder with() {
    return new Builder();
  }

  /** Where it listens. */
  public SocketAddress address() {
    return listener.address();
  }

  /**
   * The port on which it listens.
   *
   * @throws IllegalStateException if it listens at a path
   */
  public int port() {
    if (address() instanceof InetSocketAddress inet) {
      return inet.getPort();
    }
    throw new IllegalStateException(Addresses.text(address()) + " is a path and has no port");
  }

  /** What crossed on all its connections, as the server saw it. */
  @Override
  public Trace trace() {
    return listener.trace();
  }

  /** Whether it listens, or a handler is still at work; if not, the trace is complete. */
  @Override
  public boolean isRunning() {
    return listener.isRunning();
  }

  /** What its handlers threw and nobody caught, oldest first; the last hundred. */
  public List<Failure> failures() {
    return listener.failures();
  }

  /**
   * Waits until so many connections have come and gone, so that the {@link #trace} is complete; 5 s
   * at most.
   *
   * @param connections counted since the server started
   * @throws java.net.SocketTimeoutException if fewer have ended by then
   */
  public void awaitServed(int connections) throws IOException, InterruptedException {
    try {
      listener.awaitServed(connections, Deadline.DEFAULT);
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
      listener.awaitStopped(Deadline.DEFAULT);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Stops listening and closes its connections; may be repeated, and takes less than a second. */
  @Override
  public void close() {
    listener.close();
  }

  /** One line: the name, the address, how many connections were served and are open. */
  @Override
  public String toString() {
    return listener.toString();
  }

  /** How a server is to be; {@link #start} makes it so. */
  public static final class Builder {
    private @Nullable String name;
    private InetAddress host = Addresses.loopback4();
    private @Nullable Path path;
    private int port;
    private int backlog = 1024;
    private Duration timeout = IDLE;
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

    /** Listens on ::1, the IPv6 loopback; a machine without it gives a {@link BindException}. */
    public Builder onIpv6Loopback() {
      return onAddress(Addresses.loopback6());
    }

    /** Listens on an address of this machine; others may reach it there. */
    public Builder onAddress(InetAddress host) {
      this.host = host;
      return this;
    }

    /** Listens at a path, through a UNIX-domain socket; the file goes when the server stops. */
    public Builder onUnixSocket(Path path) {
      this.path = path;
      return this;
    }

    /**
     * Sets how many connections may wait to be accepted; the system may take it as a hint.
     *
     * @param backlog 1 or more
     */
    public Builder backlog(int backlog) {
      if (backlog < 1) {
        throw new IllegalArgumentException("backlog: " + backlog + " is not 1 or more");
      }
      this.backlog = backlog;
      return this;
    }

    /** Sets how long each wait of a handler on its connection may last. */
    public Builder timeout(Duration timeout) {
      this.timeout = Deadline.checked(timeout);
      return this;
    }

    /** Records into a trace that you hold. */
    public Builder trace(Trace trace) {
      this.trace = trace;
      return this;
    }

    /**
     * Binds, listens and serves.
     *
     * @throws BindException if the address is in use or isn't this machine's; says by whom, if
     *     known
     */
    public TcpServer start(ConnectionHandler handler) throws IOException {
      return run((listener, _) -> listener.acceptAll(handler));
    }

    /**
     * Binds and listens, and leaves accepting to a loop that you wrote. Timeout and trace don't
     * reach into it.
     *
     * @throws BindException if the address is in use or isn't this machine's; says by whom, if
     *     known
     */
    public TcpServer startByHand(AcceptLoop loop) throws IOException {
      return run((_, channel) -> loop.run(channel));
    }

    private TcpServer run(Listener.Loop loop) throws IOException {
      if (name != null) {
        Servers.stop(name);
      }
      SocketAddress wanted =
          path == null ? new InetSocketAddress(host, port) : UnixDomainSocketAddress.of(path);
      var channel = bind(wanted);
      try {
        var listener = new Listener(Engine.Name.of(name), channel, loop, timeout, trace);
        var server = new TcpServer(listener);
        listener.start();
        return server;
      } catch (Throwable e) {
        channel.close();
        throw e;
      }
    }

    private ServerSocketChannel bind(SocketAddress wanted) throws IOException {
      var channel =
          path == null
              ? ServerSocketChannel.open()
              : ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        if (path != null) {
          SocketFile.removeStale(path);
        }
        return channel.bind(wanted, backlog);
      } catch (BindException e) {
        channel.close();
        throw Servers.explained(e, Addresses.text(wanted));
      } catch (UnsupportedAddressTypeException e) {
        channel.close();
        throw Servers.explained(
            new BindException("This machine has no IPv6"), Addresses.text(wanted));
      } catch (Throwable e) {
        channel.close();
        throw e;
      }
    }
  }
}
