package netbook.resolve;

import java.io.IOException;
import java.util.Optional;
import netbook.bytes.Bytes;
import netbook.dns.Transport;

/** What a server of DNS does with one message, whichever way it came. */
@FunctionalInterface
public interface DnsHandler {
  /**
   * Answers a message.
   *
   * @param request its octets, without the length that stands before them in a stream
   * @param transport how it came, and the answer goes
   * @return the octets of the answer, or nothing if none is due
   * @throws IOException if there can't be an answer; kept in {@link DnsServer#failures()}
   */
  Optional<Bytes> answer(Bytes request, Transport transport) throws IOException;
}
