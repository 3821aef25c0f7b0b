// Wrong: start begins from the front: the same object does for the next stream.
// Reported: two streams in turns
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import netbook.exercise.FrameParser;

class ResetsInStart implements FrameParser, FrameParser.Parsing {
  private int sizeMax;
  private byte[] waiting;
  private int size;

  @Override
  public Parsing start(int sizeMax) {
    this.sizeMax = sizeMax;
    waiting = new byte[64];
    size = 0;
    return this;
  }

  @Override
  public List<byte[]> feed(ByteBuffer octets) throws IOException {
    take(octets);
    var messages = new ArrayList<byte[]>();
    int at = 0;
    while (size - at >= 2) {
      int length = (waiting[at] & 0xff) << 8 | waiting[at + 1] & 0xff;
      if (length > sizeMax) {
        if (messages.isEmpty()) {
          throw new IOException("a length of " + length + " is over " + sizeMax);
        }
        break;
      }
      int next = at + 2 + length;
      if (size < next) {
        break;
      }
      messages.add(Arrays.copyOfRange(waiting, at + 2, next));
      at = next;
    }
    if (at > 0) {
      System.arraycopy(waiting, at, waiting, 0, size - at);
      size -= at;
    }
    return messages;
  }

  private void take(ByteBuffer octets) {
    int more = octets.remaining();
    if (size + more > waiting.length) {
      waiting = Arrays.copyOf(waiting, Math.max(2 * waiting.length, size + more));
    }
    octets.get(waiting, size, more);
    size += more;
  }

  @Override
  public void end() throws IOException {
    if (size > 0) {
      throw new EOFException(size + " bytes of a frame, and no more");
    }
  }
}
