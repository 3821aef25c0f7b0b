// Right: a selector, which looks up now and then whether the socket is still open.
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Map;
import java.util.TreeMap;
import netbook.bytes.Bytes;
import netbook.exercise.Store;

class EventLoop implements Store {
  @Override
  public void serve(DatagramChannel socket) throws IOException {
    var values = new TreeMap<String, Bytes>();
    values.put(Bytes.utf8("version").toHex(), Bytes.utf8("3"));
    socket.configureBlocking(false);
    try (var selector = Selector.open()) {
      socket.register(selector, SelectionKey.OP_READ);
      while (socket.isOpen()) {
        selector.select(20);
        selector.selectedKeys().clear();
        while (socket.isOpen() && handleOne(socket, values)) {}
      }
      selector.selectNow();
    }
  }

  /** Whether there was a datagram. */
  private boolean handleOne(DatagramChannel socket, Map<String, Bytes> values)
      throws IOException {
    var buffer = ByteBuffer.allocate(1001);
    var client = socket.receive(buffer);
    if (client == null) {
      return false;
    }
    if (buffer.position() > 1000) {
      return true;
    }
    var datagram = Bytes.copyOf(buffer.flip());
    int at = datagram.indexOf('=', 0);
    var key = (at < 0 ? datagram : datagram.slice(0, at)).toHex();
    if (at < 0) {
      buffer = ByteBuffer.allocate(2001);
      buffer.put(datagram.buffer()).put((byte) '=');
      buffer.put(values.getOrDefault(key, Bytes.EMPTY).buffer());
      socket.send(buffer.flip(), client);
    } else if (!key.equals(Bytes.utf8("version").toHex())) {
      values.put(key, datagram.from(at + 1));
    }
    return true;
  }
}
