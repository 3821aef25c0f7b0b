package netbook.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import netbook.bytes.Bytes;
import netbook.net.DatagramLoop;
import netbook.net.UdpServer;
import netbook.resolve.Authority;
import netbook.resolve.DnsServer;
import netbook.resolve.Zone;

/**
 * A server of DNS in a JVM of its own, so that its time of the processors can be told from that of
 * whoever asks. It prints its port, and ends when its standard input does.
 */
final class AnsweringProgram {
  private static final int DATAGRAM_MAX = 65_535;
  private static final int FLAGS = 2;
  private static final byte QR = (byte) 0x80;

  private AnsweringProgram() {}

  /** What a datagram is answered with, in the same buffer. */
  private interface Answering {
    void answer(ByteBuffer datagram);
  }

  /**
   * Serves; the arguments are the way, {@code server}, {@code loop} or {@code driver}, and the
   * zone.
   */
  public static void main(String[] arguments) throws IOException {
    var zone = Zone.parse(Files.readString(Path.of(arguments[1])), ServerBench.ORIGIN);
    switch (arguments[0]) {
      case "server" -> {
        try (var server = DnsServer.start(zone)) {
          serve(server.port());
        }
      }
      case "loop" -> {
        var authority = new Authority(List.of(zone));
        byHand(datagram -> answer(authority, datagram));
      }
      case "driver" -> byHand(datagram -> datagram.put(FLAGS, QR));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void byHand(Answering answering) throws IOException {
    DatagramLoop loop = socket -> receiveAll(socket, answering);
    try (var server = UdpServer.with().startByHand(loop)) {
      serve(server.port());
    }
  }

  private static void serve(int port) throws IOException {
    System.out.println(port);
    var _ = System.in.read();
  }

  private static void receiveAll(DatagramChannel socket, Answering answering) throws IOException {
    var datagram = ByteBuffer.allocateDirect(DATAGRAM_MAX);
    while (socket.isOpen()) {
      var client = socket.receive(datagram.clear());
      answering.answer(datagram.flip());
      var _ = socket.send(datagram, client);
    }
  }

  private static void answer(Authority authority, ByteBuffer datagram) {
    var answer = authority.answerDatagram(Bytes.copyOf(datagram)).orElse(Bytes.EMPTY);
    datagram.clear().put(answer.buffer()).flip();
  }
}
