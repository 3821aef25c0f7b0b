package netbook.capture;

import java.nio.ByteOrder;
import java.util.List;
import netbook.bytes.BitField;
import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import netbook.capture.Packet.Datagram;
import netbook.capture.Packet.End;
import netbook.capture.Packet.Payload;
import netbook.capture.Packet.Refused;
import netbook.capture.Packet.Segment;
import netbook.capture.Packet.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * Reads the headers of a captured packet, from the link's to TCP's or UDP's.
 *
 * <pre>
 * +---------+----------------+--------------+---------+
 * | link    | IPv4 or IPv6   | TCP, UDP or  | payload |
 * | header  | header         | ICMP header  |         |
 * +---------+----------------+--------------+---------+
 * </pre>
 *
 * <p>A packet is what came from a network, so nothing in it makes the file malformed: what isn't
 * understood is a {@link Unknown}. Checksums aren't looked at, since a sender's own capture often
 * has them before its network card fills them in.
 */
final class PacketReader {
  /** What the field is called that holds a packet. */
  static final String PACKET_DATA = "Packet Data";

  private static final int LINKTYPE_NULL = 0;
  private static final int LINKTYPE_ETHERNET = 1;
  private static final int LINKTYPE_RAW = 101;
  private static final int LINKTYPE_LOOP = 108;
  private static final int LINKTYPE_LINUX_SLL = 113;
  private static final int LINKTYPE_LINUX_SLL2 = 276;
  private static final String LINKTYPES = "pcaplinktype §2.1";

  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int ETHERTYPE_ARP = 0x0806;
  private static final int ETHERTYPE_VLAN = 0x8100;
  private static final int ETHERTYPE_IPV6 = 0x86dd;

  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int ICMPV6 = 58;
  private static final int DESTINATION_OPTIONS = 60;

  private static final int UDP_HEADER = 8;

  private final ByteReader in;

  /** How many octets of what is being read followed on the wire and aren't in the capture. */
  private long missing;

  /** What a UDP header says. */
  private record Udp(End from, End to, int length) {}

  /** A reader of the packets in a file, where another reader comes to them. */
  PacketReader(ByteReader in) {
    this.in = in;
  }

  /**
   * Reads a packet to its end.
   *
   * @param linkType which link's header it begins with
   * @param captured how many octets of it the file has
   * @param original how many it had on the wire
   * @param rule where the file's format speaks of it
   * @throws MalformedException if the file ends before it does
   */
  Packet readPacket(int linkType, int captured, long original, String rule)
      throws MalformedException {
    if (captured > in.remaining()) {
      in.field(PACKET_DATA, rule).readBytes(captured);
    }
    int end = in.position() + captured;
    int outer = in.limit(end);
    var order = in.order(ByteOrder.BIG_ENDIAN);
    missing = Math.max(0, original - captured);
    in.begin(PACKET_DATA, rule);
    var packet = link(linkType);
    in.limit(end);
    if (in.remaining() > 0) {
      in.field("Rest", rule).readBytes(in.remaining());
    }
    in.end("");
    in.order(order);
    in.limit(outer);
    return packet;
  }

  private Packet link(int linkType) throws MalformedException {
    return switch (linkType) {
      case LINKTYPE_NULL, LINKTYPE_LOOP -> loopback();
      case LINKTYPE_ETHERNET -> ethernet();
      case LINKTYPE_RAW -> raw();
      case LINKTYPE_LINUX_SLL -> cooked();
      case LINKTYPE_LINUX_SLL2 -> cooked2();
      default -> new Unknown("link type " + linkType);
    };
  }

  /** What stands for a packet of which too little was captured to tell more. */
  private static Packet cutShort(String header) {
    return new Unknown(header + " header cut short");
  }

  private static Packet broken(String header) {
    return new Unknown("broken " + header + " header");
  }

  private Packet ethernet() throws MalformedException {
    if (in.remaining() < 14) {
      return cutShort("Ethernet");
    }
    var rule = "IEEE 802.3 §3.1.1";
    in.begin("Ethernet", rule);
    in.field("Destination Address", rule).readBytes(6);
    in.field("Source Address", rule).readBytes(6);
    int type = in.field("Length/Type", rule).readU16();
    if (type == ETHERTYPE_VLAN && in.remaining() >= 4) {
      in.field("Tag Control Information", "IEEE 802.1Q §9.6").readU16();
      type = in.field("Length/Type", rule).readU16();
    }
    int etherType = type;
    in.means(() -> "0x%04x".formatted(etherType));
    in.end("");
    return network(type);
  }

  private Packet cooked() throws MalformedException {
    if (in.remaining() < 16) {
      return cutShort("SLL");
    }
    in.begin("Linux cooked capture", LINKTYPES);
    in.field("Packet type", LINKTYPES).readU16();
    in.field("ARPHRD_ type", LINKTYPES).readU16();
    in.field("Link-layer address length", LINKTYPES).readU16();
    in.field("Link-layer address", LINKTYPES).readBytes(8);
    int type = in.field("Protocol type", LINKTYPES).readU16();
    in.end("");
    return network(type);
  }

  private Packet cooked2() throws MalformedException {
    if (in.remaining() < 20) {
      return cutShort("SLL2");
    }
    in.begin("Linux cooked capture v2", LINKTYPES);
    int type = in.field("Protocol type", LINKTYPES).readU16();
    in.field("Reserved", LINKTYPES).readU16();
    in.field("Interface index", LINKTYPES).readU32();
    in.field("ARPHRD_ type", LINKTYPES).readU16();
    in.field("Packet type", LINKTYPES).readU8();
    in.field("Link-layer address length", LINKTYPES).readU8();
    in.field("Link-layer address", LINKTYPES).readBytes(8);
    in.end("");
    return network(type);
  }

  private Packet loopback() throws MalformedException {
    if (in.remaining() < 4) {
      return cutShort("loopback");
    }
    // It stands in the order of the machine that captured it, and is less than 65536.
    boolean little = in.peek(0) != 0;
    in.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long family = in.field("Address family", LINKTYPES).readU32();
    in.order(ByteOrder.BIG_ENDIAN);
    return switch ((int) family) {
      case 2 -> ipv4();
      case 10, 24, 28, 30 -> ipv6(); // AF_INET6 of Linux, OpenBSD and NetBSD, FreeBSD, macOS
      default -> new Unknown("address family " + family);
    };
  }

  private Packet network(int type) throws MalformedException {
    return switch (type) {
      case ETHERTYPE_IPV4 -> ipv4();
      case ETHERTYPE_IPV6 -> ipv6();
      case ETHERTYPE_ARP -> new Unknown("ARP");
      default -> new Unknown("EtherType 0x%04x".formatted(type));
    };
  }

  /** IPv4 or IPv6: which of them, the first four bits say in both. */
  private Packet raw() throws MalformedException {
    if (in.remaining() == 0) {
      return cutShort("IP");
    }
    return switch (in.peek(0) >> 4) {
      case 4 -> ipv4();
      case 6 -> ipv6();
      default -> broken("IP");
    };
  }

  private Packet ipv4() throws MalformedException {
    if (in.remaining() < 20) {
      return cutShort("IPv4");
    }
    var ip = ipv4Header();
    if (ip == null || !narrow(ip.end())) {
      return broken("IPv4");
    }
    return ip.isFragment() ? fragment(ip) : transport(ip);
  }

  /** An IPv4 header of which 20 octets are there; null if it contradicts itself. */
  private @Nullable IpHeader ipv4Header() throws MalformedException {
    var rule = "RFC 791 §3.1";
    int start = in.position();
    in.begin("IPv4", rule);
    int versionAndSize = in.field("Version, IHL", rule).readU8();
    int size = (versionAndSize & 15) * 4;
    in.means(() -> "version %d, %d B of header".formatted(versionAndSize >> 4, size));
    in.bits(() ->
        List.of(new BitField("Version", 4, ""), new BitField("IHL", 4, "× 4 = " + size + " B")));
    in.field("Type of Service", rule).readU8();
    int total = in.field("Total Length", rule).readU16();
    in.field("Identification", rule).readU16();
    int fragment = in.field("Flags, Fragment Offset", rule).readU16();
    in.means(() -> IpHeader.fragmentText(fragment));
    in.bits(() -> IpHeader.fragmentBits(fragment));
    in.field("Time to Live", rule).readU8();
    int protocol = in.field("Protocol", rule).readU8();
    in.means(() -> IpHeader.protocolText(protocol));
    readChecksum("Header Checksum", rule);
    var from = readAddress("Source Address", rule);
    var to = readAddress("Destination Address", rule);
    boolean sound = versionAndSize >> 4 == 4 && size >= 20 && pass("Options", rule, size - 20);
    in.end("");
    in.means(() -> IpHeader.dotted(from) + " → " + IpHeader.dotted(to));
    return sound ? new IpHeader(protocol, from, to, fragment, end(start, total)) : null;
  }

  private Bytes readAddress(String name, String rule) throws MalformedException {
    var address = in.field(name, rule).readBytes(4);
    in.means(() -> IpHeader.dotted(address));
    return address;
  }

  private void readChecksum(String name, String rule) throws MalformedException {
    int checksum = in.field(name, rule).readU16();
    in.means(() -> "0x%04x".formatted(checksum));
  }

  /** A part of what an IPv4 packet carried; only the first one begins with the next header. */
  private Packet fragment(IpHeader ip) throws MalformedException {
    if (ip.protocol() == IpHeader.UDP && ip.isFirst() && in.remaining() >= UDP_HEADER) {
      udpHeader(ip);
    }
    if (in.remaining() > 0) {
      in.field("Fragment Data", "RFC 791 §2.3").readBytes(in.remaining());
    }
    return new Unknown("IPv4 fragment");
  }

  /** Where a packet ends; a card that is to cut a large one up gets it with length 0. */
  private long end(int start, int length) {
    return length == 0 ? in.limit() + missing : (long) start + length;
  }

  private Packet ipv6() throws MalformedException {
    if (in.remaining() < 40) {
      return cutShort("IPv6");
    }
    var ip = ipv6Header();
    if (ip == null || !narrow(ip.end())) {
      return broken("IPv6");
    }
    int next = ip.protocol();
    while (next == HOP_BY_HOP || next == ROUTING || next == DESTINATION_OPTIONS) {
      if (in.remaining() < 2) {
        return cutShort("IPv6 extension");
      }
      var rule = "RFC 8200 §4";
      in.begin("Extension Header", rule);
      next = in.field("Next Header", rule).readU8();
      int length = in.field("Hdr Ext Len", rule).readU8();
      boolean sound = pass("Options", rule, 6 + 8 * length);
      in.end("");
      if (!sound) {
        return broken("IPv6 extension");
      }
    }
    return next == FRAGMENT
        ? new Unknown("IPv6 fragment")
        : transport(new IpHeader(next, ip.from(), ip.to(), 0, ip.end()));
  }

  /** An IPv6 header of which 40 octets are there; null if its version is another. */
  private @Nullable IpHeader ipv6Header() throws MalformedException {
    var rule = "RFC 8200 §3";
    in.begin("IPv6", rule);
    long version = in.field("Version, Traffic Class, Flow Label", rule).readU32() >> 28;
    int length = in.field("Payload Length", rule).readU16();
    int next = in.field("Next Header", rule).readU8();
    in.field("Hop Limit", rule).readU8();
    var from = in.field("Source Address", rule).readBytes(16);
    var to = in.field("Destination Address", rule).readBytes(16);
    in.end("");
    return version == 6 ? new IpHeader(next, from, to, 0, end(in.position(), length)) : null;
  }

  private Packet transport(IpHeader ip) throws MalformedException {
    return switch (ip.protocol()) {
      case IpHeader.TCP -> tcp(ip);
      case IpHeader.UDP -> udp(ip);
      case IpHeader.ICMP -> icmp("ICMP", "RFC 792", 3, 3);
      case ICMPV6 -> icmp("ICMPv6", "RFC 4443 §3.1", 1, 4);
      default -> new Unknown("IP protocol " + ip.protocol());
    };
  }

  private Packet tcp(IpHeader ip) throws MalformedException {
    if (in.remaining() < TcpHeader.SIZE_MIN) {
      return cutShort("TCP");
    }
    var rule = "RFC 9293 §3.1";
    in.begin("TCP", rule);
    var from = new End(ip.from(), in.field("Source Port", rule).readU16());
    var to = new End(ip.to(), in.field("Destination Port", rule).readU16());
    long sequence = in.field("Sequence Number", rule).readU32();
    long acknowledgment = in.field("Acknowledgment Number", rule).readU32();
    int offset = in.field("Data Offset, Rsrvd", rule).readU8();
    int size = TcpHeader.size(offset);
    in.means(() -> size + " B of header");
    in.bits(() -> TcpHeader.offsetBits(offset));
    int flags = in.field("Control bits", rule).readU8();
    in.means(() -> TcpHeader.flags(flags));
    in.bits(TcpHeader::controlBits);
    in.field("Window", rule).readU16();
    readChecksum("Checksum", rule);
    in.field("Urgent Pointer", rule).readU16();
    boolean sound = size >= TcpHeader.SIZE_MIN && passTcpOptions(size - TcpHeader.SIZE_MIN);
    in.end("");
    in.means(() -> "%d → %d, %s".formatted(from.port(), to.port(), TcpHeader.flags(flags)));
    return sound
        ? new Segment(from, to, sequence, acknowledgment, flags, payload())
        : broken("TCP");
  }

  private Packet udp(IpHeader ip) throws MalformedException {
    if (in.remaining() < UDP_HEADER) {
      return cutShort("UDP");
    }
    int start = in.position();
    var udp = udpHeader(ip);
    return narrow(start + udp.length) ? new Datagram(udp.from, udp.to, payload()) : broken("UDP");
  }

  /** A UDP header whose octets are there. */
  private Udp udpHeader(IpHeader ip) throws MalformedException {
    var rule = "RFC 768";
    in.begin("UDP", rule);
    int from = in.field("Source Port", rule).readU16();
    int to = in.field("Destination Port", rule).readU16();
    int length = in.field("Length", rule).readU16();
    in.means(() -> length + " = " + UDP_HEADER + " + " + (length - UDP_HEADER));
    readChecksum("Checksum", rule);
    in.end("");
    in.means(() -> from + " → " + to);
    return new Udp(new End(ip.from(), from), new End(ip.to(), to), length);
  }

  /** News about a packet, of which it quotes the beginning: read is that of a closed UDP port. */
  private Packet icmp(String name, String rule, int unreachable, int port)
      throws MalformedException {
    if (in.remaining() < 8) {
      return cutShort(name);
    }
    in.begin(name, rule);
    int type = in.field("Type", rule).readU8();
    boolean isUnreachable = type == unreachable;
    in.means(() -> type + (isUnreachable ? ", destination unreachable" : ""));
    int code = in.field("Code", rule).readU8();
    boolean isPort = isUnreachable && code == port;
    in.means(() -> code + (isPort ? ", port unreachable" : ""));
    readChecksum("Checksum", rule);
    in.field("Unused", rule).readU32();
    in.end("");
    int needed = name.equals("ICMP") ? 20 : 40;
    if (!isPort) {
      return new Unknown("%s type %d code %d".formatted(name, type, code));
    }
    if (in.remaining() < needed) {
      return cutShort("quoted IP");
    }
    var ip = needed == 20 ? ipv4Header() : ipv6Header();
    if (ip == null || ip.protocol() != IpHeader.UDP || in.remaining() < UDP_HEADER) {
      return new Unknown(name + " port unreachable, not of UDP");
    }
    var udp = udpHeader(ip);
    return new Refused(udp.from, udp.to);
  }

  private Payload payload() throws MalformedException {
    int captured = in.remaining();
    var bytes = captured == 0 ? Bytes.EMPTY : in.field("Payload", "").readBytes(captured);
    return new Payload(bytes, missing);
  }

  /** Ends reading where a part ends; false if it would end before here or after what crossed. */
  private boolean narrow(long end) {
    long more = end - in.limit();
    if (end < in.position() || more > missing) {
      return false;
    }
    if (more < 0) {
      in.limit((int) end);
    }
    missing = Math.max(0, more);
    return true;
  }

  /** Reads over octets, as far as they were captured; false if not so many crossed. */
  private boolean pass(String name, String rule, int count) throws MalformedException {
    int captured = captured(count);
    if (captured > 0) {
      in.field(name, rule).readBytes(captured);
    }
    return captured >= 0;
  }

  /** The same, option by option. */
  private boolean passTcpOptions(int count) throws MalformedException {
    int captured = captured(count);
    if (captured > 0) {
      TcpHeader.readOptions(in, in.position() + captured);
    }
    return captured >= 0;
  }

  /** How many of the next octets were captured; -1 if not so many crossed. */
  private int captured(int count) {
    int captured = Math.min(count, in.remaining());
    if (count - captured > missing) {
      return -1;
    }
    missing -= count - captured;
    return captured;
  }
}
