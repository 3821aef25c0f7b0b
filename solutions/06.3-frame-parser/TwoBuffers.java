// Right: a small buffer for the length and one for the message; whatever fits is put there.
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import netbook.exercise.FrameParser;

class TwoBuffers implements FrameParser {
  @Override
  public Parsing start(int sizeMax) {
    return new TwoBuffersParsing(sizeMax);
  }

  private static final class TwoBuffersParsing implements Parsing {
    private final int sizeMax;
    private final ByteBuffer length = ByteBuffer.allocate(2);
    private ByteBuffer message;
    private IOException refusal;

    TwoBuffersParsing(int sizeMax) {
      this.sizeMax = sizeMax;
    }

    @Override
    public List<byte[]> feed(ByteBuffer octets) throws IOException {
      throwIfRefused();
      var messages = new ArrayList<byte[]>();
      while (octets.hasRemaining() && refusal == null) {
        move(octets, message == null ? length : message);
        if (message == null && !length.hasRemaining()) {
          begin(length.getShort(0) & 0xffff);
        }
        if (message != null && !message.hasRemaining()) {
          messages.add(message.array());
          message = null;
          length.clear();
        }
      }
      octets.position(octets.limit());
      if (messages.isEmpty()) {
        throwIfRefused();
      }
      return List.copyOf(messages);
    }

    private void begin(int size) {
      if (size > sizeMax) {
        refusal = new IOException("refused: " + size + " bytes");
      } else {
        message = ByteBuffer.allocate(size);
      }
    }

    private static void move(ByteBuffer from, ByteBuffer to) {
      int count = Math.min(from.remaining(), to.remaining());
      to.put(to.position(), from, from.position(), count);
      to.position(to.position() + count);
      from.position(from.position() + count);
    }

    private void throwIfRefused() throws IOException {
      if (refusal != null) {
        throw refusal;
      }
    }

    @Override
    public void end() throws IOException {
      throwIfRefused();
      if (length.position() > 0) {
        throw new EOFException();
      }
    }
  }
}
