package netbook.resolve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import netbook.bytes.MalformedException;
import netbook.dns.Name;
import netbook.dns.RecordClass;
import netbook.dns.RecordData;
import netbook.dns.RecordType;
import netbook.dns.ResourceRecord;
import netbook.dns.ZoneFile;

/**
 * A zone: what one authority knows of a name and of the names below it, down to where it has
 * delegated them (RFC 1034 §4.2). Immutable.
 */
public final class Zone {
  private final ResourceRecord soa;

  /** By name, then by type. The names between the origin and one with records are here too. */
  private final Map<Name, Map<RecordType, List<ResourceRecord>>> nodes = new HashMap<>();

  private Zone(ResourceRecord soa) {
    this.soa = soa;
  }

  /**
   * The zone of these records, each of them once.
   *
   * @throws IllegalArgumentException if they make none: a SOA record is missing, or there are two;
   *     a name isn't in the zone; the class isn't IN; or a name has a CNAME and other data
   */
  public static Zone of(List<ResourceRecord> records) {
    var distinct = distinct(records);
    var starts = distinct.stream().filter(record -> record.type().equals(RecordType.SOA)).toList();
    if (starts.size() != 1) {
      throw new IllegalArgumentException(
          "zone: %d SOA records, and not one (RFC 1035 §5.2)".formatted(starts.size()));
    }
    var zone = new Zone(starts.getFirst());
    distinct.forEach(zone::add);
    zone.nodes.forEach(Zone::checkAlias);
    return zone;
  }

  /**
   * The zone that a text describes, as a zone file does.
   *
   * @param text as {@link ZoneFile#parse} reads it
   * @param origin of names that don't end in a dot
   * @throws MalformedException if the text breaks the grammar
   * @throws IllegalArgumentException if its records make no zone, as with {@link #of}
   */
  public static Zone parse(String text, String origin) throws MalformedException {
    return of(ZoneFile.parse(text, Name.of(origin)));
  }

  /** The first of those with the same name, class and data (RFC 2181 §5). */
  private static List<ResourceRecord> distinct(List<ResourceRecord> records) {
    var seen = new HashSet<ResourceRecord>();
    return records.stream()
        .filter(record ->
            seen.add(new ResourceRecord(record.name(), record.recordClass(), 0, record.data())))
        .toList();
  }

  private void add(ResourceRecord record) {
    if (!record.name().isWithin(origin())) {
      throw new IllegalArgumentException(
          "zone: %s is not in %s (RFC 1035 §5.2)".formatted(record.name(), origin()));
    }
    if (!record.recordClass().equals(RecordClass.IN)) {
      throw new IllegalArgumentException(
          "zone: %s is of class %s, not IN".formatted(record.name(), record.recordClass()));
    }
    for (var name = record.name(); !name.equals(origin()); name = name.parent()) {
      nodes.computeIfAbsent(name, _ -> new LinkedHashMap<>());
    }
    nodes
        .computeIfAbsent(record.name(), _ -> new LinkedHashMap<>())
        .computeIfAbsent(record.type(), _ -> new ArrayList<>())
        .add(record);
  }

  /** If a CNAME record is present at a node, no other data should be present (RFC 1034 §3.6.2). */
  private static void checkAlias(Name name, Map<RecordType, List<ResourceRecord>> node) {
    var aliases = node.getOrDefault(RecordType.CNAME, List.of());
    boolean others =
        node.keySet().stream()
            .anyMatch(type ->
                !type.equals(RecordType.CNAME)
                    && !type.equals(RecordType.RRSIG) // RFC 4035 §2.5
                    && !type.equals(RecordType.NSEC));
    if (aliases.size() > 1 || (!aliases.isEmpty() && others)) {
      throw new IllegalArgumentException(
          "zone: %s has a CNAME and other data (RFC 1034 §3.6.2)".formatted(name));
    }
  }

  /** The name of the zone: that of its SOA record. */
  public Name origin() {
    return soa.name();
  }

  /** The record that starts it. */
  public ResourceRecord soa() {
    return soa;
  }

  /** Whether a name has records, or one below it has. */
  boolean exists(Name name) {
    return nodes.containsKey(name);
  }

  /** The records of a name and a type; none if there are none. */
  public List<ResourceRecord> find(Name name, RecordType type) {
    var node = nodes.getOrDefault(name, Map.of());
    return Collections.unmodifiableList(node.getOrDefault(type, List.of()));
  }

  /** All records of a name, those of each type together. */
  List<List<ResourceRecord>> findAll(Name name) {
    return List.copyOf(nodes.getOrDefault(name, Map.of()).values());
  }

  /**
   * Where the zone ends above a name: the first name below the origin, on the way down to it, that
   * has servers of its own (RFC 1034 §4.2.1).
   */
  Optional<Name> findCut(Name name) {
    Name cut = null;
    for (var at = name; !at.equals(origin()); at = at.parent()) { // up, so that the last counts
      if (!find(at, RecordType.NS).isEmpty()) {
        cut = at;
      }
    }
    return Optional.ofNullable(cut);
  }

  /** The DNAME record above a name, if its zone has one: the first on the way down to it. */
  Optional<ResourceRecord> findRedirect(Name name) {
    ResourceRecord redirect = null;
    for (var at = name; !at.equals(origin()); ) {
      at = at.parent();
      var found = find(at, RecordType.DNAME);
      redirect = found.isEmpty() ? redirect : found.getFirst();
    }
    return Optional.ofNullable(redirect);
  }

  /**
   * The SOA record as an answer that there is nothing carries it: its TTL says how long that may be
   * kept, and is no more than its MINIMUM (RFC 2308 §3).
   */
  ResourceRecord negative() {
    long minimum = ((RecordData.Soa) soa.data()).minimum();
    return new ResourceRecord(
        soa.name(), soa.recordClass(), Math.min(soa.ttl(), minimum), soa.data());
  }

  /** One line: the name, the serial, how many names. */
  @Override
  public String toString() {
    return "zone %s, serial %d, %d names"
        .formatted(origin(), ((RecordData.Soa) soa.data()).serial(), nodes.size());
  }
}
