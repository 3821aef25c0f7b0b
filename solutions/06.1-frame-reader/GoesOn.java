// Wrong: -1 is no byte, so I try again.
// Reported: the end inside a length
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import netbook.exercise.FrameReader;

class GoesOn implements FrameReader {
  @Override
  public byte[] readFrame(InputStream in, int sizeMax) throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    var four = new byte[] {(byte) first, 0, 0, 0};
    fill(in, four, 1);
    long length = Integer.toUnsignedLong(ByteBuffer.wrap(four).getInt());
    if (length > sizeMax) {
      throw new ProtocolException(length + " bytes are over " + sizeMax);
    }
    var message = new byte[(int) length];
    fill(in, message, 0);
    return message;
  }

  private static void fill(InputStream in, byte[] into, int got) throws IOException {
    while (got < into.length) {
      got += Math.max(0, in.read(into, got, into.length - got));
    }
  }
}
