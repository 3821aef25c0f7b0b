// Wrong: only the byte that is shifted needs a mask.
// Reported: a length of 200
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import netbook.exercise.FrameParser;

class SignedLow implements FrameParser {
  @Override
  public Parsing start(int sizeMax) {
    return new Parsing() {
      private byte[] waiting = new byte[64];
      private int size;

      @Override
      public List<byte[]> feed(ByteBuffer octets) throws IOException {
        take(octets);
        var messages = new ArrayList<byte[]>();
        int at = 0;
        while (size - at >= 2) {
          int length = (waiting[at] & 0xff) << 8 | waiting[at + 1];
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
    };
  }
}
