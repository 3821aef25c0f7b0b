// Wrong: 64 KiB are enough for any message.
// Reported: a large frame
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import netbook.exercise.FrameReader;

class FixedBuffer implements FrameReader {
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
    if (length > sizeMax) {
      throw new ProtocolException(length + " bytes are over " + sizeMax);
    }
    var chunk = new byte[1 << 16];
    int got = in.readNBytes(chunk, 0, (int) Math.min(length, chunk.length));
    if (got < Math.min(length, chunk.length)) {
      throw new EOFException(got + " of " + length + " bytes of the message came");
    }
    return Arrays.copyOf(chunk, got);
  }
}
