// Wrong: no datagram has more than 1000 bytes, and an answer is one.
// Reported: the largest question
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.HashMap;
import netbook.bytes.Bytes;
import netbook.exercise.Store;

class AnswerOfThousand implements Store {
  @Override
  public void serve(DatagramChannel socket) throws IOException {
    var equals = Bytes.utf8("=");
    var version = Bytes.utf8("version");
    var values = new HashMap<Bytes, Bytes>();
    values.put(version, Bytes.utf8("store 1"));
    var buffer = ByteBuffer.allocate(1001);
    var answer = ByteBuffer.allocate(1000);
    while (true) {
      buffer.clear();
      var client = socket.receive(buffer);
      if (buffer.position() > 1000) {
        continue;
      }
      var datagram = Bytes.copyOf(buffer.flip());
      int at = datagram.indexOf('=', 0);
      if (at < 0) {
        var value = values.getOrDefault(datagram, Bytes.EMPTY);
        answer.clear().put(datagram.buffer()).put(equals.buffer()).put(value.buffer());
        socket.send(answer.flip(), client);
      } else if (!datagram.slice(0, at).equals(version)) {
        values.put(datagram.slice(0, at), datagram.from(at + 1));
      }
    }
  }
}
