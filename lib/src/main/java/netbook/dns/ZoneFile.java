package netbook.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import netbook.bytes.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * The text of a zone: a line for each record (RFC 1035 §5).
 *
 * <pre>
 *   $ORIGIN example.com.
 *   $TTL 3600
 *   &#64;     SOA  ns hostmaster 1 7200 900 1209600 300
 *         NS   ns
 *   ns    A    192.0.2.53
 *   www   300 IN A 192.0.2.33 ; a TTL and a class of its own
 * </pre>
 *
 * <p>Not known are {@code $INCLUDE}, which would read another file, and the extensions of servers.
 */
public final class ZoneFile {
  private static final String RULE = "RFC 1035 §5.1";
  private static final Pattern TTL = Pattern.compile("\\d+");
  private static final Pattern CLASS = Pattern.compile("(?i)IN|CH|HS|CLASS\\d{1,5}");

  private final ZoneWords entries;
  private final List<ResourceRecord> records = new ArrayList<>();
  private Name origin;
  private @Nullable Name owner;
  private RecordClass recordClass = RecordClass.IN;
  private long ttl = -1;
  private boolean ttlIsSet;

  private ZoneFile(String text, Name origin) {
    this.entries = new ZoneWords(text);
    this.origin = origin;
  }

  /**
   * The records of a zone file.
   *
   * @param text the file
   * @param origin of names that don't end in a dot, until {@code $ORIGIN} says another one
   * @throws MalformedException if it breaks the grammar: at which character and in which line
   */
  public static List<ResourceRecord> parse(String text, Name origin) throws MalformedException {
    return new ZoneFile(text, origin).read();
  }

  /**
   * The file that has these records, with all names whole: what {@link #parse} reads back as the
   * same, unless there is one that no zone has, such as OPT or an update's without data.
   */
  public static String text(List<ResourceRecord> records) {
    return records.stream().map(record -> record.toText() + "\n").collect(Collectors.joining());
  }

  private List<ResourceRecord> read() throws MalformedException {
    while (true) {
      var entry = entries.next();
      if (entry.words().isEmpty()) {
        return List.copyOf(records);
      }
      var first = entry.words().getFirst();
      if (!entry.indented() && !first.quoted() && first.text().startsWith("$")) {
        directive(first, entry.words());
      } else {
        record(entry);
      }
    }
  }

  private void directive(Word sign, List<Word> words) throws MalformedException {
    var in = new WordReader(RULE, origin, words.subList(1, words.size()), sign);
    switch (sign.text()) {
      case "$ORIGIN" -> origin = in.name("domain name");
      case "$TTL" -> {
        ttl = in.u32("TTL"); // RFC 2308 §4
        ttlIsSet = true;
      }
      default -> throw sign.wrong(RULE, sign.text() + " is not known");
    }
    in.finish();
  }

  /** The owner, the TTL and the class may be left out, and the last two change places. */
  private void record(ZoneWords.Entry entry) throws MalformedException {
    var words = entry.words();
    int at = 0;
    if (!entry.indented()) {
      owner = new WordReader(RULE, origin, words, words.getFirst()).name("owner");
      at = 1;
    }
    if (owner == null) {
      throw words.getFirst().wrong(RULE, "the first record has no owner");
    }
    long seconds = -1;
    if (isLike(TTL, words, at)) {
      seconds = seconds(words.get(at++));
    }
    if (isLike(CLASS, words, at)) {
      recordClass = recordClass(words.get(at++));
      if (seconds < 0 && isLike(TTL, words, at)) {
        seconds = seconds(words.get(at++));
      }
    }
    if (at == words.size()) {
      throw words.getLast().wrong(RULE, "no type after this");
    }
    var type = new WordReader(RULE, origin, List.of(words.get(at)), words.get(at)).type("type");
    var data = data(type, words.get(at), words.subList(at + 1, words.size()));
    records.add(new ResourceRecord(owner, recordClass, ttl(seconds, words.getFirst()), data));
  }

  private static boolean isLike(Pattern pattern, List<Word> words, int at) {
    return at < words.size() && pattern.matcher(words.get(at).text()).matches();
  }

  private long seconds(Word word) throws MalformedException {
    return new WordReader(RULE, origin, List.of(word), word).u32("TTL");
  }

  private static RecordClass recordClass(Word word) throws MalformedException {
    RecordClass found;
    try {
      found = RecordClass.of(word.text());
    } catch (IllegalArgumentException e) {
      throw word.wrong(RULE, e);
    }
    if (found.equals(RecordClass.NONE) || found.equals(RecordClass.ANY)) {
      throw word.wrong("RFC 6895 §3.2", "the class %s is never in a zone".formatted(found));
    }
    return found;
  }

  /** What isn't said is that of {@code $TTL}, or else of the record before (RFC 2308 §4). */
  private long ttl(long seconds, Word first) throws MalformedException {
    if (seconds < 0 && ttl < 0) {
      throw first.wrong("RFC 2308 §4", "no TTL, and no $TTL before it");
    }
    if (seconds >= 0 && !ttlIsSet) {
      ttl = seconds;
    }
    return seconds >= 0 ? seconds : ttl;
  }

  private RecordData data(RecordType type, Word word, List<Word> words) throws MalformedException {
    if (type.equals(RecordType.OPT)) {
      throw word.wrong("RFC 6891 §6.1.1", "an OPT record is never in a zone");
    }
    if (!words.isEmpty() && words.getFirst().is("\\#")) {
      return generic(type, words);
    }
    var shape = Shape.of(type.number());
    if (!shape.isKnown()) {
      throw word.wrong("RFC 3597 §5", "data of type %s is like \\# 3 abcdef".formatted(type));
    }
    var in = new WordReader(shape.rule(), origin, words, word);
    RecordData data;
    try {
      data = shape.read().from(type, in);
    } catch (IllegalArgumentException e) {
      throw word.wrong(shape.rule(), e);
    }
    in.finish();
    return data;
  }

  /** Octets in hex with their number before them, for any type (RFC 3597 §5). */
  private static RecordData generic(RecordType type, List<Word> words) throws MalformedException {
    var sign = words.getFirst();
    var in = new WordReader("RFC 3597 §5", Name.ROOT, words.subList(1, words.size()), sign);
    int size = in.u16("size");
    var octets = in.hex("data");
    if (octets.size() != size) {
      throw sign.wrong("RFC 3597 §5", "%d B, and the size is %d".formatted(octets.size(), size));
    }
    try {
      return RecordReader.data(type, octets);
    } catch (MalformedException e) {
      throw sign.wrong(e.rule(), "octet %d: %s".formatted(e.offset(), e.found()));
    }
  }
}
