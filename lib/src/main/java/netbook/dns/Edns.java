package netbook.dns;

import java.util.List;
import netbook.bytes.BitField;

/**
 * What EDNS adds to a message. It travels as a record that isn't one, of type OPT, among the
 * additional ones: its class is a size, and its TTL the rest (RFC 6891 §6.1.2, §6.1.3).
 *
 * <pre>
 *   NAME   TYPE    CLASS          TTL
 *   00     00 29   04 d0          00               00        80 00
 *   root   OPT     payload size   extended RCODE   version   DO and 15 more bits
 * </pre>
 *
 * @param payloadSize the most octets of a datagram that the sender can take, 0 to 65535; below 512
 *     counts as 512 (§6.2.3)
 * @param extendedRcode the first eight of the twelve bits of a response code, 0 to 255
 * @param version 0 to 255; only 0 exists
 * @param flags 0 to 65535; the first bit is DO: the sender wants DNSSEC's records (RFC 3225 §3)
 * @param options in their order
 */
public record Edns(
    int payloadSize, int extendedRcode, int version, int flags, List<EdnsOption> options) {
  private static final int DO = 0x8000;

  /** Checks the ranges. */
  public Edns {
    Ranges.u16("payloadSize", payloadSize);
    Ranges.u8("extendedRcode", extendedRcode);
    Ranges.u8("version", version);
    Ranges.u16("flags", flags);
    options = List.copyOf(options);
  }

  /** Version 0, and nothing but a size. */
  public static Edns of(int payloadSize) {
    return new Edns(payloadSize, 0, 0, 0, List.of());
  }

  /** The same, asking for DNSSEC's records. */
  public Edns withDnssec() {
    return new Edns(payloadSize, extendedRcode, version, flags | DO, options);
  }

  /** Whether the sender wants DNSSEC's records. */
  public boolean isDnssecOk() {
    return (flags & DO) != 0;
  }

  /**
   * What an OPT record says.
   *
   * @throws IllegalArgumentException if it's of another type
   */
  public static Edns of(ResourceRecord opt) {
    if (!(opt.data() instanceof RecordData.Opt(var options))) {
      throw new IllegalArgumentException("opt: the type is " + opt.type());
    }
    int ttl = (int) opt.ttl();
    return new Edns(
        opt.recordClass().number(), ttl >>> 24, ttl >>> 16 & 0xff, ttl & 0xffff, options);
  }

  /** The OPT record that says this. */
  public ResourceRecord toRecord() {
    long ttl = (long) extendedRcode << 24 | (long) version << 16 | flags;
    return new ResourceRecord(
        Name.ROOT, new RecordClass(payloadSize), ttl, new RecordData.Opt(options));
  }

  /** The four octets in the place of the TTL, for pictures. */
  static List<BitField> bits(int ttl) {
    return List.of(
        new BitField("EXTENDED-RCODE", 8, "the first eight bits of the response code"),
        new BitField("VERSION", 8, ""),
        new BitField("DO", 1, (ttl & DO) != 0 ? "DNSSEC wanted" : "DNSSEC not wanted"),
        new BitField("Z", 15, "reserved, must be zero"));
  }

  /** As dig has it: {@code EDNS: version: 0, flags: do; udp: 1232}. */
  @Override
  public String toString() {
    return Lines.of(
        "EDNS: version: %d, flags:%s; udp: %d%s"
            .formatted(
                version,
                isDnssecOk() ? " do" : "",
                payloadSize,
                options.isEmpty() ? "" : ", " + options));
  }
}
