// Right: the library has the loop, and I look at the length.
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import netbook.exercise.ExactReader;

class Library implements ExactReader {
  @Override
  public byte[] readExactly(InputStream in, int count) throws IOException {
    var octets = in.readNBytes(count);
    if (octets.length < count) {
      throw new EOFException("wanted " + count + " bytes, got " + octets.length);
    }
    return octets;
  }
}
