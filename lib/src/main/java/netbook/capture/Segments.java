package netbook.capture;

import java.io.IOException;
import java.time.Duration;
import netbook.bytes.ByteWriter;
import netbook.bytes.Bytes;
import netbook.trace.Event;

/**
 * The packets of one TCP connection, or of one conversation in datagrams, made up round the octets
 * that programs saw.
 */
final class Segments {
  private static final int MSS = 1460;
  private static final int WINDOW = 65535;
  private static final int EPHEMERAL = 49152;
  private static final int DYNAMIC_PORTS = 16384;

  private static final int FIN = 1;
  private static final int SYN = 2;
  private static final int RST = 4;
  private static final int PSH = 8;
  private static final int ACK = 16;

  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int PROTOCOL_ICMP = 1;
  private static final int PROTOCOL_TCP = 6;
  private static final int PROTOCOL_UDP = 17;
  private static final int IP_HEADER = 20;
  private static final int UDP_HEADER = 8;

  /** What an IP packet on Ethernet carries (RFC 894): a larger datagram goes in fragments. */
  private static final int IP_PAYLOAD_MAX = 1480;

  private static final int MORE_FRAGMENTS = 0x2000;
  private static final int DESTINATION_UNREACHABLE = 3;
  private static final int PORT_UNREACHABLE = 3;

  private static final int DO_NOT_FRAGMENT = 0x4000;
  private static final int TTL = 64;

  /** Which part of the way a connection goes. */
  enum Side {
    WHOLE(1, 3),
    BEFORE_TAP(1, 2),
    BEHIND_TAP(2, 3);

    /**
     * The last octets of the addresses in 192.0.2.0/24: of who connects, and of who is connected
     * to.
     */
    private final int client;

    private final int server;

    Side(int client, int server) {
      this.client = client;
      this.server = server;
    }

    /** Whether an event of a tapped connection is seen here. */
    boolean sees(Event event) {
      var end = this == BEFORE_TAP ? Event.CLIENT : Event.SERVER;
      return event.from().equals(end) || event.to().equals(end);
    }

    /** Whether it is the connecting end here that an event comes from. */
    boolean isFromClient(Event event) {
      return this == BEHIND_TAP
          ? !event.from().equals(Event.SERVER)
          : event.from().equals(Event.CLIENT);
    }
  }

  /** Takes a packet, with the time and what there is to say about it. */
  interface Sink {
    void packet(Duration at, Bytes packet, String comment) throws IOException;
  }

  /** One end: its address and port, and the next sequence number it sends. */
  private static final class End {
    final int host;
    final int port;
    long next;
    boolean finished;

    End(int host, int port, long initial) {
      this.host = host;
      this.port = port;
      this.next = initial;
    }

    Bytes address() {
      return Bytes.of(192, 0, 2, host);
    }

    Bytes hardware() {
      return Bytes.of(2, 0, 0, 0, 0, host); // locally administered
    }
  }

  private final Side side;
  private final End client;
  private final End server;
  private int identification;
  private boolean over;

  /** Much may be noted before the next packet, of which an option has room for 64 KiB. */
  private static final int COMMENT_MAX = 1000;

  private String comment = "";

  /** The head of the last datagram's first packet; none before there was a datagram. */
  private Bytes quoted = Bytes.EMPTY;

  Segments(Side side, int connection, int serverPort) {
    this.side = side;
    int port = EPHEMERAL + connection % DYNAMIC_PORTS;
    this.client = new End(side.client, port, 1000);
    this.server = new End(side.server, serverPort, 5000);
  }

  /** Tells an event in segments. */
  void tell(Event event, Sink sink) throws IOException {
    boolean fromClient = side.isFromClient(event);
    var from = fromClient ? client : server;
    var to = fromClient ? server : client;
    if (!event.note().isEmpty()) {
      var all = comment.isEmpty() ? event.note() : comment + "; " + event.note();
      comment = all.substring(0, Math.min(all.length(), COMMENT_MAX));
    }
    if (over) {
      return;
    }
    switch (event.kind()) {
      case CONNECT -> {
        send(event, client, server, SYN, Bytes.EMPTY, sink);
        send(event, server, client, SYN | ACK, Bytes.EMPTY, sink);
        send(event, client, server, ACK, Bytes.EMPTY, sink);
      }
      case REFUSED -> refused(event, from, to, sink);
      case DATA -> data(event, from, to, sink);
      case DATAGRAM -> datagram(event, from, to, sink);
      case FIN, CLOSE -> {
        if (!from.finished && quoted.isEmpty()) {
          from.finished = true;
          send(event, from, to, FIN | ACK, Bytes.EMPTY, sink);
          send(event, to, from, ACK, Bytes.EMPTY, sink);
        }
      }
      case RESET -> {
        send(event, from, to, RST | ACK, Bytes.EMPTY, sink);
        over = true;
      }
      case TIMEOUT, FAILURE, LOST, STALL -> {} // nothing crosses
    }
  }

  /** A connection is refused by a reset, a datagram by a message that quotes it. */
  private void refused(Event event, End from, End to, Sink sink) throws IOException {
    if (quoted.isEmpty()) {
      send(event, client, server, SYN, Bytes.EMPTY, sink);
      send(event, server, client, RST | ACK, Bytes.EMPTY, sink);
      over = true;
      return;
    }
    // Destination Unreachable (RFC 792), with the quoted header and the first 64 bits of its data.
    var icmp = new ByteWriter(8).u8(DESTINATION_UNREACHABLE).u8(PORT_UNREACHABLE).u16(0).u32(0);
    var message = icmp.patchU16(2, checksum(icmp.toBytes().plus(quoted))).toBytes().plus(quoted);
    packet(event, to, from, ip(to, from, PROTOCOL_ICMP, message.size(), 0).plus(message), sink);
    identification++;
  }

  /** A datagram, in as many fragments as it needs (RFC 791 §2.3). */
  private void datagram(Event event, End from, End to, Sink sink) throws IOException {
    var udp = udp(from, to, event.bytes()).plus(event.bytes());
    for (int at = 0; at < udp.size(); at += IP_PAYLOAD_MAX) {
      int end = Math.min(udp.size(), at + IP_PAYLOAD_MAX);
      int fragment = (end < udp.size() ? MORE_FRAGMENTS : 0) | at / 8;
      var packet = ip(from, to, PROTOCOL_UDP, end - at, fragment).plus(udp.slice(at, end));
      if (at == 0) {
        quoted = packet.slice(0, IP_HEADER + UDP_HEADER);
      }
      packet(event, from, to, packet, sink);
    }
    identification++;
  }

  private void data(Event event, End from, End to, Sink sink) throws IOException {
    var bytes = event.bytes();
    for (int at = 0; at < bytes.size(); at += MSS) {
      int end = Math.min(bytes.size(), at + MSS);
      send(event, from, to, end == bytes.size() ? PSH | ACK : ACK, bytes.slice(at, end), sink);
      send(event, to, from, ACK, Bytes.EMPTY, sink);
    }
  }

  private void send(Event event, End from, End to, int flags, Bytes payload, Sink sink)
      throws IOException {
    var tcp = tcp(from, to, flags, payload);
    var ip = ip(from, to, PROTOCOL_TCP, tcp.size() + payload.size(), DO_NOT_FRAGMENT);
    identification++;
    packet(event, from, to, ip.plus(tcp).plus(payload), sink);
    from.next += payload.size() + ((flags & (SYN | FIN)) != 0 ? 1 : 0);
  }

  private void packet(Event event, End from, End to, Bytes packet, Sink sink) throws IOException {
    var frame = new ByteWriter(14).bytes(to.hardware()).bytes(from.hardware()).u16(ETHERTYPE_IPV4);
    sink.packet(event.at(), frame.toBytes().plus(packet), comment);
    comment = "";
  }

  /** A UDP header (RFC 768); a checksum of 0 would say that there is none. */
  private static Bytes udp(End from, End to, Bytes payload) throws IOException {
    int size = UDP_HEADER + payload.size();
    var header = new ByteWriter(UDP_HEADER).u16(from.port).u16(to.port).u16(size).u16(0);
    int sum = checksum(pseudo(from, to, PROTOCOL_UDP, size).plus(header.toBytes()).plus(payload));
    return header.patchU16(6, sum == 0 ? 0xffff : sum).toBytes();
  }

  /** What a checksum covers of the IP header (RFC 768, RFC 9293 §3.1). */
  private static Bytes pseudo(End from, End to, int protocol, int size) throws IOException {
    var header = new ByteWriter(12).bytes(from.address()).bytes(to.address());
    return header.u8(0).u8(protocol).u16(size).toBytes();
  }

  /** A TCP header (RFC 9293 §3.1), with the maximum segment size in a SYN (§3.7.1). */
  private static Bytes tcp(End from, End to, int flags, Bytes payload) throws IOException {
    boolean syn = (flags & SYN) != 0;
    int size = syn ? 24 : 20;
    var header = new ByteWriter(size).u16(from.port).u16(to.port).u32(from.next);
    header.u32((flags & ACK) != 0 ? to.next : 0);
    header.u8((size / 4) << 4).u8(flags).u16(WINDOW).u16(0).u16(0);
    if (syn) {
      header.u8(2).u8(4).u16(MSS);
    }
    var pseudo = pseudo(from, to, PROTOCOL_TCP, size + payload.size());
    return header.patchU16(16, checksum(pseudo.plus(header.toBytes()).plus(payload))).toBytes();
  }

  /** An IPv4 header (RFC 791 §3.1). */
  private Bytes ip(End from, End to, int protocol, int size, int fragment) throws IOException {
    var header = new ByteWriter(IP_HEADER).u8(0x45).u8(0).u16(IP_HEADER + size);
    header.u16(identification & 0xffff).u16(fragment).u8(TTL).u8(protocol).u16(0);
    header.bytes(from.address()).bytes(to.address());
    return header.patchU16(10, checksum(header.toBytes())).toBytes();
  }

  /** The Internet checksum (RFC 1071 §1): the complement of the sum of all 16-bit words. */
  private static int checksum(Bytes bytes) {
    long sum = 0;
    for (int i = 0; i < bytes.size(); i += 2) {
      sum += (bytes.at(i) << 8) | (i + 1 < bytes.size() ? bytes.at(i + 1) : 0);
    }
    while (sum > 0xffff) {
      sum = (sum & 0xffff) + (sum >> 16);
    }
    return (int) (~sum & 0xffff);
  }
}
