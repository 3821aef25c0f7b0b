// Wrong: a timeout is a guess, so I guess three times.
// Reported: a sender that is late
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import netbook.exercise.FrameReader;

class TriesThreeTimes implements FrameReader {
  @Override
  public byte[] readFrame(InputStream in, int sizeMax) throws IOException {
    var four = new byte[4];
    int got = fill(in, four);
    if (got == 0) {
      return null;
    }
    if (got < 4) {
      throw new EOFException(got + " of 4 bytes of the length came");
    }
    long length = Integer.toUnsignedLong(ByteBuffer.wrap(four).getInt());
    if (length > sizeMax) {
      throw new ProtocolException(length + " bytes are over " + sizeMax);
    }
    var message = new byte[(int) length];
    got = fill(in, message);
    if (got < length) {
      throw new EOFException(got + " of " + length + " bytes of the message came");
    }
    return message;
  }

  private static int fill(InputStream in, byte[] into) throws IOException {
    int got = 0;
    int timeouts = 0;
    while (got < into.length) {
      try {
        int more = in.read(into, got, into.length - got);
        if (more < 0) {
          break;
        }
        got += more;
      } catch (SocketTimeoutException e) {
        if (++timeouts == 30) {
          throw e;
        }
      }
    }
    return got;
  }
}
