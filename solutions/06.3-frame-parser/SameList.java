// Wrong: one list is enough: I clear it at the start of each feed.
// Reported: what was returned stays
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import netbook.exercise.FrameParser;

class SameList implements FrameParser {
  @Override
  public Parsing start(int sizeMax) {
    return new Parsing() {
      private int lengthOctets; // how many of them have come
      private int length;
      private byte[] message = new byte[0];
      private int got;
      private boolean refused;
      private final List<byte[]> messages = new ArrayList<>();

      @Override
      public List<byte[]> feed(ByteBuffer octets) throws IOException {
        messages.clear();
        while (!refused && octets.hasRemaining()) {
          if (lengthOctets < 2) {
            length = length << 8 | octets.get() & 0xff;
            lengthOctets++;
            if (lengthOctets == 2) {
              refused = length > sizeMax;
              message = new byte[refused ? 0 : length];
            }
          } else {
            int more = Math.min(octets.remaining(), length - got);
            octets.get(message, got, more);
            got += more;
          }
          if (lengthOctets == 2 && got == length) {
            messages.add(message);
            lengthOctets = 0;
            length = 0;
            got = 0;
          }
        }
        octets.position(octets.limit());
        if (refused && messages.isEmpty()) {
          throw new IOException("a length of " + length + " is over " + sizeMax);
        }
        return messages;
      }

      @Override
      public void end() throws IOException {
        if (refused) {
          throw new IOException("a length of " + length + " is over " + sizeMax);
        }
        if (lengthOctets > 0) {
          throw new EOFException("the stream ends inside a frame");
        }
      }
    };
  }
}
