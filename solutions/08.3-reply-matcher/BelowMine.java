// Wrong: a name with mine in it is mine as well.
// Reported: a longer name, and a shorter one
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import netbook.exercise.ReplyMatcher;

class BelowMine implements ReplyMatcher {
  private record Question(List<String> labels, int type, int recordClass) {}

  private record Key(InetAddress host, int port, int id, Question question) {}

  @Override
  public boolean isAnswer(
      byte[] query, InetSocketAddress asked, byte[] datagram, InetSocketAddress from) {
    try {
      var in = ByteBuffer.wrap(datagram);
      boolean isResponse = in.getShort(2) < 0;
      var ours = key(ByteBuffer.wrap(query), asked);
      var theirs = key(in, from);
      return isResponse
          && ours.host.equals(theirs.host)
          && ours.port == theirs.port
          && ours.id == theirs.id
          && ours.question.type == theirs.question.type
          && ours.question.recordClass == theirs.question.recordClass
          && Collections.indexOfSubList(theirs.question.labels, ours.question.labels) >= 0;
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
