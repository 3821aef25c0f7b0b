package netbook.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;

/**
 * A datagram without octets from a connected socket. UDP has them (RFC 768: a length of 8, the
 * header alone), but the JDK's connected sockets send none: where there is no octet to write, they
 * don't call the system. A second, unconnected socket that shares the address sends it instead.
 */
public final class EmptyDatagram {
  /** What a socket was allowed, and which way it sends. */
  private static final List<SocketOption<?>> SENDING =
      List.of(
          StandardSocketOptions.SO_BROADCAST,
          StandardSocketOptions.IP_MULTICAST_IF,
          StandardSocketOptions.IP_MULTICAST_TTL,
          StandardSocketOptions.IP_MULTICAST_LOOP);

  private EmptyDatagram() {}

  /**
   * Sends an empty datagram to the address that a socket is connected to, from the socket's own.
   * What comes meanwhile still reaches the connected socket, which fits its sender better.
   */
  public static void send(DatagramChannel connected) throws IOException {
    var local = (InetSocketAddress) connected.getLocalAddress();
    connected.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    try (var other = Addresses.datagramChannel(local.getAddress())) {
      other.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      for (var option : SENDING) {
        copy(option, connected, other);
      }
      other.bind(local);
      other.send(ByteBuffer.allocate(0), connected.getRemoteAddress());
    } finally {
      connected.setOption(StandardSocketOptions.SO_REUSEADDR, false);
    }
  }

  private static <T> void copy(SocketOption<T> option, DatagramChannel from, DatagramChannel to)
      throws IOException {
    var value = from.getOption(option);
    if (value != null) {
      to.setOption(option, value);
    }
  }
}
