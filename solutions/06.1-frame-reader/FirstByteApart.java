// Right: the first byte tells the end; then there have to be three more.
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import netbook.exercise.FrameReader;

class FirstByteApart implements FrameReader {
  @Override
  public byte[] readFrame(InputStream in, int sizeMax) throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    var three = new byte[3];
    need(in, three, 0, "length");
    int length = first << 24 | (three[0] & 0xff) << 16 | (three[1] & 0xff) << 8 | three[2] & 0xff;
    if (Integer.compareUnsigned(length, sizeMax) > 0) {
      throw new IOException("length over " + sizeMax);
    }
    var message = new byte[length];
    need(in, message, 4, "frame");
    return message;
  }

  private static void need(InputStream in, byte[] into, int before, String what)
      throws IOException {
    int got = in.readNBytes(into, 0, into.length);
    if (got < into.length) {
      int came = what.equals("length") ? 1 + got : before + got;
      throw new EOFException("the " + what + " ends after " + came);
    }
  }
}
