// Wrong: first I make room, and then I see whether I may use it.
// Reported: a length that nobody keeps
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import netbook.exercise.FrameReader;

class RoomFirst implements FrameReader {
  @Override
  public byte[] readFrame(InputStream in, int sizeMax) throws IOException {
    var four = in.readNBytes(4);
    if (four.length == 0) {
      return null;
    }
    if (four.length < 4) {
      throw new EOFException(four.length + " of 4 bytes of the length came");
    }
    int length = ByteBuffer.wrap(four).getInt();
    if (length < 0) {
      throw new ProtocolException("a length of " + length);
    }
    var message = new byte[length];
    if (length > sizeMax) {
      throw new ProtocolException(length + " bytes are over " + sizeMax);
    }
    int got = in.readNBytes(message, 0, message.length);
    if (got < length) {
      throw new EOFException(got + " of " + length + " bytes of the message came");
    }
    return message;
  }
}
