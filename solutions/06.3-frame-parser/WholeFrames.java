// Wrong: what one side writes at once, the other reads at once.
// Reported: a cut in the message
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import netbook.exercise.FrameParser;

class WholeFrames implements FrameParser {
  @Override
  public Parsing start(int sizeMax) {
    return new Parsing() {
      @Override
      public List<byte[]> feed(ByteBuffer octets) throws IOException {
        var messages = new ArrayList<byte[]>();
        while (octets.hasRemaining()) {
          int length = (octets.get() & 0xff) << 8 | octets.get() & 0xff;
          if (length > sizeMax) {
            throw new IOException("a length of " + length + " is over " + sizeMax);
          }
          var message = new byte[length];
          octets.get(message);
          messages.add(message);
        }
        return messages;
      }

      @Override
      public void end() {
        // Nothing is kept.
      }
    };
  }
}
