// Wrong: it may be cut, so I read a second time.
// Reported: pieces of every size
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import netbook.exercise.ExactReader;

class SecondRead implements ExactReader {
  @Override
  public byte[] readExactly(InputStream in, int count) throws IOException {
    var octets = new byte[count];
    int got = count == 0 ? 0 : Math.max(0, in.read(octets, 0, count));
    if (got < count) {
      got += Math.max(0, in.read(octets, got, count - got));
    }
    if (got < count) {
      throw new EOFException(got + " of " + count + " bytes came");
    }
    return octets;
  }
}
