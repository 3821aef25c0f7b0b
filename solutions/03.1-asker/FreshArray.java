// Wrong: in a fresh array the first two bytes are always there.
// Reported: identifiers 0 and 256
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import netbook.exercise.Asker;
import netbook.exercise.DatagramWire;

class FreshArray implements Asker {
  @Override
  public String ask(DatagramWire wire, int identifier, String question) throws IOException {
    var text = question.getBytes(StandardCharsets.UTF_8);
    var request = ByteBuffer.allocate(2 + text.length);
    request.putShort((short) identifier).put(text).flip();
    for (int wait = 1; wait <= 8; wait *= 2) {
      wire.send(request.duplicate());
      try {
        return answer(wire, identifier, wire.now().plusSeconds(wait));
      } catch (SocketTimeoutException e) {
        // Ask again.
      }
    }
    throw new SocketTimeoutException("no answer to four requests");
  }

  private String answer(DatagramWire wire, int identifier, Duration deadline) throws IOException {
    while (true) {
      var reply = ByteBuffer.allocate(1001);
      var sender = wire.receive(reply, deadline.minus(wire.now()));
      int size = reply.position();
      int got = Short.toUnsignedInt(reply.getShort(0));
      if (sender.equals(wire.server()) && got == identifier && size <= 1000) {
        return new String(reply.array(), 2, Math.max(0, size - 2), StandardCharsets.UTF_8);
      }
    }
  }
}
