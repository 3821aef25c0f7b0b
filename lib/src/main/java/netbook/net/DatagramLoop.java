package netbook.net;

import java.io.IOException;
import java.nio.channels.DatagramChannel;

/**
 * A server of datagrams written by hand: it gets a socket that is bound already, and does the
 * receiving itself. It runs on one thread; when it returns, the socket is closed and the server is
 * gone.
 */
@FunctionalInterface
public interface DatagramLoop {
  /**
   * Receives and answers.
   *
   * @param socket bound, in blocking mode; closed when the server is stopped, which also interrupts
   *     the thread
   * @throws IOException if that fails; kept in {@link UdpServer#failures()}
   * @throws InterruptedException if the server is stopped while the loop waits
   */
  void run(DatagramChannel socket) throws IOException, InterruptedException;
}
