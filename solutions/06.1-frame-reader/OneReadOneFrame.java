// Wrong: what was written together comes together: a read gives a frame.
// Reported: two frames at once
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import netbook.exercise.FrameReader;

class OneReadOneFrame implements FrameReader {
  @Override
  public byte[] readFrame(InputStream in, int sizeMax) throws IOException {
    var buffer = new byte[1 << 17];
    int got = in.read(buffer);
    if (got < 0) {
      return null;
    }
    if (got < 4) {
      throw new EOFException(got + " of 4 bytes of the length came");
    }
    long length = Integer.toUnsignedLong(ByteBuffer.wrap(buffer).getInt());
    if (length > sizeMax) {
      throw new ProtocolException(length + " bytes are over " + sizeMax);
    }
    if (got < 4 + length) {
      throw new EOFException(got - 4 + " of " + length + " bytes of the message came");
    }
    return Arrays.copyOfRange(buffer, 4, 4 + (int) length);
  }
}
