// Right: put, flip, parse, compact: it moves what waits, but never makes it anew.
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import netbook.exercise.FrameParser;

class CompactsEachFeed implements FrameParser {
  @Override
  public Parsing start(int sizeMax) {
    return new Parsing() {
      private ByteBuffer waiting = ByteBuffer.allocate(1024);

      @Override
      public List<byte[]> feed(ByteBuffer octets) throws IOException {
        while (waiting.remaining() < octets.remaining()) {
          waiting = ByteBuffer.allocate(2 * waiting.capacity()).put(waiting.flip());
        }
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
