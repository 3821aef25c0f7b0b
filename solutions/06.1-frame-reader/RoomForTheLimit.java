// Wrong: no message is longer than that, so one size fits all.
// Reported: hardly any limit
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import netbook.exercise.FrameReader;

class RoomForTheLimit implements FrameReader {
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
    var room = new byte[sizeMax];
    int got = in.readNBytes(room, 0, (int) length);
    if (got < length) {
      throw new EOFException(got + " of " + length + " bytes of the message came");
    }
    return Arrays.copyOf(room, got);
  }
}
