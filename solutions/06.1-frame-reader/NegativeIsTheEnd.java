// Wrong: -1 is the end, in each of the four bytes.
// Reported: a length of 2^31 and more
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import netbook.exercise.FrameReader;

class NegativeIsTheEnd implements FrameReader {
  @Override
  public byte[] readFrame(InputStream in, int sizeMax) throws IOException {
    int length = in.read() << 24 | in.read() << 16 | in.read() << 8 | in.read();
    if (length < 0) {
      return null;
    }
    if (length > sizeMax) {
      throw new ProtocolException(length + " bytes are over " + sizeMax);
    }
    var message = in.readNBytes(length);
    if (message.length < length) {
      throw new EOFException(message.length + " of " + length + " bytes of the message came");
    }
    return message;
  }
}
