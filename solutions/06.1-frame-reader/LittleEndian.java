// Wrong: the machine has its bytes in this order, and so has the buffer.
// Reported: one frame
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import netbook.exercise.FrameReader;

class LittleEndian implements FrameReader {
  @Override
  public byte[] readFrame(InputStream in, int sizeMax) throws IOException {
    var four = in.readNBytes(4);
    if (four.length == 0) {
      return null;
    }
    if (four.length < 4) {
      throw new EOFException(four.length + " of 4 bytes of the length came");
    }
    var buffer = ByteBuffer.wrap(four).order(ByteOrder.nativeOrder());
    long length = Integer.toUnsignedLong(buffer.getInt());
    if (length > sizeMax) {
      throw new ProtocolException(length + " bytes are over " + sizeMax);
    }
    var message = in.readNBytes((int) length);
    if (message.length < length) {
      throw new EOFException(message.length + " of " + length + " bytes of the message came");
    }
    return message;
  }
}
