package netbook.fuzz;

import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import netbook.dns.DnsMessage;
import netbook.dns.MessageIndex;
import netbook.dns.Transport;
import netbook.frame.Dissector;

/**
 * Fuzzes {@link DnsMessage}: octets are a message or malformed; a message that was read is the same
 * when it was written and read again, and so are its records as text; a picture tells the same, and
 * so does an index.
 */
public final class DnsMessageTarget {
  private DnsMessageTarget() {}

  /** One run. */
  public static void fuzzerTestOneInput(byte[] octets) {
    var bytes = Bytes.copyOf(octets);
    DnsMessage message;
    try {
      message = DnsMessage.decode(bytes);
    } catch (MalformedException e) {
      Check.that(
          e.offset() >= 0 && e.offset() <= octets.length, "the offset %d of %s", e.offset(), e);
      Check.that(indexed(bytes) < 0, "an index takes what is malformed: %s", e);
      return;
    }
    int found = indexed(bytes);
    Check.that(
        found == message.records().size(), "an index finds %d records in %s", found, message);
    again(message);
    pictured(bytes, message);
    for (var record : message.records()) {
      Check.that(record.toString().length() <= 120, "a long line: %s", record);
    }
  }

  /** How many records an index finds, or -1 if it finds the octets malformed. */
  private static int indexed(Bytes octets) {
    var index = new MessageIndex();
    try {
      index.read(octets);
      return index.count();
    } catch (MalformedException e) {
      return -1;
    }
  }

  private static void again(DnsMessage message) {
    Bytes encoded;
    try {
      encoded = message.encode();
    } catch (IllegalArgumentException e) {
      return; // compressed in a way that we don't, it may be over the limit
    }
    try {
      var read = DnsMessage.decode(encoded);
      Check.that(read.equals(message), "%s was written, and %s read", message, read);
    } catch (MalformedException e) {
      throw Check.failed("what was written of %s is malformed: %s", message, e);
    }
  }

  private static void pictured(Bytes octets, DnsMessage message) {
    var shown = Dissector.of(Transport.UDP).dissect(octets);
    Check.that(
        shown.size() == 1 && shown.getFirst().problem() == null, "%s isn't shown so", message);
    int at = 0;
    for (var field : shown.getFirst().fields()) {
      Check.that(field.from() == at, "a field at %d, and not at %d", field.from(), at);
      at = field.to();
    }
    Check.that(at == octets.size(), "the fields end at %d of %d", at, octets.size());
  }
}
