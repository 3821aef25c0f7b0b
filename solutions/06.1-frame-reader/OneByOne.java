// Right: byte by byte; one counter for the whole frame.
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import netbook.exercise.FrameReader;

class OneByOne implements FrameReader {
  @Override
  public byte[] readFrame(InputStream in, int sizeMax) throws IOException {
    long length = 0;
    for (int i = 0; i < 4; i++) {
      int octet = in.read();
      if (octet < 0 && i == 0) {
        return null;
      }
      if (octet < 0) {
        throw new EOFException("the stream ended after " + i + " bytes");
      }
      length = length * 256 + octet;
    }
    if (length > sizeMax) {
      throw new IOException("too long: " + length);
    }
    var message = new byte[(int) length];
    for (int i = 0; i < length; i++) {
      int octet = in.read();
      if (octet < 0) {
        throw new EOFException("the stream ended after " + (4 + i) + " bytes");
      }
      message[i] = (byte) octet;
    }
    return message;
  }
}
