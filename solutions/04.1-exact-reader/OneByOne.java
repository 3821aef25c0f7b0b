// Right: byte by byte, and the first -1 ends it.
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import netbook.exercise.ExactReader;

class OneByOne implements ExactReader {
  @Override
  public byte[] readExactly(InputStream in, int count) throws IOException {
    var octets = new byte[count];
    for (int i = 0; i < count; i++) {
      int octet = in.read();
      if (octet == -1) {
        throw new EOFException("the stream ended after " + i + " bytes");
      }
      octets[i] = (byte) octet;
    }
    return octets;
  }
}
