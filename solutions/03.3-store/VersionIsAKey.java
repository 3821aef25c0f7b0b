// Wrong: the version stands in the map, and the map does the rest.
// Reported: the version
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.HashMap;
import netbook.bytes.Bytes;
import netbook.exercise.Store;

class VersionIsAKey implements Store {
  @Override
  public void serve(DatagramChannel socket) throws IOException {
    var equals = Bytes.utf8("=");
    var version = Bytes.utf8("version");
    var values = new HashMap<Bytes, Bytes>();
    values.put(version, Bytes.utf8("store 1"));
    var buffer = ByteBuffer.allocate(1001);
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
        socket.send(datagram.plus(equals).plus(value).buffer(), client);
      } else {
        values.put(datagram.slice(0, at), datagram.from(at + 1));
      }
    }
  }
}
