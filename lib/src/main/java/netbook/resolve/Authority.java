package netbook.resolve;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import netbook.dns.DnsMessage;
import netbook.dns.Edns;
import netbook.dns.Flag;
import netbook.dns.Header;
import netbook.dns.Name;
import netbook.dns.Opcode;
import netbook.dns.Question;
import netbook.dns.Rcode;
import netbook.dns.RecordClass;
import netbook.dns.RecordData;
import netbook.dns.RecordType;

/**
 * What an authoritative server answers, from its zones alone: octets in, octets out, and no
 * network. It asks nobody else, and says so by leaving RA clear. Immutable.
 */
public final class Authority {
  /** What this server takes and sends in a datagram that isn't to be cut on any usual way. */
  private static final int PAYLOAD_SIZE = 1232;

  private final List<Zone> zones;

  /** An authority for some zones; a question is for the one with the longest name. */
  public Authority(List<Zone> zones) {
    this.zones =
        zones.stream()
            .sorted(Comparator.comparingInt((Zone zone) -> zone.origin().labelCount()).reversed())
            .toList();
  }

  /**
   * The answer to a datagram: it fits what the client says that it takes, or has TC set.
   *
   * @return nothing if none is due: to a response, or to what isn't even a header
   */
  public Optional<Bytes> answerDatagram(Bytes query) {
    return answer(query, true);
  }

  /**
   * The answer to a message of a stream, without the length before it.
   *
   * @return nothing if none is due, as with {@link #answerDatagram}
   */
  public Optional<Bytes> answerStream(Bytes query) {
    return answer(query, false);
  }

  private Optional<Bytes> answer(Bytes octets, boolean datagram) {
    DnsMessage query;
    try {
      query = DnsMessage.decode(octets);
    } catch (MalformedException e) {
      return malformed(octets);
    }
    if (query.header().has(Flag.QR)) {
      return Optional.empty(); // two servers would answer each other for ever
    }
    var edns = query.findEdns();
    var reply = answer(query, edns);
    if (edns.isPresent() && reply.findEdns().isEmpty()) {
      reply = reply.with(Edns.of(PAYLOAD_SIZE)); // RFC 6891 §6.1.1
    }
    int most = DnsMessage.SIZE_MAX;
    if (datagram) {
      int wanted = edns.map(Edns::payloadSize).orElse(DnsMessage.DATAGRAM_MAX);
      most = Math.min(wanted, PAYLOAD_SIZE);
    }
    return Optional.of(encode(reply, most));
  }

  /** A referral without addresses that are known may lead nowhere: TC is for it (RFC 9471 §3.1). */
  private static Bytes encode(DnsMessage reply, int most) {
    var octets = reply.encode(most);
    boolean whole = octets.number(10, 2) == reply.additionals().size();
    return whole || !hasGlue(reply)
        ? octets
        : reply.with(reply.header().with(Flag.TC)).encode(most);
  }

  /** Whether servers have their addresses below the cut, where only they would tell them. */
  private static boolean hasGlue(DnsMessage reply) {
    return reply.authorities().stream()
        .filter(record -> record.type().equals(RecordType.NS))
        .findFirst()
        .filter(cut ->
            reply.additionals().stream().anyMatch(record -> record.name().isWithin(cut.name())))
        .isPresent();
  }

  /** Says so, if there is an ID to say it to. */
  private static Optional<Bytes> malformed(Bytes octets) {
    if (octets.size() < Header.SIZE) {
      return Optional.empty();
    }
    var header = Header.of(octets);
    if (header.has(Flag.QR)) {
      return Optional.empty();
    }
    var none = new DnsMessage(header, List.of(), List.of(), List.of(), List.of());
    return Optional.of(none.reply(Rcode.FORMERR).encode());
  }

  private DnsMessage answer(DnsMessage query, Optional<Edns> edns) {
    if (edns.isPresent() && edns.get().version() != 0) {
      // Four bits of BADVERS stand in the header, the rest in the OPT record (RFC 6891 §6.1.3).
      int extended = Rcode.BADVERS.number() >> 4;
      var known = new Edns(PAYLOAD_SIZE, extended, 0, 0, List.of());
      return failed(query, Rcode.BADVERS).with(known);
    }
    if (!query.header().opcode().equals(Opcode.QUERY)) {
      return failed(query, Rcode.NOTIMP);
    }
    if (query.questions().size() != 1 || opts(query) > 1) { // RFC 9619 §4, RFC 6891 §6.1.1
      return failed(query, Rcode.FORMERR);
    }
    var question = query.questions().getFirst();
    if (!question.recordClass().equals(RecordClass.IN) || isTransfer(question.type())) {
      return query.reply(Rcode.REFUSED);
    }
    return find(question)
        .map(zone -> Lookup.answer(zone, query))
        .orElseGet(() -> query.reply(Rcode.REFUSED));
  }

  /** The zone with the longest name; but what is its parent's is looked for there. */
  private Optional<Zone> find(Question question) {
    var name = question.name();
    int closest = findAround(name, 0);
    if (question.type().equals(RecordType.DS)) {
      int parent = findAround(name, closest + 1);
      if (parent < zones.size()
          && zones.get(parent).findCut(name).filter(name::equals).isPresent()) {
        return Optional.of(zones.get(parent)); // RFC 4035 §3.1.4.1
      }
    }
    return closest < zones.size() ? Optional.of(zones.get(closest)) : Optional.empty();
  }

  /** The index of the first zone, from one on, that has the name; past the last if none has. */
  private int findAround(Name name, int from) {
    int at = from;
    while (at < zones.size() && !name.isWithin(zones.get(at).origin())) {
      at++;
    }
    return at;
  }

  /** Only a code. More than one question isn't repeated: many of them wouldn't fit. */
  private static DnsMessage failed(DnsMessage query, Rcode rcode) {
    var reply = query.reply(rcode);
    return reply.questions().size() > 1
        ? new DnsMessage(reply.header(), List.of(), List.of(), List.of(), List.of())
        : reply;
  }

  private static long opts(DnsMessage query) {
    return query.additionals().stream()
        .filter(record -> record.data() instanceof RecordData.Opt)
        .count();
  }

  /** A whole zone is sent to nobody (RFC 5936 §6 leaves that to us). */
  private static boolean isTransfer(RecordType type) {
    return type.equals(RecordType.AXFR) || type.equals(RecordType.IXFR);
  }

  /** One line: the zones. */
  @Override
  public String toString() {
    return zones.size() == 1 ? "authority for " + zones.getFirst() : zones.size() + " zones";
  }
}
