// Wrong: when I have the message, I see whether it is too long.
// Reported: a length that nobody keeps
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import netbook.exercise.FrameReader;

class BoundAtTheEnd implements FrameReader {
  @Override
  public byte[] readFrame(InputStream in, int sizeMax) throws IOException {
    var four = in.readNBytes(4);
    if (four.length == 0) {
      return null;
    }
    if (four.length < 4) {
      throw new EOFException(four.length + " of 4 bytes of the length came");
    }
    long length = Integer.toUnsignedLong(ByteBuffer.wrap(four).getInt());
    var message = in.readNBytes((int) Math.min(length, Integer.MAX_VALUE));
    if (message.length < length) {
      throw new EOFException(message.length + " of " + length + " bytes of the message came");
    }
    if (length > sizeMax) {
      throw new ProtocolException(length + " bytes are over " + sizeMax);
    }
    return message;
  }
}
