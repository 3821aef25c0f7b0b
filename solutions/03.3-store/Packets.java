// Right: the older socket of the channel, packets, and arrays wrapped as keys.
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import netbook.exercise.Store;

class Packets implements Store {
  private static final ByteBuffer VERSION =
      ByteBuffer.wrap("version".getBytes(StandardCharsets.US_ASCII));

  @Override
  public void serve(DatagramChannel channel) throws IOException {
    var values = new HashMap<ByteBuffer, byte[]>();
    var socket = channel.socket();
    try {
      while (true) {
        var packet = new DatagramPacket(new byte[1001], 1001);
        socket.receive(packet);
        if (packet.getLength() <= 1000) {
          handle(values, socket, packet);
        }
      }
    } catch (SocketException e) {
      // The socket is closed.
    }
  }

  private void handle(Map<ByteBuffer, byte[]> values, DatagramSocket socket, DatagramPacket packet)
      throws IOException {
    var octets = Arrays.copyOf(packet.getData(), packet.getLength());
    int at = 0;
    while (at < octets.length && octets[at] != '=') {
      at++;
    }
    var key = ByteBuffer.wrap(octets, 0, at);
    boolean isVersion = key.equals(VERSION);
    if (at == octets.length) {
      var answer = new ByteArrayOutputStream();
      answer.writeBytes(octets);
      answer.write('=');
      answer.writeBytes(isVersion ? new byte[] {'7'} : values.getOrDefault(key, new byte[0]));
      socket.send(new DatagramPacket(answer.toByteArray(), answer.size(), packet.getSocketAddress()));
    } else if (!isVersion) {
      values.put(key, Arrays.copyOfRange(octets, at + 1, octets.length));
    }
  }
}
