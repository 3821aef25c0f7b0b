// Wrong: with length 0 the message is complete at once; I check that where I read the length.
// Reported: all 2048 ways to cut 12 bytes
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import netbook.exercise.FrameParser;

class CutEmpty implements FrameParser {
  @Override
  public Parsing start(int sizeMax) {
    return new Parsing() {
      private int lengthOctets; // how many of them have come
      private int length;
      private byte[] message = new byte[0];
      private int got;
      private boolean refused;

      @Override
      public List<byte[]> feed(ByteBuffer octets) throws IOException {
        var messages = new ArrayList<byte[]>();
        while (!refused && octets.hasRemaining()) {
          if (lengthOctets == 0 && octets.remaining() >= 2) {
            begin((octets.get() & 0xff) << 8 | octets.get() & 0xff);
            if (length == 0) {
              complete(messages);
            }
          } else if (lengthOctets == 0) {
            length = octets.get() & 0xff;
            lengthOctets = 1;
          } else if (lengthOctets == 1) {
            begin(length << 8 | octets.get() & 0xff);
          } else {
            int more = Math.min(octets.remaining(), length - got);
            octets.get(message, got, more);
            got += more;
            if (got == length) {
              complete(messages);
            }
          }
        }
        octets.position(octets.limit());
        if (refused && messages.isEmpty()) {
          throw new IOException("a length of " + length + " is over " + sizeMax);
        }
        return messages;
      }

      private void begin(int announced) {
        lengthOctets = 2;
        length = announced;
        refused = length > sizeMax;
        message = new byte[refused ? 0 : length];
      }

      private void complete(List<byte[]> messages) {
        messages.add(message);
        lengthOctets = 0;
        length = 0;
        got = 0;
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
