package netbook.exercise;

import java.util.List;
import java.util.Optional;
import netbook.bytes.Bytes;
import netbook.dns.ResourceRecord;
import netbook.dns.Transport;

/**
 * Exercise 08.4: what an authoritative server answers from one zone (RFC 1034 §4.3.2), without
 * sockets, delegations, wildcards and EDNS.
 *
 * <ul>
 *   <li>Nothing, to less than a header and to a response.
 *   <li>FORMERR to what can't be read or hasn't one question, NOTIMP to another opcode than QUERY,
 *       REFUSED to a name outside of the zone or another class than IN.
 *   <li>Otherwise, with AA, the records of the name and type; an alias and where it leads, as far
 *       as that is in the zone; or none, with the SOA record in the authority section. It is
 *       NXDOMAIN if neither the last name nor one below it has records.
 *   <li>TC in the place of more than 512 octets over UDP.
 * </ul>
 *
 * <p>Free are what a circle of aliases gives, as long as it ends; which of FORMERR and NOTIMP it is
 * if both apply; what is made of octets behind the last record; the additional section; AD and CD;
 * and whether EDNS is heeded.
 */
@FunctionalInterface
public interface MiniServer {
  /**
   * Answers; never throws, whatever came.
   *
   * @param zone the zone's records; the first is its SOA, whose owner is the zone's name
   * @param request one message, without the length that stands before it over TCP
   * @param transport how it came
   * @return the response, without a length too; empty if none is due
   */
  Optional<Bytes> answer(List<ResourceRecord> zone, Bytes request, Transport transport);

  /** The check of it. */
  static Exercise<MiniServer> exercise() {
    return Exercise.of(
            MiniServer.class,
            "08.4",
            "A server for dig",
            "Your server says what is there, what isn't, and what it doesn't do, in every case.",
            MiniServerProbes.all())
        .peer(Tool.DIG, MiniServerProbes.byDig());
  }
}
