// Right: records as streams, equal preferences in groups, and aliases by recursion.
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import netbook.bytes.Bytes;
import netbook.dns.DnsMessage;
import netbook.dns.Name;
import netbook.dns.Rcode;
import netbook.dns.RecordData;
import netbook.dns.RecordType;
import netbook.dns.ResourceRecord;
import netbook.exercise.MailPlan;

class Streams implements MailPlan {
  @Override
  public List<Host> plan(Name domain, Answers dns, RandomGenerator random) throws NoPlan {
    return plan(domain, dns, random, new HashSet<>());
  }

  private static List<Host> plan(Name name, Answers dns, RandomGenerator random, HashSet<Name> seen)
      throws NoPlan {
    if (!seen.add(name)) {
      throw new NoPlan(Problem.NO_HOST);
    }
    DnsMessage reply;
    try {
      reply = dns.ask(name, RecordType.MX);
    } catch (IOException e) {
      throw new NoPlan(Problem.TRY_LATER);
    }
    if (reply.rcode().number() != 0) {
      boolean missing = reply.rcode().equals(Rcode.NXDOMAIN);
      throw new NoPlan(missing ? Problem.NO_SUCH_DOMAIN : Problem.TRY_LATER);
    }
    var ends = new LinkedHashSet<Name>();
    for (Optional<Name> at = Optional.of(name); at.isPresent() && ends.add(at.get()); ) {
      var owner = at.get();
      at =
          reply.answers().stream()
              .filter(record -> record.name().equals(owner))
              .map(ResourceRecord::data)
              .flatMap(data -> data instanceof RecordData.Cname(var to) ? Stream.of(to) : null)
              .findFirst();
    }
    var end = ends.getLast();
    var exchanges = new TreeMap<Integer, List<Name>>();
    for (var record : reply.answers()) {
      if (record.data() instanceof RecordData.Mx(var preference, var host)
          && record.name().equals(end)) {
        exchanges.computeIfAbsent(preference, _ -> new ArrayList<>()).add(host);
      }
    }
    if (exchanges.isEmpty() && !end.equals(name)) {
      return plan(end, dns, random, seen);
    }
    if (exchanges.isEmpty()) {
      exchanges.put(0, new ArrayList<>(List.of(end)));
    } else if (exchanges.values().stream().flatMap(List::stream).allMatch(Name::isRoot)) {
      throw new NoPlan(Problem.TAKES_NO_MAIL);
    }
    var order = new LinkedHashSet<Name>();
    for (var equal : exchanges.values()) {
      while (!equal.isEmpty()) {
        order.add(equal.remove(random.nextInt(equal.size())));
      }
    }
    return hosts(order, dns);
  }

  private static List<Host> hosts(Set<Name> order, Answers dns) throws NoPlan {
    var hosts = new ArrayList<Host>();
    var problem = Problem.NO_HOST;
    for (var name : order) {
      var addresses = new ArrayList<Bytes>();
      var end = name;
      for (var type : List.of(RecordType.A, RecordType.AAAA)) {
        if (end.isRoot()) {
          continue;
        }
        try {
          var reply = dns.ask(end, type);
          if (!Set.of(Rcode.NOERROR, Rcode.NXDOMAIN).contains(reply.rcode())) {
            problem = Problem.TRY_LATER;
          }
          for (var record : reply.answers()) {
            var data = record.data();
            if (data instanceof RecordData.Cname(var to) && record.name().equals(end)) {
              end = to; // against the rule, and it costs nothing to follow it
            }
            if (data instanceof RecordData.A(var address) && record.name().equals(end)) {
              addresses.add(address);
            }
            if (data instanceof RecordData.Aaaa(var address) && record.name().equals(end)) {
              addresses.add(address);
            }
          }
        } catch (IOException e) {
          problem = Problem.TRY_LATER;
        }
      }
      if (!addresses.isEmpty()) {
        hosts.add(new Host(name, addresses));
      }
    }
    if (hosts.isEmpty()) {
      throw new NoPlan(problem);
    }
    return hosts;
  }
}
