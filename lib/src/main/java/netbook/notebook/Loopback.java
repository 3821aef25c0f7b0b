package netbook.notebook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;

/** The check that programs on this machine reach each other, without which no chapter works. */
final class Loopback {
  private static final int TIMEOUT_MILLIS = 1000;

  private Loopback() {}

  /** Sends an octet through 127.0.0.1; what went wrong, or empty. */
  static Optional<String> check() {
    try {
      var host = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      try (var server = new ServerSocket(0, 1, host);
          var client = new Socket()) {
        server.setSoTimeout(TIMEOUT_MILLIS);
        client.connect(new InetSocketAddress(host, server.getLocalPort()), TIMEOUT_MILLIS);
        return exchange(server, client);
      }
    } catch (IOException e) {
      return Optional.of("but loopback doesn't answer (" + e.getMessage() + ")");
    }
  }

  private static Optional<String> exchange(ServerSocket server, Socket client) throws IOException {
    try (var accepted = server.accept()) {
      accepted.setSoTimeout(TIMEOUT_MILLIS);
      client.getOutputStream().write('!');
      int octet = accepted.getInputStream().read();
      return octet == '!' ? Optional.empty() : Optional.of("but loopback garbles what it carries");
    }
  }
}
