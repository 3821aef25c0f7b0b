// Wrong: fifteen seconds are fifteen times one second.
// Reported: a reply to the fourth request
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import netbook.exercise.Asker;
import netbook.exercise.DatagramWire;

class SameWait implements Asker {
  @Override
  public String ask(DatagramWire wire, int identifier, String question) throws IOException {
    var text = question.getBytes(StandardCharsets.UTF_8);
    var request = ByteBuffer.allocate(2 + text.length);
    request.putShort((short) identifier).put(text).flip();
    for (int tries = 1; tries <= 15; tries++) {
      wire.send(request.duplicate());
      try {
        return answer(wire, identifier, wire.now().plusSeconds(1));
      } catch (SocketTimeoutException e) {
        // Ask again.
      }
    }
    throw new SocketTimeoutException("no answer to four requests");
  }

  private String answer(DatagramWire wire, int identifier, Duration deadline) throws IOException {
    var reply = ByteBuffer.allocate(1001);
    while (true) {
      reply.clear();
      var sender = wire.receive(reply, deadline.minus(wire.now()));
      reply.flip();
      if (sender.equals(wire.server())
          && reply.remaining() >= 2
          && reply.remaining() <= 1000
          && Short.toUnsignedInt(reply.getShort()) == identifier) {
        return StandardCharsets.UTF_8.decode(reply).toString();
      }
    }
  }
}
