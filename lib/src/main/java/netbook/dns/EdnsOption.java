package netbook.dns;

import netbook.bytes.ByteReader;
import netbook.bytes.ByteWriter;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;

/**
 * An option of EDNS (RFC 6891 §6.1.2).
 *
 * <pre>
 *   OPTION-CODE   OPTION-LENGTH   OPTION-DATA
 *   00 0a         00 08           2a 14 …
 * </pre>
 *
 * @param code what it is, from 0 to 65535: 3 is NSID, 8 the client's subnet, 10 a cookie
 * @param data up to 65535 octets
 */
public record EdnsOption(int code, Bytes data) {
  private static final String RULE = "RFC 6891 §6.1.2";

  /** Checks the ranges. */
  public EdnsOption {
    Ranges.u16("code", code);
    Ranges.size("data", data, 0, 0xffff);
  }

  static EdnsOption read(ByteReader in) throws MalformedException {
    in.begin("option", RULE);
    int code = in.readU16("OPTION-CODE", RULE);
    int size = in.readU16("OPTION-LENGTH", RULE);
    var option = new EdnsOption(code, in.readBytes(size, "OPTION-DATA", RULE));
    in.end("");
    in.means(option::toString);
    return option;
  }

  void write(ByteWriter out) throws LimitException {
    out.u16(code).u16(data.size()).bytes(data);
  }

  /** One line: {@code option 10: 2a 14 …}. */
  @Override
  public String toString() {
    return Lines.of("option " + code + ": " + data.toHex());
  }
}
