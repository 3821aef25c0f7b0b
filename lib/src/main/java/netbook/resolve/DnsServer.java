package netbook.resolve;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import netbook.bytes.Bytes;
import netbook.dns.DnsMessage;
import netbook.dns.Transport;
import netbook.frame.Decoder;
import netbook.frame.LengthPrefixed;
import netbook.net.DatagramHandler;
import netbook.net.Failure;
import netbook.net.Servers;
import netbook.net.TcpConnection;
import netbook.net.TcpServer;
import netbook.net.UdpServer;
import org.jspecify.annotations.Nullable;

/**
 * An authoritative server of DNS: one port for datagrams and for streams, since a client whose
 * answer was truncated asks again over TCP (RFC 7766 §5). Bound to 127.0.0.1 and a free port,
 * unless told otherwise.
 *
 * {@snippet :
 * var server = DnsServer.start("names", Zone.parse(text, "example.com"));
 * }
 *
 * <p>It keeps the rules of {@link TcpServer} and {@link UdpServer}, of which it has one each: they
 * have the traces of what crossed.
 */
public final class DnsServer implements AutoCloseable {
  private static final String TCP = "/tcp";

  /** How often another port is tried, if the one that TCP got is taken for UDP. */
  private static final int TRIES_MAX = 20;

  private final UdpServer udp;
  private final TcpServer tcp;

  private DnsServer(UdpServer udp, TcpServer tcp) {
    this.udp = udp;
    this.tcp = tcp;
  }

  /**
   * Starts a server without a name.
   *
   * @param zones what it knows
   */
  public static DnsServer start(Zone... zones) throws IOException {
    return start(null, 0, authority(zones));
  }

  /**
   * Starts a server without a name that answers as a handler does.
   *
   * @param handler called by several threads at once: that of the datagrams, and one for each
   *     connection
   */
  public static DnsServer start(DnsHandler handler) throws IOException {
    return start(null, 0, handler);
  }

  /**
   * Starts a server, and stops the one that had its name.
   *
   * @param name in {@link netbook.net.Servers#list} and in what is shown
   * @param zones what it knows
   */
  public static DnsServer start(String name, Zone... zones) throws IOException {
    return start(name, 0, authority(zones));
  }

  /**
   * Starts a server on a port of 127.0.0.1.
   *
   * @param port 1 to 65535, or 0 for a free one
   * @throws BindException if the port is taken
   */
  public static DnsServer start(String name, int port, Zone... zones) throws IOException {
    return start(name, port, authority(zones));
  }

  private static DnsHandler authority(Zone... zones) {
    var authority = new Authority(List.of(zones));
    return (request, transport) ->
        transport == Transport.UDP
            ? authority.answerDatagram(request)
            : authority.answerStream(request);
  }

  private static DnsServer start(@Nullable String name, int port, DnsHandler handler)
      throws IOException {
    if (name != null) {
      Servers.stop(name);
      Servers.stop(name + TCP);
    }
    for (int i = 1; ; i++) {
      var tcp = tcp(name).port(port).start(connection -> serve(connection, handler));
      try {
        return new DnsServer(udp(name).port(tcp.port()).start(datagrams(handler)), tcp);
      } catch (IOException e) {
        tcp.close();
        if (!(e instanceof BindException) || port != 0 || i == TRIES_MAX) {
          throw e;
        }
      }
    }
  }

  private static TcpServer.Builder tcp(@Nullable String name) {
    return name == null ? TcpServer.with() : TcpServer.with().name(name + TCP);
  }

  private static UdpServer.Builder udp(@Nullable String name) {
    return name == null ? UdpServer.with() : UdpServer.with().name(name);
  }

  private static DatagramHandler datagrams(DnsHandler handler) {
    return (request, reply) -> {
      var answer = handler.answer(request.bytes(), Transport.UDP);
      if (answer.isPresent()) {
        reply.send(answer.get());
      }
    };
  }

  /** Answers the messages of one connection in their order, until it ends or is idle. */
  private static void serve(TcpConnection connection, DnsHandler handler) throws IOException {
    var frames = LengthPrefixed.u16();
    var decoder = new Decoder<>(frames);
    try {
      for (var came = read(connection); !came.isEmpty(); came = read(connection)) {
        decoder.feed(came);
        for (var query = decoder.next(); query != null; query = decoder.next()) {
          var answer = handler.answer(query, Transport.TCP);
          if (answer.isPresent()) {
            connection.send(frames.encode(answer.get()));
          }
        }
      }
    } catch (SocketTimeoutException e) {
      // The server may close an idle connection (RFC 7766 §6.2.3).
    }
  }

  private static Bytes read(TcpConnection connection) throws IOException {
    return connection.readSome(DnsMessage.SIZE_MAX);
  }

  /** Where it listens, for datagrams and for streams. */
  public InetSocketAddress address() {
    return udp.address();
  }

  /** The port, for datagrams and for streams. */
  public int port() {
    return udp.port();
  }

  /** The half that takes datagrams. */
  public UdpServer udp() {
    return udp;
  }

  /** The half that takes streams. */
  public TcpServer tcp() {
    return tcp;
  }

  /** What went wrong in it and nobody caught: the last hundred of each half. */
  public List<Failure> failures() {
    var all = new ArrayList<>(udp.failures());
    all.addAll(tcp.failures());
    return all;
  }

  /** Closes both halves; may be repeated. */
  @Override
  public void close() {
    udp.close();
    tcp.close();
  }

  /** One line: both halves. */
  @Override
  public String toString() {
    return udp + ", " + tcp;
  }
}
