// Right: arrays and shifts, the clock in nanoseconds, and the waits in a list.
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import netbook.exercise.Asker;
import netbook.exercise.DatagramWire;

class ByHand implements Asker {
  private final byte[] reply = new byte[1500];

  @Override
  public String ask(DatagramWire wire, int identifier, String question) throws IOException {
    var text = question.getBytes(StandardCharsets.UTF_8);
    var request = new byte[text.length + 2];
    request[0] = (byte) (identifier >> 8);
    request[1] = (byte) identifier;
    System.arraycopy(text, 0, request, 2, text.length);
    for (int millis : List.of(1000, 2000, 4000, 8000)) {
      wire.send(ByteBuffer.wrap(request));
      long end = wire.now().toNanos() + millis * 1_000_000L;
      for (long left = end - wire.now().toNanos(); left > 0; left = end - wire.now().toNanos()) {
        int size = size(wire, Duration.ofNanos(left));
        if (size >= 2
            && size <= 1000
            && ((reply[0] & 0xff) << 8 | reply[1] & 0xff) == identifier) {
          return new String(reply, 2, size - 2, StandardCharsets.UTF_8);
        }
      }
    }
    throw new SocketTimeoutException(question);
  }

  /** How much has come from the server; -1 if nothing has. */
  private int size(DatagramWire wire, Duration left) {
    try {
      var into = ByteBuffer.wrap(reply);
      var sender = wire.receive(into, left);
      return sender.equals(wire.server()) ? into.position() : -1;
    } catch (SocketTimeoutException e) {
      return -1;
    }
  }
}
