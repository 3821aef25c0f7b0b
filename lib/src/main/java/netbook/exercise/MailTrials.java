package netbook.exercise;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
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

  /** So many plans tell a great bias from chance; more would take too much memory. */
  private static final int EVEN_PLANS = 1000;

  /** So many plans are made to go through all numbers that can be drawn; if there are no more. */
  private static final int DRAWS_MAX = 300;

  /** Where orders are equally likely, six or two, chi-squared exceeds this once in a million. */
  private static final double UNEVEN_MAX = 36;

  private MailTrials() {}

  /**
   * What a plan has to be: one of these ways.
   *
   * @param ways each is tiers in the order in which they are tried, of hosts of equal preference
   */
  record Wanted(List<List<List<Host>>> ways) {
    @Override
    public String toString() {
      return ways.stream().map(Wanted::words).collect(Collectors.joining("; or "));
    }

    private static String words(List<List<Host>> tiers) {
      return tiers.stream()
          .map(tier -> tier.stream().map(Host::toString).collect(Collectors.joining(" and ")))
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
    return plansAnyOf(world, domain, List.of(tiers));
  }

  /** The same trial in each of several worlds. */
  static List<Trial<MailPlan>> plansInEach(
      List<MailWorld> worlds, String domain, List<List<Host>> tiers) {
    return Trial.all(worlds.stream().map(world -> plans(world, domain, tiers)).toList());
  }

  /** A trial that ends in a plan, for which there are several ways. */
  static List<Trial<MailPlan>> plansAnyOf(
      MailWorld world, String domain, List<List<List<Host>>> ways) {
    return List.of(new Planned(world, Name.of(domain), new Wanted(ways)));
  }

  /** A trial that ends in a problem. */
  static List<Trial<MailPlan>> fails(MailWorld world, String domain, Problem problem) {
    return List.of(new Failing(world, Name.of(domain), problem));
  }

  /** The same trial in each of several worlds. */
  static List<Trial<MailPlan>> failsInEach(List<MailWorld> worlds, String domain, Problem problem) {
    return Trial.all(worlds.stream().map(world -> fails(world, domain, problem)).toList());
  }

  /** A trial of the questions only, whatever the plan is. */
  static List<Trial<MailPlan>> once(MailWorld world, String domain) {
    return List.of(new Once(world, Name.of(domain)));
  }

  /**
   * A trial of as many plans as there are seeds.
   *
   * @param orders how many orders have to come
   */
  static List<Trial<MailPlan>> everyOrder(MailWorld world, String domain, int seeds, int orders) {
    return List.of(new Orders(world, Name.of(domain), seeds, orders));
  }

  /** A trial of many plans for hosts of equal preference: no order comes more often. */
  static List<Trial<MailPlan>> evenOrders(MailWorld world, String domain, int orders) {
    return List.of(new Even(world, Name.of(domain), orders));
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
            new Planned(first, name, new Wanted(List.of(List.of(before)))),
            new Planned(second, name, new Wanted(List.of(List.of(after))))));
  }

  /** The same, but the second one ends in a problem. */
  static List<Trial<MailPlan>> inTurn(
      MailWorld first, MailWorld second, String domain, List<Host> before, Problem after) {
    var name = Name.of(domain);
    return List.of(
        new Both(
            new Planned(first, name, new Wanted(List.of(List.of(before)))),
            new Failing(second, name, after)));
  }

  /** What comes for a question, and the words for both. */
  private record Heard(String question, DnsMessage reply, String words) {
    static Heard of(int id, MailWorld world, Question question) {
      var reply = world.reply(id, question);
      return new Heard(Asked.words(question), reply, Asked.words(reply));
    }
  }

  /** Whoever answers in one trial: it counts the questions, and writes them down. */
  private static final class Asked implements MailPlan.Answers {
    private final MailWorld world;
    private final Map<Question, Heard> known;
    private final Steps steps;
    private final Set<Question> asked = new HashSet<>();
    private Optional<Mismatch> twice = Optional.empty();
    private int count;

    /**
     * Answers for one plan.
     *
     * @param known the replies that other plans of the trial had already
     */
    Asked(MailWorld world, Map<Question, Heard> known, Steps steps) {
      this.world = world;
      this.known = known;
      this.steps = steps;
    }

    @Override
    public DnsMessage ask(Name name, RecordType type) throws IOException {
      var question = new Question(name, type);
      if (++count > QUESTIONS_MAX) {
        throw new Overrun("it asks on and on");
      }
      if (!asked.add(question) && !world.isRound() && twice.isEmpty()) {
        twice =
            Optional.of(new Mismatch("no question is asked twice", "again: " + words(question)));
      }
      var silence = world.findSilence(question);
      if (silence.isPresent()) {
        steps.call(words(question));
        steps.answered(Said.of(silence.get()));
        throw silence.get();
      }
      var heard = known.computeIfAbsent(question, _ -> Heard.of(count, world, question));
      steps.call(heard.question);
      steps.answered(heard.words);
      return heard.reply;
    }

    private static String words(Question question) {
      return "it asks for %s %s".formatted(question.name(), question.type());
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
      RandomGenerator random,
      Steps steps,
      Judge<Name, List<Host>> judge) {
    return Called.judged(
        steps,
        "plan(%s)".formatted(domain),
        () -> {
          steps.answered("called");
          try {
            return code.plan(domain, asked, random);
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
      var random = new SplittableRandom(seed);
      return judged(code, asked, domain, random, steps, new Wants(wanted)).or(() -> asked.twice);
    }
  }

  /** Compares tier by tier. */
  private record Wants(Wanted wanted) implements Judge<Name, List<Host>> {
    @Override
    public Optional<Mismatch> returned(Name domain, List<Host> answer) {
      return wanted.ways.stream().anyMatch(tiers -> matches(tiers, answer))
          ? Optional.empty()
          : Optional.of(new Mismatch(wanted.toString(), Said.answer(answer)));
    }

    private static boolean matches(List<List<Host>> tiers, List<Host> answer) {
      var left = new ArrayList<List<String>>();
      for (var tier : tiers) {
        left.add(new ArrayList<>(tier.stream().map(MailTrials::sorted).toList()));
      }
      for (var host : answer) {
        if (host == null || left.isEmpty() || !left.getFirst().remove(sorted(host))) {
          return false;
        }
        left.removeIf(List::isEmpty);
      }
      return left.isEmpty();
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
      var asked = new Asked(world, new HashMap<>(), steps);
      return judged(code, asked, domain, new SplittableRandom(1), steps, this)
          .or(() -> asked.twice);
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

  private record Once(MailWorld world, Name domain) implements Trial<MailPlan> {
    @Override
    public Optional<Mismatch> run(MailPlan code, Steps steps) {
      var asked = new Asked(world, new HashMap<>(), steps);
      return judged(code, asked, domain, new SplittableRandom(1), steps, new Anything())
          .or(() -> asked.twice);
    }
  }

  private record Anything() implements Judge<Name, List<Host>> {
    @Override
    public Optional<Mismatch> returned(Name domain, List<Host> answer) {
      return Optional.empty();
    }

    @Override
    public Optional<Mismatch> threw(Name domain, Exception exception) {
      return Optional.empty();
    }
  }

  /** The names of the hosts of a plan; or why there is none. */
  private static Optional<Mismatch> order(
      MailPlan code,
      Asked asked,
      Name domain,
      RandomGenerator random,
      Steps steps,
      List<Name> found) {
    return judged(code, asked, domain, random, steps, new Names(found));
  }

  /** Writes names down; in the transcript of so many plans, a number says enough. */
  private record Names(List<Name> found) implements Judge<Name, List<Host>> {
    @Override
    public Optional<Mismatch> returned(Name domain, List<Host> answer) {
      answer.forEach(host -> found.add(host == null ? Name.ROOT : host.name()));
      return Optional.empty();
    }

    @Override
    public String shown(List<Host> answer) {
      return answer.size() + " hosts";
    }
  }

  private record Orders(MailWorld world, Name domain, int seeds, int orders)
      implements Trial<MailPlan> {
    @Override
    public Optional<Mismatch> run(MailPlan code, Steps steps) {
      var known = new HashMap<Question, Heard>();
      var found = new HashSet<List<Name>>();
      for (int i = 0; i < seeds; i++) {
        long seed = i;
        var names = new ArrayList<Name>();
        var wrong =
            steps.ifWrong(own -> {
              var random = new SplittableRandom(seed);
              return order(code, new Asked(world, known, own), domain, random, own, names);
            });
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

  /** Counts orders: of all numbers that can be drawn, or if they are too many, of some. */
  private record Even(MailWorld world, Name domain, int orders) implements Trial<MailPlan> {
    @Override
    public Optional<Mismatch> run(MailPlan code, Steps steps) {
      var known = new HashMap<Question, Heard>();
      var chances = new HashMap<List<Name>, Double>();
      var draw = new EveryDraw();
      for (int i = 0; i < DRAWS_MAX; i++) {
        var wrong = count(code, known, draw, steps, chances, () -> draw.chance());
        if (wrong.isPresent()) {
          return wrong;
        }
        if (!draw.isExact()) {
          break;
        }
        boolean more = draw.next();
        if (!more && i == 0) {
          break; // nothing was drawn: that the chance isn't the given one is another probe's
        }
        if (!more) {
          return uneven(chances, chances.values().stream().allMatch(this::isEven));
        }
      }
      return sample(code, known, steps);
    }

    private Optional<Mismatch> sample(MailPlan code, Map<Question, Heard> known, Steps steps) {
      var chances = new HashMap<List<Name>, Double>();
      for (int i = 0; i < EVEN_PLANS; i++) {
        var random = new SplittableRandom(i);
        var wrong = count(code, known, random, steps, chances, () -> 1.0 / EVEN_PLANS);
        if (wrong.isPresent()) {
          return wrong;
        }
      }
      double distance = Math.max(0, orders - chances.size()) / (double) orders;
      for (double chance : chances.values()) {
        distance += (chance - 1.0 / orders) * (chance - 1.0 / orders) * orders;
      }
      return uneven(chances, distance * EVEN_PLANS <= UNEVEN_MAX);
    }

    private Optional<Mismatch> count(
        MailPlan code,
        Map<Question, Heard> known,
        RandomGenerator random,
        Steps steps,
        Map<List<Name>, Double> chances,
        Supplier<Double> chance) {
      var names = new ArrayList<Name>();
      var wrong =
          steps.ifWrong(
              own -> order(code, new Asked(world, known, own), domain, random, own, names));
      chances.merge(names, chance.get(), Double::sum);
      return wrong;
    }

    private boolean isEven(double chance) {
      return Math.abs(chance * orders - 1) < 1e-6;
    }

    private Optional<Mismatch> uneven(Map<List<Name>, Double> chances, boolean even) {
      if (even) {
        return Optional.empty();
      }
      var all =
          chances.entrySet().stream()
              .map(one -> "%.0f times %s".formatted(1000 * one.getValue(), one.getKey()))
              .sorted()
              .collect(Collectors.joining(", "));
      return Optional.of(
          new Mismatch(
              "of 1000 plans, about %.0f in each of the %d orders"
                  .formatted(1000.0 / orders, orders),
              Wording.line(all, 320)));
    }
  }

  private record SameOrder(MailWorld world, Name domain) implements Trial<MailPlan> {
    @Override
    public Optional<Mismatch> run(MailPlan code, Steps steps) {
      var known = new HashMap<Question, Heard>();
      for (int i = 0; i < SEEDS; i++) {
        long seed = i;
        var first = new ArrayList<Name>();
        var second = new ArrayList<Name>();
        for (var names : List.of(first, second)) {
          var wrong =
              steps.ifWrong(own -> {
                var random = new SplittableRandom(seed);
                return order(code, new Asked(world, known, own), domain, random, own, names);
              });
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

  /** Two plans; and what the first one returned stays as it was. */
  private record Both(Trial<MailPlan> first, Trial<MailPlan> second) implements Trial<MailPlan> {
    @Override
    public Optional<Mismatch> run(MailPlan code, Steps steps) throws Exception {
      var plans = new ArrayList<List<Host>>();
      var texts = new ArrayList<String>();
      MailPlan kept =
          (domain, dns, random) -> {
            var plan = code.plan(domain, dns, random);
            if (plan != null) {
              plans.add(plan);
              texts.add(plan.toString());
            }
            return plan;
          };
      var wrong = first.run(kept, steps);
      if (wrong.isEmpty()) {
        wrong = second.run(kept, steps);
      }
      return wrong.or(() -> changed(plans, texts));
    }

    private static Optional<Mismatch> changed(List<List<Host>> plans, List<String> texts) {
      for (int i = 0; i < plans.size(); i++) {
        var now = plans.get(i).toString();
        if (!now.equals(texts.get(i))) {
          return Optional.of(
              new Mismatch("the list of the first plan stays " + texts.get(i), "now it is " + now));
        }
      }
      return Optional.empty();
    }
  }
}
