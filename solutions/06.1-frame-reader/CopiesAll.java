// Wrong: each piece goes behind the ones before, in an array that is just as long.
// Reported: many small pieces
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import netbook.exercise.FrameReader;

class CopiesAll implements FrameReader {
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
    var message = new byte[0];
    while (message.length < length) {
      var piece = new byte[(int) Math.min(8192, length - message.length)];
      int more = in.read(piece);
      if (more < 0) {
        throw new EOFException(message.length + " of " + length + " bytes of the message came");
      }
      int before = message.length;
      message = Arrays.copyOf(message, before + more);
      System.arraycopy(piece, 0, message, before, more);
    }
    return message;
  }
}
