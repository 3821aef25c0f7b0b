package netbook.net;

import java.io.IOException;

/**
 * What a server does with one datagram. The server's one thread calls it for each, in the order in
 * which they come; while it works, others wait in the socket's buffer, and once that is full the
 * system drops them.
 */
@FunctionalInterface
public interface DatagramHandler {
  /**
   * Takes a datagram.
   *
   * @param request what came, and from whom
   * @param reply answers it, during this call or later
   * @throws IOException if answering fails; kept in {@link UdpServer#failures()}
   */
  void handle(Datagram request, Reply reply) throws IOException;
}
