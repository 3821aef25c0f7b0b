// Wrong: if the connection is gone, the stream has ended.
// Reported: a reset
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import netbook.exercise.FrameReader;

class ResetIsTheEnd implements FrameReader {
  @Override
  public byte[] readFrame(InputStream in, int sizeMax) throws IOException {
    try {
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
      var message = in.readNBytes((int) length);
      if (message.length < length) {
        throw new EOFException(message.length + " of " + length + " bytes of the message came");
      }
      return message;
    } catch (SocketException e) {
      return null;
    }
  }
}
