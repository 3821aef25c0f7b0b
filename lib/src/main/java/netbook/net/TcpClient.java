package netbook.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.file.Path;
import java.time.Duration;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * The client's side: asks the system for a socket and connects it to a server.
 *
 * <p>The connection closes when its handle is let go of, at the latest; better, use
 * try-with-resources. An attempt that fails throws the exception of the JDK ({@link
 * ConnectException}, {@link SocketTimeoutException}, …) with the address in its message, and is an
 * event of the trace.
 */
public final class TcpClient {
  private Duration timeout = Deadline.DEFAULT;
  private Trace trace = new Trace();
  private @Nullable SocketAddress local;

  private TcpClient() {}

  /** Connects to a server of this machine or another; 5 s at most. */
  public static TcpConnection connect(SocketAddress server) throws IOException {
    return with().connectTo(server);
  }

  /**
   * Looks the host's name up and connects to its first address; 5 s at most once the name is known.
   *
   * @param port from 1 to 65535
   * @throws java.net.UnknownHostException if the name has no address
   */
  public static TcpConnection connect(String host, int port) throws IOException {
    return connect(new InetSocketAddress(host, port));
  }

  /** Connects to the server that listens at a path, through a UNIX-domain socket. */
  public static TcpConnection connect(Path path) throws IOException {
    return connect(UnixDomainSocketAddress.of(path));
  }

  /**
   * Begins with the defaults: 5 s for every wait, a trace of its own, a port that the system picks.
   */
  public static TcpClient with() {
    return new TcpClient();
  }

  /**
   * Sets how long connecting, and each later call on the connection, may wait.
   *
   * @return this
   */
  public TcpClient timeout(Duration timeout) {
    this.timeout = Deadline.checked(timeout);
    return this;
  }

  /**
   * Records into a trace that you hold, so that an attempt that fails is seen too.
   *
   * @return this
   */
  public TcpClient trace(Trace trace) {
    this.trace = trace;
    return this;
  }

  /**
   * Binds the client's end to an address before it connects.
   *
   * @return this
   */
  public TcpClient from(SocketAddress local) {
    this.local = local;
    return this;
  }

  /**
   * Connects.
   *
   * @throws ConnectException if the server's machine refuses: nobody listens there
   * @throws SocketTimeoutException if nothing answers in time
   * @throws java.net.UnknownHostException if the address still is a name that has no address
   */
  public TcpConnection connectTo(SocketAddress server) throws IOException {
    int number = trace.nextConnection();
    SocketChannel channel =
        server instanceof UnixDomainSocketAddress
            ? SocketChannel.open(StandardProtocolFamily.UNIX)
            : SocketChannel.open();
    try {
      if (local != null) {
        channel.bind(local);
      }
      connect(channel, server, number);
      var wire = new Wire(channel, trace, number, "client", "server");
      wire.timeout(timeout);
      trace.event(number, "client", "server", Kind.CONNECT, "");
      var connection = new TcpConnection(wire);
      connection.closeWhenForgotten(Servers.CLEANER);
      return connection;
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  private void connect(SocketChannel channel, SocketAddress server, int number) throws IOException {
    var where = Addresses.text(server);
    channel.configureBlocking(false);
    try {
      if (!channel.connect(server)) {
        finish(channel, where);
      }
    } catch (UnresolvedAddressException e) {
      throw new java.net.UnknownHostException("no address for the name in " + where);
    } catch (SocketTimeoutException e) {
      trace.event(number, "client", "server", Kind.TIMEOUT, String.valueOf(e.getMessage()));
      throw e;
    } catch (ConnectException e) {
      throw told(e, where, number);
    } catch (UnsupportedAddressTypeException e) {
      throw failed(new SocketException("This machine has no such addresses"), where, number);
    } catch (SocketException e) {
      throw failed(e, where, number);
    }
  }

  /** No route, no such path: with the address in the message too. */
  private SocketException failed(SocketException e, String where, int number) {
    var message = e.getMessage() + ": " + where;
    trace.event(number, "client", "server", Kind.FAILURE, message);
    var told =
        e instanceof NoRouteToHostException
            ? new NoRouteToHostException(message)
            : new SocketException(message);
    told.initCause(e);
    return told;
  }

  /** The same exception with the address; the JDK uses it for a refusal and for its own timeout. */
  private ConnectException told(ConnectException e, String where, int number) {
    var message = String.valueOf(e.getMessage());
    boolean refused = message.startsWith("Connection refused");
    trace.event(number, "client", "server", refused ? Kind.REFUSED : Kind.TIMEOUT, "");
    var told =
        new ConnectException(message + ": " + where + (refused ? ", nobody listens there" : ""));
    told.initCause(e);
    return told;
  }

  private void finish(SocketChannel channel, String where) throws IOException {
    var deadline = Deadline.in(timeout);
    try (var selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_CONNECT);
      while (!channel.finishConnect()) {
        deadline.await(selector, channel, () -> "answer to the connection request from " + where);
      }
    }
  }
}
