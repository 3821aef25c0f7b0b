// Wrong: four bytes, shifted to their places, are an int.
// Reported: a length with a byte over 7f
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import netbook.exercise.FrameReader;

class SignExtension implements FrameReader {
  @Override
  public byte[] readFrame(InputStream in, int sizeMax) throws IOException {
    var four = in.readNBytes(4);
    if (four.length == 0) {
      return null;
    }
    if (four.length < 4) {
      throw new EOFException(four.length + " of 4 bytes of the length came");
    }
    int length = four[0] << 24 | four[1] << 16 | four[2] << 8 | four[3];
    if (length < 0 || length > sizeMax) {
      throw new ProtocolException(length + " bytes are over " + sizeMax);
    }
    var message = in.readNBytes(length);
    if (message.length < length) {
      throw new EOFException(message.length + " of " + length + " bytes of the message came");
    }
    return message;
  }
}
