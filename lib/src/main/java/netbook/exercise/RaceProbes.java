package netbook.exercise;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The probes of {@link ConnectAny}. */
final class RaceProbes {
  private static final Rule BESIDE =
      Rule.task("attempts go on beside each other until one connects; then all others end");
  private static final Rule AT_ONCE =
      Rule.task("if the latest attempt fails, the next one begins at once");
  private static final Rule NOTHING_OPEN =
      Rule.task("at the end, one connection is open, or none; and no attempt is under way");
  private static final Rule ALL_FAILED =
      Rule.task("if all have failed, it is an IOException, at once, that has every failure");
  private static final Rule LIMIT =
      Rule.task("at the limit it is a SocketTimeoutException that has every failure");
  private static final Rule NOTHING_KEPT = Rule.task("nothing is kept from one race to the next");

  private RaceProbes() {}

  /** All of them, in the order in which they are tried. */
  static List<Probe<ConnectAny>> all() {
    return Stream.of(connections(), failures(), limits(), moments(), calls())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Probe<ConnectAny>> connections() {
    return List.of(
        example(),
        inTurn(),
        first(),
        slow(),
        longWait(),
        many(),
        order(),
        otherDelay(),
        connectsWhenDue());
  }

  private static List<Probe<ConnectAny>> failures() {
    return List.of(
        refused(),
        refusals(),
        afterRefusal(),
        older(),
        failsWhenDue(),
        olderOfAll(),
        lastFails(),
        noRoute(),
        allFail(),
        allFailLate(),
        twoFailAtOnce());
  }

  private static List<Probe<ConnectAny>> limits() {
    return List.of(
        silent(), silentAndRefused(), silentAndTwo(), shortLimit(), lastStart(), justInTime());
  }

  private static List<Probe<ConnectAny>> moments() {
    return List.of(
        sameMoment(),
        threeInAMoment(),
        failureInTheMoment(),
        failureBetween(),
        limitMoment(),
        dueAtLimit(),
        failuresAtLimit());
  }

  private static List<Probe<ConnectAny>> calls() {
    return List.of(one(), ports(), none(), otherFailures(), clock(), otherClocks(), everything());
  }

  private static Probe<ConnectAny> example() {
    return Probe.of(
            "a silent address first",
            "the second one is started after 250 ms, and connects 40 ms later",
            RaceTrials.on(RaceScript.of("2001:db8::1 silent", "192.0.2.1 connects 40")))
        .rule(
            Rule.task(
                "the next one begins after the delay; once one connects, the others are cancelled"))
        .hints(
            "At which times do you start attempts, how long do they go on, and what is still under"
                + " way at the end?",
            "Wait with race.await(…) for as long as is left until the next start, no longer;"
                + " cancel the others once one has connected.")
        .protects("The chapter's own example.");
  }

  private static Probe<ConnectAny> first() {
    return Probe.of(
            "the first address connects",
            "nobody else is bothered",
            RaceTrials.on(
                RaceScript.of("2001:db8::1 connects 40", "192.0.2.1 silent", "192.0.2.2 silent"),
                RaceScript.of("2001:db8::1 connects 240", "192.0.2.1 connects 10")))
        .rule(Rule.should("RFC 8305 §5", "addresses that were not attempted yet are ignored"))
        .hints(
            "Which attempts do you start once there is a connection?",
            "None: return as soon as race.await(…) tells of one.")
        .protects("That nothing else is begun, where nothing goes wrong.");
  }

  private static Probe<ConnectAny> slow() {
    return Probe.of(
            "slow, but first",
            "it needs 400 ms, and the second attempt never ends",
            RaceTrials.on(
                RaceScript.of("2001:db8::1 connects 400", "192.0.2.1 silent", "192.0.2.2 silent"),
                RaceScript.of("2001:db8::1 connects 900", "192.0.2.1 silent")))
        .rule(BESIDE)
        .hints(
            "What becomes of the first attempt when the second one begins?",
            "Let it go on: race.await(…) tells of whichever ends first.")
        .protects("The first of those under way, when it is slow.");
  }

  private static Probe<ConnectAny> order() {
    return Probe.of(
            "an order of its own",
            "somebody has sorted the addresses already",
            RaceTrials.on(
                RaceScript.of(
                    "192.0.2.2 silent",
                    "192.0.2.1 silent",
                    "2001:db8::1 silent",
                    "2001:db8::2 connects 40"),
                RaceScript.of("2001:db8::2 silent", "2001:db8::1 silent", "192.0.2.1 connects 40")))
        .rule(Rule.task("the addresses are tried in their order"))
        .hints("Why is that address next?", "Take the addresses as they come in the list.")
        .protects("Other orders than the usual one.");
  }

  private static Probe<ConnectAny> otherDelay() {
    return Probe.of(
            "other delays",
            "from 50 ms to 3 s: the delay is a parameter",
            RaceTrials.on(
                RaceScript.of("2001:db8::1 silent", "192.0.2.1 silent", "192.0.2.2 connects 40")
                    .delay(123),
                RaceScript.of("2001:db8::1 connects 2950", "192.0.2.1 silent").delay(2900),
                RaceScript.of("2001:db8::1 silent", "192.0.2.1 silent", "192.0.2.2 connects 40")
                    .delay(50),
                RaceScript.of("2001:db8::1 silent", "192.0.2.1 connects 40").delay(3000),
                RaceScript.of("2001:db8::1 silent", "192.0.2.1 silent", "192.0.2.2 connects 40")
                    .delay(10)))
        .rule(Rule.task("the next one begins when the delay is over"))
        .hints("Where does your delay come from?", "It is the parameter delay.");
  }

  private static Probe<ConnectAny> ports() {
    return Probe.of(
            "one host, three ports",
            "these are three addresses: each is tried",
            RaceTrials.on(
                RaceScript.of(
                    "192.0.2.1:80 silent", "192.0.2.1:81 refuses 20", "192.0.2.1:82 connects 40"),
                RaceScript.of("192.0.2.1:81 connects 290", "192.0.2.1:82 connects 40"),
                RaceScript.of("192.0.2.1:81 refuses 20", "192.0.2.1:82 refuses 20")))
        .rule(Rule.task("the addresses are all different, be it by their ports alone"))
        .hints(
            "By what do you know which attempt an event is about?",
            "By equals(…) of the whole InetSocketAddress, which compares the port as well.");
  }

  private static Probe<ConnectAny> connectsWhenDue() {
    return Probe.of(
            "a connection when the next is due",
            "both at 250 ms: what has happened is told first, so nothing is begun",
            RaceTrials.on(
                RaceScript.of("2001:db8::1 connects 250", "192.0.2.1 silent", "192.0.2.2 silent"),
                RaceScript.of("2001:db8::1 silent", "192.0.2.1 connects 250", "192.0.2.2 silent"),
                RaceScript.of("2001:db8::1 connects 500", "192.0.2.1 silent", "192.0.2.2 silent")))
        .rule(Rule.task("the first connection is returned at once, and nothing new is begun then"))
        .hints(
            "What do you do first after race.await(…): start the next, or look at the event?",
            "Handle the event first, and start what is due only if it brought no connection.");
  }

  private static Probe<ConnectAny> longWait() {
    return Probe.of(
            "a slow network",
            "40 s until there is a connection, and the limit is 60 s",
            RaceTrials.on(RaceScript.of("192.0.2.1 connects 40000").limit(60_000)))
        .rule(Rule.task("don't poll: more than 1000 calls of one race are too many"))
        .hints(
            "How often does your code wake up, and where does your limit come from?",
            "Let one race.await(…) wait until the next start or the limit, whichever is sooner.")
        .protects("The limit of calls, and a long limit of time.");
  }

  private static Probe<ConnectAny> many() {
    return Probe.of(
            "twenty addresses",
            "the last one works, after 4790 ms; in another race of five, the first, after 1100 ms",
            RaceTrials.on(
                RaceScript.of(twenty()),
                RaceScript.of(
                    "2001:db8::1 connects 1100",
                    "192.0.2.1 silent",
                    "192.0.2.2 silent",
                    "192.0.2.3 silent",
                    "192.0.2.4 silent")))
        .rule(BESIDE)
        .hints(
            "How many attempts may be under way beside each other?",
            "As many as there are addresses: keep them in a list, and cancel them all.")
        .protects("More attempts at a time than two or three.");
  }

  private static Probe<ConnectAny> refused() {
    return Probe.of(
            "the first address refuses",
            "after 20 ms, so there is nothing to wait for",
            RaceTrials.on(
                RaceScript.of(
                    "2001:db8::1 refuses 20", "192.0.2.1 connects 40", "192.0.2.2 silent")))
        .rule(AT_ONCE)
        .hints(
            "What does a Failed change about the time of the next start?",
            "The next start is due now.")
        .protects("One refusal, before several in a row.");
  }

  private static Probe<ConnectAny> refusals() {
    return Probe.of(
            "two refusals in a row",
            "after 30 and 20 ms",
            RaceTrials.on(
                RaceScript.of(
                    "2001:db8::1 refuses 30",
                    "192.0.2.1 refuses 20",
                    "2001:db8::2 connects 40",
                    "192.0.2.2 silent"),
                RaceScript.of(
                    "2001:db8::1 refuses 20",
                    "192.0.2.1 refuses 20",
                    "2001:db8::2 refuses 20",
                    "192.0.2.2 connects 40")))
        .rule(AT_ONCE)
        .hints(
            "What happens after the second refusal?",
            "The same as after the first: it is a loop, whose next start is due now.")
        .protects("A second refusal, where the first one has moved the start already.");
  }

  private static Probe<ConnectAny> afterRefusal() {
    return Probe.of(
            "the delay after a refusal",
            "it counts from the latest start, whenever that was",
            RaceTrials.on(
                RaceScript.of(
                    "2001:db8::1 silent",
                    "192.0.2.1 refuses 20",
                    "2001:db8::2 silent",
                    "192.0.2.2 connects 40"),
                RaceScript.of(
                    "2001:db8::1 refuses 100", "192.0.2.1 silent", "192.0.2.2 connects 40")))
        .rule(Rule.task("the next one begins when the delay is over since the latest start"))
        .hints(
            "From when do you count the delay?",
            "Note race.now() at each start: the next one is due then, plus the delay.")
        .protects("The count of the delay after a start that came early.");
  }

  private static Probe<ConnectAny> failsWhenDue() {
    return Probe.of(
            "a failure when the next is due",
            "both at 250 ms, or at 500: that is one start, and the delay counts from it",
            RaceTrials.on(
                RaceScript.of(
                    "2001:db8::1 refuses 250",
                    "192.0.2.1 silent",
                    "192.0.2.2 silent",
                    "2001:db8::2 connects 40"),
                RaceScript.of(
                    "2001:db8::1 silent",
                    "192.0.2.1 refuses 250",
                    "192.0.2.2 silent",
                    "2001:db8::2 connects 40"),
                RaceScript.of(
                    "2001:db8::1 refuses 500",
                    "192.0.2.1 silent",
                    "2001:db8::2 silent",
                    "192.0.2.2 connects 40")))
        .rule(Rule.task("the next one begins when the delay is over since the latest start"))
        .hints(
            "How many attempts do you begin in that moment, and when is the next one due?",
            "One start has one time at which it is due: now, after a failure; else the latest"
                + " start plus the delay.");
  }

  private static Probe<ConnectAny> older() {
    return Probe.of(
            "an older attempt fails",
            "at 300 ms, when the second one waits: a start then is free, but the delay goes on",
            RaceTrials.on(
                RaceScript.of(
                    "2001:db8::1 refuses 300",
                    "192.0.2.1 silent",
                    "2001:db8::2 silent",
                    "192.0.2.2 connects 40"),
                RaceScript.of(
                    "2001:db8::1 refuses 420", "192.0.2.1 connects 400", "192.0.2.2 silent"),
                RaceScript.of(
                    "2001:db8::1 refuses 300",
                    "192.0.2.1 silent",
                    "2001:db8::2 refuses 20",
                    "192.0.2.2 connects 40"),
                RaceScript.of(
                    "2001:db8::1 refuses 520",
                    "192.0.2.1 refuses 280",
                    "2001:db8::2 silent",
                    "192.0.2.2 connects 40",
                    "192.0.2.3 silent")))
        .rule(Rule.task("the next one begins when the delay is over since the latest start"))
        .hints(
            "How long do you wait after that failure?",
            "Until the time when the next start was due before, or not at all; not the whole"
                + " delay again.")
        .protects("The delay after a failure of an older attempt, at moments of its own.");
  }

  private static Probe<ConnectAny> olderOfAll() {
    return Probe.of(
            "a failure with all begun",
            "others still go on, and one of them connects",
            RaceTrials.on(
                RaceScript.of("2001:db8::1 refuses 300", "192.0.2.1 connects 400"),
                RaceScript.of(
                    "2001:db8::1 refuses 600", "192.0.2.1 silent", "192.0.2.2 connects 700")))
        .rule(BESIDE)
        .hints(
            "What is there to start after that failure?",
            "Nothing: wait for those that are under way, until the limit.")
        .protects("A failure of the first that leaves nothing to begin.");
  }

  private static Probe<ConnectAny> lastFails() {
    return Probe.of(
            "the last one fails",
            "the first is still under way, and connects later",
            RaceTrials.on(
                RaceScript.of("2001:db8::1 connects 600", "192.0.2.1 refuses 100"),
                RaceScript.of(
                    "2001:db8::1 connects 1200", "192.0.2.1 refuses 300", "192.0.2.2 refuses 20")))
        .rule(BESIDE)
        .hints(
            "Is all lost when the last attempt fails?",
            "Not before as many have failed as there are addresses.")
        .protects("The end of the last attempt, which is not that of all.");
  }

  private static Probe<ConnectAny> noRoute() {
    return Probe.of(
            "no route",
            "a failure that is no refusal",
            RaceTrials.on(
                RaceScript.of("2001:db8::1 unreachable 20", "192.0.2.1 connects 40"),
                RaceScript.of("2001:db8::1 unreachable 300", "192.0.2.1 connects 400")))
        .rule(Rule.task("whatever an attempt fails of, the others go on"))
        .hints("Which failures do you know?", "Any Failed is one, of whatever class its failure.")
        .protects("Failures of every class.");
  }

  private static Probe<ConnectAny> allFail() {
    return Probe.of(
            "all refuse",
            "after 20, 30 and 40 ms each",
            RaceTrials.on(
                RaceScript.of(
                    "2001:db8::1 refuses 20", "192.0.2.1 unreachable 30", "192.0.2.2 refuses 40"),
                RaceScript.of(
                    "2001:db8::1 refuses 20",
                    "192.0.2.1 refuses 20",
                    "192.0.2.2 refuses 20",
                    "192.0.2.3 refuses 20")))
        .rule(ALL_FAILED)
        .hints(
            "What do you throw, and what became of the other failures?",
            "Keep them in a list, and give them to the exception by addSuppressed.")
        .protects("What is thrown at once when nothing is left.");
  }

  private static Probe<ConnectAny> allFailLate() {
    return Probe.of(
            "all refuse, the first one last",
            "the failures come in another order than the starts",
            RaceTrials.on(
                RaceScript.of("2001:db8::1 refuses 700", "192.0.2.1 refuses 100"),
                RaceScript.of(
                    "2001:db8::1 refuses 900", "192.0.2.1 refuses 600", "192.0.2.2 refuses 50")))
        .rule(ALL_FAILED)
        .hints(
            "When do you know that all have failed?",
            "When there are as many failures as addresses.")
        .protects("Failures of different moments, before two come at once.");
  }

  private static Probe<ConnectAny> twoFailAtOnce() {
    return Probe.of(
            "two fail in the same moment",
            "an older one and the latest, 300 ms after the beginning",
            RaceTrials.on(
                RaceScript.of("2001:db8::1 refuses 300", "192.0.2.1 refuses 50"),
                RaceScript.of(
                    "2001:db8::1 refuses 300", "192.0.2.1 refuses 50", "192.0.2.2 connects 40"),
                RaceScript.of(
                    "2001:db8::1 refuses 540",
                    "192.0.2.1 refuses 290",
                    "2001:db8::2 refuses 40",
                    "192.0.2.2 refuses 40")))
        .rule(Rule.task("each failure counts, whatever else fails in the same moment"))
        .hints(
            "What do you do with the second event of a moment?",
            "The same as with any other: keep its failure, and see whether it was the latest, and"
                + " whether all have failed.")
        .protects("Two failures at once where nothing but failures is, and no limit is near.");
  }

  private static Probe<ConnectAny> silent() {
    return Probe.of(
            "all are silent",
            "the limit is 2 s, or 30, and counts from the beginning",
            RaceTrials.on(
                RaceScript.of("2001:db8::1 silent", "192.0.2.1 silent", "192.0.2.2 silent")
                    .limit(2000),
                RaceScript.of("2001:db8::1 silent", "192.0.2.1 connects 3000").limit(2100),
                RaceScript.of("192.0.2.1 silent", "192.0.2.2 silent").limit(30_000)))
        .rule(LIMIT)
        .hints(
            "What ends your wait when all attempts have begun?",
            "Wait for as long as is left of the limit, and then cancel them all.")
        .protects("A limit that nothing but silence leads to.");
  }

  private static Probe<ConnectAny> silentAndRefused() {
    return Probe.of(
            "one refuses, the others are silent",
            "the limit is 1 s",
            RaceTrials.on(
                RaceScript.of("2001:db8::1 refuses 20", "192.0.2.1 silent", "192.0.2.2 silent")
                    .limit(1000),
                RaceScript.of("2001:db8::1 silent", "192.0.2.1 refuses 600").limit(1000),
                RaceScript.of(
                        "2001:db8::1 refuses 300",
                        "192.0.2.1 silent",
                        "2001:db8::2 silent",
                        "192.0.2.2 silent")
                    .limit(900)))
        .rule(LIMIT)
        .hints(
            "What does your exception say about the failure?",
            "The failures are suppressed in the SocketTimeoutException as well.")
        .protects("The failures, where the end is a timeout.");
  }

  private static Probe<ConnectAny> silentAndTwo() {
    return Probe.of(
            "two refuse, the third is silent",
            "the limit is 1 s, and the exception has both failures",
            RaceTrials.on(
                RaceScript.of("2001:db8::1 refuses 20", "192.0.2.1 refuses 20", "192.0.2.2 silent")
                    .limit(1000),
                RaceScript.of(
                        "2001:db8::1 refuses 700",
                        "192.0.2.1 silent",
                        "192.0.2.2 unreachable 100",
                        "2001:db8::2 silent")
                    .limit(1000)))
        .rule(LIMIT)
        .hints(
            "How many failures does your SocketTimeoutException have?",
            "All of them: call addSuppressed for each, whatever the end is.")
        .protects("More failures than one at a timeout, before some come at the limit itself.");
  }

  private static Probe<ConnectAny> shortLimit() {
    return Probe.of(
            "a limit shorter than the delay",
            "200 ms, so the second one never begins",
            RaceTrials.on(
                RaceScript.of("2001:db8::1 silent", "192.0.2.1 connects 40").limit(200),
                RaceScript.of("2001:db8::1 connects 230", "192.0.2.1 connects 40").limit(200),
                RaceScript.of(
                        "2001:db8::1 connects 40",
                        "192.0.2.1 silent",
                        "192.0.2.2 silent",
                        "192.0.2.3 silent")
                    .limit(200)))
        .rule(LIMIT)
        .hints(
            "How long do you wait for the next start?",
            "Until that start or the limit, whichever is sooner.");
  }

  private static Probe<ConnectAny> lastStart() {
    return Probe.of(
            "a limit between two starts",
            "it is 600 ms: the third one begins at 500, and has 100 left",
            RaceTrials.on(
                RaceScript.of("2001:db8::1 silent", "192.0.2.1 silent", "192.0.2.2 connects 110")
                    .limit(600),
                RaceScript.of("2001:db8::1 silent", "192.0.2.1 silent", "192.0.2.2 connects 90")
                    .limit(600)))
        .rule(LIMIT)
        .hints(
            "How long does the last attempt have?",
            "What is left of the limit, which counts from the beginning.")
        .protects("A limit that falls into the wait for the last attempt.");
  }

  private static Probe<ConnectAny> dueAtLimit() {
    return Probe.of(
            "a start that is due at the limit",
            "begin it and cancel it, or don't begin it; the limit is over",
            RaceTrials.on(
                RaceScript.of("2001:db8::1 silent", "192.0.2.1 silent").limit(250),
                RaceScript.of("2001:db8::1 silent", "192.0.2.1 silent", "192.0.2.2 silent")
                    .limit(500),
                RaceScript.of("2001:db8::1 refuses 200", "192.0.2.1 silent").limit(200)))
        .rule(
            Rule.task(
                "at the limit: SocketTimeoutException, unless all have failed; nothing goes on"))
        .hints(
            "In which order do you look at the limit, at what is due, and at what has failed?",
            "Look at the limit before you start anything; all have failed only if all had begun.");
  }

  private static Probe<ConnectAny> justInTime() {
    return Probe.of(
            "a connection just before the limit",
            "1 ms is left",
            RaceTrials.on(
                RaceScript.of("2001:db8::1 connects 999").limit(1000),
                RaceScript.of("2001:db8::1 silent", "192.0.2.1 connects 749").limit(1000)))
        .rule(Rule.task("before the limit, the first connection is returned"))
        .hints(
            "When is the limit over for you?",
            "When race.now() has reached the beginning plus the limit, and not before.")
        .protects("The last millisecond before the limit.");
  }

  private static Probe<ConnectAny> sameMoment() {
    return Probe.of(
            "two connect in the same moment",
            "both attempts have a connection 290 ms after the beginning",
            RaceTrials.on(
                RaceScript.of("2001:db8::1 connects 290", "192.0.2.1 connects 40"),
                RaceScript.of(
                    "2001:db8::1 connects 290", "192.0.2.1 connects 40", "192.0.2.2 silent")))
        .rule(NOTHING_OPEN)
        .hints(
            "What does race.cancel(…) return, and what does that say?",
            "If it is false, the attempt has ended: ask race.await(Duration.ZERO) how, and close"
                + " what is there.")
        .protects("One late connection, before there are two.");
  }

  private static Probe<ConnectAny> threeInAMoment() {
    return Probe.of(
            "three connect in the same moment",
            "540 ms after the beginning, and a fourth never does",
            RaceTrials.on(
                RaceScript.of(
                    "2001:db8::1 connects 540",
                    "192.0.2.1 connects 290",
                    "2001:db8::2 connects 40",
                    "192.0.2.2 silent"),
                RaceScript.of(
                    "2001:db8::1 silent",
                    "192.0.2.1 connects 540",
                    "2001:db8::2 connects 290",
                    "192.0.2.2 connects 40")))
        .rule(NOTHING_OPEN)
        .hints(
            "How often do you ask what else has happened?",
            "Until race.await(Duration.ZERO) says Elapsed.")
        .protects("Late connections that are more than one.");
  }

  private static Probe<ConnectAny> failureInTheMoment() {
    return Probe.of(
            "one connects, one fails in the same moment",
            "both 290 ms after the beginning",
            RaceTrials.on(
                RaceScript.of("2001:db8::1 connects 290", "192.0.2.1 refuses 40"),
                RaceScript.of("2001:db8::1 refuses 290", "192.0.2.1 connects 40"),
                RaceScript.of(
                    "2001:db8::1 connects 290", "192.0.2.1 refuses 40", "192.0.2.2 silent")))
        .rule(
            Rule.task("once await(…) has told of a connection, nothing new is begun or kept open"))
        .hints(
            "What kinds of event may come after the first connection?",
            "A Failed is nothing to worry about by then.")
        .protects("The failure alone, before another connection comes behind it.");
  }

  private static Probe<ConnectAny> failureBetween() {
    return Probe.of(
            "a failure between two connections",
            "all three 540 ms after the beginning",
            RaceTrials.on(
                RaceScript.of(
                    "2001:db8::1 connects 540", "192.0.2.1 refuses 290", "192.0.2.2 connects 40"),
                RaceScript.of(
                    "2001:db8::1 connects 790",
                    "192.0.2.1 refuses 540",
                    "192.0.2.2 connects 290",
                    "192.0.2.3 connects 40")))
        .rule(NOTHING_OPEN)
        .hints(
            "What ends your loop that closes what has come too late?",
            "Only Elapsed says that there is nothing left; a Failed says nothing about others.");
  }

  private static Probe<ConnectAny> limitMoment() {
    return Probe.of(
            "a connection in the last moment",
            "it comes at the limit itself; return it or throw, but leave nothing open",
            RaceTrials.on(
                RaceScript.of("2001:db8::1 silent", "192.0.2.1 connects 750").limit(1000),
                RaceScript.of("2001:db8::1 refuses 1000", "192.0.2.1 connects 750").limit(1000),
                RaceScript.of("2001:db8::1 connects 1000", "192.0.2.1 connects 750").limit(1000),
                RaceScript.of("2001:db8::1 refuses 20", "192.0.2.1 connects 980").limit(1000)))
        .rule(
            Rule.task(
                "a connection at the limit is returned; or closed, with a SocketTimeoutException"))
        .hints(
            "What do you throw at the limit, and what becomes of a connection that comes then?",
            "Close each that you don't return, and also what race.await(Duration.ZERO) brings after"
                + " the last cancel.")
        .protects("What comes at the limit, where the moment is free and the rest isn't.");
  }

  private static Probe<ConnectAny> failuresAtLimit() {
    return Probe.of(
            "failures in the last moment",
            "two come at the limit itself, and a third attempt is silent",
            RaceTrials.on(
                RaceScript.of(
                        "2001:db8::1 refuses 1000", "192.0.2.1 refuses 750", "192.0.2.2 silent")
                    .limit(1000)))
        .rule(Rule.task("every failure that await(…) told is in the exception"))
        .hints(
            "What do you do with a Failed that comes after the last cancel?",
            "Keep it like the others, before you make the exception.");
  }

  private static Probe<ConnectAny> one() {
    return Probe.of(
            "one address",
            "it connects, refuses, or is silent",
            RaceTrials.on(
                RaceScript.of("192.0.2.1 connects 1040"),
                RaceScript.of("192.0.2.1 refuses 20"),
                RaceScript.of("192.0.2.1 silent")))
        .rule(Rule.task("a list may have one address"))
        .hints(
            "What is different with one address?",
            "Nothing: there is no next start to wait for, only the limit.")
        .protects("A list without a second address, in each way that it can end.");
  }

  private static Probe<ConnectAny> none() {
    return Probe.of("no address", "there is nothing to try", RaceTrials.on(RaceScript.of()))
        .rule(Rule.task("an empty list is an IllegalArgumentException"))
        .hints("What do you do with an empty list?", "Look at addresses.isEmpty() first.");
  }

  private static Probe<ConnectAny> inTurn() {
    return Probe.of(
            "one race after another",
            "by the same object",
            RaceTrials.inTurn(
                RaceScript.of("2001:db8::1 silent", "192.0.2.1 connects 40"),
                RaceScript.of("2001:db8::1 silent", "192.0.2.1 connects 40")))
        .rule(NOTHING_KEPT)
        .hints(
            "Which of your variables outlive a call?",
            "None should: let them be local to connect(…).")
        .protects("What outlives a race, before other probes meet it by chance.");
  }

  private static Probe<ConnectAny> otherFailures() {
    return Probe.of(
            "the failures of another race",
            "none is in the exception of a later one",
            RaceTrials.inTurn(
                RaceScript.of("2001:db8::1 refuses 20", "192.0.2.1 refuses 20"),
                RaceScript.of("2001:db8::1 refuses 20", "192.0.2.1 silent").limit(1000),
                RaceScript.of("2001:db8::1 silent").limit(1000),
                RaceScript.of("2001:db8::1 refuses 20", "192.0.2.1 refuses 20"),
                RaceScript.of("2001:db8::2 refuses 20"),
                RaceScript.of("2001:db8::1 refuses 20", "192.0.2.1 connects 40"),
                RaceScript.of("2001:db8::2 refuses 20"),
                RaceScript.of("2001:db8::1 refuses 20", "192.0.2.1 silent").limit(1000),
                RaceScript.of("2001:db8::2 refuses 20")))
        .rule(NOTHING_KEPT)
        .hints(
            "Where do you keep the failures?",
            "In a list that is made anew in each call of connect(…).");
  }

  private static Probe<ConnectAny> clock() {
    return Probe.of(
            "a clock that doesn't begin at zero",
            "it says one hour when the race begins",
            RaceTrials.on(
                RaceScript.of("2001:db8::1 silent", "192.0.2.1 refuses 20", "192.0.2.2 connects 40")
                    .begin(Duration.ofHours(1)),
                RaceScript.of("2001:db8::1 silent", "192.0.2.1 silent").begin(Duration.ofHours(1))))
        .rule(Rule.task("the clock begins where it likes"))
        .hints(
            "What does race.now() say at the beginning?",
            "Read it once when you begin, and count from that.")
        .protects("A clock like that of System.nanoTime(), before stranger ones.");
  }

  private static Probe<ConnectAny> otherClocks() {
    return Probe.of(
            "clocks of every kind",
            "some begin below zero, some count for so long that an int has no room",
            RaceTrials.on(
                onClock(Duration.ofSeconds(-5)),
                onClock(Duration.ofHours(-1)),
                onClock(Duration.ofMillis(-250)),
                onClock(Duration.ofMillis(Integer.MAX_VALUE - 300L)),
                onClock(Duration.ofDays(30))))
        .rule(Rule.task("the clock begins where it likes"))
        .hints(
            "Which values of race.now() does your code take for something else?",
            "None is special, nor is any too large: compare and subtract Durations.");
  }

  private static RaceScript onClock(Duration begin) {
    return RaceScript.of("2001:db8::1 silent", "192.0.2.1 refuses 20", "192.0.2.2 silent")
        .limit(600)
        .begin(begin);
  }

  private static Probe<ConnectAny> everything() {
    var fine = RaceScript.of("2001:db8::1 refuses 20", "192.0.2.1 silent", "192.0.2.2 connects 40");
    return Probe.of(
            "all kinds of races",
            "each of two, three or four addresses does in turn all that it can",
            Trial.all(
                List.of(
                    RaceTrials.on(fine),
                    Trial.later(() ->
                        List.of(
                            RaceTrials.many(RaceSweep.ofThree(1000)),
                            RaceTrials.many(RaceSweep.ofThree(550)),
                            RaceTrials.many(RaceSweep.ofFour(800)))))))
        .rule(Rule.task("all that is required, whatever comes in one moment"))
        .hints(
            "Read the transcript from the top: at which step would you have done something else?",
            "Mind what comes in the same moment: two events, or an event and a start or the limit.")
        .protects("What only two faults at a time, or two things in a moment, would show.");
  }

  private static String[] twenty() {
    return IntStream.rangeClosed(1, 20)
        .mapToObj(host -> "192.0.2." + host + (host < 20 ? " silent" : " connects 40"))
        .toArray(String[]::new);
  }
}
