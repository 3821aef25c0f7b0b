// Wrong: a new array for each call would be a waste.
// Reported: two calls
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import netbook.exercise.ExactReader;

class KeepsItsArray implements ExactReader {
  private byte[] octets = new byte[0];

  @Override
  public byte[] readExactly(InputStream in, int count) throws IOException {
    if (octets.length != count) {
      octets = new byte[count];
    }
    int got = in.readNBytes(octets, 0, count);
    if (got < count) {
      throw new EOFException(got + " of " + count + " bytes came");
    }
    return octets;
  }
}
