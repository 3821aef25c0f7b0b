package netbook.resolve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import netbook.dns.DnsMessage;
import netbook.dns.Flag;
import netbook.dns.Name;
import netbook.dns.Question;
import netbook.dns.Rcode;
import netbook.dns.RecordData;
import netbook.dns.RecordType;
import netbook.dns.ResourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * One search of a zone for the answer to a question, as RFC 1034 §4.3.2 describes it, with the
 * wildcards of RFC 4592 and the negative answers of RFC 2308.
 */
final class Lookup {
  /** How many names one answer goes through; a client asks on from the last. */
  private static final int NAMES_MAX = 16;

  private final Zone zone;
  private final RecordType type;
  private final List<ResourceRecord> answers = new ArrayList<>();
  private final List<ResourceRecord> authorities = new ArrayList<>();
  private final Set<ResourceRecord> additionals = new LinkedHashSet<>();
  private final Set<Name> followed = new HashSet<>();
  private Rcode rcode = Rcode.NOERROR;
  private boolean isAuthoritative = true;

  private Lookup(Zone zone, RecordType type) {
    this.zone = zone;
    this.type = type;
  }

  /** The answer of a zone to a query with one question, whose name is in the zone. */
  static DnsMessage answer(Zone zone, DnsMessage query) {
    var question = query.questions().getFirst();
    var lookup = new Lookup(zone, question.type());
    lookup.search(question);
    var header = query.reply(lookup.rcode).header();
    return new DnsMessage(
        lookup.isAuthoritative ? header.with(Flag.AA) : header,
        query.questions(),
        lookup.answers,
        lookup.authorities,
        List.copyOf(lookup.additionals));
  }

  /**
   * Follows aliases, as long as they lead to names of the zone, to none for the second time, and to
   * no more than a few.
   */
  private void search(Question question) {
    var name = question.name();
    while (name.isWithin(zone.origin()) && followed.size() < NAMES_MAX && followed.add(name)) {
      var cut = zone.findCut(name);
      var redirect = zone.findRedirect(name);
      if (redirect.isPresent() && isAbove(redirect.get().name(), cut)) {
        var redirected = redirect(name, redirect.get());
        if (redirected == null) {
          return;
        }
        name = redirected;
        continue;
      }
      if (cut.isPresent() && !isOfParent(name, cut.get())) {
        refer(cut.get());
        return;
      }
      var found = find(name);
      if (found == null) {
        return;
      }
      answers.addAll(found);
      if (!(found.getFirst().data() instanceof RecordData.Cname(var canonical)) || isAlias()) {
        found.forEach(this::help);
        return;
      }
      name = canonical;
    }
  }

  private static boolean isAbove(Name name, Optional<Name> cut) {
    return cut.isEmpty() || name.labelCount() < cut.get().labelCount();
  }

  /**
   * Moves a name to where a DNAME record has all names below its own, and says so with an alias for
   * those who don't know that type (RFC 6672 §3.1).
   *
   * @return null if the name would be too long
   */
  private @Nullable Name redirect(Name name, ResourceRecord redirect) {
    if (!answers.contains(redirect)) {
      answers.add(redirect);
    }
    int above = redirect.name().labelCount();
    var labels = new ArrayList<>(name.labels().subList(0, name.labelCount() - above));
    labels.addAll(((RecordData.Dname) redirect.data()).target().labels());
    Name moved;
    try {
      moved = Name.ofLabels(labels);
    } catch (IllegalArgumentException e) {
      rcode = Rcode.YXDOMAIN; // RFC 6672
      return null;
    }
    answers.add(new ResourceRecord(name, redirect.ttl(), new RecordData.Cname(moved)));
    return moved;
  }

  /** Whether an alias is itself what is asked for. */
  private boolean isAlias() {
    return type.equals(RecordType.CNAME) || type.equals(RecordType.ANY);
  }

  /**
   * Of a name with servers of its own, only the DS records are with its parent (RFC 4035 §3.1.4).
   */
  private boolean isOfParent(Name name, Name cut) {
    return type.equals(RecordType.DS) && name.equals(cut);
  }

  /** The records that answer for a name: of the type, or an alias; null if there are none. */
  private @Nullable List<ResourceRecord> find(Name name) {
    var at = name;
    if (!zone.exists(name)) {
      at = wildcard(name);
      if (!zone.exists(at)) {
        rcode = Rcode.NXDOMAIN;
        authorities.add(zone.negative());
        return null;
      }
    }
    var found = records(at);
    if (found.isEmpty()) {
      authorities.add(zone.negative()); // NODATA: the name exists (RFC 2308 §2.2)
      return null;
    }
    if (at.equals(name)) {
      return found;
    }
    return found.stream()
        .map(record -> new ResourceRecord(name, record.recordClass(), record.ttl(), record.data()))
        .toList();
  }

  private List<ResourceRecord> records(Name name) {
    if (type.equals(RecordType.ANY)) {
      // One of the sets is enough (RFC 8482 §4.1).
      return zone.findAll(name).stream().findFirst().orElse(List.of());
    }
    var found = zone.find(name, type);
    return found.isEmpty() ? zone.find(name, RecordType.CNAME) : found;
  }

  /** The asterisk below the closest name that exists (RFC 4592 §3.3.1). */
  private Name wildcard(Name name) {
    var closest = name.parent();
    while (!closest.equals(zone.origin()) && !zone.exists(closest)) {
      closest = closest.parent();
    }
    return closest.child("*");
  }

  /** Names the servers that have been given this name and what is below it. */
  private void refer(Name cut) {
    if (answers.isEmpty()) {
      isAuthoritative = false;
    }
    var servers = zone.find(cut, RecordType.NS);
    authorities.addAll(servers);
    servers.forEach(this::help);
  }

  /** Adds the addresses of the host that a record leads to, if they are known (RFC 1035 §3.3). */
  private void help(ResourceRecord record) {
    var host =
        switch (record.data()) {
          case RecordData.Ns(var server) -> server;
          case RecordData.Mx(_, var exchange) -> exchange;
          case RecordData.Srv(_, _, _, var target) -> target;
          default -> null;
        };
    if (host != null) {
      additionals.addAll(zone.find(host, RecordType.A));
      additionals.addAll(zone.find(host, RecordType.AAAA));
    }
  }
}
