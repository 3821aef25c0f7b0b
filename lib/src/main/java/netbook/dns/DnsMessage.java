package netbook.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;

/**
 * A DNS message: a header and four lists (RFC 1035 §4.1).
 *
 * <pre>
 *   +---------------------+
 *   |        Header       |  12 octets, with four counts
 *   +---------------------+
 *   |       Question      |  what is asked
 *   +---------------------+
 *   |        Answer       |  records that answer it
 *   +---------------------+
 *   |      Authority      |  records that point to an authority
 *   +---------------------+
 *   |      Additional     |  records that may help
 *   +---------------------+
 * </pre>
 *
 * <p>Immutable; what is decoded shares the octets of its message, and keeps them.
 *
 * @param questions up to 65535, as each of the lists; nearly always one
 */
public record DnsMessage(
    Header header,
    List<Question> questions,
    List<ResourceRecord> answers,
    List<ResourceRecord> authorities,
    List<ResourceRecord> additionals) {
  /** The most octets of a message: TCP has two octets for its length (RFC 1035 §4.2.2). */
  public static final int SIZE_MAX = 0xffff;

  /** The most octets of a message in a datagram, unless EDNS says more (RFC 1035 §4.2.1). */
  public static final int DATAGRAM_MAX = 512;

  private static final String HEADER_RULE = "RFC 1035 §4.1.1";

  /**
   * Keeps its own copies.
   *
   * @throws IllegalArgumentException if a list has more than 65535, for which its count has no room
   */
  public DnsMessage {
    Ranges.u16("questions", questions.size());
    Ranges.u16("answers", answers.size());
    Ranges.u16("authorities", authorities.size());
    Ranges.u16("additionals", additionals.size());
    questions = List.copyOf(questions);
    answers = List.copyOf(answers);
    authorities = List.copyOf(authorities);
    additionals = List.copyOf(additionals);
  }

  /**
   * A query for records of a name, as a client of a resolver sends it: recursion is desired.
   *
   * @param id from 0 to 65535, not to be guessed by others (RFC 5452 §4.3)
   */
  public static DnsMessage query(int id, Name name, RecordType type) {
    return of(Header.query(id).with(Flag.RD), new Question(name, type));
  }

  /** A message with a question and nothing else. */
  public static DnsMessage of(Header header, Question question) {
    return new DnsMessage(header, List.of(question), List.of(), List.of(), List.of());
  }

  /**
   * The response to this query, empty so far: its ID, its opcode, its RD bit, its questions (RFC
   * 1035 §4.1.1).
   */
  public DnsMessage reply(Rcode rcode) {
    var reply = new Header(header.id(), 0).with(header.opcode()).with(Flag.QR).with(rcode);
    if (header.has(Flag.RD)) {
      reply = reply.with(Flag.RD);
    }
    return new DnsMessage(reply, questions, List.of(), List.of(), List.of());
  }

  /** The same with another header. */
  public DnsMessage with(Header other) {
    return new DnsMessage(other, questions, answers, authorities, additionals);
  }

  /** The same with these answers. */
  public DnsMessage withAnswers(List<ResourceRecord> records) {
    return new DnsMessage(header, questions, records, authorities, additionals);
  }

  /** The same with these records about an authority. */
  public DnsMessage withAuthorities(List<ResourceRecord> records) {
    return new DnsMessage(header, questions, answers, records, additionals);
  }

  /** The same with these additional records. */
  public DnsMessage withAdditionals(List<ResourceRecord> records) {
    return new DnsMessage(header, questions, answers, authorities, records);
  }

  /** The same with this EDNS, in the place of what it has of it. */
  public DnsMessage with(Edns edns) {
    var records = new ArrayList<>(additionals);
    records.removeIf(record -> record.type().equals(RecordType.OPT));
    records.add(edns.toRecord());
    return withAdditionals(records);
  }

  /** The records of all three sections, in the order in which a message has them. */
  public List<ResourceRecord> records() {
    return Stream.of(answers, authorities, additionals).flatMap(List::stream).toList();
  }

  /** What EDNS adds, if the sender speaks it. */
  public Optional<Edns> findEdns() {
    return additionals.stream()
        .filter(record -> record.data() instanceof RecordData.Opt)
        .map(Edns::of)
        .findFirst();
  }

  /**
   * How the query went: four bits of the header, and eight of EDNS before them (RFC 6891 §6.1.3).
   */
  public Rcode rcode() {
    int extended = findEdns().map(Edns::extendedRcode).orElse(0);
    return new Rcode(extended << 4 | header.rcode().number());
  }

  /**
   * Reads a message from its first octet to its last.
   *
   * @throws MalformedException if the octets aren't one message: at which offset, and by which rule
   */
  public static DnsMessage decode(Bytes octets) throws MalformedException {
    return read(new ByteReader(octets));
  }

  /**
   * Reads a message up to the limit of a reader, and names its fields to it.
   *
   * @param in a reader at the first octet of the message
   */
  static DnsMessage read(ByteReader in) throws MalformedException {
    var fields = new WireReader(in);
    in.begin("header", HEADER_RULE);
    int id = in.readU16("ID", HEADER_RULE);
    int flags = in.readU16("flags", HEADER_RULE);
    var header = new Header(id, flags);
    in.means(() -> header.says(header.rcode()));
    in.bits(() -> Header.bits(flags));
    int questions = count(in, "QDCOUNT", "question");
    int answers = count(in, "ANCOUNT", "answer");
    int authorities = count(in, "NSCOUNT", "authority record");
    int additionals = count(in, "ARCOUNT", "additional record");
    in.end("");
    in.means(() -> {
      boolean response = header.has(Flag.QR);
      var asked = (response ? "a response, " : "a query, ") + counted(questions, "question");
      return response || answers > 0 ? asked + ", " + counted(answers, "answer") : asked;
    });
    var records = new RecordReader(in, fields, header.opcode().equals(Opcode.UPDATE));
    var message =
        new DnsMessage(
            header,
            records.questions(questions),
            records.records("answer", answers),
            records.records("authority", authorities),
            records.records("additional", additionals));
    in.field("", HEADER_RULE).finish();
    return message;
  }

  private static int count(ByteReader in, String field, String what) throws MalformedException {
    int count = in.readU16(field, HEADER_RULE);
    in.means(() -> count == 0 ? "0" : counted(count, what));
    return count;
  }

  /** So many of them: {@code 1 answer}, {@code 2 answers}. */
  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /**
   * The octets, with names compressed.
   *
   * @throws IllegalArgumentException if they'd be over 65535
   */
  public Bytes encode() {
    try {
      return encode(SIZE_MAX, additionals);
    } catch (LimitException e) {
      throw new IllegalArgumentException("message: over " + SIZE_MAX + " B", e);
    }
  }

  /**
   * The octets for a datagram. If they don't fit, the additional records are left out but for EDNS;
   * if that isn't enough, the other records too, and TC says so: the client asks again over TCP
   * (RFC 2181 §9).
   *
   * @param sizeMax how many octets the client takes; below 512 counts as 512 (RFC 6891 §6.2.3), and
   *     above 65535 as 65535
   * @throws IllegalArgumentException if not even the questions fit
   */
  public Bytes encode(int sizeMax) {
    int max = Math.clamp(sizeMax, DATAGRAM_MAX, SIZE_MAX);
    try {
      return encode(max, additionals);
    } catch (LimitException e) {
      // Less, then.
    }
    var edns = additionals.stream().filter(record -> record.type().equals(RecordType.OPT)).toList();
    try {
      return encode(max, edns);
    } catch (LimitException e) {
      // Only what tells the client to ask again.
    }
    try {
      var cut = new DnsMessage(header.with(Flag.TC), questions, List.of(), List.of(), edns);
      return cut.encode(max, edns);
    } catch (LimitException e) {
      throw new IllegalArgumentException("message: its questions are over " + max + " B", e);
    }
  }

  private Bytes encode(int sizeMax, List<ResourceRecord> extra) throws LimitException {
    var out = new WireWriter(sizeMax);
    out.u16(header.id());
    out.u16(header.flags());
    out.u16(questions.size());
    out.u16(answers.size());
    out.u16(authorities.size());
    out.u16(extra.size());
    for (var question : questions) {
      out.name(question.name());
      out.type(question.type());
      out.u16(question.recordClass().number());
    }
    write(answers, out);
    write(authorities, out);
    write(extra, out);
    return out.toBytes();
  }

  private static void write(List<ResourceRecord> records, WireWriter out) throws LimitException {
    for (var record : records) {
      write(record, out);
    }
  }

  private static void write(ResourceRecord record, WireWriter out) throws LimitException {
    out.name(record.name());
    out.type(record.type());
    out.u16(record.recordClass().number());
    out.u32(record.ttl());
    int at = out.size();
    out.u16(0); // RDLENGTH, known when the data stands
    record.data().write(out);
    out.patch(at, out.size() - at - 2);
  }

  /** The records as dig shows them, a line each, under the names of their sections. */
  public String toText() {
    var text = new StringBuilder(first()).append('\n');
    findEdns().ifPresent(edns -> text.append(edns).append('\n'));
    questions.forEach(question -> text.append(";").append(question.toText()).append('\n'));
    section(text, "ANSWER", answers);
    section(text, "AUTHORITY", authorities);
    section(text, "ADDITIONAL", additionals);
    return text.toString();
  }

  /** What the header says, with all twelve bits of the response code. */
  private String first() {
    return "id %d, %s".formatted(header.id(), header.says(rcode()));
  }

  private static void section(StringBuilder text, String name, List<ResourceRecord> records) {
    var lines =
        records.stream()
            .filter(record -> !record.type().equals(RecordType.OPT))
            .map(record -> record.toText() + "\n")
            .collect(Collectors.joining());
    if (!lines.isEmpty()) {
      text.append(";; ").append(name).append('\n').append(lines);
    }
  }

  /** One line: the header, the question, and how many answers a response has. */
  @Override
  public String toString() {
    var question = questions.isEmpty() ? "no question" : questions.getFirst();
    var counted = header.has(Flag.QR) ? ", " + counted(answers.size(), "answer") : "";
    return Lines.of("%s, %s%s".formatted(first(), question, counted));
  }
}
