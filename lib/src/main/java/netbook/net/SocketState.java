package netbook.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * What a program can see of one of its sockets at one moment.
 *
 * @param protocol {@code TCP}, {@code UDP} or {@code UNIX stream}
 * @param state {@code new}, {@code bound}, {@code listening}, {@code connected} or {@code closed}
 * @param local the address of this end, or {@code -}
 * @param remote the address of the other end, or {@code -}
 */
public record SocketState(String protocol, String state, String local, String remote) {
  private static final String NONE = "-";

  /**
   * Looks at a socket.
   *
   * @throws IllegalArgumentException if it isn't a stream, listening or datagram socket
   */
  public static SocketState of(NetworkChannel socket) throws IOException {
    if (!socket.isOpen()) {
      return new SocketState(protocol(socket, null), "closed", NONE, NONE);
    }
    var local = socket.getLocalAddress();
    var remote = remote(socket);
    var protocol = protocol(socket, local);
    if (local == null) {
      return new SocketState(protocol, "new", NONE, NONE);
    }
    if (remote != null) {
      return new SocketState(protocol, "connected", Addresses.text(local), Addresses.text(remote));
    }
    var state = socket instanceof ServerSocketChannel ? "listening" : "bound";
    return new SocketState(protocol, state, Addresses.text(local), NONE);
  }

  private static @Nullable SocketAddress remote(NetworkChannel socket) throws IOException {
    return switch (socket) {
      case SocketChannel stream -> stream.getRemoteAddress();
      case DatagramChannel datagram -> datagram.getRemoteAddress();
      default -> null;
    };
  }

  private static String protocol(NetworkChannel socket, @Nullable SocketAddress local) {
    return switch (socket) {
      case DatagramChannel _ -> "UDP";
      case ServerSocketChannel _, SocketChannel _ ->
          local instanceof UnixDomainSocketAddress ? "UNIX stream" : "TCP";
      default -> throw new IllegalArgumentException("not a socket to look at: " + socket);
    };
  }

  /** One line: the protocol, the state, and the ends that it has. */
  @Override
  public String toString() {
    var ends = remote.equals(NONE) ? local : local + " ↔ " + remote;
    return protocol + " socket, " + state + (ends.equals(NONE) ? "" : ", " + ends);
  }
}
