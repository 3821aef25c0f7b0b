// Wrong: over TCP nobody keeps what isn't there.
// Reported: a short answer by TCP
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import netbook.dns.DnsMessage;
import netbook.dns.Flag;
import netbook.dns.Header;
import netbook.dns.Name;
import netbook.dns.Opcode;
import netbook.dns.Question;
import netbook.dns.Rcode;
import netbook.dns.RecordClass;
import netbook.dns.RecordData;
import netbook.dns.RecordType;
import netbook.dns.ResourceRecord;
import netbook.dns.Transport;
import netbook.exercise.MiniServer;

class NoSoaByTcp implements MiniServer {
  @Override
  public Optional<Bytes> answer(List<ResourceRecord> zone, Bytes request, Transport transport) {
    if (request.size() < Header.SIZE || Header.of(request).has(Flag.QR)) {
      return Optional.empty();
    }
    var reply = reply(zone, request);
    if (transport == Transport.TCP) {
      reply = reply.withAuthorities(List.of());
    }
    return Optional.of(transport == Transport.UDP ? reply.encode(512) : reply.encode());
  }

  private static DnsMessage reply(List<ResourceRecord> zone, Bytes request) {
    DnsMessage query;
    try {
      query = DnsMessage.decode(request);
    } catch (MalformedException e) {
      var header = Header.of(request);
      query = new DnsMessage(header, List.of(), List.of(), List.of(), List.of());
      return query.reply(Rcode.FORMERR);
    }
    if (!query.header().opcode().equals(Opcode.QUERY)) {
      return query.reply(Rcode.NOTIMP);
    }
    if (query.questions().size() != 1) {
      return query.reply(Rcode.FORMERR);
    }
    var question = query.questions().getFirst();
    var origin = zone.getFirst().name();
    if (!question.name().isWithin(origin) || !question.recordClass().equals(RecordClass.IN)) {
      return query.reply(Rcode.REFUSED);
    }
    return search(zone, query, question);
  }

  private static DnsMessage search(List<ResourceRecord> zone, DnsMessage query, Question question) {
    var origin = zone.getFirst().name();
    var answers = new ArrayList<ResourceRecord>();
    var authorities = new ArrayList<ResourceRecord>();
    var rcode = Rcode.NOERROR;
    var seen = new HashSet<Name>();
    var name = question.name();
    while (name.isWithin(origin) && seen.add(name)) {
      var found = find(zone, name, question.type());
      if (found.isEmpty()) {
        var alias = find(zone, name, RecordType.CNAME);
        if (!alias.isEmpty()) {
          answers.addAll(alias);
          name = ((RecordData.Cname) alias.getFirst().data()).canonical();
          continue;
        }
        rcode = exists(zone, name) ? Rcode.NOERROR : Rcode.NXDOMAIN;
        authorities.add(negative(zone.getFirst()));
      }
      answers.addAll(found);
      break;
    }
    var reply = query.reply(rcode);
    return reply
        .with(reply.header().with(Flag.AA))
        .withAnswers(answers)
        .withAuthorities(authorities);
  }

  private static List<ResourceRecord> find(List<ResourceRecord> zone, Name name, RecordType type) {
    return zone.stream()
        .filter(record -> record.name().equals(name) && record.type().equals(type))
        .toList();
  }

  private static boolean exists(List<ResourceRecord> zone, Name name) {
    return zone.stream().anyMatch(record -> record.name().isWithin(name));
  }

  private static ResourceRecord negative(ResourceRecord soa) {
    long minimum = ((RecordData.Soa) soa.data()).minimum();
    return new ResourceRecord(soa.name(), Math.min(soa.ttl(), minimum), soa.data());
  }
}
