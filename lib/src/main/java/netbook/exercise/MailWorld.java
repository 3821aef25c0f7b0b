package netbook.exercise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import netbook.bytes.MalformedException;
import netbook.dns.DnsMessage;
import netbook.dns.Name;
import netbook.dns.Question;
import netbook.dns.Rcode;
import netbook.dns.RecordType;
import netbook.dns.ResourceRecord;
import netbook.dns.ZoneFile;
import netbook.resolve.Authority;
import netbook.resolve.Zone;

/**
 * The zones that a {@link MailPlan} is made from, and what goes wrong when somebody asks about
 * them. It follows aliases inside of a zone, and not into another one. Immutable.
 */
final class MailWorld {
  private static final String START = "@ 60 SOA ns hostmaster 1 3600 600 86400 60\n$TTL 60\n";

  private final List<Zone> zones;
  private final Authority authority;
  private final Map<Question, Rcode> failing;
  private final List<Question> silent;
  private final Map<Question, UnaryOperator<DnsMessage>> edits;

  private MailWorld(
      List<Zone> zones,
      Map<Question, Rcode> failing,
      List<Question> silent,
      Map<Question, UnaryOperator<DnsMessage>> edits) {
    this.zones = List.copyOf(zones);
    this.authority = new Authority(zones);
    this.failing = Map.copyOf(failing);
    this.silent = List.copyOf(silent);
    this.edits = Map.copyOf(edits);
  }

  /** A world with one zone. */
  static MailWorld of(String origin, String... lines) {
    return new MailWorld(List.of(), Map.of(), List.of(), Map.of()).with(origin, lines);
  }

  /** The same with another zone. */
  MailWorld with(String origin, String... lines) {
    var all = new ArrayList<>(zones);
    try {
      all.add(Zone.parse(START + String.join("\n", lines) + "\n", origin));
    } catch (MalformedException e) {
      throw new IllegalArgumentException(origin + ": " + e.getMessage(), e);
    }
    return new MailWorld(all, failing, silent, edits);
  }

  /** The same, but a question is answered by an error. */
  MailWorld failing(String name, RecordType type, Rcode rcode) {
    var all = new HashMap<>(failing);
    all.put(new Question(Name.of(name), type), rcode);
    return new MailWorld(zones, all, silent, edits);
  }

  /** The same, but a question is never answered. */
  MailWorld silent(String name, RecordType type) {
    var all = new ArrayList<>(silent);
    all.add(new Question(Name.of(name), type));
    return new MailWorld(zones, failing, all, edits);
  }

  /** The same, but with more records in an answer, before the others. */
  MailWorld answering(String name, RecordType type, String... lines) {
    var records = records(lines);
    return edited(
        name,
        type,
        reply -> {
          var all = new ArrayList<>(records);
          all.addAll(reply.answers());
          return reply.withAnswers(all);
        });
  }

  /** The same, but with additional records. */
  MailWorld adding(String name, RecordType type, String... lines) {
    return edited(name, type, reply -> reply.withAdditionals(records(lines)));
  }

  private MailWorld edited(String name, RecordType type, UnaryOperator<DnsMessage> edit) {
    var all = new HashMap<>(edits);
    all.put(new Question(Name.of(name), type), edit);
    return new MailWorld(zones, failing, silent, all);
  }

  private static List<ResourceRecord> records(String... lines) {
    try {
      return ZoneFile.parse("$TTL 60\n" + String.join("\n", lines) + "\n", Name.ROOT);
    } catch (MalformedException e) {
      throw new IllegalArgumentException(e);
    }
  }

  boolean isSilent(Question question) {
    return silent.contains(question);
  }

  /** The reply to a question. */
  DnsMessage reply(int id, Question question) {
    var query = DnsMessage.query(id, question.name(), question.type());
    var rcode = failing.get(question);
    if (rcode != null) {
      return query.reply(rcode);
    }
    try {
      var octets = authority.answerStream(query.encode()).orElseThrow();
      var reply = DnsMessage.decode(octets).withAdditionals(List.of());
      return edits.getOrDefault(question, UnaryOperator.identity()).apply(reply);
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }
}
