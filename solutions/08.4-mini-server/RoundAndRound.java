// Wrong: a zone is in order.
// Reported: an alias to itself
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import netbook.dns.DnsMessage;
import netbook.dns.Edns;
import netbook.dns.Flag;
import netbook.dns.Name;
import netbook.dns.Rcode;
import netbook.dns.RecordData;
import netbook.dns.RecordType;
import netbook.dns.ResourceRecord;
import netbook.dns.Transport;
import netbook.exercise.MiniServer;

class RoundAndRound implements MiniServer {
  @Override
  public Optional<Bytes> answer(List<ResourceRecord> zone, Bytes request, Transport transport) {
    if (request.size() < 12 || request.at(2) > 127) {
      return Optional.empty();
    }
    try {
      var query = DnsMessage.decode(request);
      var reply = new Search(zone, query).reply();
      int size = transport == Transport.TCP ? 65535 : 512;
      if (query.findEdns().isPresent()) {
        reply = reply.with(Edns.of(1232));
        size = Math.max(size, Math.min(1232, query.findEdns().get().payloadSize()));
      }
      return Optional.of(reply.encode(size));
    } catch (MalformedException e) {
      return Optional.of(failed(request, 1));
    }
  }

  /** Twelve bytes: the ID, QR, opcode and RD, and the code. */
  private static Bytes failed(Bytes request, int rcode) {
    int first = 0x80 | request.at(2) & 0x79;
    return request.slice(0, 2).plus(Bytes.of(first, rcode, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  private static final class Search {
    private final Map<Name, List<ResourceRecord>> nodes = new HashMap<>();
    private final List<ResourceRecord> answers = new ArrayList<>();
    private final ResourceRecord soa;
    private final DnsMessage query;

    Search(List<ResourceRecord> zone, DnsMessage query) {
      this.soa = zone.getFirst();
      this.query = query;
      for (var record : zone) {
        nodes.computeIfAbsent(record.name(), _ -> new ArrayList<>()).add(record);
        for (var name = record.name(); !name.equals(soa.name()); name = name.parent()) {
          nodes.computeIfAbsent(name, _ -> new ArrayList<>());
        }
      }
    }

    DnsMessage reply() {
      if (query.header().opcode().number() != 0) {
        return query.reply(Rcode.NOTIMP);
      }
      if (query.questions().size() != 1) {
        return query.reply(Rcode.FORMERR);
      }
      var question = query.questions().getFirst();
      if (question.recordClass().number() != 1 || !question.name().isWithin(soa.name())) {
        return query.reply(Rcode.REFUSED);
      }
      return at(question.name(), question.type());
    }

    private DnsMessage at(Name name, RecordType type) {
      var node = nodes.get(name);
      if (node == null) {
        return name.isWithin(soa.name()) ? nothing(Rcode.NXDOMAIN) : done(Rcode.NOERROR);
      }
      var right = node.stream().filter(record -> record.type().equals(type)).toList();
      answers.addAll(right);
      if (!right.isEmpty()) {
        return done(Rcode.NOERROR);
      }
      for (var record : node) {
        if (record.data() instanceof RecordData.Cname(var canonical)) {
          answers.add(record);
          return at(canonical, type);
        }
      }
      return nothing(Rcode.NOERROR);
    }

    private DnsMessage done(Rcode rcode) {
      var reply = query.reply(rcode);
      return reply.with(reply.header().with(Flag.AA)).withAnswers(answers);
    }

    private DnsMessage nothing(Rcode rcode) {
      long ttl = Math.min(soa.ttl(), ((RecordData.Soa) soa.data()).minimum());
      return done(rcode).withAuthorities(List.of(new ResourceRecord(soa.name(), ttl, soa.data())));
    }
  }
}
