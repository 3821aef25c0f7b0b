// Right: it calls itself with twice the wait, and waits a little longer or shorter each time.
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import netbook.bytes.Bytes;
import netbook.exercise.Asker;
import netbook.exercise.DatagramWire;

class Jittered implements Asker {
  @Override
  public String ask(DatagramWire wire, int identifier, String question) throws IOException {
    var head = Bytes.of(identifier >> 8, identifier & 0xff);
    return ask(wire, head, head.plus(Bytes.utf8(question)), 1);
  }

  private String ask(DatagramWire wire, Bytes head, Bytes request, int wait) throws IOException {
    if (wait > 8) {
      throw new SocketTimeoutException("no answer");
    }
    wire.send(request.buffer());
    long millis = (long) (1000 * wait * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
    var answer = find(wire, head, wire.now().plusMillis(millis));
    return answer.isPresent() ? answer.get() : ask(wire, head, request, 2 * wait);
  }

  private Optional<String> find(DatagramWire wire, Bytes head, Duration deadline) {
    while (wire.now().compareTo(deadline) < 0) {
      try {
        var into = ByteBuffer.allocate(65_507);
        var sender = wire.receive(into, deadline.minus(wire.now()));
        var reply = Bytes.copyOf(into.flip());
        if (sender.equals(wire.server()) && reply.size() <= 1000 && reply.startsWith(head)) {
          return Optional.of(new String(reply.from(2).toArray(), StandardCharsets.UTF_8));
        }
      } catch (SocketTimeoutException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
