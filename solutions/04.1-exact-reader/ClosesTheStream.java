// Wrong: what is read to the end of its message has to be closed.
// Reported: sixteen bytes at once
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import netbook.exercise.ExactReader;

class ClosesTheStream implements ExactReader {
  @Override
  public byte[] readExactly(InputStream in, int count) throws IOException {
    try (in) {
      var octets = in.readNBytes(count);
      if (octets.length < count) {
        throw new EOFException(octets.length + " of " + count + " bytes came");
      }
      return octets;
    }
  }
}
