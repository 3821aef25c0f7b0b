// Wrong: no frame is longer than sizeMax + 2, so a buffer of that size is enough.
// Reported: more in a feed than in a message
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import netbook.exercise.FrameParser;

class BufferOfTheLimit implements FrameParser {
  @Override
  public Parsing start(int sizeMax) {
    return new Parsing() {
      private final ByteBuffer waiting = ByteBuffer.allocate(sizeMax + 2);

      @Override
      public List<byte[]> feed(ByteBuffer octets) throws IOException {
        waiting.put(octets).flip();
        var messages = new ArrayList<byte[]>();
        while (waiting.remaining() >= 2) {
          int length = waiting.getShort(waiting.position()) & 0xffff;
          if (length > sizeMax && messages.isEmpty()) {
            throw new IOException("a length of " + length + " is over " + sizeMax);
          }
          if (length > sizeMax || waiting.remaining() < 2 + length) {
            break;
          }
          var message = new byte[length];
          waiting.position(waiting.position() + 2).get(message);
          messages.add(message);
        }
        waiting.compact();
        return messages;
      }

      @Override
      public void end() throws IOException {
        if (waiting.position() > 0) {
          throw new EOFException("the stream ends inside a frame");
        }
      }
    };
  }
}
