package netbook.dns;

import java.util.List;
import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;

/** Reads a message's questions and records. */
final class RecordReader {
  private static final String QUESTION_RULE = "RFC 1035 §4.1.2";
  private static final String RECORD_RULE = "RFC 1035 §4.1.3";

  /** The least octets of a question: a root's name, QTYPE and QCLASS. */
  private static final int QUESTION_MIN = 5;

  /** The least octets of a record: a root's name, TYPE, CLASS, TTL and RDLENGTH. */
  private static final int RECORD_MIN = 11;

  private final ByteReader in;
  private final WireReader fields;
  private final boolean update;

  /**
   * A reader after the header.
   *
   * @param update whether a record may be without data, whatever its type (RFC 2136 §2.4, §2.5)
   */
  RecordReader(ByteReader in, WireReader fields, boolean update) {
    this.in = in;
    this.fields = fields;
    this.update = update;
  }

  List<Question> questions(int count) throws MalformedException {
    // A count may lie: no room is made for more than can be there.
    var questions = new Question[Math.min(count, in.remaining() / QUESTION_MIN)];
    for (int i = 0; i < count; i++) {
      in.begin("question", QUESTION_RULE);
      fields.rule(QUESTION_RULE);
      var question =
          new Question(fields.name("QNAME"), fields.type("QTYPE"), recordClass("QCLASS"));
      in.end("");
      in.means(question::toString);
      questions[i] = question;
    }
    return List.of(questions);
  }

  private RecordClass recordClass(String field) throws MalformedException {
    int number = fields.u16(field);
    var recordClass = number == RecordClass.IN.number() ? RecordClass.IN : new RecordClass(number);
    in.means(() -> recordClass.number() + ", " + recordClass);
    return recordClass;
  }

  /** Reads the records of one section; what its count promises and isn't there is an error. */
  List<ResourceRecord> records(String section, int count) throws MalformedException {
    if (count == 0) {
      return List.of();
    }
    var records = new ResourceRecord[Math.min(count, in.remaining() / RECORD_MIN)];
    for (int i = 0; i < count; i++) {
      in.begin(section, RECORD_RULE);
      var record = record();
      in.end("");
      in.means(() ->
          record.data() instanceof RecordData.Opt ? Edns.of(record).toString() : record.toString());
      records[i] = record;
    }
    return List.of(records);
  }

  private ResourceRecord record() throws MalformedException {
    fields.rule(RECORD_RULE);
    var name = fields.name("NAME");
    var type = fields.type("TYPE");
    boolean isOpt = type.number() == RecordType.OPT.number();
    RecordClass recordClass;
    long ttl;
    if (isOpt) {
      fields.rule("RFC 6891 §6.1.2");
      recordClass = new RecordClass(fields.u16("CLASS"));
      in.means(() -> "a datagram of up to %d B".formatted(recordClass.number()));
      ttl = fields.u32("TTL");
      in.bits(() -> Edns.bits((int) ttl));
    } else {
      recordClass = recordClass("CLASS");
      ttl = fields.u32("TTL");
      in.means(() -> Times.span(ttl));
    }
    return new ResourceRecord(name, recordClass, ttl, data(type));
  }

  private RecordData data(RecordType type) throws MalformedException {
    int size = fields.u16("RDLENGTH");
    in.means(() -> size + " B");
    if (size > in.remaining()) {
      throw new MalformedException(
          in.position() - 2,
          RECORD_RULE,
          "RDLENGTH says %d, and %d are left".formatted(size, in.remaining()));
    }
    if (size == 0 && update && !type.equals(RecordType.OPT)) {
      return new RecordData.Unknown(type, Bytes.EMPTY);
    }
    int end = in.limit(in.position() + size);
    var data = shaped(type);
    var _ = in.limit(end);
    return data;
  }

  /** Data that stands for itself, in which no name can lead to another. */
  static RecordData data(RecordType type, Bytes octets) throws MalformedException {
    var in = new ByteReader(octets);
    return new RecordReader(in, new WireReader(in), false).shaped(type);
  }

  /** Data up to the limit of the reader. */
  private RecordData shaped(RecordType type) throws MalformedException {
    var shape = Shape.of(type.number());
    fields.rule(shape.rule());
    in.begin("RDATA", shape.rule());
    var data = shape.read().from(type, fields);
    if (in.remaining() > 0) {
      throw new MalformedException(
          in.position(), shape.rule(), in.remaining() + " B of RDATA are left over");
    }
    in.end("");
    in.means(data::toText);
    return data;
  }
}
