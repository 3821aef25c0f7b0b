package netbook.capture;

import static netbook.capture.Frames.ACK;
import static netbook.capture.Frames.CLIENT;
import static netbook.capture.Frames.FIN;
import static netbook.capture.Frames.RST;
import static netbook.capture.Frames.SERVER;
import static netbook.capture.Frames.SYN;
import static netbook.capture.Frames.ethernet;
import static netbook.capture.Frames.fromClient;
import static netbook.capture.Frames.fromServer;
import static netbook.capture.Frames.ipv4;
import static netbook.capture.Frames.ipv6;
import static netbook.capture.Frames.made;
import static netbook.capture.Frames.pcap;
import static netbook.capture.Frames.tcp;
import static netbook.capture.Frames.udp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import netbook.bytes.BitField;
import netbook.bytes.Bytes;
import netbook.bytes.Field;
import netbook.bytes.MalformedException;
import netbook.trace.Event;
import netbook.trace.Trace;
import org.junit.jupiter.api.Test;

/** What becomes of packets: each test is a small conversation, and how it is told. */
class CaptureTest {
  private static final List<Bytes> HANDSHAKE =
      List.of(
          fromClient(99, 0, SYN, ""),
          fromServer(499, 100, SYN | ACK, ""),
          fromClient(100, 500, ACK, ""));

  @Test
  void aConversationIsToldFromHandshakeToTeardown() throws IOException {
    assertThat(
            told(
                fromClient(100, 500, ACK, "hello"),
                fromServer(500, 105, ACK, ""),
                fromServer(500, 105, ACK, "world!"),
                fromClient(105, 506, FIN | ACK, ""),
                fromServer(506, 106, FIN | ACK, "bye"),
                fromClient(106, 510, ACK, "")))
        .containsExactly(
            "2 C>S CONNECT",
            "3 C>S DATA hello",
            "5 S>C DATA world!",
            "6 C>S FIN",
            "7 S>C DATA bye",
            "7 S>C FIN");
  }

  @Test
  void whatCrossedTwiceIsDeliveredOnce() throws IOException {
    assertThat(
            told(
                fromClient(100, 500, ACK, "hello"),
                fromClient(100, 500, ACK, "hello"),
                fromClient(103, 500, ACK, "lo, you"),
                fromClient(110, 500, FIN | ACK, ""),
                fromClient(110, 500, FIN | ACK, "")))
        .containsExactly(
            "2 C>S CONNECT",
            "3 C>S DATA hello",
            "4 C>S DATA  (5 B retransmitted)",
            "5 C>S DATA , you (2 B more retransmitted)",
            "6 C>S FIN");
  }

  @Test
  void whatCameBeforeItsTurnIsToldInItsTurn() throws IOException {
    assertThat(
            told(
                fromClient(104, 500, ACK, "three"),
                fromClient(102, 500, ACK, "22"),
                fromClient(102, 500, ACK, "2"),
                fromClient(109, 500, FIN | ACK, ""),
                fromClient(100, 500, ACK, "11")))
        .containsExactly(
            "2 C>S CONNECT",
            "5 C>S DATA  (1 B retransmitted)",
            "7 C>S DATA 11",
            "7 C>S DATA 22 (out of order)",
            "7 C>S DATA three (out of order)",
            "7 C>S FIN");
  }

  @Test
  void theLongerOfTwoThatWaitIsKept() throws IOException {
    assertThat(
            told(
                fromClient(102, 500, ACK, "2"),
                fromClient(102, 500, ACK, "22"),
                fromClient(100, 500, ACK, "11")))
        .containsExactly("2 C>S CONNECT", "5 C>S DATA 11", "5 C>S DATA 22 (out of order)");
  }

  @Test
  void sequenceNumbersWrap() throws IOException {
    long first = 0xffff_fffeL;
    assertThat(
            events(
                fromClient(first - 1, 0, SYN, ""),
                fromServer(0xffff_ffffL, first, SYN | ACK, ""),
                fromClient(first, 0, ACK, "abcd"),
                fromServer(0, first + 4, ACK, "x"),
                fromClient(first + 6, 1, ACK, "gh"),
                fromClient(first + 4, 1, ACK, "ef")))
        .containsExactly(
            "2 C>S CONNECT",
            "2 C>S DATA abcd",
            "3 S>C DATA x",
            "5 C>S DATA ef",
            "5 C>S DATA gh (out of order)");
  }

  @Test
  void whatWasAcknowledgedAndNotCapturedIsMissing() throws IOException {
    assertThat(
            told(
                fromClient(103, 500, ACK, "after"),
                fromServer(500, 103, ACK, ""),
                fromServer(500, 120, ACK, ""),
                fromClient(120, 500, ACK, "!")))
        .containsExactly(
            "2 C>S CONNECT",
            "4 C>S LOST (3 B, not captured)",
            "4 C>S DATA after",
            "5 C>S LOST (12 B, not captured)",
            "6 C>S DATA !");
    assertThat(told(fromClient(103, 500, ACK, "after"), fromServer(500, 110, ACK, "")))
        .containsExactly(
            "2 C>S CONNECT",
            "4 C>S LOST (3 B, not captured)",
            "4 C>S DATA after",
            "4 C>S LOST (2 B, not captured)");
    // Further ahead than any window: another connection's, or a lie.
    assertThat(told(fromServer(500, 100 + (1L << 30) + 1, ACK, "")))
        .containsExactly("2 C>S CONNECT");
  }

  @Test
  void whatIsNeverAcknowledgedIsMissingAtTheEnd() throws IOException {
    assertThat(told(fromClient(103, 500, ACK, "after"), fromClient(110, 500, FIN | ACK, "")))
        .containsExactly(
            "2 C>S CONNECT",
            "4 C>S LOST (3 B, not captured)",
            "4 C>S DATA after",
            "4 C>S LOST (2 B, not captured)",
            "4 C>S FIN");
  }

  @Test
  void aResetEndsAConnectionAndARefusalIsNone() throws IOException {
    assertThat(
            told(
                fromClient(102, 500, ACK, "held"),
                fromServer(500, 100, RST | ACK, ""),
                fromServer(500, 100, RST, "")))
        .containsExactly(
            "2 C>S CONNECT", "4 C>S LOST (2 B, not captured)", "4 C>S DATA held", "4 S>C RESET");
    var refused = List.of(fromClient(99, 0, SYN, ""), fromServer(0, 100, RST | ACK, ""));
    var twice = new ArrayList<>(refused);
    twice.addAll(refused);
    assertThat(events(Capture.of(pcap(twice)))).containsExactly("1 C>S REFUSED", "3 C>S REFUSED");
  }

  @Test
  void theSamePortsMayBeUsedAgain() throws IOException {
    var packets = new ArrayList<>(HANDSHAKE);
    packets.add(fromClient(102, 500, ACK, "held"));
    packets.add(fromClient(99, 0, SYN, "")); // the first one again
    packets.add(fromClient(7999, 0, SYN, ""));
    packets.add(fromServer(0, 8000, RST | ACK, ""));
    packets.add(fromServer(499, 8000, SYN | ACK, "")); // too late
    var capture = Capture.of(pcap(packets));
    assertThat(capture.trace().connections()).isEqualTo(2);
    assertThat(capture.trace().events()).extracting(Event::connection).containsExactly(1, 1, 1, 2);
    assertThat(events(capture)).endsWith("5 C>S DATA held", "6 C>S REFUSED");
  }

  @Test
  void theSameNumbersMayBeUsedAgainAfterTheEnd() throws IOException {
    var once = new ArrayList<>(HANDSHAKE);
    once.add(fromClient(100, 500, FIN | ACK, ""));
    once.add(fromServer(500, 101, FIN | ACK, ""));
    once.addAll(List.copyOf(once));
    assertThat(Capture.of(pcap(once)).trace().connections()).isEqualTo(2);
  }

  @Test
  void aCaptureMayBeginInTheMiddle() throws IOException {
    assertThat(
            events(
                fromServer(500, 100, ACK, ""), // tells nothing
                fromServer(500, 100, ACK, "world"),
                fromClient(100, 505, ACK, "!"),
                fromServer(505, 101, FIN | ACK, "")))
        .containsExactly(
            "1 C>S CONNECT (began before the capture)",
            "1 S>C DATA world",
            "2 C>S DATA !",
            "3 S>C FIN");
    assertThat(events(fromServer(499, 100, SYN | ACK, ""), fromClient(100, 500, ACK, "a")))
        .containsExactly("1 C>S CONNECT (before its handshake was seen whole)", "1 C>S DATA a");
    assertThat(events(fromServer(499, 100, RST, ""))).containsExactly("0 S>C RESET");
    assertThat(events(fromServer(499, 100, FIN | ACK, "")))
        .containsExactly("0 C>S CONNECT (began before the capture)", "0 S>C FIN");
    assertThat(events(fromServer(500, 100, ACK, "world"), fromServer(400, 100, FIN | ACK, "")))
        .endsWith("0 S>C DATA world", "1 S>C FIN");
    assertThat(
            events(
                fromServer(500, 100, ACK, "world"),
                fromClient(99, 0, SYN, ""),
                fromServer(0, 100, RST | ACK, "")))
        .endsWith("0 S>C DATA world", "2 C>S REFUSED");
  }

  @Test
  void aHandshakeMayBeSeenInPart() throws IOException {
    var note = " (before its handshake was seen whole)";
    assertThat(
            events(
                fromClient(99, 0, SYN, ""),
                fromClient(100, 500, ACK, ""),
                fromServer(500, 100, RST | ACK, "")))
        .containsExactly("1 C>S CONNECT" + note, "2 S>C RESET");
    assertThat(events(fromClient(99, 0, SYN, ""), fromClient(100, 0, RST, "")))
        .containsExactly("1 C>S RESET");
    assertThat(
            events(
                fromClient(99, 0, SYN, ""),
                fromServer(499, 100, SYN | ACK, ""),
                fromServer(500, 100, RST, "")))
        .containsExactly("2 S>C RESET");
    assertThat(events(fromClient(99, 0, SYN, "early"), fromServer(499, 105, SYN | ACK, "")))
        .containsExactly("0 C>S CONNECT" + note, "0 C>S DATA early");
  }

  @Test
  void aHandshakeWithoutAnEndIsCounted() throws IOException {
    var capture = Capture.of(pcap(List.of(fromClient(99, 0, SYN, ""), fromClient(99, 0, SYN, ""))));
    assertThat(capture.trace().events()).isEmpty();
    assertThat(capture.skipped()).isEqualTo(Map.of("handshake without an end", 1));
    var again = pcap(List.of(fromClient(99, 0, SYN, ""), fromClient(7999, 0, SYN, "")));
    assertThat(Capture.of(again).skipped()).isEqualTo(Map.of("handshake without an end", 2));
  }

  @Test
  void datagramsAreConversationsByTheirEnds() throws IOException {
    var asked = ipv4(17, CLIENT, SERVER, udp(40000, 50000, Bytes.utf8("ping")));
    var answered = ipv4(17, SERVER, CLIENT, udp(50000, 40000, Bytes.EMPTY));
    var late = ipv4(17, SERVER, CLIENT, udp(53, 40000, Bytes.utf8("late")));
    var capture = Capture.of(pcap(101, List.of(asked, late, answered)));
    assertThat(events(capture))
        .containsExactly("0 C>S DATAGRAM ping", "1 S>C DATAGRAM late", "2 S>C DATAGRAM ");
    assertThat(capture.trace().events()).extracting(Event::connection).containsExactly(1, 2, 1);
  }

  @Test
  void anUnreachablePortRefusesTheDatagram() throws IOException {
    var asked = ipv4(17, CLIENT, SERVER, udp(40000, 50000, Bytes.utf8("ping")));
    var news = made(out -> out.u16(0x0303).u16(0).u32(0).bytes(asked.slice(0, 28)));
    var other = made(out -> out.u16(0x0301).u16(0).u32(0).bytes(asked.slice(0, 28)));
    var packets =
        List.of(
            ipv4(1, SERVER, CLIENT, news),
            asked,
            ipv4(1, SERVER, CLIENT, news),
            ipv4(1, SERVER, CLIENT, other));
    var capture = Capture.of(pcap(101, packets));
    assertThat(events(capture)).containsExactly("1 C>S DATAGRAM ping", "2 C>S REFUSED");
    assertThat(capture.skipped())
        .isEqualTo(
            Map.of("ICMP port unreachable without its datagram", 1, "ICMP type 3 code 1", 1));
  }

  @Test
  void overIpv6ItIsTheSame() throws IOException {
    var client = Bytes.of(0xfd).plus(Bytes.copyOf(new byte[15]));
    var server = Bytes.of(0xfe).plus(Bytes.copyOf(new byte[15]));
    var asked = ipv6(17, client, server, udp(40000, 50000, Bytes.utf8("ping")));
    var options = made(out -> out.u8(60).u8(0).bytes(Bytes.copyOf(new byte[6])));
    var more = made(out -> out.u8(17).u8(1).bytes(Bytes.copyOf(new byte[14])));
    var extended =
        ipv6(0, server, client, options.plus(more).plus(udp(50000, 40000, Bytes.utf8("pong"))));
    var news = made(out -> out.u16(0x0104).u16(0).u32(0).bytes(asked));
    var fragment = ipv6(44, client, server, Bytes.copyOf(new byte[20]));
    var capture =
        Capture.of(pcap(101, List.of(asked, extended, ipv6(58, server, client, news), fragment)));
    assertThat(events(capture))
        .containsExactly("0 C>S DATAGRAM ping", "1 S>C DATAGRAM pong", "2 C>S REFUSED");
    assertThat(capture.skipped()).isEqualTo(Map.of("IPv6 fragment", 1));
  }

  @Test
  void whatIsNotUnderstoodIsCountedByName() throws IOException {
    var segment = tcp(1, 2, 3, 4, ACK, Bytes.utf8("x"));
    var ip = ipv4(6, CLIENT, SERVER, segment).toArray();
    var packets = new ArrayList<Bytes>();
    packets.add(ethernet(0x0806, Bytes.EMPTY));
    packets.add(ethernet(0x88cc, Bytes.EMPTY));
    packets.add(Bytes.of(1, 2, 3));
    packets.add(ethernet(0x0800, Bytes.copyOf(ip, 0, 19)));
    packets.add(ethernet(0x0800, Bytes.copyOf(ip, 0, 30))); // its length says 41
    packets.add(changed(ip, 0, 0x44));
    packets.add(changed(ip, 0, 0x65));
    packets.add(changed(ip, 7, 1)); // an offset
    packets.add(changed(ip, 6, 0x20)); // more fragments
    packets.add(changed(ip, 9, 47));
    packets.add(changed(ip, 32, 0x40)); // a data offset of 16 B
    packets.add(changed(ip, 32, 0xf0)); // and of 60 B
    packets.add(ethernet(0x0800, ipv4(17, CLIENT, SERVER, Bytes.ofHex("0001 0002 0007 0000"))));
    packets.add(ethernet(0x0800, ipv4(17, CLIENT, SERVER, Bytes.ofHex("0001 0002 0009 0000"))));
    var capture = Capture.of(pcap(packets));
    assertThat(capture.trace().events()).isEmpty();
    assertThat(capture.packets()).isEqualTo(packets.size());
    assertThat(capture.skipped())
        .isEqualTo(
            Map.of(
                "ARP", 1,
                "EtherType 0x88cc", 1,
                "Ethernet header cut short", 1,
                "IPv4 header cut short", 1,
                "broken IPv4 header", 3,
                "IPv4 fragment", 2,
                "IP protocol 47", 1,
                "broken TCP header", 2,
                "broken UDP header", 2));
    assertThat(capture.toString())
        .hasSizeLessThanOrEqualTo(120)
        .startsWith("capture of 14 packets (not told: 1 ARP, ");
    assertThat(Capture.of(pcap(105, packets)).skipped()).isEqualTo(Map.of("link type 105", 14));
  }

  private static Bytes changed(byte[] ip, int offset, int octet) {
    var copy = ip.clone();
    copy[offset] = (byte) octet;
    return ethernet(0x0800, Bytes.copyOf(copy));
  }

  @Test
  void aFrameMayBePaddedOrComeInOnePieceFromTheCard() throws IOException {
    var ip = ipv4(6, CLIENT, SERVER, tcp(1, 2, 3, 4, ACK, Bytes.utf8("x"))).toArray();
    var padded = ethernet(0x0800, Bytes.copyOf(ip).plus(Bytes.copyOf(new byte[6])));
    assertThat(events(padded)).endsWith("0 S>C DATA x");
    ip[2] = 0;
    ip[3] = 0;
    assertThat(events(ethernet(0x0800, Bytes.copyOf(ip)))).endsWith("0 S>C DATA x");
  }

  @Test
  void whatTheSnapLengthCutOffIsMissing() throws IOException {
    var whole = fromClient(100, 500, ACK, "hello, world");
    for (int cut = 0; cut <= 12; cut++) {
      var expected = new ArrayList<>(List.of("2 C>S CONNECT"));
      if (cut < 12) {
        expected.add("3 C>S DATA " + "hello, world".substring(0, 12 - cut));
      }
      if (cut > 0) {
        expected.add("3 C>S LOST (" + cut + " B, not captured)");
      }
      var file = pcap(HANDSHAKE).plus(cut(whole, cut));
      assertThat(events(Capture.of(file))).isEqualTo(expected);
    }
    var datagram = ethernet(0x0800, ipv4(17, CLIENT, SERVER, udp(7, 8, Bytes.utf8("ping"))));
    assertThat(events(Capture.of(pcap(List.of()).plus(cut(datagram, 3)))))
        .containsExactly("0 C>S DATAGRAM p", "0 C>S LOST (3 B, not captured)");
    var padded = fromClient(100, 500, ACK, "hi").plus(Bytes.of(0, 0, 0, 0));
    assertThat(events(Capture.of(pcap(HANDSHAKE).plus(cut(padded, 3)))))
        .containsExactly("2 C>S CONNECT", "3 C>S DATA hi");
    var octets = fromClient(100, 500, ACK, "NOPshello").toArray();
    octets[14 + 20 + 12] = 0x60; // 4 octets of options
    assertThat(events(Capture.of(pcap(HANDSHAKE).plus(cut(Bytes.copyOf(octets), 7)))))
        .containsExactly("2 C>S CONNECT", "3 C>S LOST (5 B, not captured)");
    var longer = fromClient(100, 500, ACK, "hello, world and all");
    var twice = pcap(HANDSHAKE).plus(cut(whole, 7)).plus(cut(longer, 15));
    assertThat(events(Capture.of(twice)))
        .containsExactly(
            "2 C>S CONNECT",
            "3 C>S DATA hello",
            "3 C>S LOST (7 B, not captured)",
            "3 C>S LOST (8 B, not captured)");
  }

  /** A record of a packet of which the last octets are missing. */
  private static Bytes cut(Bytes packet, int missing) {
    return made(out -> {
      int captured = packet.size() - missing;
      out.u32(1000).u32(3000).u32(captured).u32(packet.size()).bytes(packet.slice(0, captured));
    });
  }

  @Test
  void aTimeBeforeTheFirstCountsAsTheFirst() throws IOException {
    var file = pcap(List.of(fromClient(99, 0, SYN, ""), fromServer(0, 100, RST | ACK, "")));
    var octets = file.toArray();
    octets[24 + 16 + 54 + 3] = 0; // the seconds of the second record: 1000 to 768
    assertThat(events(Capture.of(Bytes.copyOf(octets)))).containsExactly("0 C>S REFUSED");
  }

  @Test
  void everyFieldIsNamedAndTheyTileTheFile() throws IOException {
    var packets = new ArrayList<>(HANDSHAKE);
    packets.add(fromClient(100, 500, ACK, "hello"));
    packets.add(ethernet(0x0806, Bytes.of(1, 2)));
    var file = pcap(packets);
    var fields = Capture.fields(file);
    Tiles.assertTile(fields, file.size());
    assertThat(fields).hasSize(6);
    assertThat(fields.get(4).toString()).isEqualTo("00ea Packet Record");
    var data = fields.get(4).parts().getLast();
    assertThat(data.parts())
        .extracting(f -> f.name())
        .containsExactly("Ethernet", "IPv4", "TCP", "Payload");
    assertThat(data.parts().get(3).toString()).isEqualTo("0130 Payload 5 B \"hello\"");
  }

  @Test
  void aPacketByItselfHasItsFieldsFromOffset0() throws IOException {
    var trace = new Trace(100, 10_000, () -> 0);
    trace.datagram(trace.nextConnection(), "client", "server", Bytes.utf8("hello"), "");
    var packet = Capture.packets(Pcapng.of(trace, 53)).getFirst();
    Tiles.assertTile(packet.fields(), packet.bytes().size());
    assertThat(packet)
        .hasToString("Ethernet, IPv4 192.0.2.1 → 192.0.2.3, UDP 49153 → 53, Payload 5 B \"hello\"");
    assertThat(packet.part("Payload").from()).isEqualTo(14 + 20 + 8);
    assertThat(packet.octets("Payload")).isEqualTo(Bytes.utf8("hello"));
    assertThat(packet.octets("UDP", "Destination Port").toHex()).isEqualTo("00 35");
    var unwrapped = packet.from("UDP");
    assertThat(unwrapped).hasToString("UDP 49153 → 53, Payload 5 B \"hello\"");
    assertThat(unwrapped.octets("Payload")).isEqualTo(Bytes.utf8("hello"));
    Tiles.assertTile(unwrapped.fields(), 8 + 5);
    assertThat(packet.part("UDP").parts())
        .extracting(field -> field.name() + " " + field.value())
        .startsWith("Source Port 49153", "Destination Port 53", "Length 13 = 8 + 5");
    assertThat(packet.part("IPv4").parts())
        .extracting(Field::value)
        .contains("not a fragment", "17, UDP", "192.0.2.3");
    assertThatThrownBy(() -> packet.part("TCP"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("part: no TCP in Ethernet, IPv4 192.0.2.1");
  }

  @Test
  void aSegmentsBitsAndOptionsHaveNames() throws IOException {
    var options = "020405b4 0402 080a 00000007 00000009 01 030307";
    assertThat(optionsOf(options))
        .containsExactly(
            "Maximum Segment Size option 1460 B",
            "SACK-Permitted option ",
            "Timestamps option 7, echo 9",
            "No-Operation 1",
            "Window Scale option window × 128");
    var tcp = packetWith(options).part("TCP");
    assertThat(tcp.value()).isEqualTo("50000 → 80, ACK, SYN");
    assertThat(tcp.parts().get(4).value()).isEqualTo("40 B of header");
    assertThat(tcp.parts().get(5).bits())
        .extracting(BitField::name)
        .containsExactly("CWR", "ECE", "URG", "ACK", "PSH", "RST", "SYN", "FIN");
  }

  @Test
  void anOptionThatContradictsItselfEndsThem() throws IOException {
    assertThat(optionsOf("01 01 02 00")).containsExactly("No-Operation 1", "No-Operation 1", REST);
    assertThat(optionsOf("01 01 02 04")).containsExactly("No-Operation 1", "No-Operation 1", REST);
    assertThat(optionsOf("01 01 01 02"))
        .containsExactly("No-Operation 1", "No-Operation 1", "No-Operation 1", REST);
    assertThat(optionsOf("00 010101")).containsExactly("End of Option List 0", REST);
    assertThat(optionsOf("03 04 01 02")).containsExactly("Window Scale option 2 B");
    assertThat(optionsOf("fe 03 01 00")).containsExactly("Option 254 1 B", "End of Option List 0");
  }

  private static final String REST = "Rest of the options";

  private static List<String> optionsOf(String hex) throws IOException {
    return packetWith(hex).part("TCP").parts().stream()
        .skip(9)
        .map(option -> option.name().equals(REST) ? REST : option.name() + " " + option.value())
        .toList();
  }

  /** A SYN, ACK from the client with these options. */
  private static CapturedPacket packetWith(String options) throws IOException {
    var held = Bytes.ofHex(options);
    var tcp = tcp(50000, 80, 1, 2, SYN | ACK, held).toArray();
    tcp[12] = (byte) ((20 + held.size()) / 4 << 4);
    var frame = ethernet(0x0800, ipv4(6, CLIENT, SERVER, Bytes.copyOf(tcp)));
    var packet = Capture.packets(pcap(List.of(frame))).getFirst();
    Tiles.assertTile(packet.fields(), packet.bytes().size());
    return packet;
  }

  @Test
  void onlyTheFirstFragmentHasThePorts() throws IOException {
    var trace = new Trace(100, 10_000, () -> 0);
    trace.datagram(trace.nextConnection(), "client", "server", Bytes.copyOf(new byte[3000]), "");
    var packets = Capture.packets(Pcapng.of(trace, 53));
    assertThat(packets)
        .extracting(packet -> packet.fields().stream().map(Field::name).toList())
        .containsExactly(
            List.of("Ethernet", "IPv4", "UDP", "Fragment Data"),
            List.of("Ethernet", "IPv4", "Fragment Data"),
            List.of("Ethernet", "IPv4", "Fragment Data"));
    assertThat(packets)
        .extracting(packet -> packet.part("IPv4").parts().get(4).value())
        .containsExactly(
            "a fragment, from octet 0, more follow",
            "a fragment, from octet 1480, more follow",
            "a fragment, from octet 2960, the last one");
    for (var packet : packets) {
      Tiles.assertTile(packet.fields(), packet.bytes().size());
    }
    var bits = packets.get(1).part("IPv4").parts().get(4).bits();
    assertThat(bits).extracting(BitField::name).containsExactly("R", "DF", "MF", "Fragment Offset");
    assertThat(bits).extracting(BitField::width).containsExactly(1, 1, 1, 13);
  }

  @Test
  void aRefusalQuotesTheHeadersOfWhatFailed() throws IOException {
    var trace = new Trace(100, 10_000, () -> 0);
    int number = trace.nextConnection();
    trace.datagram(number, "client", "server", Bytes.utf8("hello"), "");
    trace.event(number, "client", "server", Event.Kind.REFUSED, "");
    var news = Capture.packets(Pcapng.of(trace, 53)).getLast().from("ICMP");
    assertThat(news).hasToString("ICMP, IPv4 192.0.2.1 → 192.0.2.3, UDP 49153 → 53");
    assertThat(news.part("ICMP").parts())
        .extracting(Field::value)
        .startsWith("3, destination unreachable", "3, port unreachable");
  }

  @Test
  void packetsAreFoundInBothFormats() throws IOException {
    var frame = fromClient(100, 500, ACK, "hello");
    assertThat(Capture.packets(pcap(List.of(frame, ethernet(0x0806, Bytes.of(1, 2))))))
        .extracting(CapturedPacket::bytes)
        .containsExactly(frame, ethernet(0x0806, Bytes.of(1, 2)));
  }

  @Test
  void aFileOfAnotherKindIsToldSo() {
    for (var text : List.of("", "GIF", "GIF89a", "PK\u0003\u0004 and so on and on and on")) {
      assertThat(malformed(Bytes.utf8(text))).isNotNull();
    }
    assertThat(malformed(Bytes.utf8("GIF89a")))
        .hasMessage("at offset 0: no capture file begins with 47494638 (pcap §4, pcapng §4.1)");
  }

  private static MalformedException malformed(Bytes file) {
    return catchThrowableOfType(MalformedException.class, () -> Capture.of(file));
  }

  /** What is told after a handshake. */
  private static List<String> told(Bytes... packets) throws IOException {
    var all = new ArrayList<>(HANDSHAKE);
    all.addAll(List.of(packets));
    return events(Capture.of(pcap(all)));
  }

  private static List<String> events(Bytes... packets) throws IOException {
    return events(Capture.of(pcap(List.of(packets))));
  }

  /** Each event in a few words: the milliseconds, who to whom, what, and the note. */
  private static List<String> events(Capture capture) {
    return capture.trace().events().stream().map(CaptureTest::text).toList();
  }

  private static String text(Event event) {
    var data = new String(event.bytes().toArray(), StandardCharsets.US_ASCII);
    return "%d %s %s%s%s"
        .formatted(
            event.at().toMillis(),
            event.from().equals("client") ? "C>S" : "S>C",
            event.kind(),
            event.kind().crosses() ? " " + data : "",
            event.note().isEmpty() ? "" : " (" + event.note() + ")");
  }
}
