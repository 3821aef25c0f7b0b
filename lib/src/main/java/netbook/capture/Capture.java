package netbook.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.Field;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;
import netbook.trace.Trace;
import netbook.trace.Traced;

/**
 * A capture file from outside as a trace: what tcpdump, dumpcap, tshark or Wireshark wrote, in the
 * pcapng format (draft-ietf-opsawg-pcapng) or in the classic pcap format (draft-ietf-opsawg-pcap).
 *
 * <p>TCP over IPv4 and IPv6 becomes what programs saw: octets in the order of the stream, cut as
 * the segments were. The client is who sent the SYN or, if that isn't in the capture, who has the
 * higher port. A segment that came before its turn is told in its turn, with the note {@code out of
 * order}; one that brings nothing new is an event without octets that says how many it
 * retransmitted. Octets that crossed and aren't in the file are an event {@link
 * netbook.trace.Event.Kind#LOST}. UDP becomes a conversation for each pair of ends, and its client
 * is who sent first, or the receiver of what came first from a port below 1024 to one above. A
 * comment on a packet becomes a note of the next event.
 *
 * <p>Of links it reads Ethernet, with one VLAN tag, raw IP, Linux cooked (SLL and SLL2) and BSD
 * loopback. Fragments of IP packets aren't put together, and ICMP is read for refused datagrams
 * only.
 *
 * @param trace the conversations; times count from the first packet, whatever it was
 * @param packets how many packets the file has
 * @param skipped what of them couldn't be told, by name, and how often; a handshake without an end
 *     counts once
 * @param cutShort whether the file ends within a packet: what came before it is in the trace
 */
public record Capture(
    Trace trace, int packets, SortedMap<String, Integer> skipped, boolean cutShort)
    implements Traced {
  static final int FILE_MAX = 64 << 20;

  private static final int FIELDS_FILE_MAX = 1 << 20;
  private static final int LINE_MAX = 120;

  /** Keeps its own copy of the counts. */
  public Capture {
    skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
  }

  /**
   * Reads a capture file, whose format is known by its first octets.
   *
   * @throws MalformedException if it is in neither format, or breaks its rules
   * @throws LimitException if it has more than 64 MiB, 250 000 packets or 10 000 conversations, or
   *     a packet of more than 256 KiB
   * @throws IOException if it can't be read
   */
  public static Capture read(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return of(Bytes.copyOf(in.readNBytes(FILE_MAX + 1)));
    }
  }

  /**
   * Reads the octets of a capture file.
   *
   * @throws MalformedException as {@link #read}
   * @throws LimitException as {@link #read}
   */
  public static Capture of(Bytes file) throws IOException {
    return readFrom(new ByteReader(file));
  }

  /**
   * The fields of a capture file and of the headers in it, which tile it.
   *
   * @throws MalformedException as {@link #read}
   * @throws LimitException as {@link #read}, and if it has more than 1 MiB
   */
  public static List<Field> fields(Bytes file) throws IOException {
    if (file.size() > FIELDS_FILE_MAX) {
      throw new LimitException("size of a file with fields", FIELDS_FILE_MAX, FIELDS_FILE_MAX);
    }
    var in = ByteReader.recording(file);
    readFrom(in);
    return in.fields();
  }

  /**
   * The packets of a capture file, one by one, with the fields of their headers.
   *
   * @throws MalformedException as {@link #read}
   * @throws LimitException as {@link #fields}
   */
  public static List<CapturedPacket> packets(Bytes file) throws IOException {
    var packets = new ArrayList<CapturedPacket>();
    for (var block : fields(file)) {
      for (var part : block.parts()) {
        if (part.name().equals(PacketReader.PACKET_DATA)) {
          var octets = file.slice(part.from(), part.to());
          packets.add(new CapturedPacket(octets, part.shifted(-part.from()).parts()));
        }
      }
    }
    return List.copyOf(packets);
  }

  private static Capture readFrom(ByteReader in) throws IOException {
    if (in.remaining() > FILE_MAX) {
      throw new LimitException("size of a capture file", FILE_MAX, FILE_MAX);
    }
    return PcapngReader.isNext(in) ? new PcapngReader(in).read() : new PcapReader(in).read();
  }

  /** One line: how many packets, what was skipped, and the trace. */
  @Override
  public String toString() {
    var line =
        "capture of %d packet%s%s%s: %s"
            .formatted(
                packets,
                packets == 1 ? "" : "s",
                skippedText(),
                cutShort ? ", cut short" : "",
                trace);
    return line.length() <= LINE_MAX ? line : line.substring(0, LINE_MAX - 1) + "…";
  }

  private String skippedText() {
    return skipped.isEmpty()
        ? ""
        : skipped.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", ", " (not told: ", ")"));
  }
}
