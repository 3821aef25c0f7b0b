package netbook.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;

/** The least that a relay in Java is: it copies both ways, and records nothing. */
final class BareRelay implements Closeable {
  private final ServerSocket entrance;
  private final InetSocketAddress server;

  BareRelay(InetSocketAddress server) throws IOException {
    this.entrance = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    this.server = server;
    Thread.ofVirtual().start(this::accept);
  }

  SocketAddress address() {
    return entrance.getLocalSocketAddress();
  }

  private void accept() {
    try {
      while (true) {
        var client = entrance.accept();
        Thread.ofVirtual().start(() -> relay(client));
      }
    } catch (IOException e) {
      // Closed: that is how it ends.
    }
  }

  private void relay(Socket client) {
    try (client;
        var onward = new Socket(server.getAddress(), server.getPort())) {
      client.setTcpNoDelay(true);
      onward.setTcpNoDelay(true);
      var back = Thread.ofVirtual().start(() -> copy(onward, client));
      copy(client, onward);
      back.join();
    } catch (IOException e) {
      // Whoever measures sees that octets are missing.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // As above.
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
  }
}
