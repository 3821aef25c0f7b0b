// Right: both questions are read, label by label, and what can't be read is no answer.
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import netbook.exercise.ReplyMatcher;

class Labels implements ReplyMatcher {
  private record Question(List<String> labels, int type, int recordClass) {}

  private record Key(InetAddress host, int port, int id, Question question) {}

  @Override
  public boolean isAnswer(
      byte[] query, InetSocketAddress asked, byte[] datagram, InetSocketAddress from) {
    try {
      var in = ByteBuffer.wrap(datagram);
      return in.getShort(2) < 0 && key(ByteBuffer.wrap(query), asked).equals(key(in, from));
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return false;
    }
  }

  private static Key key(ByteBuffer in, InetSocketAddress address) {
    int id = in.getShort();
    if (in.getShort(4) != 1) {
      throw new IllegalArgumentException("not one question");
    }
    in.position(12);
    return new Key(address.getAddress(), address.getPort(), id, question(in));
  }

  private static Question question(ByteBuffer in) {
    var labels = new ArrayList<String>();
    for (int size = in.get(); size != 0; size = in.get()) {
      if (size < 0 || size > 63) {
        throw new IllegalArgumentException("no label");
      }
      var label = new byte[size];
      in.get(label);
      for (int i = 0; i < size; i++) {
        if (label[i] >= 'A' && label[i] <= 'Z') {
          label[i] |= 0x20;
        }
      }
      labels.add(new String(label, StandardCharsets.ISO_8859_1));
    }
    return new Question(labels, in.getShort(), in.getShort());
  }
}
