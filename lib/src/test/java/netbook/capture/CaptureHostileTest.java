package netbook.capture;

import static netbook.capture.Frames.ACK;
import static netbook.capture.Frames.FIN;
import static netbook.capture.Frames.SYN;
import static netbook.capture.Frames.block;
import static netbook.capture.Frames.fromClient;
import static netbook.capture.Frames.fromServer;
import static netbook.capture.Frames.little;
import static netbook.capture.Frames.made;
import static netbook.capture.Frames.padded;
import static netbook.capture.Frames.pcap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import netbook.bytes.Bytes;
import netbook.bytes.Field;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are cut, changed or made up: a trace or a clear error, and nothing else. */
class CaptureHostileTest {
  private static final List<Bytes> TALK =
      List.of(
          fromClient(99, 0, SYN, ""),
          fromServer(499, 100, SYN | ACK, ""),
          fromClient(100, 500, ACK, ""),
          fromClient(100, 500, ACK, "hello"),
          fromServer(500, 105, FIN | ACK, "bye"));

  @TempDir Path folder;

  static Stream<Bytes> files() throws IOException {
    var trace = new Trace(100, 1000, () -> 0);
    int number = trace.nextConnection();
    trace.event(number, "client", "server", Kind.CONNECT, "");
    trace.data(number, "client", "server", Bytes.utf8("hello"), "a note");
    trace.event(number, "server", "client", Kind.RESET, "");
    return Stream.of(
        Pcapng.of(trace, 80), littleEndian(TALK), simplePackets(TALK), pcap(TALK), swapped(TALK));
  }

  /** A section in the other order of octets, with options in it and a block of unknown type. */
  private static Bytes littleEndian(List<Bytes> packets) {
    return made(out -> {
      block(out, "0a0d0d0a", Bytes.ofHex("4d3c2b1a 0100 0000 ffffffffffffffff"));
      var options = Bytes.ofHex("0900 0100 8a000000 0e00 0800 ffffffffffffffff 0000 0000");
      block(out, "01000000", Bytes.ofHex("0100 0000 00000000").plus(options));
      block(out, "05000000", Bytes.ofHex("00000000"));
      for (var packet : packets) {
        var head =
            made(o -> {
              o.u32(0).bytes(Bytes.ofHex("01000000 00080000"));
              little(o, packet.size());
              little(o, packet.size());
            });
        var comment = Bytes.ofHex("0100 0300 68c3a900 0000 0000");
        block(out, "06000000", head.plus(padded(packet)).plus(comment));
      }
    });
  }

  private static Bytes simplePackets(List<Bytes> packets) {
    return made(out -> {
      block(out, "0a0d0d0a", Bytes.ofHex("4d3c2b1a 0100 0000 ffffffffffffffff"));
      block(out, "01000000", Bytes.ofHex("0100 0000 3a000000")); // 58 octets of a packet
      for (var packet : packets) {
        var head = made(o -> little(o, packet.size()));
        block(out, "03000000", head.plus(padded(packet.slice(0, Math.min(58, packet.size())))));
      }
    });
  }

  /** A classic file as a machine of the other order writes it, with nanoseconds. */
  private static Bytes swapped(List<Bytes> packets) {
    return made(out -> {
      out.bytes(Bytes.ofHex("4d3cb2a1 0200 0400 00000000 00000000 00000400 01000000"));
      for (var packet : packets) {
        out.bytes(Bytes.ofHex("e8030000 01000000"));
        little(out, packet.size());
        little(out, packet.size());
        out.bytes(packet);
      }
    });
  }

  @Test
  void theFilesAreGood() throws IOException {
    var all = files().toList();
    assertThat(told(all.getFirst())).containsExactly("CONNECT ", "DATA a note", "RESET ");
    var talk = List.of("CONNECT ", "DATA ", "DATA ", "FIN ");
    assertThat(told(all.get(1)))
        .containsExactly("CONNECT hé; hé; hé", "DATA hé", "DATA hé", "FIN ");
    assertThat(told(all.get(2)))
        .containsExactly("CONNECT ", "DATA ", "LOST 1 B, not captured", "DATA ", "FIN ");
    assertThat(told(all.get(3))).isEqualTo(talk);
    assertThat(told(all.get(4))).isEqualTo(talk);
  }

  private static List<String> told(Bytes file) throws IOException {
    return Capture.of(file).trace().events().stream().map(e -> e.kind() + " " + e.note()).toList();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyPrefixKeepsWhatCameBeforeItsEnd(Bytes file) throws IOException {
    var whole = Capture.of(file);
    var parts = Capture.fields(file).stream().map(Field::to).collect(Collectors.toSet());
    int header = Capture.fields(file).getFirst().to();
    for (int size = 0; size < file.size(); size++) {
      var prefix = file.slice(0, size);
      if (size < header) {
        var e = catchThrowableOfType(MalformedException.class, () -> Capture.of(prefix));
        assertThat(e.offset()).isLessThanOrEqualTo(size);
        continue;
      }
      var capture = Capture.of(prefix);
      assertThat(capture.cutShort()).as("%d", size).isEqualTo(!parts.contains(size));
      var events = capture.trace().events();
      assertThat(events).isEqualTo(whole.trace().events().subList(0, events.size()));
      Tiles.assertTile(Capture.fields(prefix), size);
    }
    assertThat(whole.cutShort()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyBitMayFlip(Bytes file) throws IOException {
    int told = 0;
    for (int bit = 0; bit < 8 * file.size(); bit++) {
      var octets = file.toArray();
      octets[bit / 8] ^= (byte) (1 << bit % 8);
      told += tell(Bytes.copyOf(octets)) ? 1 : 0;
    }
    assertThat(told).isBetween(file.size(), 8 * file.size());
  }

  @ParameterizedTest
  @MethodSource("files")
  void octetsMayBeAnything(Bytes file) throws IOException {
    for (int seed = 0; seed < 3000; seed++) {
      var random = new Random(seed);
      var octets = file.toArray();
      for (int i = random.nextInt(8); i >= 0; i--) {
        int at = random.nextInt(octets.length);
        var extremes = new int[] {0, 1, 0x7f, 0x80, 0xff, random.nextInt(256)};
        octets[at] = (byte) extremes[random.nextInt(extremes.length)];
      }
      tell(Bytes.copyOf(octets));
    }
  }

  /** Reads a file: the trace stands and the fields tile the file, or there is one of two errors. */
  private static boolean tell(Bytes file) throws IOException {
    try {
      var capture = Capture.of(file);
      Tiles.assertTile(Capture.fields(file), file.size());
      for (var packet : Capture.packets(file)) {
        Tiles.assertTile(packet.fields(), packet.bytes().size());
        assertThat(packet.toString()).hasSizeLessThanOrEqualTo(120);
      }
      assertThat(capture.toString()).hasSizeLessThanOrEqualTo(120);
      assertThat(capture.trace().events()).allMatch(event -> !event.at().isNegative());
      return true;
    } catch (MalformedException e) {
      assertThat(e.offset()).isBetween(0L, (long) file.size());
      return false;
    } catch (LimitException e) {
      assertThat(e.offset()).isBetween(0L, (long) file.size());
      return false;
    }
  }

  @Test
  void lengthsThatLieAreToldWithTheirOffset() throws IOException {
    var file = littleEndian(TALK);
    assertThat(message(file, 4, 0))
        .startsWith("at offset 4: block length 0 is not a multiple of 4");
    assertThat(message(file, 4, 8))
        .startsWith("at offset 4: block length 8 is not a multiple of 4");
    assertThat(message(file, 4, 29)).contains("block length 29 is not a multiple of 4");
    assertThat(message(file, 4, 24)).startsWith("at offset 20: Section Length: needs 8 B, has 4");
    assertThat(message(file, 4, 32))
        .isEqualTo("at offset 28: block length 32 is 1 at its end (pcapng §3.1)");
    assertThat(message(file, 4, Integer.MIN_VALUE)).contains("the section header is cut short");
    assertThat(message(file, 12, 2)).isEqualTo("at offset 12: version 2 is not 1 (pcapng §4.1)");
    assertThat(message(file, 8, 2)).contains("byte-order magic is 02000000 and not 1a2b3c4d");
    int option = 28 + 16; // if_tsresol
    assertThat(message(file, option, 0xffff0009)).contains("Option Value: needs 65535 B, has 20");
    assertThat(message(file, option, 0x00040009)).contains("option 9 has 4 B and not 1");
    int packet = 28 + 44 + 16;
    assertThat(message(file, packet + 8, 1))
        .contains("interface 1, where the section has described 1");
    assertThat(message(file, packet + 20, 262_144)).contains("Packet Data: needs 262144 B");
    assertThat(message(file, packet + 20, 262_145))
        .isEqualTo("at offset 116: over the limit of 262144 for captured packet length");
    assertThat(message(file, packet + 20 + 8 + 56, 0xff000001))
        .contains("Option Value: needs 65280 B");
    assertThat(message(swapped(TALK), 4, 3)).isEqualTo("at offset 4: version 3 is not 2 (pcap §4)");
    assertThat(message(swapped(TALK), 32, -1))
        .isEqualTo("at offset 32: over the limit of 262144 for captured packet length");
  }

  /** The error after four octets are overwritten. */
  private static String message(Bytes file, int offset, int number) {
    var bytes =
        made(out -> {
          out.bytes(file.slice(0, offset));
          little(out, number);
          out.bytes(file.from(offset + 4));
        });
    return catchThrowableOfType(IOException.class, () -> Capture.of(bytes)).getMessage();
  }

  @Test
  void timesMayBeAnyNumber() throws IOException {
    for (var resolution : List.of("00", "09", "7f", "80", "ff")) {
      for (var offset : List.of("00000000 00000000", "ffffffff ffffff7f", "00000000 00000080")) {
        var file =
            made(out -> {
              block(out, "0a0d0d0a", Bytes.ofHex("4d3c2b1a 0100 0000 ffffffffffffffff"));
              var options = "0900 0100 " + resolution + "000000 0e00 0800 " + offset;
              block(out, "01000000", Bytes.ofHex("6500 0000 00000000" + " " + options));
              for (var time :
                  List.of("00000000 00000000", "ffffffff ffffffff", "00000080 00000000")) {
                block(out, "06000000", Bytes.ofHex("00000000 " + time + " 00000000 00000000"));
              }
            });
        assertThat(Capture.of(file).packets()).isEqualTo(3);
      }
    }
  }

  @Test
  void extensionHeadersDoNotGoRoundInCircles() throws IOException {
    var headers = Bytes.copyOf(new byte[65528]); // each says that a hop-by-hop header follows
    var packet = Frames.ipv6(0, Bytes.copyOf(new byte[16]), Bytes.copyOf(new byte[16]), headers);
    var capture = Capture.of(pcap(101, List.of(packet)));
    assertThat(capture.skipped()).containsOnlyKeys("IPv6 extension header cut short");
  }

  @Test
  void interfacesAreBounded() throws IOException {
    var one = made(out -> block(out, "01000000", Bytes.ofHex("0100 0000 00000000")));
    var section = littleEndian(List.of());
    var all =
        made(out -> {
          out.bytes(section);
          for (int i = 1; i < 10_000; i++) {
            out.bytes(one);
          }
        });
    assertThat(Capture.of(all).packets()).isZero();
    assertThat(limit(all.plus(one)).limit()).isEqualTo("interfaces of a section");
  }

  @Test
  void packetsAndConversationsAreBounded() throws IOException {
    var packet = Bytes.EMPTY;
    assertThat(Capture.of(pcap(Collections.nCopies(250_000, packet))).packets()).isEqualTo(250_000);
    var tooMany = pcap(Collections.nCopies(250_001, packet));
    assertThat(limit(tooMany).limit()).isEqualTo("packets");
    assertThat(limit(tooMany).offset()).isEqualTo(24 + 16 * 250_000);
    var sender = new ArrayList<Bytes>();
    for (int i = 0; i <= 10_000; i++) {
      var datagram = Frames.udp(20_000 + i, 53, Bytes.EMPTY);
      sender.add(Frames.ipv4(17, Frames.CLIENT, Frames.SERVER, datagram));
    }
    assertThat(limit(pcap(101, sender)).limit()).isEqualTo("conversations");
    assertThat(Capture.of(pcap(101, sender.subList(0, 10_000))).trace().connections())
        .isEqualTo(10_000);
  }

  private static LimitException limit(Bytes file) {
    return catchThrowableOfType(LimitException.class, () -> Capture.of(file));
  }

  @Test
  void aFileIsBoundedBeforeItIsRead() throws IOException {
    var file = folder.resolve("big");
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(1L << 40);
    }
    var e = catchThrowableOfType(LimitException.class, () -> Capture.read(file));
    assertThat(e)
        .hasMessage("at offset 67108864: over the limit of 67108864 for size of a capture file");
    var fields =
        catchThrowableOfType(
            LimitException.class, () -> Capture.fields(Bytes.copyOf(new byte[(1 << 20) + 1])));
    assertThat(fields.limit()).isEqualTo("size of a file with fields");
  }

  @Test
  void whatWaitsForItsTurnIsBounded() throws IOException {
    var packets = new ArrayList<>(TALK.subList(0, 3));
    for (int i = 0; i < 20_001; i++) {
      packets.add(fromClient(101 + i, 500, ACK, "x"));
    }
    packets.add(fromClient(100, 500, ACK, "!"));
    assertThat(told(pcap(packets)))
        .startsWith("CONNECT ", "LOST 1 B, not captured", "DATA ")
        .endsWith("DATA ", "DATA 1 B retransmitted");
    packets.remove(packets.size() - 2);
    assertThat(told(pcap(packets))).doesNotContain("LOST 1 B, not captured").hasSize(20_002);
  }

  @Test
  void soAreItsOctets() throws IOException {
    int size = 60_000;
    var payload = "x".repeat(size);
    var ahead = new ArrayList<>(TALK.subList(0, 3));
    for (int i = 1; i <= (16 << 20) / size + 1; i++) {
      ahead.add(fromClient(100 + i * size, 500, ACK, payload));
    }
    assertThat(told(pcap(ahead)).get(1)).isEqualTo("LOST 60000 B, not captured");
    ahead.add(fromClient(100, 500, ACK, payload));
    assertThat(told(pcap(ahead))).endsWith("DATA 60000 B retransmitted");
    var swapped = new ArrayList<>(TALK.subList(0, 3));
    for (int i = 0; i < 400; i++) {
      swapped.add(fromClient(100 + (i ^ 1) * size, 500, ACK, payload));
    }
    assertThat(told(pcap(swapped))).doesNotContain("LOST 60000 B, not captured").hasSize(401);
  }

  @Test
  void aCommentOnPacketsThatTellNothingIsBounded() throws IOException {
    var acknowledgments = new ArrayList<>(Collections.nCopies(1000, fromClient(100, 500, ACK, "")));
    acknowledgments.addFirst(TALK.getFirst());
    acknowledgments.add(fromClient(100, 500, ACK, "x"));
    var events = Capture.of(littleEndian(acknowledgments)).trace().events();
    assertThat(events.getLast().note()).hasSize(1000).endsWith("hé; ");
  }
}
