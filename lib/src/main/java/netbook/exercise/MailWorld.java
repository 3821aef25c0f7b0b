package netbook.exercise;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import netbook.bytes.MalformedException;
import netbook.dns.DnsMessage;
import netbook.dns.Edns;
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

  /** All errors that are none of the name: those of four bits, and those that EDNS has more of. */
  private static final List<Integer> ERRORS = List.of(1, 2, 4, 5, 6, 9, 16, 19, 23);

  private static final List<Supplier<IOException>> SILENCES =
      List.of(
          () -> new SocketTimeoutException("no reply"),
          () -> new IOException("no reply"),
          () -> new ConnectException("no reply"),
          () -> new EOFException("no reply"));

  private final List<Zone> zones;
  private final Authority authority;
  private final Map<Question, Rcode> failing;
  private final Map<Question, Supplier<IOException>> silent;
  private final Map<Question, UnaryOperator<DnsMessage>> edits;
  private final boolean round;

  private MailWorld(
      List<Zone> zones,
      Map<Question, Rcode> failing,
      Map<Question, Supplier<IOException>> silent,
      Map<Question, UnaryOperator<DnsMessage>> edits,
      boolean round) {
    this.zones = List.copyOf(zones);
    this.authority = new Authority(zones);
    this.failing = Map.copyOf(failing);
    this.silent = Map.copyOf(silent);
    this.edits = Map.copyOf(edits);
    this.round = round;
  }

  /** A world with one zone. */
  static MailWorld of(String origin, String... lines) {
    return new MailWorld(List.of(), Map.of(), Map.of(), Map.of(), false).with(origin, lines);
  }

  /** The same with another zone. */
  MailWorld with(String origin, String... lines) {
    var all = new ArrayList<>(zones);
    try {
      all.add(Zone.parse(START + String.join("\n", lines) + "\n", origin));
    } catch (MalformedException e) {
      throw new IllegalArgumentException(origin + ": " + e.getMessage(), e);
    }
    return new MailWorld(all, failing, silent, edits, round);
  }

  /** The same; aliases lead round in it, so that somebody who follows them may ask again. */
  MailWorld round() {
    return new MailWorld(zones, failing, silent, edits, true);
  }

  /** The same, but a question is answered by an error. */
  MailWorld failing(String name, RecordType type, Rcode rcode) {
    var all = new HashMap<>(failing);
    all.put(new Question(Name.of(name), type), rcode);
    return new MailWorld(zones, all, silent, edits, round);
  }

  /** The same, but a question is never answered. */
  MailWorld silent(String name, RecordType type) {
    return silent(name, type, SILENCES.getFirst());
  }

  private MailWorld silent(String name, RecordType type, Supplier<IOException> silence) {
    var all = new HashMap<>(silent);
    all.put(new Question(Name.of(name), type), silence);
    return new MailWorld(zones, failing, all, edits, round);
  }

  /** The same, but questions about a name end in an error; once in each that there is. */
  List<MailWorld> eachError(String name, RecordType... types) {
    return ERRORS.stream()
        .map(error -> all(types, (world, type) -> world.failing(name, type, new Rcode(error))))
        .toList();
  }

  /** The same, but no reply comes to questions about a name; once with each exception. */
  List<MailWorld> eachSilence(String name, RecordType... types) {
    return SILENCES.stream()
        .map(silence -> all(types, (world, type) -> world.silent(name, type, silence)))
        .toList();
  }

  /** The same with an error, and with no reply, in each way in which it can be. */
  List<MailWorld> eachFailure(String name, RecordType... types) {
    return Stream.concat(eachError(name, types).stream(), eachSilence(name, types).stream())
        .toList();
  }

  private MailWorld all(RecordType[] types, BiFunction<MailWorld, RecordType, MailWorld> change) {
    var world = this;
    for (var type : types) {
      world = change.apply(world, type);
    }
    return world;
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

  /** The same, but the records of an answer come in the opposite order. */
  MailWorld reversed(String name, RecordType type) {
    return edited(name, type, reply -> reply.withAnswers(reply.answers().reversed()));
  }

  /** The same, but with records in the two sections that are no answer, the same in each. */
  MailWorld adding(String name, RecordType type, String... lines) {
    var records = records(lines);
    return edited(name, type, reply -> reply.withAuthorities(records).withAdditionals(records));
  }

  private MailWorld edited(String name, RecordType type, UnaryOperator<DnsMessage> edit) {
    var all = new HashMap<>(edits);
    all.merge(
        new Question(Name.of(name), type),
        edit,
        (before, after) -> reply -> after.apply(before.apply(reply)));
    return new MailWorld(zones, failing, silent, all, round);
  }

  private static List<ResourceRecord> records(String... lines) {
    try {
      return ZoneFile.parse("$TTL 60\n" + String.join("\n", lines) + "\n", Name.ROOT);
    } catch (MalformedException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Whether aliases lead round. */
  boolean isRound() {
    return round;
  }

  /** What is thrown in the place of a reply; empty if one comes. */
  Optional<IOException> findSilence(Question question) {
    return Optional.ofNullable(silent.get(question)).map(Supplier::get);
  }

  /** The reply to a question. */
  DnsMessage reply(int id, Question question) {
    var query = DnsMessage.query(id, question.name(), question.type());
    var rcode = failing.get(question);
    var reply = rcode == null ? answer(query) : error(query, rcode);
    return edits.getOrDefault(question, UnaryOperator.identity()).apply(reply);
  }

  private DnsMessage answer(DnsMessage query) {
    try {
      var octets = authority.answerStream(query.encode()).orElseThrow();
      return DnsMessage.decode(octets).withAuthorities(List.of()).withAdditionals(List.of());
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DnsMessage error(DnsMessage query, Rcode rcode) {
    var reply = query.reply(rcode);
    int extended = rcode.number() >> 4;
    return extended == 0 ? reply : reply.with(new Edns(1232, extended, 0, 0, List.of()));
  }
}
