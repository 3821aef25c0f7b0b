// Right: a state for each octet; if a length's first octet is too much, it is refused by that.
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import netbook.exercise.FrameParser;

class OctetByOctet implements FrameParser {
  private enum Next {
    FIRST,
    SECOND,
    MESSAGE,
    NOTHING
  }

  @Override
  public Parsing start(int sizeMax) {
    return new Parsing() {
      private final ByteArrayOutputStream message = new ByteArrayOutputStream();
      private Next next = Next.FIRST;
      private int length;
      private List<byte[]> messages = List.of();

      @Override
      public List<byte[]> feed(ByteBuffer octets) throws IOException {
        messages = new ArrayList<>();
        while (octets.hasRemaining()) {
          take(octets.get() & 0xff);
        }
        if (next == Next.NOTHING && messages.isEmpty()) {
          throw new EOFException("a message is too long");
        }
        return messages;
      }

      private void take(int octet) {
        switch (next) {
          case FIRST -> {
            length = octet << 8;
            next = length > sizeMax ? Next.NOTHING : Next.SECOND;
          }
          case SECOND -> {
            length += octet;
            next = length > sizeMax ? Next.NOTHING : Next.MESSAGE;
            addIfComplete();
          }
          case MESSAGE -> {
            message.write(octet);
            addIfComplete();
          }
          case NOTHING -> {}
        }
      }

      private void addIfComplete() {
        if (next == Next.MESSAGE && message.size() == length) {
          messages.add(message.toByteArray());
          message.reset();
          next = Next.FIRST;
        }
      }

      @Override
      public void end() throws IOException {
        if (next != Next.FIRST) {
          throw new EOFException("the stream ends before a frame does");
        }
      }
    };
  }
}
