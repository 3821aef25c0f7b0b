package netbook.dns;

import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import netbook.frame.Boundary;
import netbook.frame.Framing;
import netbook.frame.LengthPrefixed;

/** How messages travel: where one ends, in a datagram and in a stream. */
public enum Transport implements Framing<DnsMessage> {
  /** A message is a datagram (RFC 1035 §4.2.1). */
  UDP {
    @Override
    public Boundary boundary() {
      return (octets, from) -> octets.size() - from;
    }

    @Override
    public DnsMessage read(ByteReader in) throws MalformedException {
      return DnsMessage.read(in);
    }

    @Override
    public Bytes encode(DnsMessage message) {
      return message.encode();
    }
  },

  /** Before each message stand two octets with its length (RFC 1035 §4.2.2). */
  TCP {
    @Override
    public Boundary boundary() {
      return FRAMES.boundary();
    }

    @Override
    public DnsMessage read(ByteReader in) throws MalformedException {
      var _ = in.readU16("length", "RFC 1035 §4.2.2");
      return DnsMessage.read(in);
    }

    @Override
    public Bytes encode(DnsMessage message) {
      return FRAMES.encode(message.encode());
    }
  };

  private static final LengthPrefixed FRAMES = LengthPrefixed.u16();
}
