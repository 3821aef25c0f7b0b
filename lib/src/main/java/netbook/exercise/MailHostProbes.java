package netbook.exercise;

import java.util.List;
import netbook.dns.Rcode;
import netbook.dns.RecordType;
import netbook.exercise.MailPlan.Problem;

/** Those of the probes of {@link MailPlan} that are about the questions for a host. */
final class MailHostProbes {
  private MailHostProbes() {}

  /** All of them, in the order in which they are tried. */
  static List<Probe<MailPlan>> all() {
    return List.of(
        missingHost(), failingHost(), halfHost(), laterHost(), afterFailure(), hostAlias());
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
        .hints("What does NXDOMAIN mean here?", "That host has no addresses; others may.")
        .protects("The plain case, before half of a host is missing.");
  }

  private static Probe<MailPlan> failingHost() {
    return Probe.of(
            "a host that nobody can tell of",
            "an error, or no reply, and the next one is known",
            MailTrials.plansInEach(
                MailProbes.TWO.eachFailure("mx1.example.com", RecordType.A, RecordType.AAAA),
                "example.com",
                List.of(MailTrials.tier("mx2.example.com 192.0.2.2"))))
        .rule(Rule.task("hosts without an address are left out"))
        .hints("What ends your plan?", "Not one host: only if none is left is it an error.")
        .protects("The plain case, before half of a host fails.");
  }

  private static Probe<MailPlan> halfHost() {
    var world =
        MailWorld.of("example.com", "@ MX 10 mx1", "mx1 AAAA 2001:db8::1", "mx1 A 192.0.2.1");
    var four = List.of(MailTrials.tier("mx1.example.com 192.0.2.1"));
    var six = List.of(MailTrials.tier("mx1.example.com 2001:db8::1"));
    return Probe.of(
            "half of a host",
            "one question fails, and the other one has an answer",
            Trial.all(
                List.of(
                    MailTrials.plansInEach(
                        world.eachFailure("mx1.example.com", RecordType.A), "example.com", six),
                    MailTrials.plansInEach(
                        world.eachFailure("mx1.example.com", RecordType.AAAA), "example.com", four),
                    MailTrials.plans(
                        world.failing("mx1.example.com", RecordType.A, Rcode.NXDOMAIN),
                        "example.com",
                        six),
                    MailTrials.plans(
                        world.failing("mx1.example.com", RecordType.AAAA, Rcode.NXDOMAIN),
                        "example.com",
                        four))))
        .rule(Rule.task("a host has the addresses that are known"))
        .hints(
            "What becomes of one family when the other one fails?",
            "It is asked for, and it stays: one address is enough.");
  }

  private static Probe<MailPlan> laterHost() {
    var world =
        MailWorld.of("example.com", "@ MX 10 mx1", "@ MX 20 mx2", "mx1 TXT hello", "mx2 TXT hello");
    var implicit = MailWorld.of("example.com", "@ TXT hello");
    return Probe.of(
            "no host now, and maybe later",
            "one is missing, and of the other nobody can tell",
            Trial.all(
                List.of(
                    later(world.eachFailure("mx2.example.com", RecordType.A, RecordType.AAAA)),
                    later(world.eachFailure("mx1.example.com", RecordType.A)),
                    later(world.eachFailure("mx1.example.com", RecordType.AAAA)),
                    later(world.eachFailure("mx2.example.com", RecordType.A)),
                    later(world.eachFailure("mx2.example.com", RecordType.AAAA)),
                    later(implicit.eachFailure("example.com", RecordType.A)),
                    later(implicit.eachFailure("example.com", RecordType.AAAA)))))
        .rule(Rule.task("TRY_LATER, if no host is left and one question had an error or no reply"))
        .hints(
            "Do you remember that a question about a host failed?",
            "A flag will do, for what ask throws and for errors but NXDOMAIN: at the end it is"
                + " TRY_LATER, and not NO_HOST.");
  }

  private static List<Trial<MailPlan>> later(List<MailWorld> worlds) {
    return MailTrials.failsInEach(worlds, "example.com", Problem.TRY_LATER);
  }

  private static Probe<MailPlan> afterFailure() {
    return Probe.of(
            "a plan after one with a failure",
            "a question failed in the first one, and none does in the second one",
            MailTrials.inTurn(
                MailProbes.TWO
                    .silent("mx1.example.com", RecordType.A)
                    .silent("mx1.example.com", RecordType.AAAA),
                MailWorld.of("example.com", "@ MX 10 mx1", "mx1 TXT hello"),
                "example.com",
                MailTrials.tier("mx2.example.com 192.0.2.2"),
                Problem.NO_HOST))
        .rule(Rule.task("nothing is kept from one plan to the next"))
        .hints(
            "Where is the flag that a question failed?",
            "Make it anew when plan is called: it isn't a field of the object that plans.")
        .protects("What is kept of a failure, where two plans keep hosts.");
  }

  private static Probe<MailPlan> hostAlias() {
    var second = List.of(MailTrials.tier("mx2.example.com 192.0.2.2"));
    return Probe.of(
            "a host that is an alias",
            "it shouldn't be (RFC 2181 §10.3): follow it or not, but the other host is good",
            Trial.all(
                List.of(
                    MailTrials.plansAnyOf(
                        MailWorld.of(
                            "example.com",
                            "@ MX 10 mx1",
                            "@ MX 20 mx2",
                            "mx1 CNAME real",
                            "real A 192.0.2.1",
                            "mx2 A 192.0.2.2"),
                        "example.com",
                        List.of(
                            second,
                            List.of(
                                MailTrials.tier("mx1.example.com 192.0.2.1"), second.getFirst()),
                            List.of(
                                MailTrials.tier("real.example.com 192.0.2.1"), second.getFirst()))),
                    MailTrials.plans(
                        MailWorld.of(
                                "example.com",
                                "@ MX 10 mx1",
                                "@ MX 20 mx2",
                                "mx1 CNAME mx1",
                                "mx2 A 192.0.2.2")
                            .round(),
                        "example.com",
                        second),
                    MailTrials.plans(
                        MailWorld.of(
                                "example.com",
                                "@ MX 10 mx1",
                                "@ MX 20 mx2",
                                "mx1 CNAME a.example.net.",
                                "mx2 A 192.0.2.2")
                            .with("example.net", "a CNAME b", "b CNAME mx1.example.com.")
                            .round(),
                        "example.com",
                        second),
                    MailTrials.fails(
                        MailWorld.of(
                            "example.com", "@ MX 10 mx1", "mx1 CNAME real", "real TXT hello"),
                        "example.com",
                        Problem.NO_HOST))))
        .rule(Rule.task("an exchange that is an alias costs no other host"))
        .hints(
            "Of which types are the records of this answer?",
            "Take those whose data() is an A or an Aaaa, and whose name is the host's. Without any,"
                + " it is a host without an address.");
  }
}
