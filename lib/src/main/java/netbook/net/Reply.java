package netbook.net;

import java.io.IOException;
import netbook.bytes.Bytes;

/** The way back to whoever sent a datagram to a server; may be used never, once or often. */
@FunctionalInterface
public interface Reply {
  /**
   * Sends a datagram to the address that the request came from.
   *
   * @param bytes at most {@link Datagram#SIZE_MAX} octets; none is a datagram too
   * @throws IllegalArgumentException if there are more
   */
  void send(Bytes bytes) throws IOException;

  /** Sends text, encoded as UTF-8, in one datagram. */
  default void send(String text) throws IOException {
    send(Bytes.utf8(text));
  }
}
