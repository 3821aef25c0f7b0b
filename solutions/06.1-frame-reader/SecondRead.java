// Wrong: it may be cut, so I read a second time.
// Reported: pieces of every size
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import netbook.exercise.FrameReader;

class SecondRead implements FrameReader {
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
    var message = new byte[(int) length];
    int got = length == 0 ? 0 : Math.max(0, in.read(message));
    if (got < length) {
      got += Math.max(0, in.read(message, got, (int) length - got));
    }
    if (got < length) {
      throw new EOFException(got + " of " + length + " bytes of the message came");
    }
    return message;
  }
}
