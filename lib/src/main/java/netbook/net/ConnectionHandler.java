package netbook.net;

import java.io.IOException;

/**
 * What a server does with one connection. It runs on a virtual thread of its own; when it returns,
 * the server says that it is done and closes the connection in good order.
 */
@FunctionalInterface
public interface ConnectionHandler {
  /**
   * Talks to one client.
   *
   * @param connection the server's end; the server closes it afterwards
   * @throws IOException if talking fails; kept in {@link TcpServer#failures()}
   */
  void handle(TcpConnection connection) throws IOException;
}
