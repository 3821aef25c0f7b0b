// Wrong: whether more comes I see best when a frame is done.
// Reported: what follows
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import netbook.exercise.FrameReader;

class LooksAhead implements FrameReader {
  private InputStream last;
  private int next;

  @Override
  public byte[] readFrame(InputStream in, int sizeMax) throws IOException {
    int first = in == last ? next : in.read();
    if (first < 0) {
      return null;
    }
    last = in;
    var three = in.readNBytes(3);
    if (three.length < 3) {
      throw new EOFException(1 + three.length + " of 4 bytes of the length came");
    }
    var four = new byte[] {(byte) first, three[0], three[1], three[2]};
    long length = Integer.toUnsignedLong(ByteBuffer.wrap(four).getInt());
    if (length > sizeMax) {
      throw new ProtocolException(length + " bytes are over " + sizeMax);
    }
    var message = in.readNBytes((int) length);
    if (message.length < length) {
      throw new EOFException(message.length + " of " + length + " bytes of the message came");
    }
    next = in.read();
    return message;
  }
}
