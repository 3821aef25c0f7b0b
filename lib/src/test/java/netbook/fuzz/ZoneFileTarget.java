package netbook.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import netbook.bytes.MalformedException;
import netbook.dns.Name;
import netbook.dns.ResourceRecord;
import netbook.dns.ZoneFile;

/**
 * Fuzzes {@link ZoneFile}: a text is a zone or malformed, and what is written of its records is
 * read as the same.
 */
public final class ZoneFileTarget {
  private static final Name ORIGIN = Name.of("example.com");

  private ZoneFileTarget() {}

  /** One run. */
  public static void fuzzerTestOneInput(byte[] octets) {
    var text = new String(octets, StandardCharsets.ISO_8859_1);
    List<ResourceRecord> records;
    try {
      records = ZoneFile.parse(text, ORIGIN);
    } catch (MalformedException e) {
      Check.that(
          e.offset() >= 0 && e.offset() <= text.length(), "the offset %d of %s", e.offset(), e);
      return;
    }
    try {
      var read = ZoneFile.parse(ZoneFile.text(records), Name.ROOT);
      Check.that(read.equals(records), "%s was written, and %s read", records, read);
    } catch (MalformedException e) {
      throw Check.failed("what was written of %s is malformed: %s", records, e);
    }
  }
}
