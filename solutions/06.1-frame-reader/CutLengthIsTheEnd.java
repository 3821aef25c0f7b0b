// Wrong: without a whole length there is no frame, so that is the end.
// Reported: the end inside a length
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import netbook.exercise.FrameReader;

class CutLengthIsTheEnd implements FrameReader {
  @Override
  public byte[] readFrame(InputStream in, int sizeMax) throws IOException {
    var four = in.readNBytes(4);
    if (four.length < 4) {
      return null;
    }
    long length = Integer.toUnsignedLong(ByteBuffer.wrap(four).getInt());
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
