// Wrong: a new array for each call would be a waste.
// Reported: two frames of one size
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import netbook.exercise.FrameReader;

class KeepsItsArray implements FrameReader {
  private byte[] message = new byte[0];

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
    if (message.length != length) {
      message = new byte[(int) length];
    }
    int got = in.readNBytes(message, 0, message.length);
    if (got < length) {
      throw new EOFException(got + " of " + length + " bytes of the message came");
    }
    return message;
  }
}
