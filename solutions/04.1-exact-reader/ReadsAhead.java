// Wrong: a buffered stream is faster.
// Reported: what follows
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import netbook.exercise.ExactReader;

class ReadsAhead implements ExactReader {
  @Override
  public byte[] readExactly(InputStream in, int count) throws IOException {
    var buffered = new BufferedInputStream(in);
    var octets = buffered.readNBytes(count);
    if (octets.length < count) {
      throw new EOFException(octets.length + " of " + count + " bytes came");
    }
    return octets;
  }
}
