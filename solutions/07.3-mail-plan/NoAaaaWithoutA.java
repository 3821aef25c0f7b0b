// Wrong: a host without A is none.
// Reported: a host with IPv6 only
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import netbook.bytes.Bytes;
import netbook.dns.DnsMessage;
import netbook.dns.Name;
import netbook.dns.Rcode;
import netbook.dns.RecordData;
import netbook.dns.RecordType;
import netbook.exercise.MailPlan;

class NoAaaaWithoutA implements MailPlan {
  private static final int ALIASES_MAX = 8;

  @Override
  public List<Host> plan(Name domain, Answers dns, RandomGenerator random) throws NoPlan {
    var name = domain;
    for (int aliases = 0; aliases <= ALIASES_MAX; ) {
      var reply = ask(dns, name);
      var end = name;
      for (var next = alias(reply, end); !next.equals(end) && aliases <= ALIASES_MAX; aliases++) {
        end = next;
        next = alias(reply, end);
      }
      var records = exchanges(reply, end);
      if (!records.isEmpty() || end.equals(name)) {
        return plan(end, records, dns, random);
      }
      name = end;
    }
    throw new NoPlan(Problem.NO_HOST);
  }

  private static DnsMessage ask(Answers dns, Name name) throws NoPlan {
    DnsMessage reply;
    try {
      reply = dns.ask(name, RecordType.MX);
    } catch (IOException e) {
      throw new NoPlan(Problem.TRY_LATER);
    }
    if (reply.rcode().equals(Rcode.NXDOMAIN)) {
      throw new NoPlan(Problem.NO_SUCH_DOMAIN);
    }
    if (!reply.rcode().equals(Rcode.NOERROR)) {
      throw new NoPlan(Problem.TRY_LATER);
    }
    return reply;
  }

  /** What a name is an alias of; itself if it is none. */
  private static Name alias(DnsMessage reply, Name name) {
    for (var record : reply.answers()) {
      if (record.name().equals(name) && record.data() instanceof RecordData.Cname cname) {
        return cname.canonical();
      }
    }
    return name;
  }

  private static List<RecordData.Mx> exchanges(DnsMessage reply, Name name) {
    var records = new ArrayList<RecordData.Mx>();
    for (var record : reply.answers()) {
      if (record.name().equals(name) && record.data() instanceof RecordData.Mx mx) {
        records.add(mx);
      }
    }
    return records;
  }

  private static List<Host> plan(
      Name domain, List<RecordData.Mx> records, Answers dns, RandomGenerator random) throws NoPlan {
    if (records.size() == 1 && records.getFirst().exchange().isRoot()) {
      throw new NoPlan(Problem.TAKES_NO_MAIL);
    }
    if (records.isEmpty()) {
      records = List.of(new RecordData.Mx(0, domain));
    }
    var sorted = new ArrayList<>(records);
    Collections.shuffle(sorted, random);
    sorted.sort(Comparator.comparingInt(RecordData.Mx::preference));
    var hosts = new ArrayList<Host>();
    boolean failed = false;
    var asked = new HashSet<Name>();
    for (var record : sorted) {
      if (record.exchange().isRoot() || !asked.add(record.exchange())) {
        continue;
      }
      var addresses = new ArrayList<Bytes>();
      for (var type : List.of(RecordType.A, RecordType.AAAA)) {
        if (type.equals(RecordType.AAAA) && addresses.isEmpty()) {
          break;
        }
        failed |= !addresses(dns, record.exchange(), type, addresses);
      }
      if (!addresses.isEmpty()) {
        hosts.add(new Host(record.exchange(), addresses));
      }
    }
    if (hosts.isEmpty()) {
      throw new NoPlan(failed ? Problem.TRY_LATER : Problem.NO_HOST);
    }
    return hosts;
  }

  /** Adds the addresses of a host; false if nobody can tell. */
  private static boolean addresses(Answers dns, Name host, RecordType type, List<Bytes> found) {
    DnsMessage reply;
    try {
      reply = dns.ask(host, type);
    } catch (IOException e) {
      return false;
    }
    for (var record : reply.answers()) {
      if (record.name().equals(host)) {
        switch (record.data()) {
          case RecordData.A(var address) -> found.add(address);
          case RecordData.Aaaa(var address) -> found.add(address);
          default -> {}
        }
      }
    }
    return reply.rcode().equals(Rcode.NOERROR) || reply.rcode().equals(Rcode.NXDOMAIN);
  }
}
