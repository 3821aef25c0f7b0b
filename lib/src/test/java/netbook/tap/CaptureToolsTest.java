package netbook.tap;

import static netbook.tap.Frames.ACK;
import static netbook.tap.Frames.CLIENT;
import static netbook.tap.Frames.SERVER;
import static netbook.tap.Frames.SYN;
import static netbook.tap.Frames.ethernet;
import static netbook.tap.Frames.ipv4;
import static netbook.tap.Frames.made;
import static netbook.tap.Frames.pcap;
import static netbook.tap.Frames.tcp;
import static netbook.tap.Frames.udp;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import netbook.bytes.Bytes;
import netbook.trace.Event;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Captures that Wireshark's programs wrote, and what tshark finds in the same files. */
class CaptureToolsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"pcapng", "pcap", "nsecpcap"})
  void editcapWritesTheSameConversationInAnotherFormat(String format) throws Exception {
    var trace = conversation();
    var before = Capture.read(written(trace));
    var after = Capture.read(edited(written(trace), "-F", format));
    assertThat(Files.readAllBytes(folder.resolve("edited"))[0])
        .isEqualTo((byte) (format.equals("pcapng") ? 0x0a : format.equals("pcap") ? 0xd4 : 0x4d));
    assertThat(withoutNanos(after, format)).isEqualTo(withoutNanos(before, format));
  }

  /** The events, their times and notes as the format can have them. */
  private static List<Event> withoutNanos(Capture capture, String format) {
    return capture.trace().events().stream()
        .map(e ->
            new Event(
                e.connection(),
                format.equals("pcap") ? Duration.ofNanos(e.at().toNanos() / 1000 * 1000) : e.at(),
                e.from(),
                e.to(),
                e.kind(),
                e.bytes(),
                format.equals("pcapng") ? e.note() : ""))
        .toList();
  }

  @Test
  void whatEditcapCutsOffIsCountedAsMissing() throws Exception {
    var trace = conversation();
    var file = edited(written(trace), "-F", "pcap", "-s", "100");
    var capture = Capture.read(file);
    for (var side : List.of("client", "server")) {
      assertThat(capture.trace().sentBy(side)).isEqualTo(payload(file, side));
      long missing =
          capture.trace().events().stream()
              .filter(e -> e.kind() == Kind.LOST && e.from().equals(side))
              .mapToLong(e -> Long.parseLong(e.note().substring(0, e.note().indexOf(' '))))
              .sum();
      assertThat(missing + capture.trace().sentBy(side).size())
          .isEqualTo(trace.sentBy(side).size());
    }
  }

  @Test
  void whatEditcapTakesOutIsMissing() throws Exception {
    var trace = conversation();
    var whole = Capture.read(written(trace));
    // The fourth packet is the first with octets.
    var file = folder.resolve("gap.pcapng");
    Wireshark.lines(folder, "editcap", List.of(written(trace).toString(), file.toString(), "4"));
    var events = Capture.read(file).trace().events();
    assertThat(events).extracting(Event::kind).startsWith(Kind.CONNECT, Kind.LOST, Kind.DATA);
    assertThat(events.get(1).note()).isEqualTo("1460 B, not captured");
    assertThat(Capture.read(file).trace().sentBy("client"))
        .isEqualTo(whole.trace().sentBy("client").from(1460));
  }

  @Test
  void twoFilesInOneAreTwoSections() throws Exception {
    var one = Files.readAllBytes(edited(written(conversation()), "-F", "pcapng"));
    var both = Bytes.copyOf(one).plus(Pcapng.of(conversation(), 80)); // of either order of octets
    assertThat(one[8]).isEqualTo((byte) 0x4d);
    var capture = Capture.of(both);
    assertThat(capture.packets()).isEqualTo(2 * Capture.of(Bytes.copyOf(one)).packets());
    assertThat(capture.trace().connections()).isEqualTo(2);
  }

  @Test
  void text2pcapWritesRawIpAsWeReadIt() throws Exception {
    var hex = folder.resolve("hex");
    var packet = ipv4(17, CLIENT, SERVER, udp(40000, 53, Bytes.utf8("question")));
    Files.writeString(hex, "0000 " + packet.toHex() + "\n");
    var file = folder.resolve("text.pcapng");
    Wireshark.lines(
        folder, "text2pcap", List.of("-q", "-l", "101", hex.toString(), file.toString()));
    var events = Capture.read(file).trace().events();
    assertThat(events).extracting(Event::bytes).containsExactly(Bytes.utf8("question"));
    assertThat(events.getFirst().from()).isEqualTo("client");
  }

  @Test
  void everyLinkTypeHoldsTheOctetsThatTsharkFinds() throws Exception {
    var ip = ipv4(6, CLIENT, SERVER, tcp(50000, 80, 1, 1, ACK, Bytes.utf8("over a link")));
    var zeros = Bytes.copyOf(new byte[8]);
    var tagged = Bytes.of(0, 7, 8, 0).plus(ip);
    assertLink(1, ethernet(0x0800, ip));
    assertLink(1, ethernet(0x8100, tagged));
    assertLink(101, ip);
    assertLink(113, made(out -> out.u16(0).u16(772).u16(6).bytes(zeros).u16(0x0800).bytes(ip)));
    assertLink(
        276,
        made(out -> {
          out.u16(0x0800).u16(0).u32(1).u16(772).u8(0).u8(6).bytes(zeros).bytes(ip);
        }));
    assertLink(0, Bytes.of(2, 0, 0, 0).plus(ip));
    assertLink(0, Bytes.of(0, 0, 0, 2).plus(ip));
    assertLink(108, Bytes.of(0, 0, 0, 2).plus(ip));
  }

  private void assertLink(int linkType, Bytes packet) throws Exception {
    var bytes = pcap(linkType, List.of(packet));
    var file = folder.resolve("link.pcap");
    Files.write(file, bytes.toArray());
    assertThat(payload(file, "client")).isEqualTo(Bytes.utf8("over a link"));
    assertThat(Capture.read(file).trace().sentBy("client")).isEqualTo(Bytes.utf8("over a link"));
    Tiles.assertTile(Capture.fields(bytes), bytes.size());
  }

  /** Segments that overlap, in any order and some of them twice, over the end of the numbers. */
  @Test
  void streamsAreReassembledAsTsharkFollowsThem() throws Exception {
    int streams = 40;
    var packets = new ArrayList<Bytes>();
    for (int i = 0; i < streams; i++) {
      packets.addAll(shuffled(i, new Random(i)));
    }
    var file = folder.resolve("shuffled.pcap");
    Files.write(file, pcap(packets).toArray());
    var arguments = new ArrayList<>(List.of("-q", "-r", file.toString()));
    for (int i = 0; i < streams; i++) {
      arguments.addAll(List.of("-z", "follow,tcp,raw," + i));
    }
    var followed = followed(Wireshark.lines(folder, "tshark", arguments));
    var trace = Capture.read(file).trace();
    for (int i = 0; i < streams; i++) {
      assertThat(of(trace, i + 1)).as("stream %d", i).isEqualTo(followed.get(i));
    }
    assertThat(trace.events()).noneMatch(event -> event.kind() == Kind.LOST);
    assertThat(trace.events()).anyMatch(event -> event.note().equals("out of order"));
    assertThat(trace.events()).anyMatch(event -> event.note().endsWith(" B retransmitted"));
  }

  /** The octets of each stream, of which tshark says the number before it prints them. */
  private static Map<Integer, Bytes> followed(List<String> lines) {
    var streams = new HashMap<Integer, Bytes>();
    int number = -1;
    for (var line : lines) {
      if (line.startsWith("Filter: tcp.stream eq ")) {
        number = Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
      } else if (line.matches("[0-9a-f]+")) {
        streams.merge(number, Bytes.ofHex(line), Bytes::plus);
      }
    }
    return streams;
  }

  private static Bytes of(Trace trace, int connection) {
    var all = new StringBuilder();
    for (var event : trace.events()) {
      if (event.connection() == connection && event.kind().crosses()) {
        all.append(event.bytes().toHex()).append(' ');
      }
    }
    return Bytes.ofHex(all.toString());
  }

  private static List<Bytes> shuffled(int number, Random random) {
    int port = 50000 + number;
    long first = random.nextBoolean() ? 0xffff_ffffL - random.nextInt(3000) : random.nextInt(9999);
    var octets = new byte[2000];
    random.nextBytes(octets);
    var all = Bytes.copyOf(octets);
    var segments = new ArrayList<Bytes>();
    for (int at = 0; at < all.size(); ) {
      int end = Math.min(all.size(), at + 1 + random.nextInt(400));
      int from = Math.max(0, at - random.nextInt(3) * random.nextInt(50));
      segments.add(tcp(port, 80, first + from, 1, ACK, all.slice(from, end)));
      if (random.nextInt(4) == 0) {
        segments.add(segments.getLast());
      }
      at = end;
    }
    Collections.shuffle(segments, random);
    var packets = new ArrayList<Bytes>();
    packets.add(
        ethernet(0x0800, ipv4(6, CLIENT, SERVER, tcp(port, 80, first - 1, 0, SYN, Bytes.EMPTY))));
    packets.add(
        ethernet(0x0800, ipv4(6, SERVER, CLIENT, tcp(80, port, 0, first, SYN | ACK, Bytes.EMPTY))));
    segments.forEach(segment -> packets.add(ethernet(0x0800, ipv4(6, CLIENT, SERVER, segment))));
    return packets;
  }

  private static Trace conversation() {
    var now = new long[1];
    var trace = new Trace(1000, 1 << 20, () -> now[0] += 123_456_789);
    int number = trace.nextConnection();
    trace.event(number, "client", "server", Kind.CONNECT, "");
    var octets = new byte[5000];
    new Random(1).nextBytes(octets);
    trace.data(number, "client", "server", Bytes.copyOf(octets), "a note");
    trace.data(number, "server", "client", Bytes.utf8("thanks"));
    trace.event(number, "client", "server", Kind.FIN, "");
    trace.data(number, "server", "client", Bytes.copyOf(octets).slice(0, 3000));
    trace.event(number, "server", "client", Kind.FIN, "");
    return trace;
  }

  private Path written(Trace trace) throws Exception {
    var file = folder.resolve("trace.pcapng");
    Pcapng.write(trace, 80, file);
    return file;
  }

  private Path edited(Path file, String... options) throws Exception {
    var edited = folder.resolve("edited");
    var argv = new ArrayList<>(List.of(options));
    argv.add(file.toString());
    argv.add(edited.toString());
    Wireshark.lines(folder, "editcap", argv);
    return edited;
  }

  /** The octets that tshark finds one side to send. */
  private Bytes payload(Path file, String side) throws Exception {
    var filter = "ip.src == " + (side.equals("client") ? "192.0.2.1" : "192.0.2.3");
    var arguments =
        List.of("-n", "-r", file.toString(), "-T", "fields", "-e", "tcp.payload", "-Y", filter);
    var hex = Wireshark.lines(folder, "tshark", arguments).stream();
    return Bytes.ofHex(hex.collect(Collectors.joining()));
  }
}
