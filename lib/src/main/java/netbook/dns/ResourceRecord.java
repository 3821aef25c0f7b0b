package netbook.dns;

/**
 * A resource record: what a name has (RFC 1035 §3.2.1, §4.1.3).
 *
 * <pre>
 *   NAME            TYPE    CLASS   TTL           RDLENGTH   RDATA
 *   03 www … 00     00 01   00 01   00 00 0e 10   00 04      c0 00 02 21
 * </pre>
 *
 * @param name the owner
 * @param recordClass the CLASS
 * @param ttl for how many seconds it may be kept, from 0 to 4294967295 as it stands; {@link
 *     #keepSeconds} has what that means
 * @param data the RDATA, which knows its TYPE
 */
public record ResourceRecord(Name name, RecordClass recordClass, long ttl, RecordData data) {
  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the time isn't in 0..4294967295
   */
  public ResourceRecord {
    Ranges.u32("ttl", ttl);
  }

  /** A record of the Internet. */
  public ResourceRecord(Name name, long ttl, RecordData data) {
    this(name, RecordClass.IN, ttl, data);
  }

  /** The TYPE. */
  public RecordType type() {
    return data.type();
  }

  /**
   * For how many seconds it may be kept, 0 to 2147483647: a number with the first of its 32 bits
   * set counts as zero (RFC 2181 §8).
   */
  public long keepSeconds() {
    return keepSeconds(ttl);
  }

  /** What a TTL means that stands so in a message. */
  static long keepSeconds(long ttl) {
    return ttl > Integer.MAX_VALUE ? 0 : ttl;
  }

  /**
   * The record as a line of a zone file, whole: {@code www.example.com. 3600 IN A 192.0.2.33}.
   *
   * @see ZoneFile
   */
  public String toText() {
    return name + " " + ttl + " " + recordClass + " " + type() + " " + data.toText();
  }

  /** The line of a zone file, shortened if it is over 120 characters. */
  @Override
  public String toString() {
    return Lines.of(toText());
  }
}
