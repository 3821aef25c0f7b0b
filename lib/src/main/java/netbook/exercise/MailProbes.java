package netbook.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import netbook.dns.Rcode;
import netbook.dns.RecordType;
import netbook.exercise.MailPlan.Problem;

/** The probes of {@link MailPlan}. */
final class MailProbes {
  private MailProbes() {}

  /** All of them, in the order in which they are tried. */
  static List<Probe<MailPlan>> all() {
    return Stream.of(preferences(), domains(), addresses(), aliases(), answers())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Probe<MailPlan>> preferences() {
    return List.of(
        example(),
        inTurn(),
        numbers(),
        largest(),
        families(),
        onlySix(),
        equal(),
        equalLater(),
        manyEqual(),
        sameRandom());
  }

  private static List<Probe<MailPlan>> domains() {
    return List.of(
        implicit(),
        mxAndAddress(),
        unusable(),
        nullMx(),
        rootBeside(),
        noDomain(),
        noAddress(),
        servfail(),
        silence());
  }

  private static List<Probe<MailPlan>> addresses() {
    return List.of(missingHost(), failingHost(), halfHost(), laterHost(), hostAlias());
  }

  private static List<Probe<MailPlan>> aliases() {
    return List.of(
        alias(),
        aliasAway(),
        aliasImplicit(),
        aliasNowhere(),
        aliasChain(),
        aliasRound(),
        aliasLoop(),
        aliasNull());
  }

  private static List<Probe<MailPlan>> answers() {
    return List.of(additional(), otherMx(), otherAddress(), capitals());
  }

  private static Probe<MailPlan> example() {
    return Probe.of(
            "two hosts",
            "the chapter's own example",
            MailTrials.plans(
                MailWorld.of(
                    "example.com",
                    "@ MX 10 mx1",
                    "@ MX 20 mx2",
                    "mx1 A 192.0.2.1",
                    "mx2 A 192.0.2.2"),
                "example.com",
                List.of(
                    MailTrials.tier("mx1.example.com 192.0.2.1"),
                    MailTrials.tier("mx2.example.com 192.0.2.2"))))
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
            MailTrials.inTurn(
                MailWorld.of("example.com", "@ MX 10 mx1", "mx1 A 192.0.2.1"),
                MailWorld.of("example.com", "@ MX 10 mx1", "mx1 A 192.0.2.9"),
                "example.com",
                MailTrials.tier("mx1.example.com 192.0.2.1"),
                MailTrials.tier("mx1.example.com 192.0.2.9")))
        .rule(Rule.task("each plan asks for itself"))
        .hints(
            "What does your code keep from one plan to the next?",
            "Nothing: the resolver has a cache, which knows how long it may keep what.")
        .protects("Names the cause of what would look like a wrong answer in each later probe.");
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

  private static Probe<MailPlan> equal() {
    return Probe.of(
            "three hosts of equal preference",
            "each of the six orders has to come, by chance",
            MailTrials.everyOrder(
                MailWorld.of(
                    "example.com",
                    "@ MX 10 a",
                    "@ MX 10 b",
                    "@ MX 10 c",
                    "a A 192.0.2.1",
                    "b A 192.0.2.2",
                    "c A 192.0.2.3"),
                "example.com",
                100,
                6))
        .rule(Rule.must("RFC 5321 §5.1", "equal preferences are randomized, to spread the load"))
        .hints(
            "Where does your code use the random?",
            "Collections.shuffle(records, random), and then a sort, which leaves equals alone.")
        .protects("Nobody else is there, before those of other preferences come.");
  }

  private static Probe<MailPlan> equalLater() {
    return Probe.of(
            "equal preference further down",
            "three come second, after one that is alone, and before one",
            Trial.all(
                List.of(
                    MailTrials.everyOrder(
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
                            "e A 192.0.2.5"),
                        "example.com",
                        100,
                        6),
                    MailTrials.plans(
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
                            "e A 192.0.2.5"),
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
    return Probe.of(
            "forty of equal preference",
            "a sort needs a comparison that says the same each time",
            MailTrials.everyOrder(forty(), "example.com", 60, 30))
        .rule(Rule.task("the order of equals is random"))
        .hints("Does your comparison draw a random number?", "Shuffle before you sort.");
  }

  private static Probe<MailPlan> sameRandom() {
    return Probe.of(
            "the same random",
            "with it, a plan is the same again",
            MailTrials.sameOrder(
                MailWorld.of(
                    "example.com",
                    "@ MX 10 a",
                    "@ MX 10 b",
                    "@ MX 10 c",
                    "a A 192.0.2.1",
                    "b A 192.0.2.2",
                    "c A 192.0.2.3"),
                "example.com"))
        .rule(Rule.task("chance comes from the random that you are given"))
        .hints(
            "Which random does your shuffle use?",
            "Collections.shuffle(records, random): without its second argument it takes another.");
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
            "The name exists, and has other records: ask for its addresses.");
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
            "0 and a dot: this domain takes no mail",
            Trial.all(
                List.of(
                    MailTrials.fails(
                        MailWorld.of("example.com", "@ MX 0 ."),
                        "example.com",
                        Problem.TAKES_NO_MAIL),
                    MailTrials.fails(
                        MailWorld.of("example.com", "@ MX 0 .", "@ A 192.0.2.7"),
                        "example.com",
                        Problem.TAKES_NO_MAIL))))
        .rule(Rule.must("RFC 7505 §3", "a single MX record, 0 and the root"))
        .hints("What is the exchange of that record?", "Name.ROOT; ask isRoot().")
        .protects("The plain case, before an alias leads to it.");
  }

  private static Probe<MailPlan> rootBeside() {
    return Probe.of(
            "a dot beside other hosts",
            "a mistake, which costs nothing but that record",
            MailTrials.plans(
                MailWorld.of("example.com", "@ MX 0 .", "@ MX 10 mx1", "mx1 A 192.0.2.1"),
                "example.com",
                List.of(MailTrials.tier("mx1.example.com 192.0.2.1"))))
        .rule(Rule.task(". beside other exchanges is left out"))
        .hints("How many MX records are there?", "It is a null MX only if it is alone.");
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
                    MailTrials.fails(
                        MailWorld.of(
                                "example.com",
                                "@ MX 10 mx1",
                                "@ MX 20 mx2",
                                "mx1 A 192.0.2.1",
                                "mx2 A 192.0.2.2")
                            .failing("example.com", RecordType.MX, Rcode.SERVFAIL),
                        "example.com",
                        Problem.TRY_LATER),
                    MailTrials.fails(
                        MailWorld.of("example.com", "@ A 192.0.2.7")
                            .failing("example.com", RecordType.MX, Rcode.SERVFAIL),
                        "example.com",
                        Problem.TRY_LATER),
                    MailTrials.fails(
                        MailWorld.of("example.com", "@ A 192.0.2.7")
                            .failing("example.com", RecordType.MX, Rcode.REFUSED),
                        "example.com",
                        Problem.TRY_LATER))))
        .rule(
            Rule.must("RFC 5321 §5.1", "after a temporary error, mail is queued and retried later"))
        .hints(
            "What does your code make of an error that isn't NXDOMAIN?",
            "It is no answer: TRY_LATER.");
  }

  private static Probe<MailPlan> silence() {
    return Probe.of(
            "no reply",
            "ask throws a SocketTimeoutException",
            MailTrials.fails(
                MailWorld.of(
                        "example.com",
                        "@ MX 10 mx1",
                        "@ MX 20 mx2",
                        "mx1 A 192.0.2.1",
                        "mx2 A 192.0.2.2")
                    .silent("example.com", RecordType.MX),
                "example.com",
                Problem.TRY_LATER))
        .rule(
            Rule.must("RFC 5321 §5.1", "after a temporary error, mail is queued and retried later"))
        .hints(
            "What does ask throw when no reply comes?",
            "Catch IOException, and make it TRY_LATER.");
  }

  private static Probe<MailPlan> missingHost() {
    return Probe.of(
            "a host that is missing",
            "one MX record leads nowhere, and the next one doesn't",
            Trial.all(
                List.of(
                    MailTrials.plans(
                        MailWorld.of(
                            "example.com", "@ MX 10 mx1", "@ MX 20 mx2", "mx2 A 192.0.2.2"),
                        "example.com",
                        List.of(MailTrials.tier("mx2.example.com 192.0.2.2"))),
                    MailTrials.plans(
                        MailWorld.of(
                            "example.com",
                            "@ MX 10 mx1",
                            "@ MX 20 mx2",
                            "mx1 TXT hello",
                            "mx2 A 192.0.2.2"),
                        "example.com",
                        List.of(MailTrials.tier("mx2.example.com 192.0.2.2"))))))
        .rule(Rule.task("hosts without an address are left out"))
        .hints("What does NXDOMAIN mean here?", "That host has no addresses; others may.");
  }

  private static Probe<MailPlan> failingHost() {
    return Probe.of(
            "a host that nobody can tell of",
            "SERVFAIL, or no reply, and the next one is known",
            Trial.all(
                List.of(
                    MailTrials.plans(
                        MailWorld.of(
                                "example.com",
                                "@ MX 10 mx1",
                                "@ MX 20 mx2",
                                "mx1 A 192.0.2.1",
                                "mx2 A 192.0.2.2")
                            .failing("mx1.example.com", RecordType.A, Rcode.SERVFAIL)
                            .failing("mx1.example.com", RecordType.AAAA, Rcode.SERVFAIL),
                        "example.com",
                        List.of(MailTrials.tier("mx2.example.com 192.0.2.2"))),
                    MailTrials.plans(
                        MailWorld.of(
                                "example.com",
                                "@ MX 10 mx1",
                                "@ MX 20 mx2",
                                "mx1 A 192.0.2.1",
                                "mx2 A 192.0.2.2")
                            .silent("mx1.example.com", RecordType.A)
                            .silent("mx1.example.com", RecordType.AAAA),
                        "example.com",
                        List.of(MailTrials.tier("mx2.example.com 192.0.2.2"))))))
        .rule(Rule.task("hosts without an address are left out"))
        .hints("What ends your plan?", "Not one host: only if none is left is it an error.")
        .protects("The plain case, before half of a host fails.");
  }

  private static Probe<MailPlan> halfHost() {
    return Probe.of(
            "half of a host",
            "A fails, and AAAA is known",
            Trial.all(
                List.of(
                    MailTrials.plans(
                        MailWorld.of(
                                "example.com",
                                "@ MX 10 mx1",
                                "mx1 AAAA 2001:db8::1",
                                "mx1 A 192.0.2.1")
                            .failing("mx1.example.com", RecordType.A, Rcode.SERVFAIL),
                        "example.com",
                        List.of(MailTrials.tier("mx1.example.com 2001:db8::1"))),
                    MailTrials.plans(
                        MailWorld.of(
                                "example.com",
                                "@ MX 10 mx1",
                                "mx1 AAAA 2001:db8::1",
                                "mx1 A 192.0.2.1")
                            .silent("mx1.example.com", RecordType.AAAA),
                        "example.com",
                        List.of(MailTrials.tier("mx1.example.com 192.0.2.1"))))))
        .rule(Rule.task("a host has the addresses that are known"))
        .hints(
            "What becomes of one family when the other one fails?",
            "It stays: one address is enough.");
  }

  private static Probe<MailPlan> laterHost() {
    return Probe.of(
            "no host now, and maybe later",
            "one is missing, and of the other nobody can tell",
            Trial.all(
                List.of(
                    MailTrials.fails(
                        MailWorld.of("example.com", "@ MX 10 mx1", "@ MX 20 mx2", "mx1 TXT hello")
                            .failing("mx2.example.com", RecordType.A, Rcode.SERVFAIL)
                            .failing("mx2.example.com", RecordType.AAAA, Rcode.SERVFAIL),
                        "example.com",
                        Problem.TRY_LATER),
                    MailTrials.fails(
                        MailWorld.of(
                                "example.com",
                                "@ MX 10 mx1",
                                "@ MX 20 mx2",
                                "mx1 TXT hello",
                                "mx2 TXT hello")
                            .silent("mx1.example.com", RecordType.A),
                        "example.com",
                        Problem.TRY_LATER),
                    MailTrials.fails(
                        MailWorld.of("example.com", "@ A 192.0.2.7")
                            .silent("example.com", RecordType.A),
                        "example.com",
                        Problem.TRY_LATER))))
        .rule(Rule.task("TRY_LATER, if no host is left and one question had no answer"))
        .hints(
            "Do you remember that a question about a host failed?",
            "A flag will do: at the end it is TRY_LATER, and not NO_HOST.");
  }

  private static Probe<MailPlan> hostAlias() {
    return Probe.of(
            "a host that is an alias",
            "it shouldn't be (RFC 2181 §10.3): follow it or not, but the other host is good",
            Trial.all(
                List.of(
                    MailTrials.plans(
                        MailWorld.of(
                            "example.com",
                            "@ MX 10 mx1",
                            "@ MX 20 mx2",
                            "mx1 CNAME real",
                            "real A 192.0.2.1",
                            "mx2 A 192.0.2.2"),
                        "example.com",
                        "mx1.example.com",
                        List.of(MailTrials.tier("mx2.example.com 192.0.2.2"))),
                    MailTrials.plans(
                        MailWorld.of(
                            "example.com",
                            "@ MX 10 mx1",
                            "@ MX 20 mx2",
                            "mx1 CNAME mx1",
                            "mx2 A 192.0.2.2"),
                        "example.com",
                        "mx1.example.com",
                        List.of(MailTrials.tier("mx2.example.com 192.0.2.2"))))))
        .rule(Rule.task("an exchange that is an alias costs no other host"))
        .hints(
            "Of which types are the records of this answer?",
            "Take those whose data() is an A or an Aaaa, and whose name is the host's.");
  }

  private static Probe<MailPlan> alias() {
    return Probe.of(
            "an alias",
            "the answer has a CNAME record, and then the MX records of its target",
            MailTrials.plans(
                MailWorld.of(
                    "example.com",
                    "www CNAME mail",
                    "mail MX 10 mx1",
                    "mail MX 20 mx2",
                    "mx1 A 192.0.2.1",
                    "mx2 A 192.0.2.2"),
                "www.example.com",
                List.of(
                    MailTrials.tier("mx1.example.com 192.0.2.1"),
                    MailTrials.tier("mx2.example.com 192.0.2.2"))))
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
                        MailWorld.of("example.com", "www CNAME nothing.example.net.")
                            .with("example.net", "host A 192.0.2.7"),
                        "www.example.com",
                        Problem.NO_SUCH_DOMAIN),
                    MailTrials.fails(
                        MailWorld.of("example.com", "www CNAME mail.example.net.")
                            .with("example.net", "mail MX 10 mx", "mx A 192.0.2.1")
                            .failing("mail.example.net", RecordType.MX, Rcode.SERVFAIL),
                        "www.example.com",
                        Problem.TRY_LATER))))
        .rule(
            Rule.must(
                "RFC 5321 §5.1", "the resulting name is processed as if it were the initial name"))
        .hints("What do you make of the second reply's code?", "The same as of the first one's.");
  }

  private static Probe<MailPlan> aliasChain() {
    return Probe.of(
            "eight aliases",
            "each into another zone",
            MailTrials.plans(
                chain(), "a.z0.example", List.of(MailTrials.tier("mx.z8.example 192.0.2.1"))))
        .rule(Rule.task("eight aliases in a row are followed"))
        .hints("How many do you follow?", "Eight at least; a counter ends what is longer.");
  }

  private static Probe<MailPlan> aliasRound() {
    return Probe.of(
            "aliases that lead round, in one answer",
            "a server follows them as well, until it sees that",
            Trial.all(
                List.of(
                    MailTrials.fails(
                        MailWorld.of("example.com", "a CNAME b", "b CNAME a"),
                        "a.example.com",
                        Problem.NO_HOST),
                    MailTrials.fails(
                        MailWorld.of("example.com", "a CNAME a"),
                        "a.example.com",
                        Problem.NO_HOST))))
        .rule(Rule.task("aliases that lead round are NO_HOST"))
        .hints(
            "When do you stop to follow?",
            "Count them, or remember the names that you had, and then throw NO_HOST.");
  }

  private static Probe<MailPlan> aliasLoop() {
    return Probe.of(
            "aliases that lead round, from zone to zone",
            "each answer has one alias",
            MailTrials.fails(
                MailWorld.of("example.com", "a CNAME b.example.net.")
                    .with("example.net", "b CNAME a.example.com."),
                "a.example.com",
                Problem.NO_HOST))
        .rule(Rule.task("aliases that lead round are NO_HOST"))
        .hints(
            "When do you stop to ask?",
            "Count the aliases of all answers together, and then throw NO_HOST.");
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

  private static Probe<MailPlan> additional() {
    return Probe.of(
            "additional records",
            "somebody says more than was asked",
            Trial.all(
                List.of(
                    MailTrials.plans(
                        MailWorld.of(
                                "example.com",
                                "@ MX 10 mx1",
                                "@ MX 20 mx2",
                                "mx1 A 192.0.2.1",
                                "mx2 A 192.0.2.2")
                            .adding(
                                "example.com", RecordType.MX, "mx1.example.com. A 203.0.113.66"),
                        "example.com",
                        List.of(
                            MailTrials.tier("mx1.example.com 192.0.2.1"),
                            MailTrials.tier("mx2.example.com 192.0.2.2"))),
                    MailTrials.fails(
                        MailWorld.of("example.com", "@ MX 10 mx1")
                            .adding(
                                "example.com", RecordType.MX, "mx1.example.com. A 203.0.113.66"),
                        "example.com",
                        Problem.NO_HOST))))
        .rule(Rule.task("only answers count"))
        .hints(
            "Where do your addresses come from?",
            "From reply.answers(), after a question of their own.");
  }

  private static Probe<MailPlan> otherMx() {
    return Probe.of(
            "MX records of other names",
            "an answer has more than was asked",
            Trial.all(
                List.of(
                    MailTrials.plans(
                        MailWorld.of(
                                "example.com",
                                "@ MX 10 mx1",
                                "@ MX 20 mx2",
                                "mx1 A 192.0.2.1",
                                "mx2 A 192.0.2.2")
                            .answering(
                                "example.com", RecordType.MX, "example.net. MX 1 mx.example.net.")
                            .with("example.net", "mx A 203.0.113.66"),
                        "example.com",
                        List.of(
                            MailTrials.tier("mx1.example.com 192.0.2.1"),
                            MailTrials.tier("mx2.example.com 192.0.2.2"))),
                    MailTrials.plans(
                        MailWorld.of("example.com", "@ A 192.0.2.7")
                            .answering(
                                "example.com", RecordType.MX, "example.net. MX 1 mx.example.net.")
                            .with("example.net", "mx A 203.0.113.66"),
                        "example.com",
                        List.of(MailTrials.tier("example.com 192.0.2.7"))))))
        .rule(Rule.task("records of other names don't count"))
        .hints(
            "Whose record is this?",
            "record.name() is the name that was asked for, or what its aliases lead to.");
  }

  private static Probe<MailPlan> otherAddress() {
    return Probe.of(
            "addresses of other names",
            "an answer has more than was asked",
            MailTrials.plans(
                MailWorld.of(
                        "example.com",
                        "@ MX 10 mx1",
                        "@ MX 20 mx2",
                        "mx1 A 192.0.2.1",
                        "mx2 A 192.0.2.2")
                    .answering("mx1.example.com", RecordType.A, "mx.example.net. A 203.0.113.66"),
                "example.com",
                List.of(
                    MailTrials.tier("mx1.example.com 192.0.2.1"),
                    MailTrials.tier("mx2.example.com 192.0.2.2"))))
        .rule(Rule.task("records of other names don't count"))
        .hints("Whose address is this?", "record.name() is the name that was asked for.");
  }

  private static Probe<MailPlan> capitals() {
    return Probe.of(
            "capital letters",
            "names are the same in either case",
            MailTrials.plans(
                MailWorld.of("example.com", "www CNAME Mail", "MAIL MX 10 Mx1", "mX1 A 192.0.2.1"),
                "WWW.example.COM",
                List.of(MailTrials.tier("mx1.example.com 192.0.2.1"))))
        .rule(Rule.must("RFC 4343 §3", "names match whatever their case"))
        .hints(
            "How do you compare names?", "name.equals(other): it knows that; their texts don't.");
  }

  /** Nine zones: the first name is an alias, eight times. */
  private static MailWorld chain() {
    var world = MailWorld.of("z8.example", "a MX 10 mx", "mx A 192.0.2.1");
    for (int zone = 0; zone < 8; zone++) {
      world = world.with("z" + zone + ".example", "a CNAME a.z" + (zone + 1) + ".example.");
    }
    return world;
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
