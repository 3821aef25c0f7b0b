package netbook.exercise;

import java.util.ArrayList;
import java.util.List;
import netbook.dns.Rcode;
import netbook.dns.RecordType;
import netbook.exercise.MailPlan.Problem;

/**
 * Those of the probes of {@link MailPlan} that are about aliases, and about what else an answer may
 * have.
 */
final class MailAliasProbes {
  private MailAliasProbes() {}

  /** All of them, in the order in which they are tried. */
  static List<Probe<MailPlan>> all() {
    return List.of(
        alias(),
        aliasAway(),
        aliasImplicit(),
        aliasNowhere(),
        aliasChain(),
        aliasRound(),
        aliasLoop(),
        aliasNull(),
        anyOrder(),
        sections(),
        otherMx(),
        otherAlias(),
        otherAddress(),
        capitals());
  }

  private static Probe<MailPlan> alias() {
    var world =
        MailWorld.of(
            "example.com",
            "www CNAME mail",
            "mail MX 10 mx1",
            "mail MX 20 mx2",
            "mx1 A 192.0.2.1",
            "mx2 A 192.0.2.2");
    return Probe.of(
            "an alias",
            "the answer has a CNAME record, and then the MX records of its target",
            Trial.all(
                List.of(
                    MailTrials.plans(world, "www.example.com", MailProbes.BOTH),
                    MailTrials.plans(
                        world.answering(
                            "www.example.com", RecordType.MX, "mail.example.com. TXT hello"),
                        "www.example.com",
                        MailProbes.BOTH))))
        .rule(
            Rule.must(
                "RFC 5321 §5.1", "the resulting name is processed as if it were the initial name"))
        .hints(
            "Of which types are the records of this answer?",
            "Take those whose data() is a RecordData.Mx.")
        .protects("What a server follows by itself, before what it leaves to you.");
  }

  private static Probe<MailPlan> aliasAway() {
    return Probe.of(
            "an alias into another zone",
            "the answer has the CNAME record only: ask on for what it leads to",
            MailTrials.plans(
                MailWorld.of("example.com", "www CNAME mail.example.net.")
                    .with("example.net", "mail MX 10 mx", "mx A 192.0.2.1"),
                "www.example.com",
                List.of(MailTrials.tier("mx.example.net 192.0.2.1"))))
        .rule(
            Rule.must(
                "RFC 5321 §5.1", "the resulting name is processed as if it were the initial name"))
        .hints(
            "Which name does the last alias lead to, and were there MX records?",
            "Ask for the MX records of that name, in a loop.")
        .protects("One alias, before they lead to nothing, far, or round.");
  }

  private static Probe<MailPlan> aliasImplicit() {
    return Probe.of(
            "an alias without MX records",
            "the implicit MX is that of the name that it leads to",
            Trial.all(
                List.of(
                    MailTrials.plans(
                        MailWorld.of("example.com", "www CNAME host", "host A 192.0.2.7"),
                        "www.example.com",
                        List.of(MailTrials.tier("host.example.com 192.0.2.7"))),
                    MailTrials.plans(
                        MailWorld.of("example.com", "www CNAME host.example.net.")
                            .with("example.net", "host A 192.0.2.8"),
                        "www.example.com",
                        List.of(MailTrials.tier("host.example.net 192.0.2.8"))))))
        .rule(
            Rule.must(
                "RFC 5321 §5.1", "the resulting name is processed as if it were the initial name"))
        .hints("Which name is the host?", "The one that the last alias leads to.");
  }

  private static Probe<MailPlan> aliasNowhere() {
    var away =
        MailWorld.of("example.com", "www CNAME mail.example.net.")
            .with("example.net", "mail MX 10 mx", "mx A 192.0.2.1");
    return Probe.of(
            "an alias to nothing",
            "its target doesn't exist, or nobody can tell",
            Trial.all(
                List.of(
                    MailTrials.fails(
                        MailWorld.of("example.com", "www CNAME nothing"),
                        "www.example.com",
                        Problem.NO_SUCH_DOMAIN),
                    MailTrials.fails(
                        MailWorld.of("example.com", "www CNAME nothing")
                            .failing("nothing.example.com", RecordType.MX, Rcode.SERVFAIL),
                        "www.example.com",
                        Problem.NO_SUCH_DOMAIN),
                    MailTrials.fails(
                        MailWorld.of("example.com", "www CNAME nothing.example.net.")
                            .with("example.net", "host A 192.0.2.7"),
                        "www.example.com",
                        Problem.NO_SUCH_DOMAIN),
                    MailTrials.fails(
                        away.failing("mail.example.net", RecordType.MX, Rcode.SERVFAIL),
                        "www.example.com",
                        Problem.TRY_LATER),
                    MailTrials.failsInEach(
                        away.eachSilence("mail.example.net", RecordType.MX),
                        "www.example.com",
                        Problem.TRY_LATER),
                    MailTrials.fails(
                        away.failing("www.example.com", RecordType.MX, Rcode.SERVFAIL)
                            .answering(
                                "www.example.com",
                                RecordType.MX,
                                "www.example.com. CNAME mail.example.net."),
                        "www.example.com",
                        Problem.TRY_LATER))))
        .rule(
            Rule.must(
                "RFC 5321 §5.1", "the resulting name is processed as if it were the initial name"))
        .hints(
            "What do you make of the code of each reply?",
            "Look at the code before you look for aliases, in the second reply as in the first.");
  }

  private static Probe<MailPlan> aliasChain() {
    return Probe.of(
            "eight aliases",
            "each into another zone, or all in one answer, or two by two",
            Trial.all(
                List.of(
                    MailTrials.plans(
                        chain(),
                        "a.z0.example",
                        List.of(MailTrials.tier("mx.z8.example 192.0.2.1"))),
                    MailTrials.plans(
                        MailWorld.of("example.com", inOneZone("a8 MX 10 mx", "mx A 192.0.2.1")),
                        "a0.example.com",
                        List.of(MailTrials.tier("mx.example.com 192.0.2.1"))),
                    MailTrials.plans(
                        twoByTwo(),
                        "a0.example.com",
                        List.of(MailTrials.tier("mx.example.com 192.0.2.1"))))))
        .rule(Rule.task("eight aliases in a row are followed"))
        .hints("How many do you follow?", "Eight at least; a counter ends what is longer.")
        .protects("How far, where one alias has a probe of its own.");
  }

  private static Probe<MailPlan> aliasRound() {
    return Probe.of(
            "aliases that lead round, in one answer",
            "a server follows them as well, until it sees that",
            Trial.all(
                List.of(
                    round(MailWorld.of("example.com", "a CNAME b", "b CNAME a")),
                    round(MailWorld.of("example.com", "a CNAME b", "b CNAME c", "c CNAME b")),
                    MailTrials.fails(
                        MailWorld.of("example.com", "a CNAME a").round(),
                        "a.example.com",
                        Problem.NO_HOST),
                    MailTrials.fails(
                        MailWorld.of("example.com", "a CNAME b", "b CNAME b").round(),
                        "a.example.com",
                        Problem.NO_HOST))))
        .rule(Rule.task("aliases that lead round are NO_HOST"))
        .hints(
            "When do you stop to follow?",
            "Count them, or remember the names that you had, and then throw NO_HOST: the first one"
                + " needn't come again.");
  }

  private static Probe<MailPlan> aliasLoop() {
    return Probe.of(
            "aliases that lead round, from zone to zone",
            "each answer has one alias",
            Trial.all(
                List.of(
                    round(
                        MailWorld.of("example.com", "a CNAME b.example.net.")
                            .with("example.net", "b CNAME a.example.com.")),
                    round(
                        MailWorld.of(
                                "example.com", "a CNAME b.example.net.", "c CNAME b.example.net.")
                            .with("example.net", "b CNAME c.example.com.")))))
        .rule(Rule.task("aliases that lead round are NO_HOST"))
        .hints(
            "When do you stop to ask?",
            "Count the aliases of all answers together, and then throw NO_HOST.");
  }

  /** Aliases that lead round from a; what is asked about the addresses of their names fails. */
  private static List<Trial<MailPlan>> round(MailWorld world) {
    var all = world.round();
    for (var name : List.of("a.example.com", "b.example.com", "c.example.com", "b.example.net")) {
      for (var type : List.of(RecordType.A, RecordType.AAAA)) {
        all = all.failing(name, type, Rcode.SERVFAIL);
      }
    }
    return MailTrials.fails(all, "a.example.com", Problem.NO_HOST);
  }

  private static Probe<MailPlan> aliasNull() {
    return Probe.of(
            "an alias to a null MX",
            "in one answer, and in another zone",
            Trial.all(
                List.of(
                    MailTrials.fails(
                        MailWorld.of("example.com", "www CNAME mail", "mail MX 0 ."),
                        "www.example.com",
                        Problem.TAKES_NO_MAIL),
                    MailTrials.fails(
                        MailWorld.of("example.com", "www CNAME mail.example.net.")
                            .with("example.net", "mail MX 0 ."),
                        "www.example.com",
                        Problem.TAKES_NO_MAIL))))
        .rule(
            Rule.must(
                "RFC 5321 §5.1", "the resulting name is processed as if it were the initial name"))
        .hints(
            "Where do you look for the null MX?",
            "Where the MX records come from, whatever led there.")
        .protects("A null MX behind an alias, where the plain one has a probe of its own.");
  }

  private static Probe<MailPlan> anyOrder() {
    return Probe.of(
            "an answer in another order",
            "the alias stands behind what it leads to",
            Trial.all(
                List.of(
                    MailTrials.plans(
                        MailWorld.of(
                                "example.com",
                                "www CNAME mail",
                                "mail MX 10 mx1",
                                "mx1 A 192.0.2.1")
                            .reversed("www.example.com", RecordType.MX),
                        "www.example.com",
                        List.of(MailTrials.tier("mx1.example.com 192.0.2.1"))),
                    MailTrials.plans(
                        MailWorld.of("example.com", inOneZone("a8 MX 10 mx", "mx A 192.0.2.1"))
                            .reversed("a0.example.com", RecordType.MX),
                        "a0.example.com",
                        List.of(MailTrials.tier("mx.example.com 192.0.2.1"))))))
        .rule(Rule.task("the records of a reply come in any order"))
        .hints(
            "Which record do you read first?",
            "Look through all answers for the alias of one name, then again for the next.")
        .protects("The order of the records, where their number is right.");
  }

  private static Probe<MailPlan> sections() {
    return Probe.of(
            "other sections",
            "somebody says more than was asked",
            Trial.all(
                List.of(
                    MailTrials.plans(
                        MailProbes.TWO.adding(
                            "example.com", RecordType.MX, "mx1.example.com. A 203.0.113.66"),
                        "example.com",
                        MailProbes.BOTH),
                    MailTrials.plans(
                        MailProbes.TWO.adding(
                            "mx1.example.com", RecordType.A, "mx1.example.com. A 203.0.113.66"),
                        "example.com",
                        MailProbes.BOTH),
                    MailTrials.plans(
                        foreign(MailProbes.TWO)
                            .adding(
                                "example.com", RecordType.MX, "example.com. CNAME a.example.net."),
                        "example.com",
                        MailProbes.BOTH),
                    MailTrials.fails(
                        MailWorld.of("example.com", "@ MX 10 mx1")
                            .adding("example.com", RecordType.MX, "mx1.example.com. A 203.0.113.66")
                            .adding(
                                "mx1.example.com", RecordType.A, "mx1.example.com. A 203.0.113.66"),
                        "example.com",
                        Problem.NO_HOST),
                    MailTrials.plans(
                        foreign(MailWorld.of("example.com", "@ A 192.0.2.7"))
                            .adding(
                                "example.com",
                                RecordType.MX,
                                "example.com. MX 1 mx.example.net.",
                                "example.com. CNAME a.example.net."),
                        "example.com",
                        List.of(MailTrials.tier("example.com 192.0.2.7"))))))
        .rule(Rule.task("only answers count"))
        .hints(
            "Where do your records come from?",
            "From reply.answers() only: MX records, aliases and addresses.");
  }

  private static Probe<MailPlan> otherMx() {
    var trials = new ArrayList<Trial<MailPlan>>();
    for (var owner : List.of("example.net.", "sub.example.com.", "com.")) {
      var more = owner + " MX 1 mx.example.net.";
      trials.addAll(withMore(more));
      trials.addAll(
          MailTrials.fails(
              foreign(MailWorld.of("example.com", "@ MX 0 ."))
                  .answering("example.com", RecordType.MX, more),
              "example.com",
              Problem.TAKES_NO_MAIL));
    }
    trials.addAll(
        MailTrials.plans(
            foreign(
                    MailWorld.of(
                        "example.com", "www CNAME mail", "mail MX 10 mx1", "mx1 A 192.0.2.1"))
                .answering(
                    "www.example.com", RecordType.MX, "www.example.com. MX 1 mx.example.net."),
            "www.example.com",
            List.of(MailTrials.tier("mx1.example.com 192.0.2.1"))));
    return Probe.of("MX records of other names", "an answer has more than was asked", trials)
        .rule(Rule.task("records of other names don't count"))
        .hints(
            "Whose record is this?",
            "record.name() is the name that was asked for, or what its aliases lead to. What isn't"
                + " doesn't count, for the null MX either.");
  }

  /** Trials of a domain with MX records and of one without, whose answer has one more record. */
  private static List<Trial<MailPlan>> withMore(String more) {
    return Trial.all(
        List.of(
            MailTrials.plans(
                foreign(MailProbes.TWO).answering("example.com", RecordType.MX, more),
                "example.com",
                MailProbes.BOTH),
            MailTrials.plans(
                foreign(MailWorld.of("example.com", "@ A 192.0.2.7"))
                    .answering("example.com", RecordType.MX, more),
                "example.com",
                List.of(MailTrials.tier("example.com 192.0.2.7")))));
  }

  private static Probe<MailPlan> otherAlias() {
    var trials = new ArrayList<Trial<MailPlan>>();
    for (var owner : List.of("example.net.", "sub.example.com.", "com.")) {
      trials.addAll(withMore(owner + " CNAME a.example.net."));
    }
    return Probe.of("aliases of other names", "an answer has more than was asked", trials)
        .rule(Rule.task("records of other names don't count"))
        .hints(
            "Whose alias is this?",
            "Begin with the name that was asked for: follow a CNAME record only if record.name()"
                + " is the name where you are.")
        .protects("Aliases, where others take MX records of other names.");
  }

  private static Probe<MailPlan> otherAddress() {
    var trials = new ArrayList<Trial<MailPlan>>();
    for (var owner : List.of("mx.example.net.", "sub.mx1.example.com.", "example.com.")) {
      var more = owner + " A 203.0.113.66";
      trials.addAll(
          MailTrials.plans(
              MailProbes.TWO.answering("mx1.example.com", RecordType.A, more),
              "example.com",
              MailProbes.BOTH));
      trials.addAll(
          MailTrials.fails(
              MailWorld.of("example.com", "@ MX 10 mx1", "mx1 TXT hello")
                  .answering("mx1.example.com", RecordType.A, more),
              "example.com",
              Problem.NO_HOST));
    }
    return Probe.of("addresses of other names", "an answer has more than was asked", trials)
        .rule(Rule.task("records of other names don't count"))
        .hints("Whose address is this?", "record.name() is the name that was asked for.");
  }

  private static Probe<MailPlan> capitals() {
    return Probe.of(
            "capital letters",
            "names are the same in either case",
            Trial.all(
                List.of(
                    MailTrials.plans(
                        MailWorld.of(
                            "example.com", "www CNAME Mail", "MAIL MX 10 Mx1", "mX1 A 192.0.2.1"),
                        "WWW.example.COM",
                        List.of(MailTrials.tier("mx1.example.com 192.0.2.1"))))))
        .rule(Rule.must("RFC 4343 §3", "names match whatever their case"))
        .hints(
            "How do you compare names?", "name.equals(other): it knows that; their texts don't.");
  }

  /** A host for mail elsewhere, to which nothing may lead. */
  private static MailWorld foreign(MailWorld world) {
    return world.with("example.net", "a MX 1 mx", "mx A 203.0.113.66");
  }

  /** Eight aliases, and what the last one leads to. */
  private static String[] inOneZone(String... end) {
    var lines = new ArrayList<>(List.of(end));
    for (int alias = 0; alias < 8; alias++) {
      lines.add("a%d CNAME a%d".formatted(alias, alias + 1));
    }
    return lines.toArray(String[]::new);
  }

  /** Eight aliases in two zones, so that each answer has two. */
  private static MailWorld twoByTwo() {
    return MailWorld.of(
            "example.com",
            "a0 CNAME a1",
            "a1 CNAME a2.example.net.",
            "a4 CNAME a5",
            "a5 CNAME a6.example.net.",
            "a8 MX 10 mx",
            "mx A 192.0.2.1")
        .with(
            "example.net",
            "a2 CNAME a3",
            "a3 CNAME a4.example.com.",
            "a6 CNAME a7",
            "a7 CNAME a8.example.com.");
  }

  /** Nine zones: the first name is an alias, eight times. */
  private static MailWorld chain() {
    var world = MailWorld.of("z8.example", "a MX 10 mx", "mx A 192.0.2.1");
    for (int zone = 0; zone < 8; zone++) {
      world = world.with("z" + zone + ".example", "a CNAME a.z" + (zone + 1) + ".example.");
    }
    return world;
  }
}
