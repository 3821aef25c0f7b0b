// Wrong: when nothing is available, nothing more comes.
// Reported: a pause at every place
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import netbook.exercise.ExactReader;

class AsLongAsAvailable implements ExactReader {
  @Override
  public byte[] readExactly(InputStream in, int count) throws IOException {
    var octets = new byte[count];
    int got = 0;
    while (got < count && in.available() > 0) {
      got += in.read(octets, got, count - got);
    }
    if (got < count) {
      throw new EOFException(got + " of " + count + " bytes came");
    }
    return octets;
  }
}
