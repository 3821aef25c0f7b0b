package netbook.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import netbook.dns.Rcode;
import netbook.dns.RecordType;
import netbook.exercise.MailPlan.Host;
import netbook.exercise.MailPlan.Problem;

/**
 * The probes of {@link MailPlan}: first those of preferences and domains, then those of {@link
 * MailHostProbes} and {@link MailAliasProbes}.
 */
final class MailProbes {
  /** A domain with two exchanges, the chapter's own example. */
  static final MailWorld TWO =
      MailWorld.of(
          "example.com", "@ MX 10 mx1", "@ MX 20 mx2", "mx1 A 192.0.2.1", "mx2 A 192.0.2.2");

  /** Its plan. */
  static final List<List<Host>> BOTH =
      List.of(
          MailTrials.tier("mx1.example.com 192.0.2.1"),
          MailTrials.tier("mx2.example.com 192.0.2.2"));

  private static final MailWorld EQUAL =
      MailWorld.of(
          "example.com",
          "@ MX 10 a",
          "@ MX 10 b",
          "@ MX 10 c",
          "a A 192.0.2.1",
          "b A 192.0.2.2",
          "c A 192.0.2.3");

  private static final MailWorld PAIR =
      MailWorld.of("example.com", "@ MX 10 a", "@ MX 10 b", "a A 192.0.2.1", "b A 192.0.2.2");

  private MailProbes() {}

  /** All of them, in the order in which they are tried. */
  static List<Probe<MailPlan>> all() {
    return Stream.of(preferences(), domains(), MailHostProbes.all(), MailAliasProbes.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Probe<MailPlan>> preferences() {
    return List.of(
        example(),
        inTurn(),
        once(),
        numbers(),
        largest(),
        families(),
        onlySix(),
        two(),
        equal(),
        equalLater(),
        manyEqual(),
        evenly(),
        sameRandom(),
        namedTwice());
  }

  private static List<Probe<MailPlan>> domains() {
    return List.of(
        implicit(),
        mxAndAddress(),
        itself(),
        unusable(),
        nullMx(),
        rootBeside(),
        noDomain(),
        noAddress(),
        servfail(),
        silence());
  }

  private static Probe<MailPlan> example() {
    return Probe.of(
            "two hosts", "the chapter's own example", MailTrials.plans(TWO, "example.com", BOTH))
        .rule(Rule.must("RFC 5321 §5.1", "MX records are sorted by their preference"))
        .hints(
            "Which questions does your code ask, and what does it make of the answers?",
            "Ask for MX, and then for A and AAAA of each exchange.")
        .protects("Shows that the report's first words are about the simplest case.");
  }

  private static Probe<MailPlan> inTurn() {
    return Probe.of(
            "two plans",
            "what was true yesterday isn't today",
            Trial.all(
                List.of(
                    MailTrials.inTurn(
                        MailWorld.of("example.com", "@ MX 10 mx1", "mx1 A 192.0.2.1"),
                        MailWorld.of("example.com", "@ MX 10 mx1", "mx1 A 192.0.2.9"),
                        "example.com",
                        MailTrials.tier("mx1.example.com 192.0.2.1"),
                        MailTrials.tier("mx1.example.com 192.0.2.9")))))
        .rule(Rule.task("nothing is kept from one plan to the next"))
        .hints(
            "What does your code keep from one plan to the next?",
            "Names, addresses, a list, a flag? Make all of them anew when plan is called.")
        .protects("Names the cause of what would look like a wrong answer in each later probe.");
  }

  private static Probe<MailPlan> once() {
    var twice = MailWorld.of("example.com", "@ MX 10 mx1", "@ MX 20 MX1", "mx1 A 192.0.2.1");
    var apart =
        MailWorld.of(
            "example.com",
            "@ MX 10 mx1",
            "@ MX 20 mx2",
            "@ MX 30 mx1",
            "mx1 A 192.0.2.1",
            "mx2 A 192.0.2.2");
    var worlds =
        List.of(
            TWO,
            TWO.silent("example.com", RecordType.MX),
            TWO.failing("example.com", RecordType.MX, Rcode.SERVFAIL),
            TWO.silent("mx1.example.com", RecordType.A),
            TWO.failing("mx1.example.com", RecordType.AAAA, Rcode.SERVFAIL),
            MailWorld.of("example.com", "@ A 192.0.2.7"),
            twice,
            twice.silent("mx1.example.com", RecordType.A),
            twice.failing("mx1.example.com", RecordType.A, Rcode.SERVFAIL),
            MailWorld.of("example.com", "@ MX 10 mx1", "@ MX 20 mx1"),
            apart);
    return Probe.of(
            "each question once",
            "also where nobody answers, and where two MX records name one exchange",
            Trial.all(worlds.stream().map(world -> MailTrials.once(world, "example.com")).toList()))
        .rule(Rule.task("no question is asked twice"))
        .hints(
            "Which question comes twice, and what did you know already?",
            "An exchange that you have asked about needs no more questions: a Set of names will"
                + " do. What failed isn't tried again.")
        .protects("Names the cause of what would look like a wrong host elsewhere.");
  }

  private static Probe<MailPlan> numbers() {
    return Probe.of(
            "preferences 5, 10 and 100",
            "they are numbers: 100 comes last, and not between 10 and 5",
            abc("@ MX 100 c", "@ MX 5 a", "@ MX 10 b"))
        .rule(Rule.must("RFC 5321 §5.1", "lower numbers are more preferred"))
        .hints("What do you sort by?", "By the int preference(), and not by text or as they come.");
  }

  private static Probe<MailPlan> largest() {
    return Probe.of(
            "preferences up to 65535",
            "16 bits, and no sign",
            abc("@ MX 65535 c", "@ MX 32768 b", "@ MX 1 a"))
        .rule(Rule.must("RFC 1035 §3.3.9", "a preference has 16 bits"))
        .hints("How do you compare 1 and 65535?", "Integer.compare: a short has a sign.");
  }

  /** Three exchanges, a, b and c, that are to be tried in this order. */
  private static List<Trial<MailPlan>> abc(String first, String second, String third) {
    return MailTrials.plans(
        MailWorld.of(
            "example.com", first, second, third, "a A 192.0.2.1", "b A 192.0.2.2", "c A 192.0.2.3"),
        "example.com",
        List.of(
            MailTrials.tier("a.example.com 192.0.2.1"),
            MailTrials.tier("b.example.com 192.0.2.2"),
            MailTrials.tier("c.example.com 192.0.2.3")));
  }

  private static Probe<MailPlan> families() {
    return Probe.of(
            "addresses of both families",
            "a host may have several of each",
            MailTrials.plans(
                MailWorld.of(
                    "example.com",
                    "@ MX 10 mx1",
                    "mx1 A 192.0.2.1",
                    "mx1 A 192.0.2.2",
                    "mx1 AAAA 2001:db8::1",
                    "mx1 AAAA 2001:db8::2"),
                "example.com",
                List.of(
                    MailTrials.tier(
                        "mx1.example.com 192.0.2.1 192.0.2.2 2001:db8::1 2001:db8::2"))))
        .rule(Rule.must("RFC 5321 §5.1", "a host may have more than one address"))
        .hints(
            "Which questions do you ask about a host, and how many records do you take?",
            "A and AAAA, and all records of each answer.");
  }

  private static Probe<MailPlan> onlySix() {
    return Probe.of(
            "a host with IPv6 only",
            "that A has no answer says nothing about AAAA",
            MailTrials.plans(
                MailWorld.of(
                    "example.com",
                    "@ MX 10 mx1",
                    "@ MX 20 mx2",
                    "mx1 AAAA 2001:db8::1",
                    "mx2 A 192.0.2.2"),
                "example.com",
                List.of(
                    MailTrials.tier("mx1.example.com 2001:db8::1"),
                    MailTrials.tier("mx2.example.com 192.0.2.2"))))
        .rule(Rule.task("each host has all its addresses, A and AAAA"))
        .hints("When do you ask for AAAA?", "Always, whatever the answer for A was.")
        .protects("Names the cause of what would look like a missing host elsewhere.");
  }

  private static Probe<MailPlan> two() {
    return Probe.of(
            "two hosts of equal preference",
            "both orders have to come, by chance",
            MailTrials.everyOrder(PAIR, "example.com", 60, 2))
        .rule(Rule.must("RFC 5321 §5.1", "equal preferences are randomized, to spread the load"))
        .hints(
            "Where does your code use the random?",
            "Collections.shuffle(records, random), and then a sort, which leaves equals alone.")
        .protects("The smallest case, before there are more orders.");
  }

  private static Probe<MailPlan> equal() {
    return Probe.of(
            "three hosts of equal preference",
            "each of the six orders has to come, by chance",
            MailTrials.everyOrder(EQUAL, "example.com", 100, 6))
        .rule(Rule.must("RFC 5321 §5.1", "equal preferences are randomized, to spread the load"))
        .hints(
            "Where does your code use the random?",
            "Collections.shuffle(records, random), and then a sort, which leaves equals alone.")
        .protects("Nobody else is there, before those of other preferences come.");
  }

  private static Probe<MailPlan> equalLater() {
    var later =
        MailWorld.of(
            "example.com",
            "@ MX 10 a",
            "@ MX 20 b",
            "@ MX 20 c",
            "@ MX 20 d",
            "@ MX 30 e",
            "a A 192.0.2.1",
            "b A 192.0.2.2",
            "c A 192.0.2.3",
            "d A 192.0.2.4",
            "e A 192.0.2.5");
    var apart =
        MailWorld.of(
            "example.com",
            "@ MX 20 b",
            "@ MX 10 a",
            "@ MX 20 c",
            "@ MX 30 e",
            "@ MX 20 d",
            "a A 192.0.2.1",
            "b A 192.0.2.2",
            "c A 192.0.2.3",
            "d A 192.0.2.4",
            "e A 192.0.2.5");
    return Probe.of(
            "equal preference further down",
            "three come second, after one that is alone, and before one",
            Trial.all(
                List.of(
                    MailTrials.everyOrder(later, "example.com", 100, 6),
                    MailTrials.everyOrder(apart, "example.com", 100, 6),
                    MailTrials.plans(
                        later,
                        "example.com",
                        List.of(
                            MailTrials.tier("a.example.com 192.0.2.1"),
                            MailTrials.tier(
                                "b.example.com 192.0.2.2",
                                "c.example.com 192.0.2.3",
                                "d.example.com 192.0.2.4"),
                            MailTrials.tier("e.example.com 192.0.2.5"))))))
        .rule(Rule.must("RFC 5321 §5.1", "equal preferences are randomized"))
        .hints(
            "Which hosts does your code mix?",
            "Those of each preference among themselves, and no others.");
  }

  private static Probe<MailPlan> manyEqual() {
    var all = new ArrayList<String>();
    for (int host = 0; host < 40; host++) {
      all.add("mx%d.example.com 192.0.2.%d".formatted(host, host));
    }
    return Probe.of(
            "forty of equal preference",
            "a sort needs a comparison that says the same each time, and no host is left out",
            Trial.all(
                List.of(
                    MailTrials.everyOrder(forty(), "example.com", 60, 30),
                    MailTrials.plans(
                        forty(),
                        "example.com",
                        List.of(MailTrials.tier(all.toArray(String[]::new)))))))
        .rule(Rule.task("the order of equals is random"))
        .hints("Does your comparison draw a random number?", "Shuffle before you sort.");
  }

  private static Probe<MailPlan> evenly() {
    return Probe.of(
            "each order as likely",
            "many plans for two and three hosts of equal preference, and the orders are counted",
            Trial.all(
                List.of(
                    MailTrials.evenOrders(PAIR, "example.com", 2),
                    MailTrials.evenOrders(EQUAL, "example.com", 6))))
        .rule(Rule.task("each order is as likely"))
        .hints(
            "Can two hosts draw the same number, or can one be moved twice?",
            "Collections.shuffle is even: call it with all hosts, before a stable sort.");
  }

  private static Probe<MailPlan> sameRandom() {
    return Probe.of(
            "the same random",
            "with it, a plan is the same again",
            MailTrials.sameOrder(EQUAL, "example.com"))
        .rule(Rule.task("chance comes from the random that you are given"))
        .hints(
            "Which random does your shuffle use?",
            "Collections.shuffle(records, random): without its second argument it takes another.");
  }

  private static Probe<MailPlan> namedTwice() {
    var a = MailTrials.tier("a.example.com 192.0.2.1");
    var b = MailTrials.tier("b.example.com 192.0.2.2");
    return Probe.of(
            "an exchange that is named twice",
            "the lower preference counts, and the other one may stand or not",
            Trial.all(
                List.of(
                    MailTrials.plansAnyOf(
                        MailWorld.of(
                            "example.com",
                            "@ MX 10 a",
                            "@ MX 20 b",
                            "@ MX 30 a",
                            "a A 192.0.2.1",
                            "b A 192.0.2.2"),
                        "example.com",
                        List.of(List.of(a, b), List.of(a, b, a))),
                    MailTrials.plansAnyOf(
                        MailWorld.of("example.com", "@ MX 20 A", "@ MX 10 a", "a A 192.0.2.1"),
                        "example.com",
                        List.of(List.of(a), List.of(a, a))))))
        .rule(Rule.task("such a host comes at its lowest preference"))
        .hints(
            "Which of the two records gives the host its place?",
            "The first one after the sort: leave out those that come later, if any.")
        .protects("The place of such a host, where its questions have a probe of their own.");
  }

  private static Probe<MailPlan> implicit() {
    return Probe.of(
            "no MX records",
            "then the domain itself takes its mail",
            Trial.all(
                List.of(
                    MailTrials.plans(
                        MailWorld.of("example.com", "@ A 192.0.2.7"),
                        "example.com",
                        List.of(MailTrials.tier("example.com 192.0.2.7"))),
                    MailTrials.plans(
                        MailWorld.of("example.com", "@ A 192.0.2.7", "@ AAAA 2001:db8::7"),
                        "example.com",
                        List.of(MailTrials.tier("example.com 192.0.2.7 2001:db8::7"))),
                    MailTrials.plans(
                        MailWorld.of("example.com", "@ AAAA 2001:db8::7"),
                        "example.com",
                        List.of(MailTrials.tier("example.com 2001:db8::7"))))))
        .rule(
            Rule.must(
                "RFC 5321 §5.1",
                "an empty list of MXs is an implicit MX, pointing to the host itself"))
        .hints(
            "What does NOERROR without MX records mean?",
            "The name exists, and has other records: ask for its addresses.")
        .protects("The plain case, before a question fails or an alias leads to it.");
  }

  private static Probe<MailPlan> mxAndAddress() {
    return Probe.of(
            "MX records, and an address",
            "a web server may be there",
            MailTrials.plans(
                MailWorld.of(
                    "example.com",
                    "@ MX 10 mx1",
                    "@ A 192.0.2.7",
                    "@ AAAA 2001:db8::7",
                    "mx1 A 192.0.2.1"),
                "example.com",
                List.of(MailTrials.tier("mx1.example.com 192.0.2.1"))))
        .rule(
            Rule.must("RFC 5321 §5.1", "with MX records, no other addresses of the name are used"))
        .hints("Whose addresses are in your plan?", "Those of the exchanges only.");
  }

  private static Probe<MailPlan> itself() {
    return Probe.of(
            "a domain that is its own exchange",
            "an MX record names it, and so it is a host like others",
            Trial.all(
                List.of(
                    MailTrials.plans(
                        MailWorld.of("example.com", "@ MX 10 @", "@ A 192.0.2.7"),
                        "example.com",
                        List.of(MailTrials.tier("example.com 192.0.2.7"))),
                    MailTrials.plans(
                        MailWorld.of(
                            "example.com",
                            "@ MX 20 @",
                            "@ MX 10 mx1",
                            "@ A 192.0.2.7",
                            "mx1 A 192.0.2.1"),
                        "example.com",
                        List.of(
                            MailTrials.tier("mx1.example.com 192.0.2.1"),
                            MailTrials.tier("example.com 192.0.2.7"))))))
        .rule(Rule.task("its own addresses are never used, unless it is an exchange itself"))
        .hints("Do you leave out an exchange?", "Only the root, and those without an address.");
  }

  private static Probe<MailPlan> unusable() {
    return Probe.of(
            "MX records, and nothing usable",
            "the domain has an address, but that isn't for mail",
            MailTrials.fails(
                MailWorld.of("example.com", "@ MX 10 mx1", "@ A 192.0.2.7"),
                "example.com",
                Problem.NO_HOST))
        .rule(Rule.must("RFC 5321 §5.1", "implicit MX applies only if there are no MX records"))
        .hints(
            "When do you ask for the addresses of the domain?",
            "Only if there are no MX records at all.");
  }

  private static Probe<MailPlan> nullMx() {
    return Probe.of(
            "the null MX",
            "a dot alone: this domain takes no mail",
            Trial.all(
                List.of(
                    MailTrials.fails(
                        MailWorld.of("example.com", "@ MX 0 ."),
                        "example.com",
                        Problem.TAKES_NO_MAIL),
                    MailTrials.fails(
                        MailWorld.of("example.com", "@ MX 0 .", "@ A 192.0.2.7"),
                        "example.com",
                        Problem.TAKES_NO_MAIL),
                    MailTrials.fails(
                        MailWorld.of("example.com", "@ MX 10 ."),
                        "example.com",
                        Problem.TAKES_NO_MAIL))))
        .rule(Rule.task("a single MX record whose exchange is the root is the null MX"))
        .hints(
            "What is the exchange of that record?",
            "Name.ROOT; ask isRoot(), and don't look at the preference.");
  }

  private static Probe<MailPlan> rootBeside() {
    var domain = "example.com";
    return Probe.of(
            "a dot beside other hosts",
            "a mistake, which costs nothing but that record",
            Trial.all(
                List.of(
                    MailTrials.plans(
                        MailWorld.of(domain, "@ MX 0 .", "@ MX 10 mx1", "mx1 A 192.0.2.1"),
                        domain,
                        List.of(MailTrials.tier("mx1.example.com 192.0.2.1"))),
                    MailTrials.plans(
                        MailWorld.of(domain, "@ MX 10 mx1", "@ MX 20 .", "mx1 A 192.0.2.1"),
                        domain,
                        List.of(MailTrials.tier("mx1.example.com 192.0.2.1"))),
                    MailTrials.fails(
                        MailWorld.of(domain, "@ MX 0 .", "@ MX 10 mx1")
                            .failing(".", RecordType.A, Rcode.SERVFAIL)
                            .failing(".", RecordType.AAAA, Rcode.SERVFAIL),
                        domain,
                        Problem.NO_HOST),
                    MailTrials.plans(
                        MailWorld.of(domain, "@ MX 0 .", "@ MX 10 mx1", "mx1 A 192.0.2.1")
                            .answering(".", RecordType.A, ". A 203.0.113.66"),
                        domain,
                        List.of(MailTrials.tier("mx1.example.com 192.0.2.1"))))))
        .rule(Rule.task(". beside other exchanges is left out"))
        .hints(
            "How many MX records are there?",
            "It is a null MX only if it is alone; else go on as if it weren't there, and ask"
                + " nothing about it.");
  }

  private static Probe<MailPlan> noDomain() {
    return Probe.of(
            "a domain that does not exist",
            "NXDOMAIN isn't the same as no MX records",
            MailTrials.fails(
                MailWorld.of("example.com", "mx1 A 192.0.2.1"),
                "no.example.com",
                Problem.NO_SUCH_DOMAIN))
        .rule(Rule.must("RFC 5321 §5.1", "a non-existent domain is an error"))
        .hints(
            "Which code did the reply have?",
            "reply.rcode(), before you look at its answers; and ask nothing more.")
        .protects("The plain case, before an alias leads to it.");
  }

  private static Probe<MailPlan> noAddress() {
    return Probe.of(
            "neither MX records nor an address",
            "the domain exists, and nobody is there",
            Trial.all(
                List.of(
                    MailTrials.fails(
                        MailWorld.of("example.com", "@ TXT hello"), "example.com", Problem.NO_HOST),
                    MailTrials.fails(
                        MailWorld.of("example.com", "www A 192.0.2.1"),
                        "example.com",
                        Problem.NO_HOST),
                    MailTrials.fails(
                        MailWorld.of("example.com", "@ TXT hello")
                            .failing("example.com", RecordType.A, Rcode.NXDOMAIN)
                            .failing("example.com", RecordType.AAAA, Rcode.NXDOMAIN),
                        "example.com",
                        Problem.NO_HOST))))
        .rule(Rule.must("RFC 5321 §5.1", "an unusable implicit MX is an error"))
        .hints("Is your list empty at the end?", "That is NO_HOST.")
        .protects("Nothing at all, where other probes have a host that is missing.");
  }

  private static Probe<MailPlan> servfail() {
    return Probe.of(
            "SERVFAIL, and other errors",
            "who can't answer now may do so later",
            Trial.all(
                List.of(
                    MailTrials.failsInEach(
                        TWO.eachError("example.com", RecordType.MX),
                        "example.com",
                        Problem.TRY_LATER),
                    MailTrials.failsInEach(
                        MailWorld.of("example.com", "@ A 192.0.2.7")
                            .eachError("example.com", RecordType.MX),
                        "example.com",
                        Problem.TRY_LATER),
                    MailTrials.fails(
                        TWO.failing("example.com", RecordType.MX, Rcode.SERVFAIL)
                            .answering(
                                "example.com",
                                RecordType.MX,
                                "example.com. MX 10 mx1.example.com."),
                        "example.com",
                        Problem.TRY_LATER))))
        .rule(
            Rule.must("RFC 5321 §5.1", "after a temporary error, mail is queued and retried later"))
        .hints(
            "What does your code make of an error that isn't NXDOMAIN?",
            "It is no answer, whatever records are in it: TRY_LATER. Ask reply.rcode(), since the"
                + " header has four of its bits only.");
  }

  private static Probe<MailPlan> silence() {
    return Probe.of(
            "no reply",
            "ask throws an IOException",
            Trial.all(
                List.of(
                    MailTrials.failsInEach(
                        TWO.eachSilence("example.com", RecordType.MX),
                        "example.com",
                        Problem.TRY_LATER),
                    MailTrials.failsInEach(
                        MailWorld.of("example.com", "@ A 192.0.2.7")
                            .eachSilence("example.com", RecordType.MX),
                        "example.com",
                        Problem.TRY_LATER))))
        .rule(
            Rule.must("RFC 5321 §5.1", "after a temporary error, mail is queued and retried later"))
        .hints(
            "What does ask throw when no reply comes?",
            "Catch IOException, and not only the kind that you know, and make it TRY_LATER.")
        .protects("The plain case, before an alias leads to it.");
  }

  private static MailWorld forty() {
    var lines = new ArrayList<String>();
    for (int host = 0; host < 40; host++) {
      lines.add("@ MX 10 mx" + host);
      lines.add("mx" + host + " A 192.0.2." + host);
    }
    return MailWorld.of("example.com", lines.toArray(String[]::new));
  }
}
