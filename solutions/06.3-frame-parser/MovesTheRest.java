// Wrong: after each message I move the rest to the front, and begin again at 0.
// Reported: a million frames in one feed
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import netbook.exercise.FrameParser;

class MovesTheRest implements FrameParser {
  @Override
  public Parsing start(int sizeMax) {
    return new Parsing() {
      private byte[] waiting = new byte[64];
      private int size;

      @Override
      public List<byte[]> feed(ByteBuffer octets) throws IOException {
        take(octets);
        var messages = new ArrayList<byte[]>();
        while (size >= 2 && !Thread.currentThread().isInterrupted()) {
          int length = (waiting[0] & 0xff) << 8 | waiting[1] & 0xff;
          if (length > sizeMax) {
            if (messages.isEmpty()) {
              throw new IOException("a length of " + length + " is over " + sizeMax);
            }
            break;
          }
          int next = 2 + length;
          if (size < next) {
            break;
          }
          messages.add(Arrays.copyOfRange(waiting, 2, next));
          size -= next;
          System.arraycopy(waiting, next, waiting, 0, size);
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
