package netbook.exercise;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import netbook.dns.DnsMessage;
import netbook.dns.Flag;
import netbook.dns.Header;
import netbook.dns.Question;
import netbook.dns.Rcode;
import netbook.dns.RecordData;
import netbook.dns.RecordType;
import netbook.dns.ResourceRecord;

/**
 * Judges what a {@link MiniServer} answers to one request.
 *
 * @param form which rules there are for the rest
 * @param answers the right answers: aliases in their order, and then the other records in any
 * @param zone all records, which may help in the additional section; the SOA is the first
 */
record ZoneJudge(Form form, Rcode rcode, List<ResourceRecord> answers, List<ResourceRecord> zone)
    implements Judge<Bytes, Optional<Bytes>> {
  /** What kind of response is right. */
  enum Form {
    /** None. */
    SILENCE,
    /** Only a code, and perhaps the question. */
    CODE,
    /** Only a code, and the question. */
    REFUSAL,
    /** Answers. */
    ANSWERS,
    /** Answers; about the letters of the question there is another probe. */
    ANSWERS_TO_ANY_CASE,
    /** The SOA record, and no answers but aliases. */
    NOTHING,
    /** TC, and as many of the answers as one likes. */
    CUT,
    /** Aliases that lead in a circle, each of them once at most. */
    CIRCLE
  }

  @Override
  public Optional<Mismatch> returned(Bytes given, Optional<Bytes> response) {
    if (form == Form.SILENCE) {
      return response.map(octets -> new Mismatch("no response", Said.answer(octets)));
    }
    if (response.isEmpty()) {
      return Optional.of(new Mismatch("a response", "none"));
    }
    try {
      return judged(given, DnsMessage.decode(response.get()));
    } catch (MalformedException e) {
      return Optional.of(new Mismatch("a DNS message", Said.plain(e.getMessage())));
    }
  }

  private Optional<Mismatch> judged(Bytes given, DnsMessage response) {
    return Stream.of(
            header(Header.of(given), response.header()),
            question(given, response.questions()),
            answers(response),
            authority(response.authorities()),
            additional(given, response.additionals()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Mismatch> wrong(String expected, String actual) {
    return Optional.of(new Mismatch(expected, actual));
  }

  private Optional<Mismatch> header(Header asked, Header got) {
    var shown = got.without(Flag.AD).without(Flag.CD);
    var right = new Header(asked.id(), 0).with(Flag.QR).with(asked.opcode()).with(rcode);
    if (asked.has(Flag.RD)) {
      right = right.with(Flag.RD);
    }
    if (form == Form.CUT) {
      right = right.with(Flag.TC);
    }
    if (form == Form.CIRCLE && got.rcode().equals(Rcode.SERVFAIL)) {
      right = right.with(Rcode.SERVFAIL);
      shown = shown.without(Flag.AA);
    } else if (form != Form.CODE && form != Form.REFUSAL) {
      right = right.with(Flag.AA);
    }
    return right.equals(shown) ? Optional.empty() : wrong(right.toString(), shown.toString());
  }

  /** The octets of the question, with the case of its letters. */
  private Optional<Mismatch> question(Bytes given, List<Question> got) {
    if (form == Form.CODE && got.isEmpty()) {
      return Optional.empty();
    }
    try {
      var asked = DnsMessage.decode(given).questions();
      boolean inAnyCase = form == Form.CODE || form == Form.ANSWERS_TO_ANY_CASE;
      boolean same = inAnyCase ? asked.equals(got) : octets(asked).equals(octets(got));
      return same ? Optional.empty() : wrong("the question " + asked, got.toString());
    } catch (MalformedException e) {
      return Optional.empty(); // What of a question can't be read is nobody's to repeat.
    }
  }

  private static List<Object> octets(List<Question> questions) {
    var octets = new ArrayList<>();
    for (var question : questions) {
      octets.add(List.of(question.name().toBytes(), question.type(), question.recordClass()));
    }
    return octets;
  }

  private Optional<Mismatch> answers(DnsMessage response) {
    var got = response.answers();
    boolean right =
        switch (form) {
          case SILENCE, CODE, REFUSAL -> got.isEmpty();
          case ANSWERS, ANSWERS_TO_ANY_CASE, NOTHING -> isRight(got);
          case CUT -> answers.containsAll(got);
          case CIRCLE ->
              answers.containsAll(got)
                  && new HashSet<>(got).size() == got.size()
                  && (!got.isEmpty() || !response.header().rcode().equals(Rcode.NOERROR));
        };
    return right ? Optional.empty() : wrong("answers " + text(answers), text(got));
  }

  private boolean isRight(List<ResourceRecord> got) {
    int aliases = (int) answers.stream().filter(ZoneJudge::isAlias).count();
    return got.size() == answers.size()
        && got.subList(0, aliases).equals(answers.subList(0, aliases))
        && got.containsAll(answers)
        && answers.containsAll(got)
        && new HashSet<>(got).size() == got.size();
  }

  private static boolean isAlias(ResourceRecord record) {
    return record.type().equals(RecordType.CNAME);
  }

  private Optional<Mismatch> authority(List<ResourceRecord> got) {
    return switch (form) {
      case NOTHING ->
          got.equals(List.of(negative()))
              ? Optional.empty()
              : wrong("authority " + text(List.of(negative())), text(got));
      case CIRCLE -> Optional.empty();
      case SILENCE, CODE, REFUSAL, ANSWERS, ANSWERS_TO_ANY_CASE, CUT ->
          got.isEmpty() ? Optional.empty() : wrong("no authority record", text(got));
    };
  }

  /** The SOA record with the time for which nothing may be kept. */
  private ResourceRecord negative() {
    var soa = zone.getFirst();
    long minimum = ((RecordData.Soa) soa.data()).minimum();
    return new ResourceRecord(soa.name(), Math.min(soa.ttl(), minimum), soa.data());
  }

  private Optional<Mismatch> additional(Bytes given, List<ResourceRecord> got) {
    var strange =
        got.stream()
            .filter(record -> !zone.contains(record))
            .filter(record -> !record.type().equals(RecordType.OPT) || !hasEdns(given))
            .toList();
    return strange.isEmpty()
        ? Optional.empty()
        : wrong("additional records of the zone", text(strange));
  }

  private static boolean hasEdns(Bytes given) {
    try {
      return DnsMessage.decode(given).findEdns().isPresent();
    } catch (MalformedException e) {
      return false;
    }
  }

  private static String text(List<ResourceRecord> records) {
    return records.isEmpty() ? "none" : Said.answer(records);
  }
}
