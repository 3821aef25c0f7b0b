// Wrong: a reply to another question shows that the server is there: I wait anew.
// Reported: strays that don't end
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import netbook.exercise.Asker;
import netbook.exercise.DatagramWire;

class StraysAnew implements Asker {
  @Override
  public String ask(DatagramWire wire, int identifier, String question) throws IOException {
    var text = question.getBytes(StandardCharsets.UTF_8);
    var request = ByteBuffer.allocate(2 + text.length);
    request.putShort((short) identifier).put(text).flip();
    for (int wait = 1; wait <= 8; wait *= 2) {
      wire.send(request.duplicate());
      try {
        return answer(wire, identifier, Duration.ofSeconds(wait));
      } catch (SocketTimeoutException e) {
        // Ask again.
      }
    }
    throw new SocketTimeoutException("no answer to four requests");
  }

  private String answer(DatagramWire wire, int identifier, Duration wait) throws IOException {
    var reply = ByteBuffer.allocate(1001);
    var deadline = wire.now().plus(wait);
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
      if (sender.equals(wire.server())) {
        deadline = wire.now().plus(wait);
      }
    }
  }
}
