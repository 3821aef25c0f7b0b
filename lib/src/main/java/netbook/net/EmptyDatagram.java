package netbook.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * A datagram without octets from a connected socket. UDP has them (RFC 768: a length of 8, the
 * header alone), but the JDK's connected sockets send none: where there is no octet to write, they
 * don't call the system. A second, unconnected socket that shares the address sends it instead.
 */
public final class EmptyDatagram {
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
      other.bind(local);
      other.send(ByteBuffer.allocate(0), connected.getRemoteAddress());
    } finally {
      connected.setOption(StandardSocketOptions.SO_REUSEADDR, false);
    }
  }
}
