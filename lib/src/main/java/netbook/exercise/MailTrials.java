package netbook.exercise;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import netbook.bytes.Bytes;
import netbook.dns.Addresses;
import netbook.dns.DnsMessage;
import netbook.dns.Name;
import netbook.dns.Question;
import netbook.dns.RecordType;
import netbook.dns.ResourceRecord;
import netbook.exercise.MailPlan.Host;
import netbook.exercise.MailPlan.NoPlan;
import netbook.exercise.MailPlan.Problem;
import netbook.show.Wording;

/** The trials of a {@link MailPlan}. */
final class MailTrials {
  /** No plan needs more questions, however many hosts there are in a trial. */
  private static final int QUESTIONS_MAX = 120;

  /** An order may be right by chance, but hardly so often. */
  private static final int PLANS = 4;

  private static final int SEEDS = 30;

  private MailTrials() {}

  /**
   * What a plan has to be.
   *
   * @param tiers hosts of equal preference, in the order in which the tiers are tried
   * @param optional hosts that may be there, with any address, or not
   */
  record Wanted(List<List<Host>> tiers, Set<Name> optional) {
    @Override
    public String toString() {
      return tiers.stream()
          .map(tier ->
              tier.stream().map(Host::toString).collect(Collectors.joining(" and ", "", "")))
          .collect(Collectors.joining(", then "));
    }
  }

  /** A tier of hosts; each is a name and its addresses. */
  static List<Host> tier(String... hosts) {
    var tier = new ArrayList<Host>();
    for (var host : hosts) {
      var words = List.of(host.split(" ", -1));
      var addresses = words.stream().skip(1).map(Addresses::parse).toList();
      tier.add(new Host(Name.of(words.getFirst()), addresses));
    }
    return tier;
  }

  /** A trial that ends in a plan. */
  static List<Trial<MailPlan>> plans(MailWorld world, String domain, List<List<Host>> tiers) {
    return planned(world, domain, Set.of(), tiers);
  }

  /** A trial that ends in a plan, in which one more host may stand. */
  static List<Trial<MailPlan>> plans(
      MailWorld world, String domain, String optional, List<List<Host>> tiers) {
    return planned(world, domain, Set.of(Name.of(optional)), tiers);
  }

  private static List<Trial<MailPlan>> planned(
      MailWorld world, String domain, Set<Name> optional, List<List<Host>> tiers) {
    return List.of(new Planned(world, Name.of(domain), new Wanted(tiers, optional)));
  }

  /** A trial that ends in a problem. */
  static List<Trial<MailPlan>> fails(MailWorld world, String domain, Problem problem) {
    return List.of(new Failing(world, Name.of(domain), problem));
  }

  /**
   * A trial of as many plans as there are seeds.
   *
   * @param orders how many orders have to come
   */
  static List<Trial<MailPlan>> everyOrder(MailWorld world, String domain, int seeds, int orders) {
    return List.of(new Orders(world, Name.of(domain), seeds, orders));
  }

  /** A trial of plans with a random that is the same for two of them, whose order is then too. */
  static List<Trial<MailPlan>> sameOrder(MailWorld world, String domain) {
    return List.of(new SameOrder(world, Name.of(domain)));
  }

  /** A trial of two plans by the same object, the second in a world that has changed. */
  static List<Trial<MailPlan>> inTurn(
      MailWorld first, MailWorld second, String domain, List<Host> before, List<Host> after) {
    var name = Name.of(domain);
    return List.of(
        new Both(
            new Planned(first, name, new Wanted(List.of(before), Set.of())),
            new Planned(second, name, new Wanted(List.of(after), Set.of()))));
  }

  /** Whoever answers in one trial: it counts the questions, and writes them down. */
  private static final class Asked implements MailPlan.Answers {
    private final MailWorld world;
    private final Map<Question, DnsMessage> known;
    private final Steps steps;
    private final Set<Question> asked = new HashSet<>();
    private Optional<Mismatch> twice = Optional.empty();
    private int count;

    /**
     * Answers for one plan.
     *
     * @param known the replies that other plans of the trial had already
     */
    Asked(MailWorld world, Map<Question, DnsMessage> known, Steps steps) {
      this.world = world;
      this.known = known;
      this.steps = steps;
    }

    @Override
    public DnsMessage ask(Name name, RecordType type) throws IOException {
      var question = new Question(name, type);
      var words = "%s %s".formatted(name, type);
      steps.call("it asks for " + words);
      if (++count > QUESTIONS_MAX) {
        throw new Overrun("it asks on and on");
      }
      if (!asked.add(question) && twice.isEmpty()) {
        twice = Optional.of(new Mismatch("no question twice", "it asks again for " + words));
      }
      if (world.isSilent(question)) {
        steps.answered("nothing");
        throw new SocketTimeoutException("no reply");
      }
      var reply = known.computeIfAbsent(question, _ -> world.reply(count, question));
      steps.answered(words(reply));
      return reply;
    }

    private static String words(DnsMessage reply) {
      var answers = reply.answers().stream().map(Asked::words).collect(Collectors.joining(", "));
      return Wording.line(reply.rcode() + (answers.isEmpty() ? "" : ": " + answers), 200);
    }

    private static String words(ResourceRecord record) {
      return "%s %s %s".formatted(record.name(), record.type(), record.data().toText());
    }
  }

  private static Optional<Mismatch> judged(
      MailPlan code,
      Asked asked,
      Name domain,
      long seed,
      Steps steps,
      Judge<Name, List<Host>> judge) {
    return Called.judged(
        steps,
        "plan(%s)".formatted(domain),
        () -> {
          steps.answered("called");
          try {
            return code.plan(domain, asked, new SplittableRandom(seed));
          } finally {
            steps.call("it ends");
          }
        },
        judge,
        domain);
  }

  private record Planned(MailWorld world, Name domain, Wanted wanted) implements Trial<MailPlan> {
    @Override
    public Optional<Mismatch> run(MailPlan code, Steps steps) {
      for (int i = 1; i < PLANS; i++) {
        long seed = i;
        var wrong = steps.ifWrong(own -> plan(code, seed, own));
        if (wrong.isPresent()) {
          return wrong;
        }
      }
      return plan(code, PLANS, steps);
    }

    private Optional<Mismatch> plan(MailPlan code, long seed, Steps steps) {
      var asked = new Asked(world, new HashMap<>(), steps);
      return judged(code, asked, domain, seed, steps, new Wants(wanted)).or(() -> asked.twice);
    }
  }

  /** Compares tier by tier. */
  private record Wants(Wanted wanted) implements Judge<Name, List<Host>> {
    @Override
    public Optional<Mismatch> returned(Name domain, List<Host> answer) {
      var left = new ArrayList<List<String>>();
      for (var tier : wanted.tiers) {
        left.add(new ArrayList<>(tier.stream().map(MailTrials::sorted).toList()));
      }
      boolean right = true;
      for (var host : answer) {
        left.removeIf(List::isEmpty);
        right &=
            host != null
                && (wanted.optional.contains(host.name())
                    || (!left.isEmpty() && left.getFirst().remove(sorted(host))));
      }
      left.removeIf(List::isEmpty);
      return right && left.isEmpty()
          ? Optional.empty()
          : Optional.of(new Mismatch(wanted.toString(), Said.answer(answer)));
    }

    @Override
    public Optional<Mismatch> threw(Name domain, Exception exception) {
      return Optional.of(new Mismatch(wanted.toString(), Said.of(exception)));
    }
  }

  /** A host as text, in which neither the case nor the order of its addresses matters. */
  private static String sorted(Host host) {
    var name = host.name().toString().toLowerCase(Locale.ROOT);
    return name + host.addresses().stream().map(Bytes::toHex).sorted().toList();
  }

  private record Failing(MailWorld world, Name domain, Problem problem)
      implements Trial<MailPlan>, Judge<Name, List<Host>> {
    @Override
    public Optional<Mismatch> run(MailPlan code, Steps steps) {
      return judged(code, new Asked(world, new HashMap<>(), steps), domain, 1, steps, this);
    }

    @Override
    public Optional<Mismatch> returned(Name given, List<Host> answer) {
      return Optional.of(new Mismatch("NoPlan: " + problem, Said.answer(answer)));
    }

    @Override
    public Optional<Mismatch> threw(Name given, Exception exception) {
      return exception instanceof NoPlan none && none.problem() == problem
          ? Optional.empty()
          : Optional.of(new Mismatch("NoPlan: " + problem, Said.of(exception)));
    }
  }

  /** The names of the hosts of a plan; or why there is none. */
  private static Optional<Mismatch> order(
      MailPlan code, Asked asked, Name domain, long seed, Steps steps, List<Name> found) {
    return judged(
        code,
        asked,
        domain,
        seed,
        steps,
        (_, hosts) -> {
          hosts.forEach(host -> found.add(host == null ? Name.ROOT : host.name()));
          return Optional.empty();
        });
  }

  private record Orders(MailWorld world, Name domain, int seeds, int orders)
      implements Trial<MailPlan> {
    @Override
    public Optional<Mismatch> run(MailPlan code, Steps steps) {
      var known = new HashMap<Question, DnsMessage>();
      var found = new HashSet<List<Name>>();
      for (int i = 0; i < seeds; i++) {
        long seed = i;
        var names = new ArrayList<Name>();
        var wrong =
            steps.ifWrong(
                own -> order(code, new Asked(world, known, own), domain, seed, own, names));
        if (wrong.isPresent()) {
          return wrong;
        }
        found.add(names);
      }
      return found.size() >= orders
          ? Optional.empty()
          : Optional.of(
              new Mismatch(
                  "in %d plans, %d orders or more".formatted(seeds, orders),
                  "only %d: %s".formatted(found.size(), Wording.line(found.toString(), 160))));
    }
  }

  private record SameOrder(MailWorld world, Name domain) implements Trial<MailPlan> {
    @Override
    public Optional<Mismatch> run(MailPlan code, Steps steps) {
      var known = new HashMap<Question, DnsMessage>();
      for (int i = 0; i < SEEDS; i++) {
        long seed = i;
        var first = new ArrayList<Name>();
        var second = new ArrayList<Name>();
        for (var names : List.of(first, second)) {
          var wrong =
              steps.ifWrong(
                  own -> order(code, new Asked(world, known, own), domain, seed, own, names));
          if (wrong.isPresent()) {
            return wrong;
          }
        }
        if (!first.equals(second)) {
          return Optional.of(
              new Mismatch("twice " + first, "%s, and then %s".formatted(first, second)));
        }
      }
      return Optional.empty();
    }
  }

  private record Both(Planned first, Planned second) implements Trial<MailPlan> {
    @Override
    public Optional<Mismatch> run(MailPlan code, Steps steps) {
      return first.run(code, steps).or(() -> second.run(code, steps));
    }
  }
}
