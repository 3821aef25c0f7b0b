package netbook.net;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;

/** Addresses of this machine, and how an address is written. */
final class Addresses {
  private Addresses() {}

  /** 127.0.0.1 (RFC 1122 §3.2.1.3), from its octets: no name is looked up. */
  static InetAddress loopback4() {
    return ofOctets(new byte[] {127, 0, 0, 1});
  }

  /** ::1 (RFC 4291 §2.5.3), from its octets: no name is looked up. */
  static InetAddress loopback6() {
    var octets = new byte[16];
    octets[15] = 1;
    return ofOctets(octets);
  }

  /** 127.255.255.255, on which a broadcast stays on this machine. */
  static InetAddress loopbackBroadcast() {
    return ofOctets(new byte[] {127, -1, -1, -1});
  }

  /** The network interface that leads back to this machine. */
  static NetworkInterface loopbackInterface() throws SocketException {
    var loopback = NetworkInterface.getByInetAddress(loopback4());
    if (loopback == null) {
      throw new SocketException("No interface has the address 127.0.0.1");
    }
    return loopback;
  }

  /**
   * A UDP socket for addresses like this one.
   *
   * @throws UnsupportedOperationException if the machine has none such
   */
  static DatagramChannel datagramChannel(InetAddress like) throws IOException {
    return DatagramChannel.open(
        like instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
  }

  /**
   * Checks an address that a caller gave: an IP address and a port.
   *
   * @throws UnknownHostException if it still is a name
   */
  static InetSocketAddress inet(SocketAddress address) throws UnknownHostException {
    if (!(address instanceof InetSocketAddress inet)) {
      throw new IllegalArgumentException(
          "address: " + text(address) + " is not an IP address and a port");
    }
    if (inet.isUnresolved()) {
      throw new UnknownHostException("no address for the name in " + text(inet));
    }
    return inet;
  }

  /** Checks a port that a caller asks for; 0 stands for any free one. */
  static int checkedPort(int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port: " + port + " is not in 0..65535");
    }
    return port;
  }

  private static InetAddress ofOctets(byte[] octets) {
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new AssertionError("4 or 16 octets are always an address", e);
    }
  }

  /** The address as the field writes it: {@code 127.0.0.1:80}, {@code [::1]:80}, or a path. */
  static String text(SocketAddress address) {
    return switch (address) {
      case InetSocketAddress inet when inet.isUnresolved() ->
          inet.getHostString() + ":" + inet.getPort();
      case InetSocketAddress inet -> host(inet.getAddress()) + ":" + inet.getPort();
      case UnixDomainSocketAddress unix ->
          unix.getPath().toString().isEmpty() ? "unnamed" : unix.getPath().toString();
      default -> address.toString();
    };
  }

  private static String host(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    if (address.isLoopbackAddress()) {
      return "[::1]";
    }
    return address.isAnyLocalAddress() ? "[::]" : "[" + address.getHostAddress() + "]";
  }
}
