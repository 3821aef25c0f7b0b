// Right: an object for each plan, which keeps each answer, and has a host as often as it is named; a random key breaks ties.
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import netbook.bytes.Bytes;
import netbook.dns.DnsMessage;
import netbook.dns.Name;
import netbook.dns.Question;
import netbook.dns.RecordData;
import netbook.dns.RecordType;
import netbook.exercise.MailPlan;

class Questions implements MailPlan {
  @Override
  public List<Host> plan(Name domain, Answers dns, RandomGenerator random) throws NoPlan {
    return new Plan(dns, random).of(domain);
  }

  private static final class Plan {
    private record Ranked(int preference, long tie, Name host) {}

    private final Answers dns;
    private final RandomGenerator random;
    private final Map<Question, DnsMessage> replies = new HashMap<>();
    private boolean unsure;

    Plan(Answers dns, RandomGenerator random) {
      this.dns = dns;
      this.random = random;
    }

    List<Host> of(Name domain) throws NoPlan {
      var at = domain;
      var before = at;
      List<RecordData> found;
      int limit = 20;
      do {
        before = at;
        var reply = ask(at, RecordType.MX);
        if (reply == null || !Set.of(0, 3).contains(reply.rcode().number())) {
          throw new NoPlan(Problem.TRY_LATER);
        }
        if (reply.rcode().number() == 3) {
          throw new NoPlan(Problem.NO_SUCH_DOMAIN);
        }
        List<RecordData> alias;
        while (!(alias = of(reply, at, RecordType.CNAME)).isEmpty()) {
          at = ((RecordData.Cname) alias.getFirst()).canonical();
          if (limit-- == 0) {
            throw new NoPlan(Problem.NO_HOST);
          }
        }
        found = of(reply, at, RecordType.MX);
      } while (found.isEmpty() && !at.equals(before) && limit-- > 0);
      if (found.isEmpty()) {
        found = List.of(new RecordData.Mx(0, at));
      }
      if (found.size() == 1 && ((RecordData.Mx) found.getFirst()).exchange().equals(Name.ROOT)) {
        throw new NoPlan(Problem.TAKES_NO_MAIL);
      }
      var ranked = new ArrayList<Ranked>();
      for (var data : found) {
        var mx = (RecordData.Mx) data;
        ranked.add(new Ranked(mx.preference(), random.nextLong(), mx.exchange()));
      }
      ranked.sort(Comparator.comparing(Ranked::preference).thenComparing(Ranked::tie));
      var hosts = new ArrayList<Host>();
      for (var one : ranked) {
        var addresses = new ArrayList<Bytes>();
        if (!one.host.isRoot()) {
          add(one.host, RecordType.A, addresses);
          add(one.host, RecordType.AAAA, addresses);
        }
        if (!addresses.isEmpty()) {
          hosts.add(new Host(one.host, addresses));
        }
      }
      if (hosts.isEmpty()) {
        throw new NoPlan(unsure ? Problem.TRY_LATER : Problem.NO_HOST);
      }
      return hosts;
    }

    private void add(Name host, RecordType type, List<Bytes> addresses) {
      var reply = ask(host, type);
      if (reply == null || !Set.of(0, 3).contains(reply.rcode().number())) {
        unsure = true;
        return;
      }
      for (var data : of(reply, host, type)) {
        addresses.add(
            data instanceof RecordData.A(var octets) ? octets : ((RecordData.Aaaa) data).address());
      }
    }

    /** Null if no reply comes, or came before. */
    private DnsMessage ask(Name name, RecordType type) {
      var question = new Question(name, type);
      if (!replies.containsKey(question)) {
        try {
          replies.put(question, dns.ask(name, type));
        } catch (IOException e) {
          replies.put(question, null);
        }
      }
      return replies.get(question);
    }

    private static List<RecordData> of(DnsMessage reply, Name name, RecordType type) {
      return reply.answers().stream()
          .filter(record -> record.name().equals(name) && record.type().equals(type))
          .map(record -> record.data())
          .toList();
    }
  }
}
