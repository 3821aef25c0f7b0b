// Wrong: a name may be compressed, so I follow ten pointers, and no more.
// Reported: a pointer to our name
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import netbook.exercise.ReplyMatcher;

class FollowsAFew implements ReplyMatcher {
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
    read(in, labels, 10);
    return new Question(labels, in.getShort(), in.getShort());
  }

  private static void read(ByteBuffer in, List<String> labels, int hops) {
    int size = in.get() & 0xff;
    if (size >= 0xc0 && hops == 0) {
      throw new IllegalArgumentException("too many pointers");
    } else if (size >= 0xc0) {
      int offset = (size & 0x3f) << 8 | in.get() & 0xff;
      read(in.duplicate().position(offset), labels, hops - 1);
    } else if (size > 0) {
      var label = new byte[size];
      in.get(label);
      for (int i = 0; i < size; i++) {
        if (label[i] >= 'A' && label[i] <= 'Z') {
          label[i] |= 0x20;
        }
      }
      labels.add(new String(label, StandardCharsets.ISO_8859_1));
      read(in, labels, hops);
    }
  }
}
