package netbook.dns;

/** The bits of the header that are flags, the most significant first (RFC 1035 §4.1.1). */
public enum Flag {
  /** A response; without it, a query. */
  QR(15, "a response", "a query"),
  /** The server is an authority for the name. */
  AA(10, "from an authority", "not from an authority"),
  /** The message was cut to fit. */
  TC(9, "truncated", "not truncated"),
  /** The client asks the server to ask on. */
  RD(8, "recursion desired", "recursion not desired"),
  /** The server would ask on. */
  RA(7, "recursion available", "recursion not available"),
  /** Reserved, and zero. */
  Z(6, "reserved, must be zero", "reserved"),
  /** All that is in the answer was verified (RFC 4035 §3.2.3). */
  AD(5, "verified by DNSSEC", "not verified by DNSSEC"),
  /** The client will verify by itself (RFC 4035 §3.2.2). */
  CD(4, "checking disabled", "checking not disabled");

  private final int mask;
  private final String set;
  private final String clear;

  Flag(int bit, String set, String clear) {
    this.mask = 1 << bit;
    this.set = set;
    this.clear = clear;
  }

  /** The bit in the second pair of octets of the header. */
  int mask() {
    return mask;
  }

  /** What it means that the bit is set, or not. */
  String meaning(boolean isSet) {
    return isSet ? set : clear;
  }
}
