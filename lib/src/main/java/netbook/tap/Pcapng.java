package netbook.tap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netbook.bytes.ByteWriter;
import netbook.bytes.Bytes;
import netbook.trace.Event;
import netbook.trace.Trace;

/**
 * A trace as a capture file, which Wireshark, tshark and others open: the pcapng format
 * (draft-ietf-opsawg-pcapng).
 *
 * <p>A trace has what programs see, the octets and who sent them. The packets round them are made
 * up here, as a network would have carried them: Ethernet, IPv4 and TCP headers with right
 * checksums, sequence numbers, handshake, acknowledgements and teardown; for datagrams UDP headers,
 * fragments of large ones, and the ICMP message of a refusal. The client is 192.0.2.1 and the
 * server 192.0.2.3 (RFC 5737 §3); where a tap had a hand in, there are two connections, client to
 * tap and tap to server, and the tap is 192.0.2.2. What a fault did stands as a comment at the next
 * packet. The clock begins at 1970-01-01, so that equal traces give equal files.
 */
public final class Pcapng {
  private static final int FILE_MAX = 256 << 20;

  private static final int SECTION_HEADER = 0x0a0d0d0a;
  private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
  private static final long UNKNOWN_LENGTH = 0xffffffffL;
  private static final int INTERFACE_DESCRIPTION = 1;
  private static final int ENHANCED_PACKET = 6;
  private static final int LINKTYPE_ETHERNET = 1;
  private static final int OPT_COMMENT = 1;
  private static final int IF_TSRESOL = 9;
  private static final int NANOSECONDS = 9;

  private final ByteWriter file = new ByteWriter(FILE_MAX);

  private Pcapng() {}

  /**
   * The capture file of a trace.
   *
   * @param serverPort what the server's port is to be in it, from 1 to 65535: by it tools guess the
   *     protocol
   */
  public static Bytes of(Trace trace, int serverPort) {
    if (serverPort < 1 || serverPort > 65535) {
      throw new IllegalArgumentException("serverPort: " + serverPort + " is not in 1..65535");
    }
    try {
      return new Pcapng().write(trace.events(), serverPort);
    } catch (IOException e) {
      throw new AssertionError("a trace is bounded, and so is its file", e);
    }
  }

  /** Writes the capture file of a trace, in the place of one that is there. */
  public static void write(Trace trace, int serverPort, Path file) throws IOException {
    Files.write(file, of(trace, serverPort).toArray());
  }

  private Bytes write(List<Event> events, int serverPort) throws IOException {
    var section = new ByteWriter(16).u32(BYTE_ORDER_MAGIC).u16(1).u16(0);
    block(SECTION_HEADER, section.u32(UNKNOWN_LENGTH).u32(UNKNOWN_LENGTH));
    var description = new ByteWriter(24).u16(LINKTYPE_ETHERNET).u16(0).u32(0);
    option(description, IF_TSRESOL, Bytes.of(NANOSECONDS));
    block(INTERFACE_DESCRIPTION, description.u32(0));
    var tapped = tapped(events);
    Map<String, Segments> flows = new HashMap<>();
    for (var event : events) {
      for (var side : sides(event, tapped.contains(event.connection()))) {
        var key = event.connection() + " " + side;
        flows
            .computeIfAbsent(key, _ -> new Segments(side, event.connection(), serverPort))
            .tell(event, this::packet);
      }
    }
    return file.toBytes();
  }

  private static Set<Integer> tapped(List<Event> events) {
    var connections = new HashSet<Integer>();
    for (var event : events) {
      if (event.from().equals(Event.TAP) || event.to().equals(Event.TAP)) {
        connections.add(event.connection());
      }
    }
    return connections;
  }

  /** Which of the connections an event is seen on. */
  private static List<Segments.Side> sides(Event event, boolean tapped) {
    if (!tapped) {
      return List.of(Segments.Side.WHOLE);
    }
    var sides = new ArrayList<Segments.Side>();
    for (var side : List.of(Segments.Side.BEFORE_TAP, Segments.Side.BEHIND_TAP)) {
      if (side.sees(event)) {
        sides.add(side);
      }
    }
    return sides;
  }

  private void packet(Duration at, Bytes packet, String comment) throws IOException {
    long nanos = at.toNanos();
    var body = new ByteWriter(packet.size() + 4 * comment.length() + 64);
    body.u32(0).u32(nanos >>> 32).u32(nanos & 0xffffffffL).u32(packet.size()).u32(packet.size());
    padded(body, packet);
    if (!comment.isEmpty()) {
      option(body, OPT_COMMENT, Bytes.copyOf(comment.getBytes(StandardCharsets.UTF_8)));
      body.u32(0);
    }
    block(ENHANCED_PACKET, body);
  }

  /** A block: its type and length, what it holds, and its length again. */
  private void block(int type, ByteWriter body) throws IOException {
    int length = body.size() + 12;
    file.u32(type).u32(length).bytes(body.toBytes()).u32(length);
  }

  private static void option(ByteWriter into, int code, Bytes value) throws IOException {
    padded(into.u16(code).u16(value.size()), value);
  }

  private static void padded(ByteWriter into, Bytes bytes) throws IOException {
    into.bytes(bytes).bytes(Bytes.copyOf(new byte[-bytes.size() & 3]));
  }
}
