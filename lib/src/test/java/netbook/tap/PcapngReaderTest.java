package netbook.tap;

import static netbook.tap.Frames.CLIENT;
import static netbook.tap.Frames.SERVER;
import static netbook.tap.Frames.block;
import static netbook.tap.Frames.ipv4;
import static netbook.tap.Frames.little;
import static netbook.tap.Frames.made;
import static netbook.tap.Frames.padded;
import static netbook.tap.Frames.udp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import netbook.bytes.ByteWriter;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;
import netbook.trace.Event;
import org.junit.jupiter.api.Test;

/** Blocks of the pcapng format, made by hand. */
class PcapngReaderTest {
  private static final Bytes PACKET = ipv4(17, CLIENT, SERVER, udp(40000, 53, Bytes.utf8("ping")));

  private static void section(ByteWriter out) throws LimitException {
    block(out, "0a0d0d0a", Bytes.ofHex("4d3c2b1a 0100 0000 ffffffffffffffff"));
  }

  private static void rawIpInterface(ByteWriter out, String options) throws LimitException {
    block(out, "01000000", Bytes.ofHex("6500 0000 00000000").plus(hex(options)));
  }

  private static void packet(ByteWriter out, int on, long time, String options)
      throws LimitException {
    var body =
        made(o -> {
          little(o, on);
          little(o, (int) (time >>> 32));
          little(o, (int) time);
          little(o, PACKET.size());
          little(o, PACKET.size());
          o.bytes(padded(PACKET)).bytes(hex(options));
        });
    block(out, "06000000", body);
  }

  private static Bytes hex(String text) {
    return text.isEmpty() ? Bytes.EMPTY : Bytes.ofHex(text);
  }

  @Test
  void eachInterfaceCountsItsTimeInItsOwnWay() throws IOException {
    var file =
        made(out -> {
          section(out);
          rawIpInterface(out, "0900 0100 8a000000"); // in 1/1024 s
          rawIpInterface(out, "0900 0100 09000000 0e00 0800 0500000000000000"); // ns, from 5 s on
          rawIpInterface(out, ""); // in microseconds
          packet(out, 0, 1024, "");
          packet(out, 1, 1_000_000_001L, "");
          packet(out, 2, 7_000_000L, "");
          block(
              out,
              "03000000",
              made(o -> {
                little(o, PACKET.size());
                o.bytes(padded(PACKET));
              })); // without a time
          packet(out, 0, 1536, "");
        });
    assertThat(Capture.of(file).trace().events())
        .extracting(Event::at)
        .containsExactly(
            Duration.ZERO,
            Duration.ofSeconds(5).plusNanos(1),
            Duration.ofSeconds(6),
            Duration.ofSeconds(6),
            Duration.ofMillis(500));
  }

  @Test
  void aPacketMayHaveSeveralComments() throws IOException {
    var file =
        made(out -> {
          section(out);
          rawIpInterface(out, "");
          var comments = "0100 0100 61000000 0400 0100 00000000 0100 0100 62000000";
          packet(out, 0, 0, comments + " 0000 0000 ffffffff"); // after the end may stand anything
        });
    assertThat(Capture.of(file).trace().events()).extracting(Event::note).containsExactly("a; b");
  }

  @Test
  void aCommentHasToBeText() {
    var file =
        made(out -> {
          section(out);
          rawIpInterface(out, "");
          packet(out, 0, 0, "0100 0200 61ff0000");
        });
    int comment = 28 + 20 + 8 + 20 + 32 + 4;
    assertThat(catchThrowableOfType(MalformedException.class, () -> Capture.of(file)))
        .hasMessage("at offset %d: octet ff is not part of a character (UTF-8)", comment + 1);
  }

  @Test
  void interfacesEndWithTheirSection() {
    var file =
        made(out -> {
          section(out);
          rawIpInterface(out, "");
          section(out);
          packet(out, 0, 0, "");
        });
    assertThat(catchThrowableOfType(MalformedException.class, () -> Capture.of(file)).found())
        .isEqualTo("interface 0, where the section has described 0");
  }

  @Test
  void theObsoletePacketBlockIsCounted() throws IOException {
    var file =
        made(out -> {
          section(out);
          block(out, "02000000", Bytes.copyOf(new byte[20]));
        });
    var capture = Capture.of(file);
    assertThat(capture.packets()).isEqualTo(1);
    assertThat(capture.skipped()).isEqualTo(Map.of("obsolete Packet Block", 1));
  }
}
