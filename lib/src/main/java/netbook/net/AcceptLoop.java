package netbook.net;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;

/**
 * A server written by hand: it gets a socket that listens already, and does the accepting itself.
 * It runs on one virtual thread; when it returns, the socket is closed and the server is gone.
 */
@FunctionalInterface
public interface AcceptLoop {
  /**
   * Accepts and serves.
   *
   * @param listener bound and listening, in blocking mode; closed when the server is stopped, which
   *     also interrupts the thread
   * @throws IOException if serving fails; kept in {@link TcpServer#failures()}
   * @throws InterruptedException if the server is stopped while the loop waits
   */
  void run(ServerSocketChannel listener) throws IOException, InterruptedException;
}
