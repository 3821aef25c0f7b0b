package netbook.dns;

/**
 * What is asked: a name, a type and a class (RFC 1035 §4.1.2).
 *
 * <pre>
 *   QNAME            QTYPE   QCLASS
 *   03 www … 00      00 01   00 01
 * </pre>
 *
 * @param name the QNAME
 * @param type the QTYPE
 * @param recordClass the QCLASS
 */
public record Question(Name name, RecordType type, RecordClass recordClass) {
  /** A question about the Internet. */
  public Question(Name name, RecordType type) {
    this(name, type, RecordClass.IN);
  }

  /** As dig has it, whole: {@code www.example.com. IN A}. */
  String toText() {
    return name + " " + recordClass + " " + type;
  }

  /** As dig has it, shortened if it is over 120 characters. */
  @Override
  public String toString() {
    return Lines.of(toText());
  }
}
