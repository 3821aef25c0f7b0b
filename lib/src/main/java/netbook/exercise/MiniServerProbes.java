package netbook.exercise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import netbook.dns.DnsMessage;
import netbook.dns.Edns;
import netbook.dns.Flag;
import netbook.dns.Header;
import netbook.dns.Name;
import netbook.dns.Opcode;
import netbook.dns.Question;
import netbook.dns.Rcode;
import netbook.dns.RecordClass;
import netbook.dns.RecordType;
import netbook.dns.ResourceRecord;
import netbook.dns.Transport;
import netbook.dns.ZoneFile;
import netbook.exercise.ZoneJudge.Form;

/** The probes of {@link MiniServer}. */
final class MiniServerProbes {
  private static final Name ORIGIN = Name.of("example.com");

  private static final Rule FIND =
      Rule.must("RFC 1034 §4.3.2", "all records that match the name and QTYPE");
  private static final Rule ALIAS =
      Rule.must("RFC 1034 §4.3.2", "copy the CNAME, change QNAME to where it leads, and go back");
  private static final Rule LOOPS =
      Rule.should("RFC 1034 §3.6.2", "not fail when presented with CNAME chains or loops");
  private static final Rule NEGATIVE =
      Rule.must("RFC 2308 §3", "the SOA in the authority section of NXDOMAIN and of no data");
  private static final Rule KEPT =
      Rule.must("RFC 2308 §3", "the TTL is the minimum of MINIMUM and the TTL of the SOA itself");
  private static final Rule LIMIT =
      Rule.must("RFC 1035 §4.2.1", "over UDP at most 512 bytes; what is longer is cut, with TC");

  /** A header of a query that promises one question. */
  private static final String HEADER = "2b1c 0100 0001 0000 0000 0000 ";

  private static final List<ResourceRecord> LONG =
      Stream.of("a", "b", "c", "d", "e")
          .flatMap(letter -> records("long 300 TXT " + letter.repeat(250)).stream())
          .toList();

  private static final List<ResourceRecord> POOL =
      IntStream.range(0, 25)
          .mapToObj(i -> "pool 300 A 198.51.100." + i)
          .flatMap(line -> records(line).stream())
          .toList();

  private static final List<ResourceRecord> ZONE = zone();

  /** An SOA record whose TTL isn't its MINIMUM. */
  private static final String TIMES = "@ 3600 SOA ns hostmaster 1 7200 900 1209600 60";

  private static final List<ResourceRecord> OTHER =
      parsed(
          """
          @   300 SOA ns hostmaster 1 7200 900 1209600 300
          web 300 A   192.0.2.99
          """,
          Name.of("example.org"));

  private MiniServerProbes() {}

  static List<Probe<MiniServer>> all() {
    return Stream.of(found(), nothing(), aliases(), sizes(), requests())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Probe<MiniServer>> found() {
    return List.of(
        example(),
        twice(),
        several(),
        apex(),
        capitals(),
        capitalsInZone(),
        noRecursion(),
        flags());
  }

  private static List<Probe<MiniServer>> nothing() {
    return List.of(noName(), noType(), minimum(), shortTtl(), between(), halfLabel(), question());
  }

  private static List<Probe<MiniServer>> aliases() {
    return List.of(
        alias(), itself(), many(), away(), lost(), noTypeThere(), toItself(), circle(), ownTtl());
  }

  private static List<Probe<MiniServer>> sizes() {
    return List.of(longByUdp(), longByTcp(), veryLongByTcp(), just512(), just513(), shortByTcp());
  }

  private static List<Probe<MiniServer>> requests() {
    return List.of(
        outside(),
        alike(),
        otherClass(),
        opcode(),
        twoQuestions(),
        noQuestion(),
        junk(),
        noHeader(),
        response(),
        junkResponse(),
        flagsOfErrors(),
        edns());
  }

  private static Probe<MiniServer> example() {
    return Probe.of(
            "an address",
            "the chapter's own example",
            answers(query("web.example.com", "A"), "web 300 A 192.0.2.80"))
        .rule(FIND)
        .hints(
            "Which records of the zone have this name and this type?",
            "query.reply(Rcode.NOERROR), with AA, and with them as its answers.")
        .protects("Shows that the report's first words are about the simplest case.");
  }

  private static Probe<MiniServer> twice() {
    return Probe.of(
            "two zones",
            "one server, and then another zone",
            List.of(
                new ZoneTrial(
                    List.of(
                        new ZoneTrial.Call(
                            ZONE,
                            query("web.example.com", "A"),
                            Transport.UDP,
                            new ZoneJudge(
                                Form.ANSWERS,
                                Rcode.NOERROR,
                                records("web 300 A 192.0.2.80"),
                                ZONE)),
                        new ZoneTrial.Call(
                            OTHER,
                            query("web.example.org", "A"),
                            Transport.UDP,
                            new ZoneJudge(
                                Form.ANSWERS, Rcode.NOERROR, List.of(OTHER.getLast()), OTHER))))))
        .rule(Rule.task("a call is about its own zone and request"))
        .hints(
            "Does something of the first call survive until the second?",
            "Nothing is kept between calls.")
        .protects("Names the cause of what would look like a wrong answer in each later probe.");
  }

  private static Probe<MiniServer> several() {
    return Probe.of(
            "two records",
            "a name may have several of one type: 2 here, and 25",
            Trial.all(
                List.of(
                    answers(
                        query("mail.example.com", "A"),
                        "mail 300 A 192.0.2.25",
                        "mail 300 A 192.0.2.26"),
                    byUdp(query("pool.example.com", "A"), Form.ANSWERS, Rcode.NOERROR, POOL))))
        .rule(FIND)
        .hints(
            "How many records of this name and type has the zone?",
            "All of them are answers, in any order.")
        .protects("Two short ones; long answers have several as well.");
  }

  private static Probe<MiniServer> apex() {
    return Probe.of(
            "the zone's own name",
            "it is in the zone, and has records",
            answers(query("example.com", "MX"), "@ 300 MX 10 mail"))
        .rule(FIND)
        .hints("Is example.com in the zone example.com?", "name.isWithin(origin) says yes.")
        .protects("Records that are there; another probe asks for those that are not.");
  }

  private static Probe<MiniServer> capitals() {
    return Probe.of(
            "capital letters in the question",
            "the zone has small ones",
            inAnyCase("WEB.Example.COM", "web 300 A 192.0.2.80"))
        .rule(Rule.must("RFC 4343 §3", "names are compared without the case of their letters"))
        .hints(
            "How do you compare names?", "Name.equals ignores their case; a text of them does not.")
        .protects("Capital letters on one side; the next one has them on the other.");
  }

  private static Probe<MiniServer> capitalsInZone() {
    return Probe.of(
            "capital letters in the zone",
            "Upper stands there, and upper is asked",
            answers(query("upper.example.com", "A"), "Upper 300 A 192.0.2.77"))
        .rule(Rule.must("RFC 4343 §3", "names are compared without the case of their letters"))
        .hints(
            "Which of the two names do you make small?",
            "Neither: Name.equals ignores the case of both.");
  }

  private static Probe<MiniServer> noRecursion() {
    return Probe.of(
            "no recursion wanted",
            "RD is 0 in the request",
            List.of(
                call(
                    new DnsMessage(
                            Header.query(0xfedc),
                            List.of(new Question(Name.of("web.example.com"), RecordType.A)),
                            List.of(),
                            List.of(),
                            List.of())
                        .encode(),
                    Transport.UDP,
                    new ZoneJudge(
                        Form.ANSWERS, Rcode.NOERROR, records("web 300 A 192.0.2.80"), ZONE))))
        .rule(Rule.must("RFC 1035 §4.1.1", "RD is copied into the response"))
        .hints("Where does your RD come from?", "From the request; in the other probes it was 1.");
  }

  private static Probe<MiniServer> flags() {
    return Probe.of(
            "flags that aren't the client's",
            "AA, TC and RA are 1 in the request",
            answers(withServers(query("web.example.com", "A")), "web 300 A 192.0.2.80"))
        .rule(Rule.must("RFC 1035 §4.1.1", "AA, TC and RA are the server's"))
        .hints(
            "Which flags of the request do you copy?",
            "RD only. RA stays 0, for you ask nobody else; TC is for what you cut.");
  }

  private static Probe<MiniServer> noName() {
    return Probe.of(
            "no such name",
            "neither it nor one below it has records",
            Trial.all(
                List.of(
                    nothing(query("nobody.example.com", "A"), Rcode.NXDOMAIN),
                    nothing(query("nobody.example.com", "CNAME"), Rcode.NXDOMAIN),
                    nothing(query("*.example.com", "A"), Rcode.NXDOMAIN),
                    nothing(query("a.".repeat(30) + "web.example.com", "A"), Rcode.NXDOMAIN))))
        .rule(NEGATIVE)
        .hints(
            "Which RCODE, and what stands in the authority section?",
            "NXDOMAIN, and the SOA record: zone.getFirst().");
  }

  private static Probe<MiniServer> noType() {
    return Probe.of(
            "a name without that type",
            "it exists, so it is NOERROR, whatever type that is",
            Trial.all(
                List.of(
                    noData("web.example.com", "MX"),
                    noData("web.example.com", "AAAA"),
                    noData("web.example.com", "CNAME"),
                    noData("web.example.com", "TYPE300"),
                    noData("web.example.com", "TYPE65280"),
                    noData("example.com", "A"))))
        .rule(NEGATIVE)
        .hints("Is the name in the zone?", "It is: NOERROR without an answer, and the SOA record.");
  }

  private static Probe<MiniServer> minimum() {
    return Probe.of(
            "how long nothing may be kept",
            "the MINIMUM of the SOA record is below its TTL",
            keeping(3600, 60))
        .rule(KEPT)
        .hints(
            "Which TTL has the SOA record in your response?",
            "The smaller of soa.ttl() and ((RecordData.Soa) soa.data()).minimum().");
  }

  private static Probe<MiniServer> shortTtl() {
    return Probe.of(
            "how long, the other way round",
            "the TTL of the SOA record is below its MINIMUM",
            Trial.all(List.of(keeping(60, 3600), keeping(60, 3_000_000_000L))))
        .rule(KEPT)
        .hints(
            "Which TTL has the SOA record in your response?",
            "The smaller of soa.ttl() and ((RecordData.Soa) soa.data()).minimum().");
  }

  private static Probe<MiniServer> between() {
    return Probe.of(
            "a name between others",
            "_tcp has no records, and _sip._tcp has; deep has a.b.C.Deep below it",
            Trial.all(
                List.of(
                    noData("_tcp.example.com", "A"),
                    noData("b.c.deep.example.com", "A"),
                    noData("c.deep.example.com", "A"),
                    noData("deep.example.com", "A"))))
        .rule(Rule.must("RFC 4592 §2.2.2", "a name without records, with names below it, exists"))
        .hints("When does a name exist?", "If a record has it, or a name that isWithin it.");
  }

  private static Probe<MiniServer> halfLabel() {
    return Probe.of(
            "the end of a label",
            "eb.example.com is no name above web.example.com",
            nothing(query("eb.example.com", "A"), Rcode.NXDOMAIN))
        .rule(NEGATIVE)
        .hints(
            "How do you find out whether a name is below another?",
            "isWithin looks at labels; endsWith looks at letters.");
  }

  private static Probe<MiniServer> question() {
    return Probe.of(
            "the question as it came",
            "with the case of its letters",
            nothing(query("NoBody.ExaMPle.COM", "A"), Rcode.NXDOMAIN))
        .rule(Rule.must("RFC 1034 §3.1", "preserve case"))
        .hints(
            "Which letters has your question, and which had the request?",
            "The request's own question goes into the response: query.reply does that.");
  }

  private static Probe<MiniServer> alias() {
    return Probe.of(
            "an alias",
            "www leads to web, and so does WWW",
            Trial.all(
                List.of(
                    answers(
                        query("www.example.com", "A"), "www 300 CNAME web", "web 300 A 192.0.2.80"),
                    inAnyCase("WWW.Example.COM", "www 300 CNAME web", "web 300 A 192.0.2.80"))))
        .rule(ALIAS)
        .hints(
            "Which records answer the question?",
            "The CNAME record, and then those of the name where it leads.");
  }

  private static Probe<MiniServer> itself() {
    return Probe.of(
            "the alias itself",
            "the type asked is CNAME",
            answers(query("www.example.com", "CNAME"), "www 300 CNAME web"))
        .rule(ALIAS)
        .hints("Do you follow an alias that is the answer?", "Only if QTYPE is another type.");
  }

  private static Probe<MiniServer> many() {
    return Probe.of(
            "eight aliases in a row",
            "a1 to a8, and then web",
            answers(query("a1.example.com", "A"), chain()))
        .rule(ALIAS)
        .hints(
            "How many aliases do you follow?",
            "As many as there are, up to a limit of your own; here 8.");
  }

  private static Probe<MiniServer> away() {
    return Probe.of(
            "an alias to another zone",
            "away leads to www.example.org, alike to www.notexample.com",
            Trial.all(
                List.of(
                    answers(query("away.example.com", "A"), "away 300 CNAME www.example.org."),
                    answers(
                        query("alike.example.com", "A"), "alike 300 CNAME www.notexample.com."))))
        .rule(ALIAS)
        .hints(
            "What do you know of www.example.org?",
            "Nothing: not even that it isn't there. The alias is the answer, NOERROR.");
  }

  private static Probe<MiniServer> lost() {
    return Probe.of(
            "an alias to nowhere",
            "lost leads to a name that isn't in the zone",
            nothing(query("lost.example.com", "A"), Rcode.NXDOMAIN, "lost 300 CNAME nobody"))
        .rule(Rule.must("RFC 6604 §3", "the RCODE is about the last name"))
        .hints(
            "Which name is your RCODE about?",
            "The last one: NXDOMAIN with the SOA record, and the alias as an answer.");
  }

  private static Probe<MiniServer> noTypeThere() {
    return Probe.of(
            "an alias to a name without that type",
            "www leads to web, which has no MX",
            nothing(query("www.example.com", "MX"), Rcode.NOERROR, "www 300 CNAME web"))
        .rule(NEGATIVE)
        .hints(
            "What is there to say of the last name?",
            "That it has no such type: the SOA record, besides the alias.");
  }

  private static Probe<MiniServer> toItself() {
    return Probe.of(
            "an alias to itself", "self leads to self", circle("self", "self 300 CNAME self"))
        .rule(LOOPS)
        .hints(
            "How does your loop end?",
            "Keep the names where you were, or count; each alias is an answer once.");
  }

  private static Probe<MiniServer> circle() {
    return Probe.of(
            "two aliases in a circle",
            "ring1 leads to ring2, and back; round1 to ROUND2, and that to Round1",
            Trial.all(
                List.of(
                    circle("ring1", "ring1 300 CNAME ring2", "ring2 300 CNAME ring1"),
                    circle("round1", "round1 300 CNAME ROUND2", "round2 300 CNAME Round1"))))
        .rule(LOOPS)
        .hints(
            "How does your loop end?",
            "Keep all the names where you were, or count; each alias is an answer once.");
  }

  private static Probe<MiniServer> ownTtl() {
    return Probe.of(
            "each with its own TTL",
            "an alias, what it leads to, and the SOA record where it is the answer",
            Trial.all(
                List.of(
                    fromTimes("www", "A", "www 40 CNAME web", "web 30 A 192.0.2.80"),
                    fromTimes("www", "AAAA", "www 40 CNAME web", "web 50 AAAA 2001:db8::80"),
                    fromTimes("@", "SOA", TIMES))))
        .rule(FIND)
        .hints(
            "Which TTL has each record, in the zone and in your response?",
            "Take the zone's records as they are; only the SOA record of a missing name differs.");
  }

  private static Probe<MiniServer> longByUdp() {
    return Probe.of(
            "over 512 bytes, by UDP",
            "five TXT records of 250 letters",
            cut(query("long.example.com", "TXT"), ZONE, LONG))
        .rule(LIMIT)
        .hints("How many bytes has your response?", "reply.encode(512) cuts it and sets TC.")
        .protects("Far above the limit; the next but one is just above.");
  }

  private static Probe<MiniServer> longByTcp() {
    return Probe.of(
            "the same by TCP",
            "it is whole there, without TC",
            byTcp(query("long.example.com", "TXT"), LONG))
        .rule(Rule.must("RFC 1035 §4.2.2", "a message over TCP has its own length"))
        .hints("Who needs the limit of 512?", "Only UDP: look at the transport.")
        .protects("One that is just above the limit of UDP; the next one is far above any.");
  }

  private static Probe<MiniServer> veryLongByTcp() {
    var zone = new ArrayList<>(records(TIMES));
    zone.addAll(
        IntStream.range(100, 180)
            .mapToObj(i -> "vast 300 TXT " + Integer.toString(i).repeat(83))
            .flatMap(line -> records(line).stream())
            .toList());
    var judge = new ZoneJudge(Form.ANSWERS, Rcode.NOERROR, zone.subList(1, zone.size()), zone);
    return Probe.of(
            "20 kB by TCP",
            "80 TXT records",
            List.of(call(query("vast.example.com", "TXT"), Transport.TCP, judge)))
        .rule(Rule.must("RFC 1035 §4.2.2", "a message over TCP has its own length"))
        .hints("Which limit has your response over TCP?", "None: a message has up to 65535 bytes.");
  }

  private static Probe<MiniServer> just512() {
    return Probe.of("512 bytes", "as many as there may be", sized(512))
        .rule(LIMIT)
        .hints("At which length do you cut?", "512 is fine, 513 is not.");
  }

  private static Probe<MiniServer> just513() {
    return Probe.of("513 bytes", "one too many", sized(513))
        .rule(LIMIT)
        .hints("At which length do you cut?", "512 is fine, 513 is not.");
  }

  private static Probe<MiniServer> shortByTcp() {
    return Probe.of(
            "a short answer by TCP",
            "without the length before it; and the SOA record of a missing name",
            Trial.all(
                List.of(
                    byTcp(query("web.example.com", "A"), records("web 300 A 192.0.2.80")),
                    List.of(
                        call(
                            query("nobody.example.com", "A"),
                            Transport.TCP,
                            new ZoneJudge(Form.NOTHING, Rcode.NXDOMAIN, List.of(), ZONE))))))
        .rule(Rule.task("request and response have no length before them"))
        .hints(
            "Which are the first two bytes of your response?",
            "The ID: whoever sends it over TCP puts the length before it.");
  }

  private static Probe<MiniServer> outside() {
    return Probe.of(
            "outside of the zone",
            "another zone, the one above, and the root",
            Trial.all(
                List.of(
                    refused(query("www.example.org", "A")),
                    refused(query("com", "A")),
                    refused(query(".", "A")))))
        .rule(Rule.task("REFUSED for a name outside of the zone"))
        .hints(
            "What do you know of this name?",
            "Nothing, not even that it isn't there: REFUSED, without AA.")
        .protects("Names that look nothing like ours; the next one does.");
  }

  private static Probe<MiniServer> alike() {
    return Probe.of(
            "a name that ends alike",
            "notexample.com is not in example.com",
            Trial.all(
                List.of(
                    refused(query("notexample.com", "A")),
                    refused(query("web.notexample.com", "A")))))
        .rule(Rule.task("REFUSED for a name outside of the zone"))
        .hints(
            "How do you find out whether a name is in the zone?",
            "isWithin looks at labels; endsWith looks at letters.");
  }

  private static Probe<MiniServer> otherClass() {
    return Probe.of(
            "another class",
            "CH, NONE, ANY, 0 and 257, and not IN",
            Trial.all(
                IntStream.of(3, 254, 255, 0, 257).mapToObj(MiniServerProbes::inClass).toList()))
        .rule(Rule.task("REFUSED for another class than IN"))
        .hints("Which class has the question?", "Ours has IN only: question.recordClass().");
  }

  private static Probe<MiniServer> opcode() {
    return Probe.of(
            "another opcode",
            "1 to 15: STATUS is 2, NOTIFY is 4",
            Trial.all(
                IntStream.rangeClosed(1, 15)
                    .mapToObj(number -> code(opcode(number), Rcode.NOTIMP))
                    .toList()))
        .rule(Rule.must("RFC 1035 §4.1.1", "NOTIMP: the server doesn't support this kind of query"))
        .hints(
            "Which opcode has the request, and which your response?",
            "Anything but 0 is NOTIMP; the response has the opcode of the request.")
        .protects("The code alone; another probe has flags in such a request.");
  }

  private static Probe<MiniServer> twoQuestions() {
    return Probe.of(
            "two questions",
            "QDCOUNT is 2",
            code(questions("web.example.com", "mail.example.com"), Rcode.FORMERR))
        .rule(Rule.must("RFC 9619 §4", "QDCOUNT over 1 is FORMERR"))
        .hints("Which of them would you answer?", "Neither: FORMERR.")
        .protects("The code alone; another probe has flags in such a request.");
  }

  private static Probe<MiniServer> noQuestion() {
    return Probe.of("no question", "QDCOUNT is 0", code(questions(), Rcode.FORMERR))
        .rule(Rule.task("FORMERR unless there is one question"))
        .hints("What do you take from a list without questions?", "Nothing: FORMERR.");
  }

  private static Probe<MiniServer> junk() {
    return Probe.of(
            "junk behind a header",
            "no question, a cut one, a pointer to itself, a label that begins with 40",
            Trial.all(
                List.of(
                    code(Bytes.ofHex(HEADER), Rcode.FORMERR),
                    code(Bytes.ofHex(HEADER + "03 777777 00 0001 00"), Rcode.FORMERR),
                    code(Bytes.ofHex(HEADER + "c00c 0001 0001"), Rcode.FORMERR),
                    code(
                        Bytes.ofHex(HEADER + "40" + "61".repeat(64) + "00 0001 0001"),
                        Rcode.FORMERR))))
        .rule(Rule.must("RFC 1035 §4.1.1", "FORMERR: the server was unable to interpret the query"))
        .hints(
            "What does DnsMessage.decode do with what it can't read?",
            "It throws a MalformedException: answer FORMERR with the ID of Header.of(request).")
        .protects("The code alone; another probe has flags in such a request.");
  }

  private static Probe<MiniServer> noHeader() {
    return Probe.of("less than a header", "0 to 11 bytes: there is no ID to answer to", shortOnes())
        .rule(Rule.task("no response to fewer than 12 bytes"))
        .hints("Whom would you answer, and with which ID?", "Nobody: Optional.empty().");
  }

  private static Probe<MiniServer> response() {
    return Probe.of(
            "a response",
            "QR is 1, whatever its opcode: two servers would answer each other for ever",
            Trial.all(
                IntStream.rangeClosed(0, 15)
                    .mapToObj(number -> silence(with(opcode(number), Flag.QR)))
                    .toList()))
        .rule(Rule.task("no response to a response"))
        .hints("Is the request a query at all?", "If QR is 1, Optional.empty().");
  }

  private static Probe<MiniServer> junkResponse() {
    return Probe.of(
            "a response that can't be read",
            "not even FORMERR",
            silence(Bytes.ofHex("2b1c 8180 0001 0000 0000 0000" + "c00c")))
        .rule(Rule.task("no response to a response"))
        .hints(
            "What do you look at first, QR or the rest?",
            "QR: it is in the third byte, and needs no reader.");
  }

  private static Probe<MiniServer> flagsOfErrors() {
    return Probe.of(
            "flags of what you don't answer",
            "AA, TC and RA are 1 in what gets REFUSED, NOTIMP and FORMERR",
            Trial.all(
                List.of(
                    refused(withServers(query("www.example.org", "A"))),
                    code(withServers(opcode(2)), Rcode.NOTIMP),
                    code(
                        withServers(questions("web.example.com", "mail.example.com")),
                        Rcode.FORMERR),
                    code(Bytes.ofHex("2b1c 0780 0001 0000 0000 0000"), Rcode.FORMERR))))
        .rule(Rule.must("RFC 1035 §4.1.1", "AA, TC and RA are the server's"))
        .hints(
            "Which flags of the request do you copy?",
            "RD only, into an error too: make a new header with the ID, the opcode and RD.");
  }

  private static Probe<MiniServer> edns() {
    return Probe.of(
            "a request with EDNS",
            "an additional record of type OPT, as dig sends it; or records in other sections",
            Trial.all(
                List.of(
                    answers(withEdns(query("web.example.com", "A")), "web 300 A 192.0.2.80"),
                    answers(withRecords(query("web.example.com", "A")), "web 300 A 192.0.2.80"))))
        .rule(Rule.task("what stands behind the question is passed over"))
        .hints("Why do you refuse it?", "One question is all that you need; EDNS is an offer.");
  }

  /** What dig makes of an alias, of no name, and of what comes by TCP. */
  static Probe<MiniServer> byDig() {
    return Probe.<MiniServer>of(
            "dig asks",
            "a program that others wrote reads your responses, by UDP and by TCP",
            List.of(
                dig("www", "A", "NOERROR", records("www 300 CNAME web", "web 300 A 192.0.2.80")),
                dig("nobody", "A", "NXDOMAIN", List.of(ZONE.getFirst())),
                dig("long", "TXT", "NOERROR", LONG)))
        .rule(Rule.task("dig shows what the zone has"))
        .hints(
            "What does dig show otherwise?",
            "Put your server behind two sockets, and ask it with dig +norecurse in a terminal.");
  }

  private static Trial<MiniServer> dig(
      String name, String type, String status, List<ResourceRecord> records) {
    return new DigTrial(ZONE, name + ".example.com", type, status, records);
  }

  private static List<ResourceRecord> zone() {
    var text =
        """
        @         300 SOA   ns hostmaster 1 7200 900 1209600 300
        @         300 NS    ns
        @         300 MX    10 mail
        ns        300 A     192.0.2.53
        mail      300 A     192.0.2.25
        mail      300 A     192.0.2.26
        web       300 A     192.0.2.80
        Upper     300 A     192.0.2.77
        www       300 CNAME web
        _sip._tcp 300 SRV   0 0 5060 mail
        a.b.C.Deep 300 A    192.0.2.44
        away      300 CNAME www.example.org.
        alike     300 CNAME www.notexample.com.
        lost      300 CNAME nobody
        ring1     300 CNAME ring2
        ring2     300 CNAME ring1
        self      300 CNAME self
        round1    300 CNAME ROUND2
        round2    300 CNAME Round1
        """;
    var all = new ArrayList<>(parsed(text, ORIGIN));
    all.addAll(records(chain()).subList(0, 8));
    all.addAll(LONG);
    all.addAll(POOL);
    return List.copyOf(all);
  }

  /** Eight aliases and the address where they lead. */
  private static String[] chain() {
    var lines = IntStream.rangeClosed(1, 7).mapToObj(i -> "a%d 300 CNAME a%d".formatted(i, i + 1));
    return Stream.concat(lines, Stream.of("a8 300 CNAME web", "web 300 A 192.0.2.80"))
        .toArray(String[]::new);
  }

  private static List<ResourceRecord> parsed(String text, Name origin) {
    try {
      return ZoneFile.parse(text, origin);
    } catch (MalformedException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static List<ResourceRecord> records(String... lines) {
    return parsed(String.join("\n", lines) + "\n", ORIGIN);
  }

  private static Bytes query(String name, String type) {
    return DnsMessage.query(0x2b1c, Name.of(name), RecordType.of(type)).encode();
  }

  private static DnsMessage decoded(Bytes octets) {
    try {
      return DnsMessage.decode(octets);
    } catch (MalformedException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** With the flags that only a server sets. */
  private static Bytes withServers(Bytes query) {
    return with(query, Flag.AA, Flag.TC, Flag.RA);
  }

  private static Bytes with(Bytes query, Flag... flags) {
    var message = decoded(query);
    return message.with(message.header().with(flags)).encode();
  }

  private static Bytes withEdns(Bytes query) {
    return decoded(query).with(Edns.of(1232)).encode();
  }

  /** An answer and an authority record, which aren't a request's to have. */
  private static Bytes withRecords(Bytes query) {
    var records = records("web 300 A 192.0.2.81");
    return decoded(query).withAnswers(records).withAuthorities(records).encode();
  }

  private static List<Trial<MiniServer>> inClass(int number) {
    var question = new Question(Name.of("web.example.com"), RecordType.A, new RecordClass(number));
    return refused(DnsMessage.of(Header.query(0x2b1c), question).encode());
  }

  private static Bytes opcode(int number) {
    var message = decoded(query("web.example.com", "A"));
    return message.with(message.header().with(new Opcode(number))).encode();
  }

  private static Bytes questions(String... names) {
    var questions =
        Arrays.stream(names).map(name -> new Question(Name.of(name), RecordType.A)).toList();
    return new DnsMessage(Header.query(0x2b1c), questions, List.of(), List.of(), List.of())
        .encode();
  }

  private static Trial<MiniServer> call(Bytes request, Transport transport, ZoneJudge judge) {
    return new ZoneTrial(List.of(new ZoneTrial.Call(judge.zone(), request, transport, judge)));
  }

  private static List<Trial<MiniServer>> byUdp(
      Bytes request, Form form, Rcode rcode, List<ResourceRecord> answers) {
    return List.of(call(request, Transport.UDP, new ZoneJudge(form, rcode, answers, ZONE)));
  }

  private static List<Trial<MiniServer>> answers(Bytes request, String... lines) {
    return byUdp(request, Form.ANSWERS, Rcode.NOERROR, records(lines));
  }

  private static List<Trial<MiniServer>> byTcp(Bytes request, List<ResourceRecord> answers) {
    var judge = new ZoneJudge(Form.ANSWERS, Rcode.NOERROR, answers, ZONE);
    return List.of(call(request, Transport.TCP, judge));
  }

  private static List<Trial<MiniServer>> nothing(Bytes request, Rcode rcode, String... aliases) {
    return byUdp(request, Form.NOTHING, rcode, records(aliases));
  }

  private static List<Trial<MiniServer>> noData(String name, String type) {
    return byUdp(query(name, type), Form.NOTHING, Rcode.NOERROR, List.of());
  }

  private static List<Trial<MiniServer>> inAnyCase(String name, String... lines) {
    return byUdp(query(name, "A"), Form.ANSWERS_TO_ANY_CASE, Rcode.NOERROR, records(lines));
  }

  /** From a zone whose records have different times. */
  private static List<Trial<MiniServer>> fromTimes(String name, String type, String... lines) {
    var zone =
        records(TIMES, "web 30 A 192.0.2.80", "web 50 AAAA 2001:db8::80", "www 40 CNAME web");
    var request = query(name.equals("@") ? "example.com" : name + ".example.com", type);
    var judge = new ZoneJudge(Form.ANSWERS, Rcode.NOERROR, records(lines), zone);
    return List.of(call(request, Transport.UDP, judge));
  }

  private static List<Trial<MiniServer>> refused(Bytes request) {
    return byUdp(request, Form.REFUSAL, Rcode.REFUSED, List.of());
  }

  private static List<Trial<MiniServer>> code(Bytes request, Rcode rcode) {
    return byUdp(request, Form.CODE, rcode, List.of());
  }

  private static List<Trial<MiniServer>> silence(Bytes request) {
    return byUdp(request, Form.SILENCE, Rcode.NOERROR, List.of());
  }

  private static List<Trial<MiniServer>> shortOnes() {
    var query = query("web.example.com", "A");
    return Trial.all(
        IntStream.range(0, Header.SIZE).mapToObj(size -> silence(query.slice(0, size))).toList());
  }

  private static List<Trial<MiniServer>> circle(String name, String... lines) {
    return byUdp(query(name + ".example.com", "A"), Form.CIRCLE, Rcode.NOERROR, records(lines));
  }

  private static List<Trial<MiniServer>> cut(
      Bytes request, List<ResourceRecord> zone, List<ResourceRecord> answers) {
    var judge = new ZoneJudge(Form.CUT, Rcode.NOERROR, answers, zone);
    return List.of(call(request, Transport.UDP, judge));
  }

  /** A name without records, in a zone whose SOA record has these times. */
  private static List<Trial<MiniServer>> keeping(long ttl, long minimum) {
    var soa = "@ %d SOA ns hostmaster 1 7200 900 1209600 %d".formatted(ttl, minimum);
    var judge = new ZoneJudge(Form.NOTHING, Rcode.NXDOMAIN, List.of(), records(soa));
    return List.of(call(query("nobody.example.com", "A"), Transport.UDP, judge));
  }

  /** A response of so many octets, with its name compressed. */
  private static List<Trial<MiniServer>> sized(int octets) {
    var request = query("t.example.com", "TXT");
    int rest = octets - request.size() - 12 - 2 * 201 - 1;
    var line = "t 300 TXT %1$s %1$s %2$s".formatted("a".repeat(200), "b".repeat(rest));
    var zone = records("@ 300 SOA ns hostmaster 1 7200 900 1209600 300", line);
    var answers = zone.subList(1, 2);
    return octets > DnsMessage.DATAGRAM_MAX
        ? cut(request, zone, answers)
        : List.of(
            call(
                request, Transport.UDP, new ZoneJudge(Form.ANSWERS, Rcode.NOERROR, answers, zone)));
  }
}
