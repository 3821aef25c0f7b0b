package netbook.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import netbook.Leaks;
import netbook.bytes.Bytes;
import netbook.net.TcpClient;
import netbook.net.TcpServer;
import netbook.net.UdpClient;
import netbook.net.UdpServer;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Captures as tshark reads them. */
@ExtendWith(Leaks.class)
class PcapngTest {
  private static final int PORT = 9999;
  private static final String WRONG_CHECKSUM =
      "tcp.checksum.status == 0 || ip.checksum.status == 0 || udp.checksum.status == 0"
          + " || icmp.checksum.status == 0";

  @TempDir Path folder;

  @Test
  void tsharkFindsTheSameOctetsAndNothingToComplainOf() throws Exception {
    var trace = new Trace(10_000, 4 << 20, () -> 0);
    int number = trace.nextConnection();
    var big = Bytes.copyOf(new byte[100_000]);
    trace.event(number, "client", "server", Kind.CONNECT, "");
    trace.data(number, "client", "server", Bytes.utf8("hello\n"));
    trace.data(number, "server", "client", big);
    trace.event(number, "client", "server", Kind.FIN, "");
    trace.data(number, "server", "client", Bytes.utf8("bye\n"));
    trace.event(number, "server", "client", Kind.FIN, "");
    trace.event(number, "server", "client", Kind.CLOSE, "");
    assertThat(payload(trace, "ip.src == 192.0.2.1")).isEqualTo(trace.sentBy("client"));
    assertThat(payload(trace, "ip.src == 192.0.2.3")).isEqualTo(trace.sentBy("server"));
    assertThat(complaints(trace)).isEmpty();
    assertThat(fields(trace, "tcp.completeness")).endsWith("31"); // from SYN to both FINs
  }

  @Test
  void aRunThroughATapIsTwoConnections() throws Exception {
    try (var echo = TcpServer.start(c -> c.in().transferTo(c.out()));
        var tap = Tap.before(echo).toServer(Fault.slice(5), Fault.corrupt(0x20).after(7))) {
      try (var client = TcpClient.connect(tap.address())) {
        client.send("hello, tap!\n");
        client.finishSending();
        client.readAll();
      }
      tap.settle();
      var trace = tap.trace();
      assertThat(payload(trace, "ip.src == 192.0.2.1").toText()).isEqualTo("hello, tap!\n");
      assertThat(payload(trace, "ip.src == 192.0.2.2 && ip.dst == 192.0.2.3").toText())
          .isEqualTo("hello, Tap!\n");
      assertThat(payload(trace, "ip.dst == 192.0.2.1").toText()).isEqualTo("hello, Tap!\n");
      assertThat(complaints(trace)).isEmpty();
      assertThat(fields(trace, "frame.comment"))
          .contains("slice at 5", "corrupt by 0x20 after 7 B");
    }
  }

  @Test
  void aResetAndARefusalAreSeen() throws Exception {
    var trace = new Trace(100, 1000, () -> 0);
    int first = trace.nextConnection();
    trace.event(first, "client", "server", Kind.CONNECT, "");
    trace.event(first, "server", "client", Kind.RESET, "");
    trace.event(trace.nextConnection(), "client", "server", Kind.REFUSED, "");
    assertThat(fields(trace, "tcp.flags.str"))
        .extracting(flags -> flags.replace("·", ""))
        .containsExactly("S", "AS", "A", "AR", "S", "AR");
    assertThat(fields(trace, "_ws.expert.message"))
        .allMatch(said -> said.startsWith("Connection "), "only what happened");
  }

  @Test
  void datagramsOfAnySizeAreFoundAndARefusalQuotesTheLast() throws Exception {
    var trace = new Trace(100, 1 << 20, () -> 0);
    int number = trace.nextConnection();
    var largest = Bytes.copyOf(new byte[65_507]);
    for (var sent : List.of(Bytes.utf8("odd"), Bytes.EMPTY, largest, Bytes.of(0, 0))) {
      trace.datagram(number, "client", "server", sent, "");
      trace.datagram(number, "server", "client", sent, "");
    }
    trace.event(number, "client", "server", Kind.REFUSED, "");
    assertThat(payload(trace, "udp.payload", "ip.src == 192.0.2.1 && !icmp"))
        .isEqualTo(trace.sentBy("client"));
    assertThat(payload(trace, "udp.payload", "ip.src == 192.0.2.3 && !icmp"))
        .isEqualTo(trace.sentBy("server"));
    assertThat(fields(trace, "udp.length", "-Y", "udp && !icmp"))
        .containsExactly("11", "11", "8", "8", "65515", "65515", "10", "10");
    assertThat(fields(trace, "icmp.code", "-Y", "icmp.type == 3")).containsExactly("3");
    assertThat(fields(trace, "tcp.flags")).isEmpty();
    assertThat(complaints(trace)).isEmpty();
  }

  @Test
  void aChecksumOfZeroIsSentAsAllOnes() throws Exception {
    var checksum = fields(ofDatagram(Bytes.of(0, 0)), "udp.checksum").getFirst();
    var bytes = Bytes.ofHex(checksum.substring(2)); // which makes the sum ffff, its complement 0
    assertThat(fields(ofDatagram(bytes), "udp.checksum")).containsExactly("0xffff");
    assertThat(complaints(ofDatagram(bytes))).isEmpty();
  }

  private static Trace ofDatagram(Bytes bytes) {
    var trace = new Trace(10, 10, () -> 0);
    trace.datagram(trace.nextConnection(), "client", "server", bytes, "");
    return trace;
  }

  @Test
  void datagramsThroughATapAreTwoConversations() throws Exception {
    try (var echo = UdpServer.start((request, reply) -> reply.send(request.bytes()));
        var tap = Tap.before(echo).toServer(Fault.corrupt(0x20).on(1));
        var client = UdpClient.connect(tap.address())) {
      client.send("t");
      client.receive();
      tap.settle();
      var trace = tap.trace();
      assertThat(payload(trace, "udp.payload", "ip.src == 192.0.2.1").toText()).isEqualTo("t");
      assertThat(payload(trace, "udp.payload", "ip.src == 192.0.2.2").toText()).isEqualTo("TT");
      assertThat(complaints(trace)).isEmpty();
      assertThat(fields(trace, "frame.comment")).containsExactly("corrupt by 0x20 on datagram 1");
    }
  }

  @Test
  void equalTracesGiveEqualFiles() {
    var events = new ArrayList<Bytes>();
    for (int i = 0; i < 2; i++) {
      var trace = new Trace(10, 10, () -> 0);
      trace.data(trace.nextConnection(), "client", "server", Bytes.utf8("x"));
      events.add(Pcapng.of(trace, PORT));
    }
    assertThat(events.getFirst()).isEqualTo(events.getLast());
  }

  /** The octets of the packets that a filter lets pass, in their order. */
  private Bytes payload(Trace trace, String filter) throws Exception {
    return payload(trace, "tcp.payload", filter);
  }

  private Bytes payload(Trace trace, String field, String filter) throws Exception {
    return Bytes.ofHex(String.join("", fields(trace, field, "-Y", filter)));
  }

  /** What tshark finds wrong: a note, a warning or an error, or a checksum that doesn't fit. */
  private List<String> complaints(Trace trace) throws Exception {
    var checksums = fields(trace, "frame.number", "-Y", WRONG_CHECKSUM);
    var said = fields(trace, "_ws.expert.message", "-Y", "_ws.expert.severity >= \"Note\"");
    return Stream.concat(
            checksums.stream().map(frame -> "checksum in frame " + frame),
            said.stream()
                .filter(text ->
                    !text.matches(
                        "Connection finish .FIN.,This frame (initiates|undergoes) the connection closing")))
        .toList();
  }

  /** A field of each packet that has it. */
  private List<String> fields(Trace trace, String field, String... more) throws Exception {
    var file = folder.resolve("trace.pcapng");
    Pcapng.write(trace, PORT, file);
    var arguments = new ArrayList<>(List.of("-n", "-r", file.toString(), "-T", "fields"));
    arguments.addAll(
        List.of("-e", field, "-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE"));
    arguments.addAll(List.of("-o", "udp.check_checksum:TRUE"));
    arguments.addAll(Arrays.asList(more));
    return Wireshark.lines(folder, "tshark", arguments);
  }
}
