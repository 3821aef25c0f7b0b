// Wrong: I keep the buffered stream, so that the next call finds what it has taken.
// Reported: what follows
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import netbook.exercise.ExactReader;

class KeepsAhead implements ExactReader {
  private InputStream last;
  private InputStream buffered;

  @Override
  public byte[] readExactly(InputStream in, int count) throws IOException {
    if (in != last) {
      last = in;
      buffered = new BufferedInputStream(in);
    }
    var octets = buffered.readNBytes(count);
    if (octets.length < count) {
      throw new EOFException(octets.length + " of " + count + " bytes came");
    }
    return octets;
  }
}
