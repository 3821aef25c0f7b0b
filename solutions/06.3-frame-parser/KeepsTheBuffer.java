// Wrong: a slice of the buffer has what I need, and copies nothing.
// Reported: the same buffer again
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import netbook.exercise.FrameParser;

class KeepsTheBuffer implements FrameParser {
  @Override
  public Parsing start(int sizeMax) {
    return new Parsing() {
      private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
      private int size;
      private int length = -1;

      @Override
      public List<byte[]> feed(ByteBuffer octets) throws IOException {
        size += octets.remaining();
        waiting.add(octets.slice());
        octets.position(octets.limit());
        var messages = new ArrayList<byte[]>();
        while (size >= (length < 0 ? 2 : length)) {
          if (length < 0) {
            var two = take(2);
            length = (two[0] & 0xff) << 8 | two[1] & 0xff;
          }
          if (length > sizeMax) {
            break;
          }
          if (size >= length) {
            messages.add(take(length));
            length = -1;
          }
        }
        if (length > sizeMax && messages.isEmpty()) {
          throw new IOException("a length of " + length + " is over " + sizeMax);
        }
        return messages;
      }

      private byte[] take(int count) {
        var taken = new byte[count];
        int got = 0;
        while (got < count) {
          var first = waiting.getFirst();
          int more = Math.min(first.remaining(), count - got);
          first.get(taken, got, more);
          got += more;
          if (!first.hasRemaining()) {
            waiting.removeFirst();
          }
        }
        size -= count;
        return taken;
      }

      @Override
      public void end() throws IOException {
        if (size > 0 || length >= 0) {
          throw new EOFException("the stream ends inside a frame");
        }
      }
    };
  }
}
