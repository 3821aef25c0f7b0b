package netbook.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;

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
